/// The author's TeX shown as readable text, for terminals and outlines: `\frac{1}{\sqrt{d_k}}` is `1/√dₖ`.
///
/// Only for the eye. Commands it does not know stay as they are typed.
struct TeXReading {
    private var tokens: ArraySlice<TeXSource.Token>
    private var depth = 0

    private static let greatestDepth = 60

    /// One line of text.
    static func text(_ tex: String) -> String { lines(tex).joined(separator: "; ") }

    /// The rows of a display, one line each.
    static func lines(_ tex: String) -> [String] {
        var reading = TeXReading(tokens: TeXSource(tex).tokens[...])
        var result = ""
        while !reading.tokens.isEmpty {
            result += reading.sequence()
            // A closing brace without an opening one.
            if let stray = reading.tokens.popFirst(), stray != .character("}") { result += reading.spelled(stray) }
        }
        return result.split(separator: rowEnd).map { singleSpaced(String($0)) }.filter { !$0.isEmpty }
    }

    /// Stands for `\\` until it is known whether the rows are a matrix or lines.
    private static let rowEnd: Character = "\u{1E}"

    /// Everything up to a closing brace, `\end`, `\right`, or the end.
    private mutating func sequence() -> String {
        var result = ""
        while let token = tokens.first {
            switch token {
            case .character("}"), .command("end"), .command("right"): return result
            case .character("^"), .character("_"):
                tokens.removeFirst()
                result += script(token == .character("^"))
            default: result += atom()
            }
        }
        return result
    }

    private mutating func atom() -> String {
        guard let token = tokens.popFirst() else { return "" }
        switch token {
        case .character("{"): return group()
        case .character("&"): return " "
        case .character("~"): return " "
        case .character("'"): return "′"
        case .character("-"): return "−"
        case .character(let scalar): return scalar.value < 0x20 ? " " : String(scalar)
        case .command(let name): return command(name)
        }
    }

    /// The rest of a group whose brace has been read.
    private mutating func group() -> String {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.greatestDepth {
            // Nobody nests this deep: the rest is shown as typed.
            let rest = tokens.map(spelled).joined()
            tokens = []
            return rest
        }
        var result = sequence()
        while let token = tokens.first, token != .character("}") {
            // `\end` and `\right` that close nothing here.
            tokens.removeFirst()
            result += token == .command("right") ? delimiter() : ""
            result += sequence()
        }
        tokens = tokens.dropFirst()
        return result
    }

    private mutating func skipSpaces() {
        while case .character(let scalar)? = tokens.first, scalar == " " || scalar == "\n" || scalar == "\t" {
            tokens.removeFirst()
        }
    }

    /// The next argument: a group or one token.
    private mutating func argument() -> String {
        skipSpaces()
        guard tokens.first != .character("}") else { return "" }
        return Self.singleSpaced(atom())
    }

    private mutating func option() -> String? {
        skipSpaces()
        guard tokens.first == .character("[") else { return nil }
        tokens.removeFirst()
        var result = ""
        while let token = tokens.first, token != .character("]"), token != .character("}") { result += atom() }
        if tokens.first == .character("]") { tokens.removeFirst() }
        return result
    }

    private mutating func delimiter() -> String {
        skipSpaces()
        guard let token = tokens.popFirst() else { return "" }
        switch token {
        case .character("."): return ""
        case .character(let scalar): return String(scalar)
        case .command(let name): return MathSymbol.characterOfCommand[name].map { String($0) } ?? ""
        }
    }

    private mutating func command(_ name: String) -> String {
        if let character = MathSymbol.characterOfCommand[name] {
            // A space after a command only ends its name; around a relation it is wanted.
            return Self.isRelation(character) ? " \(character) " : String(character)
        }
        switch name {
        case "frac", "tfrac", "dfrac", "cfrac":
            let above = argument()
            let below = argument()
            return "\(Self.grouped(above))/\(Self.grouped(below))"
        case "sqrt":
            let degree = option()
            let inner = argument()
            let sign = degree.map { ["3": "∛", "4": "∜"][$0] ?? Self.script($0, raised: true) + "√" } ?? "√"
            return sign + Self.grouped(inner)
        case "mathbb":
            let letter = argument()
            return ["R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ", "H": "ℍ", "E": "𝔼"][letter] ?? letter
        case "text", "textbf", "textit", "textrm", "texttt", "textsf", "mathrm", "mathbf", "mathit", "mathsf", "mathtt",
            "mathcal", "mathfrak", "mathscr", "boldsymbol", "bm", "pmb", "operatorname", "mbox", "emph", "displaystyle",
            "underline":
            if name == "displaystyle" { return "" }
            if tokens.first == .character("*") { tokens.removeFirst() }
            return argument()
        case "hat", "widehat": return argument() + "\u{0302}"
        case "tilde", "widetilde": return argument() + "\u{0303}"
        case "bar", "overline": return argument() + "\u{0304}"
        case "vec": return argument() + "\u{20D7}"
        case "dot": return argument() + "\u{0307}"
        case "ddot": return argument() + "\u{0308}"
        case "left":
            let opening = delimiter()
            let inner = sequence()
            if tokens.first == .command("right") { tokens.removeFirst() }
            return opening + inner + delimiter()
        case "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "middle": return delimiter()
        case "begin": return environment(argument())
        case "\\", "cr", "newline":
            _ = option()
            return String(Self.rowEnd)
        case ",", ";", ":", ">", " ", "quad", "qquad", "enspace", "thinspace", "medspace", "thickspace": return " "
        case "!", "negthinspace", "limits", "nolimits", "textstyle", "scriptstyle", "nonumber", "notag", "hline":
            return ""
        case "tag":
            if tokens.first == .character("*") { tokens.removeFirst() }
            return "  (\(argument()))"
        case "not":
            return argument() + "\u{0338}"
        case "underbrace", "overbrace", "overset", "underset", "stackrel":
            if name.hasSuffix("brace") { return argument() }
            _ = argument()
            return argument()
        default:
            // Upright function names (\max, \exp, \softmax) are read as words.
            return name.unicodeScalars.allSatisfy(TeXSource.isLetter) && !name.isEmpty ? name : "\\" + name
        }
    }

    private mutating func environment(_ name: String) -> String {
        if name == "array" || name == "alignedat" { _ = argument() }
        var rows = sequence()
        while let token = tokens.first, token == .command("right") || token == .character("}") {
            tokens.removeFirst()
            rows += sequence()
        }
        if tokens.first == .command("end") {
            tokens.removeFirst()
            _ = argument()
        }
        let isMatrix = name.contains("matrix") || name == "cases"
        let parts = rows.split(separator: Self.rowEnd).map { Self.singleSpaced(String($0)) }.filter { !$0.isEmpty }
        rows = parts.joined(separator: isMatrix ? "; " : String(Self.rowEnd))
        switch name {
        case "bmatrix", "bmatrix*", "smallmatrix", "matrix": return "[\(rows)]"
        case "pmatrix": return "(\(rows))"
        case "vmatrix": return "|\(rows)|"
        case "Vmatrix": return "‖\(rows)‖"
        case "cases": return "{ \(rows)"
        default: return rows
        }
    }

    private mutating func script(_ raised: Bool) -> String {
        let inner = argument()
        if inner.isEmpty { return "" }
        return Self.script(inner, raised: raised)
    }

    private func spelled(_ token: TeXSource.Token) -> String {
        switch token {
        case .command(let name): "\\" + name
        case .character(let scalar): String(scalar)
        }
    }

    // MARK: Characters

    private static let raised: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip("0123456789+−=()niT⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵀ"))
    private static let lowered: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip("0123456789+−=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ"))

    static func script(_ text: String, raised isRaised: Bool) -> String {
        let table = isRaised ? raised : lowered
        if text == "′" || text == "∘" { return text == "′" ? text : "°" }
        let characters = text.filter { $0 != " " }
        if characters.allSatisfy({ table[$0] != nil }) { return String(characters.compactMap { table[$0] }) }
        if characters.count == 1 || !isRaised && characters.allSatisfy({ $0.isLetter || $0.isNumber }) {
            return (isRaised ? "^" : "_") + characters
        }
        return isRaised ? "^(\(text))" : "_{\(text)}"
    }

    private static func grouped(_ text: String) -> String {
        let isSimple = text.allSatisfy { $0.isLetter || $0.isNumber || "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₙ′.√".contains($0) }
        let isBracketed = text.hasPrefix("(") && text.hasSuffix(")") && !text.dropFirst().dropLast().contains("(")
        return isSimple || isBracketed ? text : "(\(text))"
    }

    private static func isRelation(_ scalar: Unicode.Scalar) -> Bool {
        "≤≥≠≈≡∼∝∈∉→←⇒⇐⇔↦⊂⊆×·±+⊙⊗⊕≪≫≔".unicodeScalars.contains(scalar)
    }

    static func singleSpaced(_ text: String) -> String {
        var result = ""
        for character in text {
            if character.isWhitespace {
                if !result.isEmpty, result.last != " " { result.append(" ") }
            } else {
                if character == ";", result.last == " " { result.removeLast() }
                result.append(character)
            }
        }
        if result.last == " " { result.removeLast() }
        return result
    }
}

extension LatexTokenizer {
    /// Takes what only answers hold.
    /// - Returns: false when the token ahead is one of a formula.
    mutating func takeAnswerToken(_ first: UInt8) -> Bool {
        switch first {
        // In a file a percent sign starts a remark; an answer is no file.
        case UInt8(ascii: "%"): add(.percent, length: 1)
        case UInt8(ascii: ":"): add(.comparison(.equal), length: byte(1) == UInt8(ascii: "=") ? 2 : 1)
        case UInt8(ascii: "="): add(.comparison(.equal), length: byte(1) == UInt8(ascii: "=") ? 2 : 1)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): takeAnswerNumber()
        case UInt8(ascii: "."):
            guard isDigit(byte(1)) else { return false }
            takeAnswerNumber()
        case UInt8(ascii: "*") where byte(1) == UInt8(ascii: "*"): add(.caret, length: 2)
        case UInt8(ascii: "'"):
            guard isAfterBracket, byte(1) != UInt8(ascii: "'") else { return false }
            add(.caret, length: 0)
            add(.command("top"), length: 1)
        case UInt8(ascii: "{"): return skipEmptyGroup()
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return takeTimesTen()
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return takeTypedFunction()
        default: return false
        }
        return true
    }

    private var isAfterBracket: Bool {
        switch tokens.last?.kind {
        case .close(.parenthesis), .close(.square): true
        case .close(.brace): isAfterEnvironment
        default: false
        }
    }

    /// Whether the last tokens are an `\end{bmatrix}`.
    private var isAfterEnvironment: Bool {
        var index = tokens.count - 2
        while index > 0, case .letter = tokens[index].kind { index -= 1 }
        return index > 0 && tokens[index].kind == .open(.brace) && tokens[index - 1].kind == .command("end")
    }

    /// Digits with a point or a declared decimal comma (also `0{,}5`), and an exponent of ten right behind them, `1e-3`:
    /// what was copied from a terminal, and hardly ever meant as 1·e − 3.
    private mutating func takeAnswerNumber() {
        let start = position
        var spelling: [UInt8] = []
        takeDigits(into: &spelling)
        let whole = spelling.count
        if byte() == UInt8(ascii: "."), isDigit(byte(1)) || whole > 0 && !byte(1).isLatinLetter && byte(1) < 0x80 {
            spelling.append(UInt8(ascii: "."))
            position += 1
            takeDigits(into: &spelling)
        } else if conventions.hasDecimalComma, whole > 0, let length = decimalCommaLength {
            spelling.append(UInt8(ascii: "."))
            position += length
            takeDigits(into: &spelling)
        }
        let isSecond =
            spelling.count > whole
            && (byte() == UInt8(ascii: ".") && isDigit(byte(1))
                || conventions.hasDecimalComma && decimalCommaLength != nil)
        if isSecond { return add(.invalid(.badNumber(.secondPoint)), from: start) }
        let digits = spelling.count
        let sign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+") ? 1 : 0
        if byte() | 0x20 == UInt8(ascii: "e"), isDigit(byte(1 + sign)) {
            let isMinus = byte(1) == UInt8(ascii: "-")
            position += 1 + sign
            let exponentStart = position
            var exponent: [UInt8] = []
            takeDigits(into: &exponent)
            exponent = Array(exponent.drop { $0 == UInt8(ascii: "0") })
            let value = exponent.prefix(9).reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
            if exponent.count > 9 || value > limits.exponent {
                position = max(position, exponentStart)
                return add(.invalid(.badNumber(.exponentTooLarge(limit: limits.exponent))), from: start)
            }
            spelling += "e\(isMinus ? -value : value)".utf8
        }
        if whole > 1, spelling[0] == UInt8(ascii: "0"), !isSingleArgument {
            return add(.invalid(.badNumber(.leadingZero)), from: start)
        }
        if digits > limits.digits {
            return add(.invalid(.badNumber(.tooManyDigits(limit: limits.digits))), from: start)
        }
        add(.digits(String(decoding: spelling, as: UTF8.self)), from: start)
    }

    /// `\frac05` takes one character at a time, so its digits are no number.
    private var isSingleArgument: Bool {
        switch tokens.last?.kind {
        case .command, .caret, .underscore: true
        default: false
        }
    }

    private mutating func takeDigits(into digits: inout [UInt8]) {
        while isDigit(byte()) {
            digits.append(byte())
            position += 1
        }
    }

    /// `,` or `{,}` between digits.
    private var decimalCommaLength: Int? {
        if byte() == UInt8(ascii: ","), isDigit(byte(1)) { return 1 }
        let isBraced =
            byte() == UInt8(ascii: "{") && byte(1) == UInt8(ascii: ",") && byte(2) == UInt8(ascii: "}")
        return isBraced && isDigit(byte(3)) ? 3 : nil
    }

    /// `{}` where an operand or an operator may stand, as it is typed for spacing; `\frac{}{2}` is not touched.
    private mutating func skipEmptyGroup() -> Bool {
        var length = 1
        while byte(length) == 32 { length += 1 }
        guard byte(length) == UInt8(ascii: "}") else { return false }
        switch tokens.last?.kind {
        case nil, .plus, .minus, .star, .slash, .comparison, .open, .digits, .comma, .semicolon, .ampersand, .newRow:
            position += length + 1
            return true
        case .close(.brace):
            // Not the empty denominator of \frac{1}{}, which something would have to follow.
            var next = length + 1
            while byte(next) == 32 { next += 1 }
            let ends = position + next >= bytes.count || "+-=,;&)]".utf8.contains(byte(next))
            if ends { position += length + 1 }
            return ends
        default: return false
        }
    }

    /// The letter in `1.5 x 10^{-3}`.
    private mutating func takeTimesTen() -> Bool {
        guard case .digits = tokens.last?.kind else { return false }
        var distance = 1
        while byte(distance) == 32 { distance += 1 }
        guard byte(distance) == UInt8(ascii: "1"), byte(distance + 1) == UInt8(ascii: "0") else { return false }
        distance += 2
        while byte(distance) == 32 { distance += 1 }
        guard byte(distance) == UInt8(ascii: "^") || byte(distance) >= 0x80 else { return false }
        add(.command("times"), length: 1)
        return true
    }

    /// Functions that people type without a backslash.
    private static let typedFunctions: Set<String> = [
        "exp", "sqrt", "ln", "log", "tanh", "sinh", "cosh", "sin", "cos", "tan", "sigmoid", "softmax",
    ]

    /// Commands whose argument is a formula and not a word.
    private static let takingFormulas: Set<String> = ["frac", "dfrac", "tfrac", "cfrac", "sqrt"]

    /// `sqrt(2)` among LaTeX: what `\mathrm{sqrt}(2)` is.
    private mutating func takeTypedFunction() -> Bool {
        // Letters after a backslash are a command, and in \mathrm{…} they are a word already.
        if position > 0, bytes[position - 1].isLatinLetter { return false }
        if case .open(.brace) = tokens.last?.kind, case .command(let command) = tokens.dropLast().last?.kind,
            !Self.takingFormulas.contains(command)
        {
            return false
        }
        var length = 1
        while length < 9, byte(length).isLatinLetter { length += 1 }
        guard length > 1, byte(length) == UInt8(ascii: "("),
            Self.typedFunctions.contains(String(decoding: bytes[position..<position + length], as: UTF8.self))
        else { return false }
        add(.command("mathrm"), length: 0)
        add(.open(.brace), length: 0)
        add(.letter(String(decoding: bytes[position..<position + length], as: UTF8.self)), length: length)
        add(.close(.brace), length: 0)
        return true
    }

    // MARK: Commands and Unicode

    /// A wide space between two numbers, `[3.54\ 1.41]`, separates them; with a sign behind it, it may as well stand in a
    /// difference.
    mutating func takeSeparatingSpace(from start: Int) -> Bool {
        guard case .digits = tokens.last?.kind else { return false }
        var distance = 0
        while byte(distance) == 32 { distance += 1 }
        let isSigned = byte(distance) == UInt8(ascii: "-") || byte(distance) == UInt8(ascii: "+")
        if isSigned { distance += 1 }
        guard isDigit(byte(distance)) || byte(distance) == UInt8(ascii: ".") && isDigit(byte(distance + 1)) else {
            return false
        }
        add(isSigned ? .invalid(.ambiguousSign) : .comma, from: start)
        return true
    }

    /// Commands whose argument is invisible.
    private static let invisible: Set<String> = ["phantom", "hphantom", "vphantom", "hspace", "vspace", "color"]
    private static let relations: Set<String> = ["simeq", "cong", "sim", "doteq", "thickapprox", "approxeq"]
    private static let equalities: Set<String> = ["equiv", "coloneqq", "triangleq", "eqqcolon"]
    private static let switches: Set<String> = ["rm", "bf", "it", "boxed", "normalsize", "small"]

    /// Takes a command that only answers hold, or passes it where it shows nothing.
    mutating func takeAnswerCommand(_ name: String, from start: Int) -> Bool {
        if Self.switches.contains(name) { return true }
        if Self.relations.contains(name) {
            add(.comparison(.approximatelyEqual), from: start)
        } else if Self.equalities.contains(name) {
            add(.comparison(.equal), from: start)
        } else if name == "langle" {
            add(.open(.parenthesis), from: start)
        } else if name == "rangle" {
            add(.close(.parenthesis), from: start)
        } else if Self.invisible.contains(name) {
            skipGroup(from: start)
        } else {
            return false
        }
        return true
    }

    private mutating func skipGroup(from start: Int) {
        var distance = 0
        while byte(distance) == 32 { distance += 1 }
        guard byte(distance) == UInt8(ascii: "{") else { return }
        var depth = 0
        while position + distance < bytes.count {
            if byte(distance) == UInt8(ascii: "{") { depth += 1 }
            if byte(distance) == UInt8(ascii: "}") { depth -= 1 }
            distance += 1
            if depth == 0 { break }
        }
        if depth == 0 {
            position += distance
        } else {
            // All of the rest is inside: another look at it for every command in it would take forever.
            add(.invalid(.unclosed(.brace, missingAt: bytes.count)), from: start)
            position = bytes.count
        }
    }

    /// Unicode signs between commands of LaTeX: `½`, `√3`, `e²`, `Xᵀ`.
    mutating func takeAnswerSign(_ scalar: Unicode.Scalar, length: Int) -> Bool {
        if let (numerator, denominator) = Script.vulgarFractions[scalar] {
            add(.command("frac"), length: 0)
            add(.open(.brace), length: 0)
            add(.digits(String(numerator)), length: 0)
            add(.close(.brace), length: 0)
            add(.open(.brace), length: 0)
            add(.digits(String(denominator)), length: 0)
            add(.close(.brace), length: length)
            return true
        }
        if let plain = Script.plainOfSuperscript[scalar] {
            takeRaised(plain, length: length)
            return true
        }
        switch scalar {
        case "√": add(.command("root2"), length: length)
        case "∛": add(.command("root3"), length: length)
        case "∜": add(.command("root4"), length: length)
        case "ᵀ", "⊤":
            if scalar == "ᵀ" { add(.caret, length: 0) }
            add(.command("top"), length: length)
        case "÷", "∕", "⁄": add(.slash, length: length)
        case "∙", "•": add(.star, length: length)
        case "≃", "≅", "∼": add(.comparison(.approximatelyEqual), length: length)
        case "≔", "≡": add(.comparison(.equal), length: length)
        case "⟨", "〈": add(.open(.parenthesis), length: length)
        case "⟩", "〉": add(.close(.parenthesis), length: length)
        case "％": add(.percent, length: length)
        default: return false
        }
        return true
    }

    /// A run of raised characters is one exponent.
    private mutating func takeRaised(_ first: Character, length: Int) {
        var plain = String(first)
        var end = position + length
        while end < bytes.count, bytes[end] >= 0xC0 {
            let text = String(decoding: bytes[end..<min(end + 3, bytes.count)], as: UTF8.self)
            guard let scalar = text.unicodeScalars.first, let next = Script.plainOfSuperscript[scalar] else { break }
            plain.append(next)
            end += String(scalar).utf8.count
        }
        let start = position
        position = end
        let isNegative = plain.hasPrefix("-")
        let body = isNegative ? String(plain.dropFirst()) : plain
        guard !body.isEmpty, body.utf8.allSatisfy({ isDigit($0) }) else {
            return add(
                .invalid(.unknownCharacter(String(decoding: bytes[start..<end], as: UTF8.self))), from: start)
        }
        add(.caret, from: start)
        add(.open(.brace), from: start)
        if isNegative { add(.minus, from: start) }
        add(.digits(body), from: start)
        add(.close(.brace), from: start)
    }
}

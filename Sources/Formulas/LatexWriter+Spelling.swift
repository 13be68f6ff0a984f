extension LatexWriter {
    mutating func write(_ literal: Formula.Literal) {
        if literal.isPlainInteger { return canvas.digits(literal.spelling) }
        var spelling = literal.spelling[...]
        if spelling.utf8.first == UInt8(ascii: "-") {
            canvas.symbols("-", Glyphs(width: 0.778, height: 0.583, depth: 0.083))
            spelling = spelling.dropFirst()
        }
        guard let mark = spelling.utf8.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
            return canvas.digits(String(spelling))
        }
        canvas.digits(String(spelling[..<mark]))
        canvas.symbols("\\times", Glyphs(spacing: .binary, width: 0.778))
        canvas.digits("10")
        let exponent = spelling[spelling.utf8.index(after: mark)...]
        writeScript(.above) { writer in
            if exponent.utf8.first == UInt8(ascii: "-") { writer.canvas.symbols("-", Glyphs(width: 0.778)) }
            writer.canvas.digits(
                String(exponent.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }) ?? "")
        }
    }

    mutating func write(_ name: Name) {
        if let accent = name.accent {
            canvas.symbols("\\\(accent.latex){\(name.latexBase)}", name.baseGlyphs)
        } else {
            canvas.symbols(name.latexBase, name.baseGlyphs)
        }
        if let superscript = name.superscript {
            canvas.beginScript(.above)
            for _ in 0..<min(name.primes, 9) { canvas.symbols("\\prime", Glyphs(width: 0.275)) }
            canvas.symbols("(", Glyphs(width: 0.389))
            write(label: superscript)
            canvas.symbols(")", Glyphs(width: 0.389))
            canvas.endScript(.above)
        } else if name.primes > 0 {
            canvas.primes(name.primes)
        }
        if name.subscripts.isEmpty { return }
        canvas.beginScript(.below)
        for (index, label) in name.subscripts.enumerated() {
            if index > 0 { canvas.symbols(",", Glyphs(width: 0.278)) }
            write(label: label)
        }
        canvas.endScript(.below)
    }

    private mutating func write(label: String) {
        if label.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) {
            canvas.digits(label)
        } else {
            let name = Name(label)
            canvas.symbols(name.latexBase, name.baseGlyphs)
        }
    }

    mutating func writeFunction(_ name: String) {
        if name == "log2" || name == "log10" {
            canvas.symbols("\\log", Glyphs(spacing: .function, width: 1.28))
            canvas.beginScript(.below)
            canvas.digits(String(name.dropFirst(3)))
            canvas.endScript(.below)
        } else if LatexFunction.commands.contains(name) {
            var glyphs = Glyphs.upright(name)
            glyphs.spacing = .function
            canvas.symbols("\\\(name)", glyphs)
        } else if name.utf8.contains(UInt8(ascii: "_")) {
            canvas.words(LatexFunction.hyphenated(name), command: "textrm")
        } else {
            let shown = LatexFunction.shown[name] ?? name
            canvas.symbols("\\mathrm{\(LatexText.escaped(shown))}", Glyphs.upright(shown))
        }
    }

    /// `mask: causal` in upright text; a value that is not a keyword stays a formula.
    mutating func write(_ option: Formula.Option) {
        let label = LatexFunction.hyphenated(option.label) + ": "
        switch option.value.node {
        case .text(let words): canvas.words(label + LatexFunction.hyphenated(words), command: "textrm")
        case .name(let name) where name.isKeyword:
            canvas.words(label + LatexFunction.hyphenated(name.identifier), command: "textrm")
        default:
            canvas.words(label, command: "textrm")
            write(option.value)
        }
    }

    mutating func writeWords(_ words: String) {
        let isWord = !words.isEmpty && words.utf8.allSatisfy(\.isLatinLetter)
        if isWord {
            canvas.symbols("\\mathrm{\(words)}", Glyphs.upright(words))
        } else {
            canvas.words(words, command: "text")
        }
    }
}

/// Functions as LaTeX shows them.
enum LatexFunction {
    static let commands: Set<String> = [
        "exp", "ln", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min", "det",
    ]
    /// Names whose usual spelling is not the one they are typed with.
    static let shown = ["relu": "ReLU", "gelu": "GELU", "elu": "ELU", "gru": "GRU", "lstm": "LSTM"]
    static let typed = Dictionary(uniqueKeysWithValues: shown.map { ($0.value, $0.key) })

    /// `self_attention` is shown as "self-attention".
    static func hyphenated(_ name: String) -> String {
        String(decoding: name.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
    }
}

extension UInt8 {
    var isLatinLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
}

extension Name.Accent {
    var latex: String {
        switch self {
        case .hat: "hat"
        case .tilde: "tilde"
        case .bar: "bar"
        case .vec: "vec"
        }
    }
}

extension Name {
    /// More than one letter, set upright.
    var isWord: Bool { base.utf8.count > 1 && Script.letterOfGreekName[base] == nil && base.unicodeScalars.count > 1 }

    /// A word as options use it, `scaled_dot`, and not the name of a quantity.
    var isKeyword: Bool { isWord && accent == nil && primes == 0 && superscript == nil }

    var latexBase: String {
        if base.utf8.count == 1, base.utf8.first?.isLatinLetter ?? false { return base }
        if base == "infinity" { return "\\infty" }
        if Script.letterOfGreekName[base] != nil { return "\\\(base)" }
        if base.utf8.allSatisfy({ $0 < 0x80 }) {
            return isWord ? "\\mathrm{\(LatexText.escaped(base))}" : LatexText.escaped(base)
        }
        return "\\text{\(LatexText.escaped(base))}"
    }
}

extension Formula.Comparison {
    var latex: String {
        switch self {
        case .equal: "="
        case .notEqual: "\\neq"
        case .less: "<"
        case .lessOrEqual: "\\leq"
        case .greater: ">"
        case .greaterOrEqual: "\\geq"
        case .approximatelyEqual: "\\approx"
        }
    }
}

extension Formula.Literal {
    var latexBinding: Binding {
        if spelling.utf8.first == UInt8(ascii: "-") { return .sum }
        return spelling.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) ? .product : .atom
    }
}

extension Formula {
    var isWord: Bool {
        switch node {
        case .name(let name): name.isWord && name.accent == nil
        case .text: true
        default: false
        }
    }

    /// Whether it ends with a digit, after which a letter may stand without a space and a fraction may not stand.
    var endsWithDigit: Bool {
        switch node {
        case .number: true
        default: false
        }
    }

    /// Roughly how many characters it takes on a line.
    var inlineLength: Int {
        switch node {
        case .number(let literal): literal.spelling.utf8.count
        case .name(let name): 1 + name.subscripts.count
        case .text(let words), .elided(let words): words.utf8.count
        case .shortened: 24
        case .negative(let inner): 1 + inner.inlineLength
        case .root(let inner, _), .transpose(let inner): 2 + inner.inlineLength
        case .subscripted(let base, let parts): base.inlineLength + parts.reduce(0) { $0 + $1.inlineLength }
        case .sum(let parts), .product(let parts, _): parts.reduce(parts.count - 1) { $0 + $1.inlineLength }
        case .quotient(let a, let b), .power(let a, let b), .dot(let a, let b), .comparison(let a, _, let b):
            1 + a.inlineLength + b.inlineLength
        case .call(_, let arguments, let options):
            options.reduce(arguments.reduce(4) { $0 + $1.inlineLength }) { $0 + 6 + $1.value.inlineLength }
        // Nothing that takes several lines belongs into an exponent.
        case .column, .row, .matrix, .summation: 100
        }
    }
}

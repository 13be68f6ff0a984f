/// The smallest piece of a formula in LaTeX.
struct LatexToken: Hashable {
    var kind: Kind
    var range: Range<Int>

    enum Kind: Hashable {
        /// A run of digits with at most one point inside. Where TeX takes one character, `\frac12`, it is cut.
        case digits(String)
        /// One letter; Greek letters come with their names.
        case letter(String)
        /// `\frac` without the backslash.
        case command(String)
        case plus, minus, star, slash, caret, underscore, comma, semicolon, colon, ampersand, percent
        case primes(Int)
        case newRow
        /// With or without `\left`.
        case open(ReadingError.Bracket)
        case close(ReadingError.Bracket)
        /// `|` without `\left` or `\right`: which side it is depends on what is open.
        case bar
        case comparison(Formula.Comparison)
        case end
        case invalid(ReadingError.Fact)
    }
}

/// Cuts LaTeX into tokens; spaces, spacing commands and sizes of brackets leave no trace.
struct LatexTokenizer {
    let bytes: [UInt8]
    private let offset: Int
    let limits: ReadingLimits
    let conventions: ReadingConventions
    var position = 0
    private(set) var tokens: [LatexToken] = []

    static func tokens(
        of bytes: [UInt8], offset: Int, limits: ReadingLimits, conventions: ReadingConventions = .sheet
    ) -> [LatexToken] {
        var tokenizer = LatexTokenizer(bytes: bytes, offset: offset, limits: limits, conventions: conventions)
        if bytes.count > limits.length {
            tokenizer.position = bytes.count
            tokenizer.add(.invalid(.tooLong(limit: limits.length)), from: 0)
        } else {
            while tokenizer.position < bytes.count { tokenizer.takeToken() }
        }
        tokenizer.add(.end, from: bytes.count)
        return tokenizer.tokens
    }

    private init(bytes: [UInt8], offset: Int, limits: ReadingLimits, conventions: ReadingConventions) {
        self.bytes = bytes
        self.offset = offset
        self.limits = limits
        self.conventions = conventions
    }

    func byte(_ distance: Int = 0) -> UInt8 {
        let index = position + distance
        return index < bytes.count && index >= 0 ? bytes[index] : 0
    }

    mutating func add(_ kind: LatexToken.Kind, from start: Int) {
        tokens.append(LatexToken(kind: kind, range: start + offset..<position + offset))
    }

    mutating func add(_ kind: LatexToken.Kind, length: Int) {
        let start = position
        position += length
        add(kind, from: start)
    }

    private static let signs: [UInt8: LatexToken.Kind] = [
        UInt8(ascii: "+"): .plus, UInt8(ascii: "-"): .minus, UInt8(ascii: "*"): .star, UInt8(ascii: "/"): .slash,
        UInt8(ascii: "^"): .caret, UInt8(ascii: "_"): .underscore, UInt8(ascii: ","): .comma,
        UInt8(ascii: ";"): .semicolon, UInt8(ascii: ":"): .colon, UInt8(ascii: "&"): .ampersand,
        UInt8(ascii: "("): .open(.parenthesis), UInt8(ascii: ")"): .close(.parenthesis),
        UInt8(ascii: "["): .open(.square), UInt8(ascii: "]"): .close(.square), UInt8(ascii: "{"): .open(.brace),
        UInt8(ascii: "}"): .close(.brace), UInt8(ascii: "|"): .bar, UInt8(ascii: "="): .comparison(.equal),
        UInt8(ascii: "<"): .comparison(.less), UInt8(ascii: ">"): .comparison(.greater),
    ]

    private mutating func takeToken() {
        let first = byte()
        if conventions.isAnswer, takeAnswerToken(first) { return }
        switch first {
        case 32, 9, 10, 13, UInt8(ascii: "~"): position += 1
        case UInt8(ascii: "%"): while position < bytes.count, byte() != 10 { position += 1 }
        case UInt8(ascii: "\\"): takeCommand()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): takeDigits()
        case UInt8(ascii: "."):
            if byte(1) >= UInt8(ascii: "0"), byte(1) <= UInt8(ascii: "9") {
                takeDigits()
            } else {
                add(.invalid(.unknownCharacter(".")), length: 1)
            }
        case UInt8(ascii: "'"):
            let start = position
            while byte() == UInt8(ascii: "'") { position += 1 }
            add(.primes(position - start), from: start)
        case 0x80...: takeUnicode()
        default:
            if first.isLatinLetter {
                add(.letter(String(decoding: [first], as: UTF8.self)), length: 1)
            } else if let kind = Self.signs[first] {
                add(kind, length: 1)
            } else {
                add(.invalid(.unknownCharacter(String(decoding: [first], as: UTF8.self))), length: 1)
            }
        }
    }

    func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func takeDigits() {
        let start = position
        while isDigit(byte()) { position += 1 }
        if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
            position += 1
            while isDigit(byte()) { position += 1 }
            if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
                return add(.invalid(.badNumber(.secondPoint)), from: start)
            }
        }
        // 1e-3 would be 1·e − 3 here, which is hardly ever meant.
        if byte() | 0x20 == UInt8(ascii: "e"),
            isDigit(byte(1)) || ((byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")) && isDigit(byte(2)))
        {
            return add(.invalid(.badNumber(.exponentCutShort)), from: start)
        }
        add(.digits(String(decoding: bytes[start..<position], as: UTF8.self)), from: start)
    }

    private mutating func takeUnicode() {
        var length = 2
        while position + length < bytes.count, bytes[position + length] & 0xC0 == 0x80, length < 4 { length += 1 }
        let end = min(position + length, bytes.count)
        let text = String(decoding: bytes[position..<end], as: UTF8.self)
        guard let scalar = text.unicodeScalars.first else {
            position = end
            return
        }
        length = end - position
        if let name = Script.greekNameOfScalar[scalar] { return add(.letter(name), length: length) }
        if scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint {
            position = end
            return
        }
        if conventions.isAnswer, takeAnswerSign(scalar, length: length) { return }
        switch scalar {
        case "−", "–", "‐": add(.minus, length: length)
        case "·", "⋅": add(.star, length: length)
        case "×": add(.command("times"), length: length)
        case "≤": add(.comparison(.lessOrEqual), length: length)
        case "≥": add(.comparison(.greaterOrEqual), length: length)
        case "≠": add(.comparison(.notEqual), length: length)
        case "≈": add(.comparison(.approximatelyEqual), length: length)
        case "…", "⋯": add(.invalid(.elision), length: length)
        default:
            if scalar.properties.isAlphabetic, !scalar.isSmall {
                add(.letter(scalar.mathematicalLetter ?? String(scalar)), length: length)
            } else {
                add(.invalid(.unknownCharacter(String(scalar))), length: length)
            }
        }
    }

    // MARK: Commands

    private static let ignored: Set<String> = [
        "quad", "qquad", "thinspace", "medspace", "thickspace", "displaystyle", "textstyle", "scriptstyle", "limits",
        "nolimits", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr",
        "mathstrut", "hline", "nobreak", "allowbreak", "mathopen", "mathclose",
    ]
    private static let relations: [String: Formula.Comparison] = [
        "leq": .lessOrEqual, "le": .lessOrEqual, "leqslant": .lessOrEqual, "geq": .greaterOrEqual,
        "ge": .greaterOrEqual, "geqslant": .greaterOrEqual, "neq": .notEqual, "ne": .notEqual,
        "approx": .approximatelyEqual, "lt": .less, "gt": .greater,
    ]

    private mutating func takeCommand() {
        let start = position
        position += 1
        guard byte().isLatinLetter else { return takeControlSymbol(from: start) }
        while byte().isLatinLetter { position += 1 }
        let name = String(decoding: bytes[start + 1..<position], as: UTF8.self)
        if conventions.isAnswer, name == "quad" || name == "qquad", takeSeparatingSpace(from: start) { return }
        if Self.ignored.contains(name) { return }
        if conventions.isAnswer, takeAnswerCommand(name, from: start) { return }
        if let comparison = Self.relations[name] { return add(.comparison(comparison), from: start) }
        switch name {
        case "left", "right": takeFence(isLeft: name == "left", from: start)
        case "lvert": add(.open(.bar), from: start)
        case "rvert": add(.close(.bar), from: start)
        case "ldots", "dots", "cdots", "dotsc", "dotsb": add(.invalid(.elision), from: start)
        case "cr": add(.newRow, from: start)
        case "lbrack": add(.open(.square), from: start)
        case "rbrack": add(.close(.square), from: start)
        default: add(.command(name), from: start)
        }
    }

    private mutating func takeControlSymbol(from start: Int) {
        let symbol = byte()
        position += position < bytes.count ? 1 : 0
        switch symbol {
        case UInt8(ascii: "%") where conventions.isAnswer: add(.percent, from: start)
        case UInt8(ascii: "{") where conventions.isAnswer: add(.open(.parenthesis), from: start)
        case UInt8(ascii: "}") where conventions.isAnswer: add(.close(.parenthesis), from: start)
        case UInt8(ascii: ";"), UInt8(ascii: " "):
            if conventions.isAnswer, takeSeparatingSpace(from: start) { return }
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: ">"), 10, 13, 9:
            return
        case UInt8(ascii: "\\"):
            takeRowSkip()
            add(.newRow, from: start)
        default:
            // The whole character, also when it is not ASCII.
            while position < bytes.count, byte() & 0xC0 == 0x80 { position += 1 }
            add(.invalid(.unknownCommand(String(decoding: bytes[start..<position], as: UTF8.self))), from: start)
        }
    }

    /// The `[4pt]` after `\\`.
    private mutating func takeRowSkip() {
        var index = position
        if index < bytes.count, bytes[index] == UInt8(ascii: "*") { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { return }
        index += 1
        let start = index
        while index < bytes.count, index - start < 12, bytes[index] != UInt8(ascii: "]") { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "]"), index - start > 2,
            bytes[index - 2..<index].allSatisfy(\.isLatinLetter)
        else { return }
        position = index + 1
    }

    /// A bracket with its size: `\left(`, `\right]`.
    private mutating func takeFence(isLeft: Bool, from start: Int) {
        while byte() == 32 || byte() == 10 { position += 1 }
        let fences: [UInt8: ReadingError.Bracket] = [
            UInt8(ascii: "("): .parenthesis, UInt8(ascii: ")"): .parenthesis, UInt8(ascii: "["): .square,
            UInt8(ascii: "]"): .square, UInt8(ascii: "|"): .bar,
        ]
        if conventions.isAnswer, byte() == UInt8(ascii: "\\"),
            byte(1) == UInt8(ascii: "{") || byte(1) == UInt8(ascii: "}")
        {
            position += 2
            return add(isLeft ? .open(.parenthesis) : .close(.parenthesis), from: start)
        }
        guard let bracket = fences[byte()] else {
            return add(.invalid(.unknownCommand(isLeft ? "\\left" : "\\right")), from: start)
        }
        position += 1
        add(isLeft ? .open(bracket) : .close(bracket), from: start)
    }
}

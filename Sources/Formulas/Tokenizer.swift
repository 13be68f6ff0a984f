/// Cuts calculator syntax into tokens.
///
/// Never fails: what is no token becomes an `invalid` one, which the grammar
/// reports when it gets there, so that the first error in the text is the one reported.
struct Tokenizer {
    let bytes: [UInt8]
    private let offset: Int
    let limits: ReadingLimits
    let conventions: ReadingConventions
    var position = 0
    private(set) var tokens: [Token] = []
    var isSpaced = true

    /// - Parameter offset: what to add to every place, when the text is part of a larger one.
    static func tokens(
        of bytes: [UInt8], offset: Int, limits: ReadingLimits, conventions: ReadingConventions = .sheet
    ) -> [Token] {
        var tokenizer = Tokenizer(bytes: bytes, offset: offset, limits: limits, conventions: conventions)
        if bytes.count > limits.length {
            tokenizer.position = bytes.count
            tokenizer.add(.invalid(.tooLong(limit: limits.length)), from: 0)
        } else {
            while tokenizer.position < bytes.count { tokenizer.takeToken() }
        }
        tokenizer.position = bytes.count
        tokenizer.add(.end, from: bytes.count)
        return tokenizer.tokens
    }

    private init(bytes: [UInt8], offset: Int, limits: ReadingLimits, conventions: ReadingConventions) {
        self.bytes = bytes
        self.offset = offset
        self.limits = limits
        self.conventions = conventions
        tokens.reserveCapacity(min(bytes.count, limits.length) / 2 + 1)
    }

    func byte(_ distance: Int = 0) -> UInt8 {
        let index = position + distance
        return index < bytes.count && index >= 0 ? bytes[index] : 0
    }

    mutating func add(_ kind: Token.Kind, from start: Int) {
        tokens.append(Token(kind: kind, range: start + offset..<position + offset, isSpaced: isSpaced))
        isSpaced = false
    }

    mutating func add(_ kind: Token.Kind, length: Int) {
        let start = position
        position += length
        add(kind, from: start)
    }

    private mutating func takeToken() {
        let first = byte()
        if conventions.isAnswer, takeAnswerToken(first) { return }
        switch first {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
            position += 1
            isSpaced = true
        case UInt8(ascii: "\n"):
            add(.newline, length: 1)
            isSpaced = true
        case UInt8(ascii: "#"): takeComment()
        case UInt8(ascii: "\""): takeQuoted()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): takeNumber()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): takeWord()
        case UInt8(ascii: "'"): takePrimes()
        case UInt8(ascii: "."): takePoint()
        case 0x80...: takeUnicode()
        default: takeSign(first)
        }
    }

    private mutating func takeSign(_ first: UInt8) {
        let pair = (first, byte(1))
        switch pair {
        case (UInt8(ascii: "*"), UInt8(ascii: "*")): add(.caret, length: 2)
        case (UInt8(ascii: "="), UInt8(ascii: "=")): add(.comparison(.equal), length: 2)
        case (UInt8(ascii: "!"), UInt8(ascii: "=")): add(.comparison(.notEqual), length: 2)
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): add(.comparison(.lessOrEqual), length: 2)
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): add(.comparison(.greaterOrEqual), length: 2)
        case (UInt8(ascii: "~"), UInt8(ascii: "=")): add(.comparison(.approximatelyEqual), length: 2)
        default:
            if let kind = Self.signs[first] {
                add(kind, length: 1)
            } else {
                add(.invalid(.unknownCharacter(String(decoding: [first], as: UTF8.self))), length: 1)
            }
        }
    }

    private static let signs: [UInt8: Token.Kind] = [
        UInt8(ascii: "_"): .underscore, UInt8(ascii: "^"): .caret, UInt8(ascii: "+"): .plus, UInt8(ascii: "-"): .minus,
        UInt8(ascii: "*"): .star, UInt8(ascii: "/"): .slash, UInt8(ascii: ","): .comma, UInt8(ascii: ";"): .semicolon,
        UInt8(ascii: ":"): .colon, UInt8(ascii: "("): .open(.parenthesis), UInt8(ascii: ")"): .close(.parenthesis),
        UInt8(ascii: "["): .open(.square), UInt8(ascii: "]"): .close(.square), UInt8(ascii: "{"): .open(.brace),
        UInt8(ascii: "}"): .close(.brace), UInt8(ascii: "<"): .comparison(.less),
        UInt8(ascii: ">"): .comparison(.greater),
        UInt8(ascii: "="): .equals,
    ]

    private mutating func takeComment() {
        let start = position
        while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
        var text = bytes[start + 1..<position]
        while let last = text.last, last == 32 || last == 9 || last == 13 { text.removeLast() }
        while let first = text.first, first == 32 || first == 9 || first == UInt8(ascii: "#") { text.removeFirst() }
        add(.comment(String(decoding: text, as: UTF8.self)), from: start)
    }

    private mutating func takeQuoted() {
        let start = position
        position += 1
        while position < bytes.count, byte() != UInt8(ascii: "\""), byte() != UInt8(ascii: "\n") { position += 1 }
        guard byte() == UInt8(ascii: "\"") else {
            add(.invalid(.unknownCharacter("\"")), from: start)
            return
        }
        position += 1
        add(.quoted(String(decoding: bytes[start + 1..<position - 1], as: UTF8.self)), from: start)
    }

    private mutating func takePrimes() {
        let start = position
        while byte() == UInt8(ascii: "'") { position += 1 }
        add(.primes(position - start), from: start)
    }

    mutating func takeWord() {
        let start = position
        var letters = 0
        while true {
            if Self.isWordByte(byte()) {
                position += 1
            } else if byte() == UInt8(ascii: "_"), Self.isWordByte(byte(1)), letters > 0 {
                position += 1
            } else if byte() >= 0x80, let length = letterLength(after: letters) {
                position += length
            } else {
                break
            }
            letters += 1
        }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        add(word == "in" ? .element : .word(word), from: start)
    }

    /// The length of a letter outside ASCII at the current place that continues a word.
    ///
    /// Greek letters and raised or
    /// lowered ones stand for themselves, and an accent over a single letter is a mark, not a letter.
    private func letterLength(after letters: Int) -> Int? {
        let (scalar, length) = scalarAhead
        guard Script.greekNameOfScalar[scalar] == nil, !scalar.isSmall, scalar.mathematicalLetter == nil else {
            return nil
        }
        if Script.accent(of: scalar) != nil { return letters > 1 ? length : nil }
        let isMark = scalar.properties.canonicalCombiningClass != .notReordered
        return scalar.properties.isAlphabetic || (isMark && letters > 0) ? length : nil
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}

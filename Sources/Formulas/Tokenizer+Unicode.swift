extension Tokenizer {
    /// The scalar at the current place and how many bytes it takes.
    var scalarAhead: (scalar: Unicode.Scalar, length: Int) {
        scalar(at: position)
    }

    private func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
        guard index < bytes.count else { return ("\u{FFFD}", 1) }
        let first = bytes[index]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { return ("\u{FFFD}", 1) }
        var decoder = UTF8()
        var iterator = bytes[index..<index + length].makeIterator()
        // A range that cuts a character in two leaves bytes that decode to nothing.
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return ("\u{FFFD}", 1) }
        return (scalar, length)
    }

    mutating func takeUnicode() {
        let (scalar, length) = scalarAhead
        if let kind = Self.unicodeSigns[scalar] { return add(kind, length: length) }
        if conventions.isAnswer, let kind = Self.answerSigns[scalar] { return add(kind, length: length) }
        if let (numerator, denominator) = Script.vulgarFractions[scalar] {
            return add(.fraction(numerator, denominator), length: length)
        }
        if let name = Script.greekNameOfScalar[scalar] { return takeGreek(name, length: length) }
        if let letter = scalar.mathematicalLetter { return takeGreek(letter, length: length) }
        if let accent = Script.accent(of: scalar) { return add(.accent(accent), length: length) }
        if Script.plainOfSubscript[scalar] != nil {
            let start = position
            return add(.lowered(takeRun(Script.plainOfSubscript)), from: start)
        }
        if Script.plainOfSuperscript[scalar] != nil {
            let start = position
            return add(.raised(takeRun(Script.plainOfSuperscript)), from: start)
        }
        if scalar.properties.isWhitespace {
            if scalar == "\u{2028}" || scalar == "\u{2029}" || scalar == "\u{85}" {
                return add(.newline, length: length)
            }
            position += length
            isSpaced = true
            return
        }
        if scalar.properties.isDefaultIgnorableCodePoint {
            position += length
            return
        }
        takeLetter(scalar, length: length)
    }

    private mutating func takeLetter(_ scalar: Unicode.Scalar, length: Int) {
        let after = self.scalar(at: position + length).scalar
        if let (base, accent) = Script.composed[scalar],
            position + length == bytes.count || !(after.properties.isAlphabetic && !after.isSmall)
        {
            add(.word(String(base)), length: length)
            add(.accent(accent), length: 0)
        } else if scalar.properties.isAlphabetic {
            takeWord()
        } else {
            add(.invalid(.unknownCharacter(String(scalar))), length: length)
        }
    }

    /// A Greek letter is a name by itself; only subscripts continue it: `α_2`, `2πx` is 2 · π · x.
    private mutating func takeGreek(_ name: String, length: Int) {
        let start = position
        position += length
        let subscriptStart = position
        while byte() == UInt8(ascii: "_"), Self.isWordByte(byte(1)) {
            position += 1
            while Self.isWordByte(byte()) { position += 1 }
        }
        add(.word(name + String(decoding: bytes[subscriptStart..<position], as: UTF8.self)), from: start)
    }

    private mutating func takeRun(_ table: [Unicode.Scalar: Character]) -> String {
        var text = ""
        while position < bytes.count {
            let (scalar, length) = scalarAhead
            guard let plain = table[scalar] else { break }
            text.append(plain)
            position += length
        }
        return text
    }

    private static let unicodeSigns: [Unicode.Scalar: Token.Kind] = {
        var signs: [Unicode.Scalar: Token.Kind] = [
            "×": .cross, "✕": .cross, "⨯": .cross, "⊙": .entrywise, "∗": .star, "÷": .slash, "∕": .slash, "⁄": .slash,
            "≤": .comparison(.lessOrEqual), "⩽": .comparison(.lessOrEqual), "≥": .comparison(.greaterOrEqual),
            "⩾": .comparison(.greaterOrEqual), "≠": .comparison(.notEqual), "≈": .comparison(.approximatelyEqual),
            "∈": .element, "√": .root(2), "∛": .root(3), "∜": .root(4), "ᵀ": .raisedTranspose, "⊤": .word("T"),
            "ℝ": .word("R"), "′": .primes(1), "’": .primes(1), "″": .primes(2), "‴": .primes(3),
            "…": .invalid(.elision), "⋯": .invalid(.elision), "≔": .equals,
        ]
        // Hyphens, dashes as typing aids make them, and the wide forms: all of them a minus sign.
        for minus in "−–‐‑﹣－".unicodeScalars { signs[minus] = .minus }
        for dot in "·⋅∙•".unicodeScalars { signs[dot] = .centredDot }
        return signs
    }()
}

extension Unicode.Scalar {
    /// A raised or lowered letter, which is alphabetic for Unicode and never part of a word here.
    var isSmall: Bool {
        Script.plainOfSubscript[self] != nil || Script.plainOfSuperscript[self] != nil || self == "ᵀ"
    }

    /// The plain letter of a mathematical one, as texts copied from a typeset page hold them: `𝑥`, `𝐖`.
    var mathematicalLetter: String? {
        guard (0x1D400...0x1D6A3).contains(value) else { return self == "ℎ" ? "h" : nil }
        let index = (value - 0x1D400) % 52
        let letter = index < 26 ? UInt8(ascii: "A") + UInt8(index) : UInt8(ascii: "a") + UInt8(index - 26)
        return String(decoding: [letter], as: UTF8.self)
    }
}

extension Tokenizer {
    /// Signs of answers that are no signs of formulas.
    static let answerSigns: [Unicode.Scalar: Token.Kind] = [
        "≃": .comparison(.approximatelyEqual), "≅": .comparison(.approximatelyEqual),
        "∼": .comparison(.approximatelyEqual), "≡": .equals, "⟨": .comparison(.less), "⟩": .comparison(.greater),
        "〈": .comparison(.less), "〉": .comparison(.greater), "％": .percent,
    ]

    /// Modules whose names stand before a function: `np.exp(2)`.
    private static let modules: Set<String> = ["np", "numpy", "math", "torch", "jnp", "mpmath", "mp", "sympy", "sp"]

    /// Takes what only answers hold.
    /// - Returns: false when the token ahead is one of a formula.
    mutating func takeAnswerToken(_ first: UInt8) -> Bool {
        switch first {
        // A remark is no part of an answer; what follows the sign is not skipped silently.
        case UInt8(ascii: "#"): add(.invalid(.unknownCharacter("#")), length: 1)
        case UInt8(ascii: "%"): add(.percent, length: 1)
        case 9: return takeTab()
        case UInt8(ascii: ":"): add(.equals, length: byte(1) == UInt8(ascii: "=") ? 2 : 1)
        case UInt8(ascii: "~") where byte(1) != UInt8(ascii: "="):
            add(.comparison(.approximatelyEqual), length: 1)
        case UInt8(ascii: "'") where isAfterBracket && byte(1) != UInt8(ascii: "'"): add(.raisedTranspose, length: 1)
        case UInt8(ascii: "."): return takeTransposeAttribute()
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return takeTimesTen()
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return skipModule()
        default: return false
        }
        return true
    }

    /// A tab between two values separates them, as in cells copied from a table.
    private mutating func takeTab() -> Bool {
        guard let last = tokens.last, last.endsOperand else { return false }
        var distance = 1
        while byte(distance) == 32 || byte(distance) == 9 { distance += 1 }
        let next = byte(distance)
        let isSign = next == UInt8(ascii: "-") || next == UInt8(ascii: "+")
        let value = isSign ? byte(distance + 1) : next
        guard Self.isWordByte(value) || value == UInt8(ascii: ".") else { return false }
        add(.comma, length: distance)
        return true
    }

    private var isAfterBracket: Bool {
        guard !isSpaced, case .close = tokens.last?.kind else { return false }
        return true
    }

    /// NumPy's `.T` and MATLAB's `.'` after a bracket.
    private mutating func takeTransposeAttribute() -> Bool {
        guard isAfterBracket else { return false }
        guard byte(1) == UInt8(ascii: "'") || (byte(1) == UInt8(ascii: "T") && !Self.isWordByte(byte(2))) else {
            return false
        }
        add(.raisedTranspose, length: 2)
        return true
    }

    /// The letter in `1.5 x 10^-3` and `1.5x10⁻³`.
    private mutating func takeTimesTen() -> Bool {
        guard case .number = tokens.last?.kind else { return false }
        var distance = 1
        while byte(distance) == 32 { distance += 1 }
        guard byte(distance) == UInt8(ascii: "1"), byte(distance + 1) == UInt8(ascii: "0") else { return false }
        distance += 2
        while byte(distance) == 32 { distance += 1 }
        let isPower =
            byte(distance) == UInt8(ascii: "^") || byte(distance) >= 0x80
            || (byte(distance) == UInt8(ascii: "*") && byte(distance + 1) == UInt8(ascii: "*"))
        if isPower { add(.cross, length: 1) }
        return isPower
    }

    /// Passes the `np.` of `np.exp(2)`.
    private mutating func skipModule() -> Bool {
        var length = 1
        while length <= 6, Self.isWordByte(byte(length)) { length += 1 }
        guard byte(length) == UInt8(ascii: "."), (byte(length + 1) | 0x20).isLatinLetter,
            Self.modules.contains(String(decoding: bytes[position..<position + length], as: UTF8.self))
        else { return false }
        position += length + 1
        return true
    }
}

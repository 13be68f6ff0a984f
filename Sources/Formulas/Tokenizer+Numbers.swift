import Rationals

extension Tokenizer {
    mutating func takePoint() {
        if byte(1) == UInt8(ascii: ".") {
            if byte(2) == UInt8(ascii: ".") { return add(.invalid(.elision), length: 3) }
            return add(.rangeDots, length: 2)
        }
        guard Self.isDigit(byte(1)) else { return add(.point, length: 1) }
        if let last = tokens.last, last.endsOperand {
            return add(.invalid(.badNumber(.pointAfterFactor)), length: 1)
        }
        takeNumber()
    }

    mutating func takeNumber() {
        let start = position
        let whole = takeDigits()
        if whole == 1, bytes[start] == UInt8(ascii: "0"), isOtherBase {
            while Self.isWordByte(byte()) { position += 1 }
            return add(.invalid(.badNumber(.otherBase)), from: start)
        }
        var fraction = 0
        if byte() == UInt8(ascii: "."), byte(1) != UInt8(ascii: "."),
            whole > 0 || Self.isDigit(byte(1)), !Self.isWordByte(byte(1)) || Self.isDigit(byte(1))
        {
            // `2.` is the number 2 as NumPy prints it, but `2 . x` and `2. x` may be a dot product: the point belongs
            // to the number only where no operand can follow.
            if Self.isDigit(byte(1)) || !operandFollowsPoint {
                position += 1
                fraction = takeDigits()
            }
        }
        let mantissaEnd = position
        var exponent = 0
        if byte() | 0x20 == UInt8(ascii: "e") {
            let sign = exponentSign
            if Self.isDigit(byte(1 + sign.length)) {
                position += 1 + sign.length
                let exponentStart = position
                _ = takeDigits()
                let digits = bytes[exponentStart..<position].drop { $0 == UInt8(ascii: "0") }
                exponent = digits.prefix(9).reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
                if digits.count > 9 || exponent > limits.exponent {
                    return add(.invalid(.badNumber(.exponentTooLarge(limit: limits.exponent))), from: start)
                }
                if sign.isMinus { exponent = -exponent }
            } else if !Self.isWordByte(byte(1)) {
                position += 1
                return add(.invalid(.badNumber(.exponentCutShort)), from: start)
            }
        }
        if let fault = numberFault(hasExponent: position > mantissaEnd) {
            return add(.invalid(.badNumber(fault)), from: start)
        }
        if whole + fraction > limits.digits {
            return add(.invalid(.badNumber(.tooManyDigits(limit: limits.digits))), from: start)
        }
        var spelling = String(decoding: bytes[start..<mantissaEnd], as: UTF8.self)
        if position > mantissaEnd { spelling += "e\(exponent)" }
        guard let value = try? Rational(decimal: spelling) else {
            return add(.invalid(.badNumber(.tooManyDigits(limit: limits.digits))), from: start)
        }
        add(.number(Formula.Literal(value: value, spelling: spelling)), from: start)
    }

    /// The sign after the `e` of a number, in any of its spellings.
    private var exponentSign: (length: Int, isMinus: Bool) {
        switch byte(1) {
        case UInt8(ascii: "+"): (1, false)
        case UInt8(ascii: "-"): (1, true)
        case 0xE2 where byte(2) == 0x88 && byte(3) == 0x92: (3, true)
        default: (0, false)
        }
    }

    private mutating func takeDigits() -> Int {
        let start = position
        while Self.isDigit(byte()) { position += 1 }
        return position - start
    }

    /// What directly follows a number and makes it a bad one.
    private func numberFault(hasExponent: Bool) -> ReadingError.NumberFault? {
        // In x_1_2 the underscore starts a second index.
        if byte() == UInt8(ascii: "_"), tokens.last?.kind != .underscore { return .digitSeparator }
        if byte() == UInt8(ascii: "."), Self.isDigit(byte(1)) { return .secondPoint }
        if hasExponent, Self.isWordByte(byte()) { return .exponentCutShort }
        return nil
    }

    private var isOtherBase: Bool {
        let mark = byte() | 0x20
        guard mark == UInt8(ascii: "x") || mark == UInt8(ascii: "b") || mark == UInt8(ascii: "o") else { return false }
        return Self.isWordByte(byte(1))
    }

    /// Whether a point at the current place can be followed by an operand, and so be a dot product.
    private var operandFollowsPoint: Bool {
        var index = position + 1
        while index < bytes.count, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
        guard index < bytes.count else { return false }
        let next = bytes[index]
        return Self.isWordByte(next) || next == UInt8(ascii: "(") || next == UInt8(ascii: "[") || next >= 0x80
    }
}

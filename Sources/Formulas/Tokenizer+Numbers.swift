import Rationals

extension Tokenizer {
    mutating func takePoint() {
        if byte(1) == UInt8(ascii: ".") {
            if byte(2) == UInt8(ascii: ".") { return add(.invalid(.elision), length: 3) }
            return add(.rangeDots, length: 2)
        }
        guard Self.isDigit(byte(1)) else { return add(.point, length: 1) }
        // In [0 .5] of an answer the space tells.
        if let last = tokens.last, last.endsOperand, !(conventions.isAnswer && isSpaced && last.isNumber) {
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
        var comma: Int?
        if conventions.hasDecimalComma, whole > 0, byte() == UInt8(ascii: ","), Self.isDigit(byte(1)) {
            comma = position
            position += 1
            fraction = takeDigits()
        } else if byte() == UInt8(ascii: "."), byte(1) != UInt8(ascii: "."),
            whole > 0 || Self.isDigit(byte(1)),
            !Self.isWordByte(byte(1)) || Self.isDigit(byte(1)) || isExponentAfterPoint
        {
            // `2.` is the number 2 as NumPy prints it, but `2 . x` and `2. x` may be a dot product: the point belongs
            // to the number only where no operand can follow.
            if conventions.isAnswer || Self.isDigit(byte(1)) || !operandFollowsPoint {
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
            } else if !Self.isWordByte(byte(1)), !isBaseOfPower {
                position += 1
                return add(.invalid(.badNumber(.exponentCutShort)), from: start)
            }
        }
        if let fault = numberFault(hasExponent: position > mantissaEnd, from: start, whole: whole) {
            return add(.invalid(.badNumber(fault)), from: start)
        }
        if whole + fraction > limits.digits {
            return add(.invalid(.badNumber(.tooManyDigits(limit: limits.digits))), from: start)
        }
        var spelling = spelling(from: start, to: mantissaEnd, comma: comma)
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

    /// `1.e-03`, as NumPy prints it.
    private var isExponentAfterPoint: Bool {
        guard conventions.isAnswer, byte(1) | 0x20 == UInt8(ascii: "e") else { return false }
        let sign = byte(2) == UInt8(ascii: "-") || byte(2) == UInt8(ascii: "+") ? 1 : 0
        return Self.isDigit(byte(2 + sign))
    }

    /// `2e^3`: an exponent of ten is never written with a caret, so this is 2 · e³.
    private var isBaseOfPower: Bool {
        conventions.isAnswer && (byte(1) == UInt8(ascii: "^") || (byte(1) == UInt8(ascii: "*") && byte(2) == byte(1)))
    }

    /// The digits with a point for the comma.
    private func spelling(from start: Int, to end: Int, comma: Int?) -> String {
        guard let comma else { return String(decoding: bytes[start..<end], as: UTF8.self) }
        var digits = Array(bytes[start..<end])
        digits[comma - start] = UInt8(ascii: ".")
        return String(decoding: digits, as: UTF8.self)
    }

    private mutating func takeDigits() -> Int {
        let start = position
        while Self.isDigit(byte()) { position += 1 }
        return position - start
    }

    /// What directly follows a number and makes it a bad one.
    private func numberFault(hasExponent: Bool, from start: Int, whole: Int) -> ReadingError.NumberFault? {
        // In x_1_2 the underscore starts a second index.
        if byte() == UInt8(ascii: "_"), tokens.last?.kind != .underscore { return .digitSeparator }
        if byte() == UInt8(ascii: "."), Self.isDigit(byte(1)) { return .secondPoint }
        if hasExponent, Self.isWordByte(byte()) { return .exponentCutShort }
        guard conventions.isAnswer else { return nil }
        if conventions.hasDecimalComma, byte() == UInt8(ascii: ","), Self.isDigit(byte(1)),
            bytes[start..<position].contains(UInt8(ascii: ","))
        {
            return .secondPoint
        }
        if whole > 1, bytes[start] == UInt8(ascii: "0"), tokens.last?.kind != .underscore { return .leadingZero }
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

extension Rational: CustomStringConvertible {
    /// `7`, `-3/4`.
    public var description: String {
        if denominator.isOne { return numerator.description }
        return numerator.description + "/" + denominator.description
    }

    /// Reads what ``description`` writes and decimal numbers: `7`, `-3/4`, `0.125`, `1e-3`; nil for anything else, for
    /// a zero denominator, and for numbers beyond the limit.
    public init?(_ text: some StringProtocol) {
        if let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
            guard let numerator = Integer(text[..<slash]),
                let denominator = Integer(text[text.utf8.index(after: slash)...])
            else { return nil }
            self.init(numerator, over: denominator)
        } else {
            guard let value = try? Rational(decimal: text) else { return nil }
            self = value
        }
    }

    /// Reads a decimal number exactly: sign, digits, a point with digits, an exponent of ten.
    /// - Throws: ``RationalError/malformed(offset:)``; ``RationalError/tooLarge(bits:limit:)`` before anything is
    ///   computed, when the number is wider than the limit.
    ///
    ///     print(try Rational(decimal: "-12.50e-1"))    // -5/4
    public init(decimal text: some StringProtocol) throws(RationalError) {
        let bytes = Array(text.utf8)
        var offset = 0
        func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }
        func takeSign() -> Bool {
            guard let sign = peek(), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else { return false }
            offset += 1
            return sign == UInt8(ascii: "-")
        }
        func takeDigits() -> ArraySlice<UInt8> {
            let start = offset
            while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
            return bytes[start..<offset]
        }
        let isNegative = takeSign()
        var digits = Array(takeDigits())
        var places = 0
        if peek() == UInt8(ascii: ".") {
            offset += 1
            let fraction = takeDigits()
            places = fraction.count
            digits += fraction
        }
        guard !digits.isEmpty else { throw .malformed(offset: offset) }
        var exponent = 0
        if let mark = peek(), mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
            offset += 1
            let isBelow = takeSign()
            let exponentDigits = takeDigits().drop { $0 == UInt8(ascii: "0") }
            guard offset > 0, let last = bytes[..<offset].last, last >= UInt8(ascii: "0"), last <= UInt8(ascii: "9")
            else { throw .malformed(offset: offset) }
            // Twelve digits are beyond any limit already and stay far from overflow.
            let size = exponentDigits.prefix(12).reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
            exponent = isBelow ? -size : size
        }
        guard offset == bytes.count else { throw .malformed(offset: offset) }
        let mantissa = try Integer(isNegative: isNegative, digits: digits)
        if mantissa.isZero {
            self = 0
            return
        }
        let scale = try Rational(10).raised(to: exponent - places)
        self = try (Rational(mantissa) * scale).checked()
    }
}

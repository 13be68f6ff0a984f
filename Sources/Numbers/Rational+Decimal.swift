import Rationals

extension Rational {
    /// The correctly rounded decimal with a number of significant digits.
    func decimal(significantDigits count: Int) throws -> Decimal {
        if isZero {
            return Decimal(isNegative: false, digits: String(repeating: "0", count: count), exponent: 0, isExact: true)
        }
        // 0.30103 > log10(2): off by one at most, corrected below.
        let bits = numerator.bitWidth - denominator.bitWidth
        var exponent = Int((Double(bits) * 0.30102999566398120).rounded(.down))
        let magnitude = magnitude
        while true {
            let scaled = try magnitude * Rational(10).boundedPower(Integer(count - 1 - exponent))
            if scaled.isBeyondLimit { throw NumberError.veryLargeRational }
            let rounded = scaled.rounded
            let digits = "\(rounded)"
            if digits.utf8.count > count, scaled >= (try Rational(10).boundedPower(Integer(count))) {
                exponent += 1
            } else if digits.utf8.count < count {
                exponent -= 1
            } else if digits.utf8.count > count {
                // 9.996 became 10.00: a digit more, all of them zero after the first.
                return Decimal(
                    isNegative: signum() < 0, digits: String(digits.dropLast()), exponent: exponent + 1, isExact: false)
            } else {
                return Decimal(
                    isNegative: signum() < 0, digits: digits, exponent: exponent, isExact: scaled.isInteger)
            }
        }
    }

    /// The correctly rounded decimal with a number of digits after the point.
    func decimal(places: Int) throws -> Decimal {
        let scaled = try (magnitude * Rational(10).boundedPower(Integer(places))).withinLimit()
        return Decimal(
            scaledBy: places, scaled.rounded, isNegative: signum() < 0, isExact: scaled.isInteger)
    }
}

extension Decimal {
    /// integer / 10^places, written with all its digits.
    init(scaledBy places: Int, _ integer: Integer, isNegative: Bool, isExact: Bool) {
        let digits = "\(integer)"
        if integer.isZero {
            self.init(
                isNegative: false, digits: String(repeating: "0", count: places + 1), exponent: 0, isExact: isExact)
        } else {
            self.init(
                isNegative: isNegative, digits: digits, exponent: digits.utf8.count - 1 - places, isExact: isExact)
        }
    }
}

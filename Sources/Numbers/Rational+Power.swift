import Rationals

extension Rational {
    static let half = Rational(1, over: 2) ?? 0

    /// The floor and what is above it.
    var wholeAndFraction: (whole: Integer, fraction: Rational) {
        if isInteger { return (numerator, 0) }
        let whole = floor
        return (whole, self - Rational(whole))
    }

    /// The rational itself, or the error that names the limit on integers.
    func withinLimit() throws -> Rational {
        if isVeryLarge { throw NumberError.veryLargeRational }
        return self
    }

    /// A power with any integer exponent, refused before it is computed when it would be too large.
    func boundedPower(_ exponent: Integer) throws -> Rational {
        if exponent.isZero || isOne { return 1 }
        if exponent.isOne { return self }
        if isZero {
            if exponent.signum() < 0 { throw NumberError.hasNoValue(.negativePowerOfZero) }
            return 0
        }
        if self == -1 { return exponent.isOdd ? -1 : 1 }
        let (bits, overflow) = bitCount.multipliedReportingOverflow(by: Int(exactly: exponent.magnitude) ?? Int.max)
        guard let power = Int(exactly: exponent), !overflow, bits <= 2 * Limits.current.rationalBits else {
            throw NumberError.veryLargeRational
        }
        do {
            return try raised(to: power)
        } catch {
            throw NumberError.veryLargeRational
        }
    }

    /// Whether numerator and denominator together have more bits than `Limits.rationalBits`.
    var isVeryLarge: Bool { bitCount > 1 << 16 && (isBeyondLimit || bitCount > Limits.current.rationalBits) }

    /// The sum of the sizes of numerator and denominator in bits, a measure of cost.
    var bitCount: Int { numerator.bitWidth + denominator.bitWidth }
}

extension NumberError {
    /// The refusal of a rational with too many bits.
    static var veryLargeRational: NumberError {
        .tooLarge(.integerBits(min(Integer.bitLimit, Limits.current.rationalBits)))
    }
}

import CMPFR
import Rationals

extension Enclosure.Digits {
    /// The exact value of the decimal; nil far below 10^−1000.
    var rational: Rational? {
        guard exponent > -1000, let integer = Integer(digits),
            let scale = try? Rational(10).boundedPower(Integer(exponent - digits.utf8.count + 1))
        else { return nil }
        return Rational(isNegative ? -integer : integer) * scale
    }
}

extension Enclosure {
    /// A decimal significand with its exponent: ±d₁.d₂… × 10^exponent.
    struct Digits: Equatable {
        var isNegative: Bool
        var digits: String
        var exponent: Int
    }

    /// Both ends rounded to a number of significant digits, ties to even.
    func roundedEnds(significantDigits count: Int) -> (lower: Digits, upper: Digits)? {
        guard isBounded, sign == 1 || sign == -1 else { return nil }
        return (Enclosure.digits(bounds.lower, count), Enclosure.digits(bounds.upper, count))
    }

    /// Rationals just outside both ends; nil for numbers of more than some hundred digits.
    func decimalEnds(significantDigits count: Int) -> (lower: Rational, upper: Rational)? {
        guard isBounded, let exponent = magnitudeExponent, exponent < 1000,
            let lower = Enclosure.digits(bounds.lower, count, MPFR_RNDD).rational,
            let upper = Enclosure.digits(bounds.upper, count, MPFR_RNDU).rational
        else { return nil }
        return (lower, upper)
    }

    private static func digits(_ float: Bounds.Float, _ count: Int, _ rounding: mpfr_rnd_t = MPFR_RNDN) -> Digits {
        var exponent: mpfr_exp_t = 0
        // Room for the digits, a sign and the terminating zero; never less than 7 bytes.
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: max(count + 2, 7)) { buffer in
            // MPFR computes one digit in base 10 from two on only since 4.1; two is asked for at least elsewhere.
            mpfr_get_str(buffer.baseAddress, &exponent, 10, count, float, rounding)
            return buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
        let isNegative = text.hasPrefix("-")
        return Digits(
            isNegative: isNegative, digits: isNegative ? String(text.dropFirst()) : text, exponent: exponent - 1)
    }

    /// Both ends rounded to integers, ties to even; nil when they are too far away to be written down.
    func roundedToIntegers(bitLimit: Int) -> (lower: Integer, upper: Integer)? {
        guard let exponent = magnitudeExponent, exponent < bitLimit else { return nil }
        guard let lower = Enclosure.integer(bounds.lower), let upper = Enclosure.integer(bounds.upper) else {
            return nil
        }
        return (lower, upper)
    }

    private static func integer(_ float: Bounds.Float) -> Integer? {
        var result: Integer?
        let rounded = Bounds(precision: max(mpfr_get_prec(float), 64)) { value, _ in
            mpfr_roundeven(value, float)
        }
        if mpfr_zero_p(rounded.lower) != 0 { return 0 }
        let bits = mpfr_get_exp(rounded.lower)
        let digits = Enclosure.digits(rounded.lower, Int(Double(max(bits, 1)) * 0.30103) + 2)
        // An integer below 10^(exponent + 1): digits after the point are zeros.
        result = Integer(String(digits.digits.prefix(digits.exponent + 1)))
        return digits.isNegative ? result.map { -$0 } : result
    }

    /// Both ends as the nearest doubles.
    var nearestDoubles: (lower: Double, upper: Double) {
        (mpfr_get_d(bounds.lower, MPFR_RNDN), mpfr_get_d(bounds.upper, MPFR_RNDN))
    }

    /// Both ends as the nearest floats.
    var nearestFloats: (lower: Float, upper: Float) {
        (mpfr_get_flt(bounds.lower, MPFR_RNDN), mpfr_get_flt(bounds.upper, MPFR_RNDN))
    }
}

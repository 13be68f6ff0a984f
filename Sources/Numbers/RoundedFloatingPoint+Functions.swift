import CMPFR
import Rationals

/// Elementary functions of `Double` and `Float`, correctly rounded.
///
/// MPFR at the format's own precision rounds every function correctly, so the result is the same bits on every machine
/// and with every version of the library. The platform's `libm` is not used: its results differ in the last bit from
/// system to system, and with them every document that shows a floating-point value.
extension RoundedFloatingPoint {
    /// A function of one value, rounded once, with gradual underflow and overflow to infinity.
    static func rounded(
        _ x: Self, _ function: (UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>) -> CInt
    ) -> Self {
        var result: Self = 0
        _ = Bounds(precision: precision) { value, argument in
            mpfr_set_d(argument, Double(x), MPFR_RNDN)  // exact
            // Within the format's own exponent range MPFR reports how it rounded, which is what is needed to round
            // subnormal results once and not twice.
            mpfr_set_emin(Int(leastNonzeroMagnitude.exponent) + 1)
            mpfr_set_emax(Int(greatestFiniteMagnitude.exponent) + 1)
            let ternary = function(value, argument)
            _ = mpfr_subnormalize(value, ternary, MPFR_RNDN)
            result = Self(mpfr_get_d(value, MPFR_RNDN))  // exact
            Bounds.restoreExponentRange()
        }
        return result
    }

    func correctlyRounded(_ function: ElementaryFunction) throws -> Self {
        switch function {
        case .exponential: return Self.rounded(self) { mpfr_exp($0, $1, MPFR_RNDN) }
        case .logarithm:
            if self <= 0 { throw NumberError.hasNoValue(.logarithmOfNonPositive) }
            return Self.rounded(self) { mpfr_log($0, $1, MPFR_RNDN) }
        case .hyperbolicTangent: return Self.rounded(self) { mpfr_tanh($0, $1, MPFR_RNDN) }
        case .hyperbolicSine: return Self.rounded(self) { mpfr_sinh($0, $1, MPFR_RNDN) }
        case .hyperbolicCosine: return Self.rounded(self) { mpfr_cosh($0, $1, MPFR_RNDN) }
        case .logistic:
            // The formula in floating point, as libraries compute it: e^(−x) may overflow to infinity, then this is 0.
            return 1 / (1 + (try (-self).correctlyRounded(.exponential)))
        case .sine: return Self.rounded(self) { mpfr_sin($0, $1, MPFR_RNDN) }
        case .cosine: return Self.rounded(self) { mpfr_cos($0, $1, MPFR_RNDN) }
        case .errorFunction: return Self.rounded(self) { mpfr_erf($0, $1, MPFR_RNDN) }
        case .absoluteValue: return magnitude
        case .rectifier: return self > 0 ? self : 0
        }
    }

    /// x^(p/q): whole powers, roots, and the root of the exact power are each rounded once; a power too large to be
    /// kept exactly is rounded from an enclosure.
    func correctlyRoundedPower(_ exponent: Rational) throws -> Self {
        if exponent == .half {
            if self < 0 { throw NumberError.hasNoValue(.evenRootOfNegative) }
            return squareRoot()
        }
        if self == 0 {
            if exponent.signum() < 0 { throw NumberError.hasNoValue(.negativePowerOfZero) }
            return exponent.isZero ? 1 : 0
        }
        if self < 0, !exponent.denominator.isOdd { throw NumberError.hasNoValue(.evenRootOfNegative) }
        guard let power = Int(exactly: Rational(exponent.numerator)),
            let degree = Int(exactly: Rational(exponent.denominator)), power.magnitude <= 1 << 20, degree <= 1 << 20
        else { throw NumberError.tooLarge(.integerBits(20)) }
        if degree == 1 { return Self.rounded(self) { mpfr_pow_si($0, $1, power, MPFR_RNDN) } }
        if power == 1 { return Self.rounded(self) { mpfr_rootn_ui($0, $1, UInt(degree), MPFR_RNDN) } }
        guard isFinite, let exact = Rational(exactly: Double(self)) else { return .nan }
        let number = try Number(exact).raised(to: exponent)
        return try Self.nearest(to: number)
    }

    /// Bits with which the refinement of an enclosure begins.
    static var startingPrecision: Int { 2 * precision + 32 }

    /// The value nearest to an exact number, ties to even.
    ///
    /// - Parameter table: shared by numbers that have exponentials and denominators in common.
    static func nearest(to number: Number, startingFrom table: EnclosureTable? = nil) throws -> Self {
        if let rational = try number.checked().rational { return Self(rational) }
        return try number.refined(from: table ?? EnclosureTable(precision: startingPrecision)) { enclosure in
            let (lower, upper) = nearestEnds(enclosure)
            if lower == upper { return .decided(lower) }
            guard lower.nextUp == upper, let x = Rational(exactly: Double(lower)),
                let y = Rational(exactly: Double(upper))
            else { return enclosure.isBounded && enclosure.containsZero ? .borderline(0) : .unknown }
            return .borderline((x + y) * .half)
        } at: {
            Self($0)
        }
    }

    /// The values nearest to both ends of an enclosure.
    private static func nearestEnds(_ enclosure: Enclosure) -> (lower: Self, upper: Self) {
        if precision == Float.precision {
            let (lower, upper) = enclosure.nearestFloats
            return (Self(lower), Self(upper))
        }
        let (lower, upper) = enclosure.nearestDoubles
        return (Self(lower), Self(upper))
    }

    static func comparison(_ a: Self, _ b: Self) throws -> Order {
        if a < b { return .less }
        if a > b { return .greater }
        if a == b { return .equal }
        throw NumberError.hasNoValue(.notANumber)
    }

    func quotient(by divisor: Self) throws -> Self {
        if divisor == 0 { throw NumberError.hasNoValue(.divisionByZero) }
        return self / divisor
    }
}

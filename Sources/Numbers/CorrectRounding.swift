import CMPFR
import Rationals

/// A binary floating-point format and its correctly rounded elementary functions.
///
/// MPFR at the format's own precision rounds every function correctly, so the result is the same bits on every machine
/// and with every version of the library. The platform's `libm` is not used: its results differ in the last bit from
/// system to system, and with them every document that shows a floating-point value.
protocol CorrectRounding: BinaryFloatingPoint & Sendable {
    static var precision: Int { get }
    /// MPFR's exponent range for the format: values are 0.1… · 2^e.
    static var leastExponent: Int { get }
    static var greatestExponent: Int { get }
    static func set(_ float: Bounds.Float, _ value: Self)
    static func get(_ float: Bounds.Float) -> Self
    /// The values nearest to both ends of an enclosure.
    static func nearest(_ enclosure: Enclosure) -> (lower: Self, upper: Self)
    init(_ rational: Rational)
}

extension Double: CorrectRounding {
    static var precision: Int { 53 }
    static var leastExponent: Int { -1073 }
    static var greatestExponent: Int { 1024 }
    static func set(_ float: Bounds.Float, _ value: Double) { mpfr_set_d(float, value, MPFR_RNDN) }
    static func get(_ float: Bounds.Float) -> Double { mpfr_get_d(float, MPFR_RNDN) }
    static func nearest(_ enclosure: Enclosure) -> (lower: Double, upper: Double) { enclosure.nearestDoubles }
}

extension Float: CorrectRounding {
    static var precision: Int { 24 }
    static var leastExponent: Int { -148 }
    static var greatestExponent: Int { 128 }
    static func set(_ float: Bounds.Float, _ value: Float) { mpfr_set_flt(float, value, MPFR_RNDN) }
    static func get(_ float: Bounds.Float) -> Float { mpfr_get_flt(float, MPFR_RNDN) }
    static func nearest(_ enclosure: Enclosure) -> (lower: Float, upper: Float) { enclosure.nearestFloats }
}

extension CorrectRounding {
    /// A function of one value, rounded once, with gradual underflow and overflow to infinity.
    static func rounded(
        _ x: Self, _ function: (UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>) -> CInt
    ) -> Self {
        var result: Self = 0
        _ = Bounds(precision: precision) { value, argument in
            set(argument, x)
            // Within the format's own exponent range MPFR reports how it rounded, which is what is needed to round
            // subnormal results once and not twice.
            mpfr_set_emin(leastExponent)
            mpfr_set_emax(greatestExponent)
            let ternary = function(value, argument)
            _ = mpfr_subnormalize(value, ternary, MPFR_RNDN)
            result = get(value)
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
        if exponent == (Rational(1, over: 2) ?? 0) {
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

    /// The value nearest to an exact number, ties to even.
    static func nearest(to number: Number) throws -> Self {
        if let rational = try number.checked().rational { return Self(rational) }
        return try number.refined(from: EnclosureTable(precision: 2 * precision + 32)) { enclosure in
            let (lower, upper) = nearest(enclosure)
            if lower == upper { return .decided(lower) }
            guard lower.nextUp == upper, let x = Rational(exactly: Double(lower)), let y = Rational(exactly: Double(upper))
            else { return enclosure.isBounded && enclosure.containsZero ? .borderline(0) : .unknown }
            return .borderline((x + y) * (Rational(1, over: 2) ?? 0))
        } at: { Self($0) }
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

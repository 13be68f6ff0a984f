import CMPFR
import Rationals

/// An interval that provably contains the number it stands for: two MPFR floats, rounded outwards at every step.
///
/// The width says how much is known. Operations work at the larger precision of their operands. Not promised: that the
/// interval is the smallest possible one.
public struct Enclosure: Sendable {
    let bounds: Bounds

    init(precision: Int, _ body: (_ lower: Bounds.Float, _ upper: Bounds.Float) -> Void) {
        bounds = Bounds(precision: precision, body)
    }

    /// Bits of the significands of both ends.
    public var precision: Int { bounds.precision }

    /// The narrowest enclosure of a rational at the given precision.
    public init(_ value: Rational, precision: Int) {
        self.init(precision: precision) { lower, upper in
            if let p = Int(exactly: Rational(value.numerator)), let q = Int(exactly: Rational(value.denominator)) {
                if q == 1 {
                    mpfr_set_si_2exp(lower, p, 0, MPFR_RNDD)
                    mpfr_set_si_2exp(upper, p, 0, MPFR_RNDU)
                } else if precision >= 64 {
                    mpfr_set_si_2exp(lower, p, 0, MPFR_RNDN)
                    mpfr_set_si_2exp(upper, p, 0, MPFR_RNDN)
                    mpfr_div_si(lower, lower, q, MPFR_RNDD)
                    mpfr_div_si(upper, upper, q, MPFR_RNDU)
                } else {
                    let exact = Enclosure(Rational(value.numerator), precision: 64)
                    mpfr_div_si(lower, exact.bounds.lower, q, MPFR_RNDD)
                    mpfr_div_si(upper, exact.bounds.upper, q, MPFR_RNDU)
                }
            } else if value.isInteger {
                value.numerator.withLargeFloat { exact in
                    mpfr_set(lower, exact, MPFR_RNDD)
                    mpfr_set(upper, exact, MPFR_RNDU)
                }
            } else {
                value.numerator.withLargeFloat { p in
                    value.denominator.withLargeFloat { q in
                        mpfr_div(lower, p, q, MPFR_RNDD)
                        mpfr_div(upper, p, q, MPFR_RNDU)
                    }
                }
            }
        }
    }

    /// The whole line, for a value of which nothing is known.
    static func unbounded(precision: Int) -> Enclosure {
        Enclosure(precision: precision) { lower, upper in
            mpfr_set_inf(lower, -1)
            mpfr_set_inf(upper, 1)
        }
    }

    /// Whether both ends are finite.
    public var isBounded: Bool {
        mpfr_number_p(bounds.lower) != 0 && mpfr_number_p(bounds.upper) != 0
    }

    /// −1 or 1 when every number in the interval has that sign, 0 when the interval is exactly zero; nil otherwise.
    public var sign: Int? {
        let (low, high) = (mpfr_sgn(bounds.lower), mpfr_sgn(bounds.upper))
        if low > 0 { return 1 }
        if high < 0 { return -1 }
        return low == 0 && high == 0 ? 0 : nil
    }

    /// Whether zero lies in the interval.
    public var containsZero: Bool { mpfr_sgn(bounds.lower) <= 0 && mpfr_sgn(bounds.upper) >= 0 }

    /// Whether no number lies in both intervals.
    public func isDisjoint(from other: Enclosure) -> Bool {
        mpfr_less_p(bounds.upper, other.bounds.lower) != 0 || mpfr_less_p(other.bounds.upper, bounds.lower) != 0
    }

    /// The ends as the nearest doubles outwards: a quick look for diagnostics.
    public var doubleBounds: ClosedRange<Double> {
        let low = mpfr_get_d(bounds.lower, MPFR_RNDD)
        return low...max(low, mpfr_get_d(bounds.upper, MPFR_RNDU))
    }

    /// Whether e to any number in the interval is beyond MPFR's range: above it, not below, where e^x is as good as 0.
    var isBeyondExponentRange: Bool { mpfr_cmp_si_2exp(bounds.lower, 1, 61) > 0 }

    /// An exponent e with |x| < 2^e for every x in the interval; nil when unbounded, `Int.min` for zero.
    var magnitudeExponent: Int? {
        guard isBounded else { return nil }
        let low = mpfr_zero_p(bounds.lower) != 0 ? Int.min : mpfr_get_exp(bounds.lower)
        let high = mpfr_zero_p(bounds.upper) != 0 ? Int.min : mpfr_get_exp(bounds.upper)
        return max(low, high)
    }
}

extension Integer {
    /// Lends an MPFR number with exactly this value; the integer is not zero.
    func withLargeFloat(_ body: (UnsafeMutablePointer<__mpfr_struct>) -> Void) {
        withLimbs { limbs in
            let bits = max(bitWidth, 2)
            var words = Array(repeating: 0 as mp_limb_t, count: limbs.count)
            // MPFR wants the highest bit set: shift the magnitude up within its limbs.
            let shift = UInt(limbs.count * 64 - bitWidth)
            for index in 0..<limbs.count {
                let low: UInt = index > 0 && shift > 0 ? limbs[index - 1] >> (64 - shift) : 0
                words[index] = mp_limb_t(limbs[index] << shift | low)
            }
            words.withUnsafeMutableBufferPointer { words in
                var float = __mpfr_struct()
                let kind = CInt(MPFR_REGULAR_KIND.rawValue) * (signum() < 0 ? -1 : 1)
                mpfr_custom_init_set(&float, kind, bitWidth, max(bits, limbs.count * 64), words.baseAddress)
                body(&float)
            }
        }
    }
}

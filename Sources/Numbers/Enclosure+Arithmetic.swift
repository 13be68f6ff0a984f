import CMPFR
import Rationals

extension Enclosure {
    /// Every sum of numbers from both intervals.
    public static func + (a: Enclosure, b: Enclosure) -> Enclosure {
        Enclosure(precision: max(a.precision, b.precision)) { lower, upper in
            mpfr_add(lower, a.bounds.lower, b.bounds.lower, MPFR_RNDD)
            mpfr_add(upper, a.bounds.upper, b.bounds.upper, MPFR_RNDU)
        }
    }

    /// Every difference of numbers from both intervals.
    public static func - (a: Enclosure, b: Enclosure) -> Enclosure {
        Enclosure(precision: max(a.precision, b.precision)) { lower, upper in
            mpfr_sub(lower, a.bounds.lower, b.bounds.upper, MPFR_RNDD)
            mpfr_sub(upper, a.bounds.upper, b.bounds.lower, MPFR_RNDU)
        }
    }

    /// The interval mirrored at zero.
    public static prefix func - (a: Enclosure) -> Enclosure {
        Enclosure(precision: a.precision) { lower, upper in
            mpfr_neg(lower, a.bounds.upper, MPFR_RNDD)
            mpfr_neg(upper, a.bounds.lower, MPFR_RNDU)
        }
    }

    /// Every product of numbers from both intervals.
    public static func * (a: Enclosure, b: Enclosure) -> Enclosure {
        let (a, b) = mpfr_sgn(a.bounds.lower) >= 0 ? (b, a) : (a, b)
        return Enclosure(precision: max(a.precision, b.precision)) { lower, upper in
            let (al, au, bl, bu) = (a.bounds.lower, a.bounds.upper, b.bounds.lower, b.bounds.upper)
            if mpfr_sgn(bl) >= 0 {
                // b ≥ 0: the ends of a decide which end of b makes the product extreme.
                mpfr_mul(lower, al, mpfr_sgn(al) >= 0 ? bl : bu, MPFR_RNDD)
                mpfr_mul(upper, au, mpfr_sgn(au) >= 0 ? bu : bl, MPFR_RNDU)
            } else if mpfr_sgn(bu) <= 0 {
                mpfr_mul(lower, au, mpfr_sgn(au) >= 0 ? bl : bu, MPFR_RNDD)
                mpfr_mul(upper, al, mpfr_sgn(al) >= 0 ? bu : bl, MPFR_RNDU)
            } else {
                // 0 lies inside b: the extremes are products with the end of a of the larger magnitude.
                let other = Bounds(precision: max(a.precision, b.precision)) { x, y in
                    mpfr_mul(x, au, bl, MPFR_RNDD)
                    mpfr_mul(y, au, bu, MPFR_RNDU)
                }
                mpfr_mul(lower, al, bu, MPFR_RNDD)
                mpfr_mul(upper, al, bl, MPFR_RNDU)
                mpfr_min(lower, lower, other.lower, MPFR_RNDD)
                mpfr_max(upper, upper, other.upper, MPFR_RNDU)
            }
        }
    }

    /// The quotient; nil when the divisor contains zero.
    func quotient(by b: Enclosure) -> Enclosure? {
        if b.containsZero { return nil }
        return Enclosure(precision: max(precision, b.precision)) { lower, upper in
            let (al, au, bl, bu) = (bounds.lower, bounds.upper, b.bounds.lower, b.bounds.upper)
            if mpfr_sgn(bl) > 0 {
                mpfr_div(lower, al, mpfr_sgn(al) >= 0 ? bu : bl, MPFR_RNDD)
                mpfr_div(upper, au, mpfr_sgn(au) >= 0 ? bl : bu, MPFR_RNDU)
            } else {
                mpfr_div(lower, au, mpfr_sgn(au) >= 0 ? bu : bl, MPFR_RNDD)
                mpfr_div(upper, al, mpfr_sgn(al) >= 0 ? bl : bu, MPFR_RNDU)
            }
        }
    }

    /// A rational multiple.
    ///
    /// Small factors multiply and divide by machine words.
    static func * (a: Enclosure, factor: Rational) -> Enclosure {
        guard let p = Int(exactly: Rational(factor.numerator)), let q = Int(exactly: Rational(factor.denominator))
        else {
            return a * Enclosure(factor, precision: a.precision)
        }
        if q == 1, p == 1 { return a }
        return Enclosure(precision: a.precision) { lower, upper in
            let (low, high) = p >= 0 ? (a.bounds.lower, a.bounds.upper) : (a.bounds.upper, a.bounds.lower)
            mpfr_mul_si(lower, low, p, MPFR_RNDD)
            mpfr_mul_si(upper, high, p, MPFR_RNDU)
            if q != 1 {
                mpfr_div_si(lower, lower, q, MPFR_RNDD)
                mpfr_div_si(upper, upper, q, MPFR_RNDU)
            }
        }
    }

    /// A whole power, by repeated multiplication of ends where it is monotone.
    func raised(toWhole power: Int) -> Enclosure? {
        if power == 0 { return Enclosure(1, precision: precision) }
        if power < 0 {
            guard power > Int.min, let positive = raised(toWhole: -power) else { return nil }
            return Enclosure(1, precision: precision).quotient(by: positive)
        }
        return Enclosure(precision: precision) { lower, upper in
            if power % 2 == 1 || mpfr_sgn(bounds.lower) >= 0 {
                mpfr_pow_si(lower, bounds.lower, power, MPFR_RNDD)
                mpfr_pow_si(upper, bounds.upper, power, MPFR_RNDU)
            } else if mpfr_sgn(bounds.upper) <= 0 {
                mpfr_pow_si(lower, bounds.upper, power, MPFR_RNDD)
                mpfr_pow_si(upper, bounds.lower, power, MPFR_RNDU)
            } else {
                mpfr_set_zero(lower, 1)
                if mpfr_cmpabs(bounds.lower, bounds.upper) > 0 {
                    mpfr_pow_si(upper, bounds.lower, power, MPFR_RNDU)
                } else {
                    mpfr_pow_si(upper, bounds.upper, power, MPFR_RNDU)
                }
            }
        }
    }

    /// The real root of whole degree; nil when the interval reaches below zero and the degree is even.
    func root(degree: Int) -> Enclosure? {
        if degree < 1 { return nil }
        if degree % 2 == 0, mpfr_sgn(bounds.lower) < 0 { return nil }
        return Enclosure(precision: precision) { lower, upper in
            mpfr_rootn_ui(lower, bounds.lower, UInt(degree), MPFR_RNDD)
            mpfr_rootn_ui(upper, bounds.upper, UInt(degree), MPFR_RNDU)
        }
    }
}

extension Enclosure {
    /// The single number at the lower end.
    var atLowerEnd: Enclosure {
        Enclosure(precision: precision) { lower, upper in
            mpfr_set(lower, bounds.lower, MPFR_RNDD)
            mpfr_set(upper, bounds.lower, MPFR_RNDU)
        }
    }
}

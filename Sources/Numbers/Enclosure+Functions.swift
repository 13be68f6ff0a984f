import CMPFR
import Rationals

extension Enclosure {
    private typealias Rounded =
        (UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>, mpfr_rnd_t) -> CInt

    /// An increasing function applied to both ends.
    private func increasing(_ function: Rounded) -> Enclosure {
        Enclosure(precision: precision) { lower, upper in
            _ = function(lower, bounds.lower, MPFR_RNDD)
            _ = function(upper, bounds.upper, MPFR_RNDU)
        }
    }

    func exponential() -> Enclosure { increasing { mpfr_exp($0, $1, $2) } }

    /// nil unless the interval is positive.
    func logarithm() -> Enclosure? {
        sign == 1 ? increasing { mpfr_log($0, $1, $2) } : nil
    }

    func hyperbolicSine() -> Enclosure { increasing { mpfr_sinh($0, $1, $2) } }
    func hyperbolicTangent() -> Enclosure { increasing { mpfr_tanh($0, $1, $2) } }
    func errorFunction() -> Enclosure { increasing { mpfr_erf($0, $1, $2) } }

    func absoluteValue() -> Enclosure {
        if mpfr_sgn(bounds.lower) >= 0 { return self }
        if mpfr_sgn(bounds.upper) <= 0 { return -self }
        return Enclosure(precision: precision) { lower, upper in
            mpfr_set_zero(lower, 1)
            mpfr_neg(upper, bounds.lower, MPFR_RNDU)
            mpfr_max(upper, upper, bounds.upper, MPFR_RNDU)
        }
    }

    func hyperbolicCosine() -> Enclosure {
        let positive = absoluteValue()
        return positive.increasing { mpfr_cosh($0, $1, $2) }
    }

    func rectified() -> Enclosure {
        if mpfr_sgn(bounds.lower) >= 0 { return self }
        return Enclosure(precision: precision) { lower, upper in
            mpfr_set_zero(lower, 1)
            mpfr_set_zero(upper, 1)
            mpfr_max(upper, upper, bounds.upper, MPFR_RNDU)
        }
    }

    /// 1/(1 + e^(−x)), increasing in x.
    func logistic() -> Enclosure {
        let one = Enclosure(1, precision: precision)
        // The divisor is at least 1, so the quotient exists; the whole line would only lose what is known.
        return one.quotient(by: one + (-self).exponential()) ?? .unbounded(precision: precision)
    }

    func sine() -> Enclosure { lipschitz { mpfr_sin($0, $1, $2) } }
    func cosine() -> Enclosure { lipschitz { mpfr_cos($0, $1, $2) } }

    /// A function with |f'| ≤ 1 and |f| ≤ 1: its value at the lower end, widened by the width of the interval.
    private func lipschitz(_ function: Rounded) -> Enclosure {
        let width = Bounds(precision: 32) { _, width in
            mpfr_sub(width, bounds.upper, bounds.lower, MPFR_RNDU)
        }
        return Enclosure(precision: precision) { lower, upper in
            // MPFR reduces the argument by as many bits of π as its exponent has; an interval around a number so large
            // is wider than a period anyway.
            guard isBounded, (magnitudeExponent ?? 0) <= max(precision + 64, 4096) else {
                mpfr_set_si_2exp(lower, -1, 0, MPFR_RNDD)
                mpfr_set_si_2exp(upper, 1, 0, MPFR_RNDU)
                return
            }
            _ = function(lower, bounds.lower, MPFR_RNDD)
            _ = function(upper, bounds.lower, MPFR_RNDU)
            mpfr_sub(lower, lower, width.upper, MPFR_RNDD)
            mpfr_add(upper, upper, width.upper, MPFR_RNDU)
            if mpfr_cmp_si_2exp(lower, -1, 0) < 0 { mpfr_set_si_2exp(lower, -1, 0, MPFR_RNDD) }
            if mpfr_cmp_si_2exp(upper, 1, 0) > 0 { mpfr_set_si_2exp(upper, 1, 0, MPFR_RNDU) }
        }
    }

    static func pi(precision: Int) -> Enclosure {
        Enclosure(precision: precision) { lower, upper in
            mpfr_const_pi(lower, MPFR_RNDD)
            mpfr_const_pi(upper, MPFR_RNDU)
        }
    }
}

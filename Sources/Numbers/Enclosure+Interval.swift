import CMPFR
import Rationals

extension Enclosure {
    /// The narrowest enclosure of every number between two rationals; the first is the lower one.
    ///
    ///     Enclosure(from: 0, to: 1, precision: 64)
    public init(from lower: Rational, to upper: Rational, precision: Int) {
        let (first, last) = (Enclosure(lower, precision: precision), Enclosure(upper, precision: precision))
        self.init(precision: precision) { low, high in
            mpfr_set(low, first.bounds.lower, MPFR_RNDD)
            mpfr_set(high, last.bounds.upper, MPFR_RNDU)
        }
    }
}

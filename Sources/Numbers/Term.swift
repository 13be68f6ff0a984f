import Rationals

/// One term of an exponential sum, for whoever writes it on a page.
/// ```
/// coefficient · Π p^r · e^α · (1, cos β or sin β) · Π atom^k
/// ```
public struct Term: Hashable, Sendable {
    /// Never zero.
    public let coefficient: Rational
    /// Sorted by base.
    public let radicals: [Radical]
    /// α; zero when there is no exponential.
    public let exponent: Surd
    /// cos β or sin β; nil when there is none.
    public let wave: Wave?
    /// Distinct atoms with their powers.
    public let atoms: [AtomPower]
}

extension ExponentialSum {
    /// The nonzero terms in the order in which the computation met them.
    public var terms: [Term] {
        var terms: [Term] = []
        terms.reserveCapacity(termCount)
        forEachTerm { coefficient, monomial in
            terms.append(
                Term(
                    coefficient: coefficient, radicals: monomial.radicals, exponent: monomial.exponent,
                    wave: monomial.wave, atoms: monomial.atoms))
            return true
        }
        return terms
    }
}

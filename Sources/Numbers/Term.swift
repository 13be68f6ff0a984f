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
        multiples.map {
            Term(
                coefficient: $0.coefficient, radicals: $0.monomial.radicals, exponent: $0.monomial.exponent,
                wave: $0.monomial.wave, atoms: $0.monomial.atoms)
        }
    }
}

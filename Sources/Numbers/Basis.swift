import Rationals

/// Distinct monomials that sums share: the outputs of one softmax row differ in their coefficients only.
final class Basis: Sendable {
    let monomials: [Monomial]
    let hasAtoms: Bool
    let hasWaves: Bool
    /// Whether some monomial holds a power that `Number` has to rewrite.
    let isReducible: Bool
    let isUnfactored: Bool
    let depth: Int

    /// The monomials must be distinct.
    init(_ monomials: [Monomial]) {
        self.monomials = monomials
        hasAtoms = monomials.contains(where: \.hasAtoms)
        hasWaves = monomials.contains { $0.wave != nil }
        isReducible = hasAtoms && monomials.contains(where: \.isReducible)
        isUnfactored = monomials.contains(where: \.isUnfactored)
        depth = hasAtoms ? monomials.reduce(0) { max($0, $1.depth) } : 0
    }

    static let one = Basis([.one])

    var count: Int { monomials.count }

    func index(of monomial: Monomial) -> Int? {
        monomials.firstIndex { $0 === monomial } ?? monomials.firstIndex(of: monomial)
    }
}

import Rationals

/// What a rational coefficient multiplies in an exponential sum: Π p^r · e^α · (1, cos β or sin β) · Π atom^k.
///
/// A class, because one calculation uses the same few monomials in very many sums: comparing starts with identity,
/// then a stored hash.
final class Monomial: Sendable {
    let radicals: Radicals
    /// α, zero when there is no exponential.
    let exponent: Surd
    let wave: Wave?
    /// Distinct atoms in order of appearance, at most one of them an exponential.
    let atoms: [AtomPower]
    let hash: Int
    /// Whether a base beyond 64 bits occurs, so that different monomials can be proportional in disguise.
    let isUnfactored: Bool

    init(radicals: Radicals = [], exponent: Surd = .zero, wave: Wave? = nil, atoms: [AtomPower] = []) {
        self.radicals = radicals
        self.exponent = exponent
        self.wave = wave
        self.atoms = atoms
        if radicals.isEmpty, wave == nil, atoms.isEmpty, let rational = exponent.rational {
            // Every token of every row makes one of these.
            isUnfactored = false
            hash = rational.quickHash
            return
        }
        isUnfactored =
            radicals.contains(where: \.isUnfactored) || exponent.isUnfactored || wave?.angle.isUnfactored ?? false
        var hasher = Hasher()
        hasher.combine(radicals)
        hasher.combine(exponent)
        hasher.combine(wave)
        var sum = 0
        // Atoms commute: the hash must not know their order.
        for atom in atoms { sum &+= atom.hashValue }
        hasher.combine(sum)
        hash = hasher.finalize()
    }

    static let one = Monomial()

    /// Whether it is an algebraic number: radicals only.
    var isRadical: Bool { exponent.isZero && wave == nil && atoms.isEmpty }
    var isOne: Bool { isRadical && radicals.isEmpty }
    /// Whether it is e^α, with nothing else.
    var isPlainExponential: Bool { radicals.isEmpty && wave == nil && atoms.isEmpty }
    var hasAtoms: Bool { !atoms.isEmpty }
    var isReducible: Bool { atoms.contains(where: \.isReducible) }
    var depth: Int { atoms.reduce(0) { max($0, $1.atom.depth) } }

    /// Positive for certain, by its form alone.
    var isManifestlyPositive: Bool {
        wave == nil
            && atoms.allSatisfy { factor in
                switch factor.atom.kind {
                case .exponential, .pi: true
                case .root(_, let degree): degree % 2 == 0
                case .logarithm(let number): number.rational.map { $0 > 1 } ?? false
                case .errorFunction, .sine, .cosine, .refused: false
                }
            }
    }
}

extension Monomial: Hashable {
    static func == (a: Monomial, b: Monomial) -> Bool {
        if a === b { return true }
        guard a.hash == b.hash, a.radicals == b.radicals, a.exponent == b.exponent, a.wave == b.wave,
            a.atoms.count == b.atoms.count
        else { return false }
        return a.atoms.allSatisfy { b.atoms.contains($0) }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

import Rationals

/// A denominator as the list of the distinct factors that the computation made, shared by everything divided by it.
final class Denominator: Sendable {
    /// One factor: a nonzero exponential sum, with its hash kept.
    final class Factor: Sendable, Hashable {
        let sum: ExponentialSum
        let isManifestlyPositive: Bool
        private let hash: Int

        init(_ sum: ExponentialSum) {
            self.sum = sum
            isManifestlyPositive = sum.isManifestlyPositive
            hash = sum.hashValue
        }

        static func == (a: Factor, b: Factor) -> Bool { a === b || (a.hash == b.hash && a.sum == b.sum) }
        func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    }

    typealias Power = (factor: Factor, power: Int)

    let powers: [Power]
    private let hash: Int

    init(_ powers: [Power]) {
        self.powers = powers
        var sum = 0
        for (factor, power) in powers { sum &+= factor.hashValue &* (2 * power + 1) }
        hash = sum
    }

    convenience init(_ sum: ExponentialSum) { self.init([(Factor(sum), 1)]) }

    static let one = Denominator([])

    var isOne: Bool { powers.isEmpty }

    /// Whether it is the sum of a basis of plain exponentials, each taken once.
    func isSum(ofEachIn basis: Basis) -> Bool {
        guard powers.count == 1, powers[0].power == 1, powers[0].factor.sum.basis === basis,
            case .dense(let coefficients) = powers[0].factor.sum.coefficients
        else { return false }
        return coefficients.allSatisfy(\.isOne) && basis.monomials.allSatisfy(\.isPlainExponential)
    }
    var isManifestlyPositive: Bool { powers.allSatisfy { $0.factor.isManifestlyPositive || $0.power % 2 == 0 } }
    var hasAtoms: Bool { powers.contains { $0.factor.sum.hasAtoms } }
    var depth: Int { powers.reduce(0) { max($0, $1.factor.sum.basis.depth) } }

    func power(of factor: Factor) -> Int { powers.first { $0.factor == factor }?.power ?? 0 }

    /// - Throws: `tooLarge(.power)`.
    static func product(_ a: Denominator, _ b: Denominator) throws -> Denominator {
        if a.isOne { return b }
        if b.isOne { return a }
        var powers = a.powers
        for (factor, power) in b.powers {
            if let index = powers.firstIndex(where: { $0.factor == factor }) {
                powers[index].power += power
                let limit = Limits.current.power
                if powers[index].power > limit { throw NumberError.tooLarge(.power(limit)) }
            } else {
                powers.append((factor, power))
            }
        }
        return Denominator(powers)
    }

    /// The denominator with one power less of a factor it has.
    func removing(_ factor: Factor, power removed: Int = 1) -> Denominator {
        var rest = powers
        if let index = rest.firstIndex(where: { $0.factor == factor }) {
            rest[index].power -= removed
            if rest[index].power <= 0 { rest.remove(at: index) }
        }
        return rest.isEmpty ? .one : Denominator(rest)
    }
}

extension Denominator: Hashable {
    static func == (a: Denominator, b: Denominator) -> Bool {
        if a === b { return true }
        guard a.hash == b.hash, a.powers.count == b.powers.count else { return false }
        return a.powers.allSatisfy { b.power(of: $0.factor) == $0.power }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

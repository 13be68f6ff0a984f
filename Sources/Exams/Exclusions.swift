import Graphs
import Numbers

/// Variants that must not be drawn again, by the values of their data: last year's exam.
public struct Exclusions: Hashable, Sendable {
    /// The values of each, by the ids of the names: `1.X`.
    public private(set) var variants: [[String: Tensor<Number>]] = []

    /// Nothing excluded.
    public init() {}

    /// Excludes every draw that gives these names these values, whatever it gives others.
    public mutating func add(_ values: [DrawnValue]) {
        guard !values.isEmpty else { return }
        let known = Dictionary(values.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
        variants.append(known)
        let ids = known.keys.sorted()
        index[ids, default: []].insert(ids.compactMap { known[$0] })
        var variant = Fingerprint()
        for id in ids {
            variant.add(id)
            for element in known[id]?.elements ?? [] { variant.add(element.description) }
        }
        // In any order the same.
        fingerprint ^= variant.value
    }

    /// Changes with what is excluded; 0 where nothing is.
    private(set) var fingerprint: UInt64 = 0

    /// The values by the names that they are of, so that a bank of thousands is looked up, not searched.
    private var index: [[String]: Set<[Tensor<Number>]>] = [:]

    /// Whether a draw gives all names of a variant the values of that variant.
    func contain(_ values: [DrawnValue]) -> Bool {
        let drawn = Dictionary(values.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
        return index.contains { ids, variants in
            let own = ids.compactMap { drawn[$0] }
            return own.count == ids.count && variants.contains(own)
        }
    }
}

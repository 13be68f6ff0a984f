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
        var variant = Fingerprint()
        for id in known.keys.sorted() {
            variant.add(id)
            for element in known[id]?.elements ?? [] { variant.add(element.description) }
        }
        // In any order the same.
        fingerprint ^= variant.value
    }

    /// Changes with what is excluded; 0 where nothing is.
    private(set) var fingerprint: UInt64 = 0

    /// Whether a draw is one of them.
    func contain(_ values: [DrawnValue]) -> Bool {
        variants.contains { variant in
            let shared = values.filter { variant[$0.id] != nil }
            return !shared.isEmpty && shared.allSatisfy { variant[$0.id] == $0.value }
        }
    }
}

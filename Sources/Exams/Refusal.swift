public import Marking
public import Sheets

/// Why a draw was not taken.
public enum Refusal: Hashable, Sendable {
    /// Condition `index` of the sheet does not hold, or could not be decided.
    case condition(Int)
    /// A step has no value, such as a division by zero; nil where it has no name.
    case noValue(step: String?)
    /// The sheet makes no sense with these data, such as an index beyond the end.
    case sheet(Diagnostic.Fact)
    /// A claim of the sheet, by its place among them, does not hold for these data.
    case claim(Int)
    /// Two known mistakes, or one and the right answer, give the same value.
    case mistakes(Coincidence)
    /// The work is outside the band.
    case work(Work.Measure)
    /// It is one of the variants excluded.
    case excluded
}

/// How often draws were refused, by reason, in the order the reasons first came up.
public struct RefusalCounts: Hashable, Sendable {
    /// A reason and how many draws it refused.
    public struct Entry: Hashable, Sendable {
        /// The reason.
        public var refusal: Refusal
        /// The draws.
        public var count: Int
    }

    /// The reasons.
    public private(set) var entries: [Entry] = []

    /// Nothing refused.
    public init() {}

    /// All refused draws.
    public var total: Int { entries.reduce(0) { $0 + $1.count } }

    /// The reasons, the most frequent first; of equals, the one that came up first.
    public var byFrequency: [Entry] { entries.descending(by: \.count) }

    mutating func add(_ refusal: Refusal, count: Int = 1) {
        if let index = entries.firstIndex(where: { $0.refusal == refusal }) {
            entries[index].count += count
        } else {
            entries.append(Entry(refusal: refusal, count: count))
        }
    }

    /// Adds what another count holds.
    public mutating func add(_ other: RefusalCounts) {
        for entry in other.entries { add(entry.refusal, count: entry.count) }
    }
}

extension Array {
    /// The elements with the largest counts first; of equals, the one that stands first.
    func descending(by count: (Element) -> Int) -> [Element] {
        enumerated().sorted { a, b in
            let (first, second) = (count(a.element), count(b.element))
            return first == second ? a.offset < b.offset : first > second
        }.map(\.element)
    }
}

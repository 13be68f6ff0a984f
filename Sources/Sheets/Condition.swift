public import Formulas
public import Graphs
import Numbers

/// What a draw must satisfy: a line of a `require` block, decided exactly on the values of a draw.
///
///     max(s) - min(s) <= 6                       # a comparison, entry by entry
///     distinct(s)                                # a predicate
///     all weights != 1/n                         # every weight of every softmax of the section
///
/// Its nodes stand in the same computation as the steps of the sheet, so that it can be decided on any trace of it; they
/// have no names and no part in the handout. The numbers of the sheet itself need not satisfy it.
public struct Condition: Sendable {
    /// Index into `sheet.items`.
    public let item: Int
    /// The place of the line without its remark.
    public let range: Range<Int>
    /// What is asked.
    public let kind: Kind
    /// Whether every entry must satisfy it, or one is enough.
    public let quantifier: Quantifier
    /// The letters of the running indices, none for a single condition.
    public let indices: [String]
    /// The condition for each choice of the indices, and for each row of weights it speaks of.
    public let instances: [Instance]
    /// The sides or arguments as they are written.
    let texts: [String]

    /// The closed list of conditions.
    public enum Kind: Hashable, Sendable {
        /// `0 < p <= 1/2`: one relation less than there are sides.
        case comparison([Formula.Comparison])
        /// `distinct(s)`
        case predicate(Predicate)
        /// `denominators(z) <= 50`: the last node is the bound.
        case denominators(Formula.Comparison)
    }

    /// What can be asked of quantities by name.
    public enum Predicate: String, Hashable, Sendable, CaseIterable {
        /// No two entries, of all arguments together, are equal.
        case distinct
        /// No two rows of the matrix are equal.
        case distinctRows = "distinct_rows"
        /// One entry alone is largest: of each row of a matrix, of all entries of a vector.
        case uniqueArgmax = "unique_argmax"
        /// One entry alone is smallest.
        case uniqueArgmin = "unique_argmin"
        /// Every entry is a fraction.
        case rational
        /// Every entry is a whole number.
        case integer
        case nonzero
        case positive
        case negative

        /// How many arguments it takes.
        var arguments: ClosedRange<Int> { self == .distinct ? 1...Int.max : 1...1 }
    }

    /// How many entries must satisfy a condition.
    public enum Quantifier: Hashable, Sendable { case all, some }

    /// The condition for one choice of the indices.
    public struct Instance: Sendable {
        /// The values of the indices.
        public let indices: [Int]
        /// The nodes of the sides or arguments.
        public let nodes: [NodeID]
        /// The weights or scores it speaks of; nil when it speaks of quantities of the sheet only.
        public let row: NormalisedRow?
    }

    /// One query's weights: a row of a normalisation without the keys that its mask leaves out.
    public struct NormalisedRow: Hashable, Sendable {
        /// The node of the weights.
        public let weights: NodeID
        /// Their name in the sheet, `P`; nil when they have none.
        public let name: String?
        /// From 0; nil when the weights are those of one query.
        public let row: Int?
        /// The keys that are there, from 0.
        public let columns: [Int]
    }

    /// All nodes whose values decide the condition.
    public var nodes: [NodeID] { instances.flatMap(\.nodes) }
}

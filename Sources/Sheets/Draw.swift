public import Formulas
public import Graphs
import Numbers
import Rationals

/// How one name of `given` data is drawn anew.
///
///     let draw = elaboration.draws[0]          // X ~ integers(-3..3)
///     let space = draw.space()
///     space?.text(at: 5)                       // what stands in place of draw.valueRange in a variant
public struct Draw: Sendable {
    /// `1.X`: the name with the section that gives it its value.
    public let id: String
    /// The name.
    public let name: Name
    /// The section whose `given` block has it, an index into `sheet.sections`.
    public let section: Int
    /// Its node in the computation of the sheet as it is written.
    public let node: NodeID
    /// The place of its value in the text, behind the equals sign: what a variant writes anew.
    public let valueRange: Range<Int>
    /// The line of the `vary` block.
    public let range: Range<Int>
    /// The sizes that are drawn with it.
    ///
    /// Draws that have a size in common take the same. A shape other than the written one is here as well, as a size
    /// with one value: the sheet must then be read anew.
    public let sizes: [SizeChoice]
    let distribution: Distribution
    let dimensions: [DrawnSize]?
    /// The shape in the sheet.
    let written: Shape
    /// The size that the drawn number itself is.
    let ownSize: String?

    /// A size that is drawn.
    public struct SizeChoice: Hashable, Sendable {
        /// `1.n`: the same for all draws that it concerns.
        public let name: String
        /// The values it may take, ascending.
        public let values: [Int]
    }

    /// The closed list of what entries are drawn from.
    enum Distribution: Sendable {
        case entries(EntryValues)
        case whole([DrawSpace.Whole])
        case arrangements(Arrangements, pieces: [[SpelledNumber]], shape: Shape)
    }
}

extension Draw {
    /// All values for one choice of the sizes, by their names; nil when a size is missing or the shape is too large.
    public func space(sizes: [String: Int] = [:]) -> DrawSpace? {
        if let ownSize {
            guard let size = sizes[ownSize], case .entries(let values) = distribution,
                let place = values.index(of: Number(Rational(size)))
            else { return nil }
            let text = values.text(at: place)
            return DrawSpace(.whole([.init(value: Tensor(scalar: values[place]), text: text)]), shape: .scalar)
        }
        switch distribution {
        case .entries(let values):
            guard let shape = shape(sizes) else { return nil }
            return DrawSpace(.entries(values), shape: shape)
        case .whole(let values):
            return values.first.flatMap { DrawSpace(.whole(values), shape: $0.value.shape) }
        case .arrangements(let orders, let pieces, let shape):
            return DrawSpace(.arrangements(orders, pieces: pieces), shape: shape)
        }
    }

    private func shape(_ sizes: [String: Int]) -> Shape? {
        guard let dimensions else { return written }
        var known: [Int] = []
        for dimension in dimensions {
            guard let size = dimension.value(sizes), (1...Self.sizeLimit).contains(size) else { return nil }
            known.append(size)
        }
        guard known.reduce(1, *) <= Self.entryLimit else { return nil }
        return Self.shape(known)
    }

    /// One row is a row and one column a column, as the text of a value reads back.
    static func shape(_ sizes: [Int]) -> Shape? {
        switch sizes.count {
        case 1: .column(Dimension(sizes[0]))
        case 2 where sizes[1] == 1: .column(Dimension(sizes[0]))
        case 2 where sizes[0] == 1: .row(Dimension(sizes[1]))
        case 2: .matrix(Dimension(sizes[0]), Dimension(sizes[1]))
        default: nil
        }
    }

    /// Rows or columns of something drawn.
    static let sizeLimit = 1_000
    /// Entries of something drawn.
    static let entryLimit = 10_000
    /// Values of one size that is drawn.
    static let choiceLimit = 64
    /// Numbers that are listed, and fractions between two whole numbers.
    static let listLimit = 10_000
}

/// A size in the shape of something drawn.
indirect enum DrawnSize: Sendable {
    case constant(Int)
    /// By the name of its `SizeChoice`.
    case choice(String)
    case sum([DrawnSize])
    case product([DrawnSize])

    /// nil when a size is missing or the result does not fit.
    func value(_ sizes: [String: Int]) -> Int? {
        switch self {
        case .constant(let value): value
        case .choice(let name): sizes[name]
        case .sum(let parts): Self.combined(parts, sizes, 0) { $0.addingReportingOverflow($1) }
        case .product(let parts): Self.combined(parts, sizes, 1) { $0.multipliedReportingOverflow(by: $1) }
        }
    }

    private static func combined(
        _ parts: [DrawnSize], _ sizes: [String: Int], _ start: Int,
        _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) -> Int? {
        var total = start
        for part in parts {
            guard let value = part.value(sizes) else { return nil }
            let (next, overflow) = operation(total, value)
            guard !overflow else { return nil }
            total = next
        }
        return total
    }

    /// The choices in it.
    var names: Set<String> {
        switch self {
        case .constant: []
        case .choice(let name): [name]
        case .sum(let parts), .product(let parts): parts.reduce(into: []) { $0.formUnion($1.names) }
        }
    }
}

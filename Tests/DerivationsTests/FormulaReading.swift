import Formulas
import Numbers
import Rationals

/// A second, small reading of formulas as matrices, straight from linear algebra: what a reader of the page would
/// work out from a line.
///
/// It shares nothing with the graph that made the line.
struct FormulaReading {
    typealias Grid = [[Number]]

    /// Rules whose first line is a definition that this reading does not work out.
    static let normalisations: Set<String> = [
        "hardmax", "sparsemax", "entmax15", "top_k", "softmax_one", "weights",
    ]

    struct Unreadable: Error { var formula: String }

    var names: [Name: Grid] = [:]

    func value(_ formula: Formula) throws -> Grid {
        switch formula.node {
        case .name(let name):
            if let value = names[name] { return value }
            return [[try Number(formula)]]
        case .subscripted(let whole, let indices):
            let grid = try value(whole)
            // X_{:2}, a column.
            if indices.count == 2, indices[0] == Formula(.text(":")) {
                let column = try index(indices[1]) - 1
                return grid.map { [$0[column]] }
            }
            let places = try indices.map { try index($0) }
            if places.count == 2 { return [[grid[places[0] - 1][places[1] - 1]]] }
            return grid.count == 1
                ? [[grid[0][places[0] - 1]]] : grid[0].count == 1 ? [grid[places[0] - 1]] : [grid[places[0] - 1]]
        case .negative(let inner): return try value(inner).map { $0.map { -$0 } }
        case .sum(let terms):
            let values = try terms.map(value)
            return try values.dropFirst().reduce(values[0]) { try Self.combine($0, $1) { $0 + $1 } }
        case .product(let factors, _):
            let values = try factors.map(value)
            return try values.dropFirst().reduce(values[0], Self.product)
        case .quotient(let a, let b):
            let divisor = try value(b)[0][0]
            return try value(a).map { try $0.map { try $0.divided(by: divisor) } }
        case .transpose(let inner): return Self.transposed(try value(inner))
        case .column(let parts):
            return try parts.flatMap { try value($0) }
        case .row(let parts):
            let blocks = try parts.map(value)
            return blocks[0].indices.map { row in blocks.flatMap { $0[row] } }
        case .matrix(let rows):
            return try rows.map { try $0.map { try value($0)[0][0] } }
        case .call("softmax", let arguments, let options):
            let base = try options.first { $0.label == "base" }.map { try value($0.value)[0][0] }
            let scores = try value(arguments[0])
            let isColumn = scores.count > 1 && scores[0].count == 1
            let isCausal = options.contains { $0.label == "mask" && $0.value == Formula(.text("causal")) }
            if options.contains(where: { $0.label == "axis" }) {
                let columns = try rows(Self.transposed(scores), base, isCausal)
                return Self.transposed(columns)
            }
            let weights = try rows(isColumn ? Self.transposed(scores) : scores, base, isCausal)
            return isColumn ? Self.transposed(weights) : weights
        case .call("max", let arguments, _):
            let values = try arguments.map { try value($0)[0][0] }
            return [[try values.dropFirst().reduce(values[0]) { try Number.order($0, $1) == .less ? $1 : $0 }]]
        case .dot(let a, let b):
            let (x, y) = (try value(a).flatMap(\.self), try value(b).flatMap(\.self))
            return [[zip(x, y).reduce(Number(0)) { $0 + $1.0 * $1.1 }]]
        case .call(let name, let arguments, _) where !Self.normalisations.contains(name):
            // Entry by entry.
            return try value(arguments[0]).map {
                try $0.map { entry in
                    try Number(
                        Formula(.call(name, [Formula(.name(Name("placeholder")))], [])),
                        names: [Name("placeholder"): entry])
                }
            }
        case .number, .power, .root:
            return [
                [
                    try Number(
                        formula, names: names.compactMapValues { $0.count == 1 && $0[0].count == 1 ? $0[0][0] : nil })
                ]
            ]
        default: throw Unreadable(formula: formula.plain)
        }
    }

    /// A softmax of every row.
    private func rows(_ scores: Grid, _ base: Number?, _ isCausal: Bool) throws -> Grid {
        try scores.enumerated().map { i, row in
            let powers = try row.enumerated().map { j, score -> Number in
                if isCausal && j > i { return 0 }
                guard let base else { return try score.applying(.exponential) }
                return try base.raised(to: score.rational ?? 0)
            }
            let total = powers.reduce(Number(0)) { $0 + $1 }
            return try powers.map { try $0.divided(by: total) }
        }
    }

    private func index(_ formula: Formula) throws -> Int {
        guard let value = try Number(formula).rational, let index = Int(exactly: value.numerator) else {
            throw Unreadable(formula: formula.plain)
        }
        return index
    }

    static func transposed(_ grid: Grid) -> Grid { grid[0].indices.map { j in grid.map { $0[j] } } }

    static func combine(_ a: Grid, _ b: Grid, _ f: (Number, Number) -> Number) throws -> Grid {
        guard a.count == b.count, a[0].count == b[0].count else { throw Unreadable(formula: "sum of different shapes") }
        return zip(a, b).map { zip($0, $1).map(f) }
    }

    static func product(_ a: Grid, _ b: Grid) throws -> Grid {
        if a.count == 1 && a[0].count == 1 { return b.map { $0.map { a[0][0] * $0 } } }
        if b.count == 1 && b[0].count == 1 { return a.map { $0.map { $0 * b[0][0] } } }
        guard a[0].count == b.count else { throw Unreadable(formula: "product of shapes that do not fit") }
        return a.map { row in
            b[0].indices.map { j in row.indices.reduce(Number(0)) { $0 + row[$1] * b[$1][j] } }
        }
    }
}

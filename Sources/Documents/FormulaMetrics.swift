import Formulas

/// How wide things are on the page, in em of the body text.
struct FormulaMetrics: Sendable {
    /// The width of a formula on one line.
    var natural: @Sendable (Formula) -> Double
    /// What narrower column gaps save for each column of a matrix.
    var savedPerColumn: Double = 0

    // Widths of the signs between formulas, with the space TeX puts around them: medium space is 2/9 em on each side
    // of a binary sign, thick space 5/18 em on each side of a relation, the signs themselves 7/9 em (a dot 5/18).
    static let relation = 1.34
    static let binarySign = 1.23
    static let dot = 0.73
    static let comma = 0.45
    /// Parentheses grown around two lines or more.
    static let parentheses = 1.5
    /// The indentation of a line that goes on with the one above.
    static let indentation = 2.0
    static let columnGap = 0.92
    static let matrixBrackets = 1.2
    static let digit = 0.5
    /// The space between two links or a line and its comment.
    static let gap = 1.0
    static let textCharacter = 0.5

    static let latex = FormulaMetrics { $0.latexWidth }

    func width(_ formula: Formula) -> Double { natural(formula) - savedPerColumn * Double(Self.columns(in: formula)) }

    func width(_ lead: Arrangement.Lead) -> Double {
        switch lead {
        case .nothing: 0
        case .plus, .minus, .cross, .entrywise: Self.binarySign
        case .dot: Self.dot
        case .relation: Self.relation
        }
    }

    func width(_ row: Arrangement.Row) -> Double {
        width(row.lead) + width(row.body) + (row.hasComma ? Self.comma : 0)
    }

    func width(_ arrangement: Arrangement) -> Double {
        switch arrangement {
        case .whole(let formula): return width(formula)
        case .stacked(let rows): return rows.map(width).max() ?? 0
        case .parenthesised(let inner): return width(inner) + Self.parentheses
        case .digits(let rows): return (rows.map { Double($0.utf8.count) * Self.digit }.max() ?? 0)
        case .columnBlocks(let blocks):
            return (blocks.map(gridWidth).max() ?? 0) + Self.matrixBrackets + 2 * Self.columnGap
        case .framed(let frame, let parts): return width(frame, holding: parts)
        }
    }

    private func width(_ frame: Formula, holding parts: [Arrangement]) -> Double {
        let widths = parts.map(width)
        switch frame.node {
        case .quotient: return (widths.max() ?? 0) + Self.quotientMargin
        case .column: return (widths.max() ?? 0) + Self.matrixBrackets
        case .row: return gridWidth([parts]) + Self.matrixBrackets
        case .matrix(let rows):
            let columns = rows.first?.count ?? 0
            guard columns > 0 else { return 0 }
            let grid = stride(from: 0, to: parts.count, by: columns).map {
                Array(parts[$0..<min($0 + columns, parts.count)])
            }
            return gridWidth(grid) + Self.matrixBrackets
        case .power(_, _):
            return (widths.first ?? 0) + Self.script * (widths.dropFirst().first ?? 0) + Self.scriptMargin
        case .number, .name, .subscripted, .negative, .sum, .product, .root, .transpose, .dot, .call, .summation,
            .comparison, .text, .elided, .shortened:
            return emptied(frame) + widths.reduce(0, +)
        }
    }

    static let quotientMargin = 0.3
    static let script = 0.75
    static let scriptMargin = 0.3

    /// The width of a frame with nothing in its holes.
    func emptied(_ frame: Formula) -> Double {
        let holes = (0..<16).lazy.map(Arrangement.hole)
        var saved = 0.0
        frame.forEachPart { part in if holes.contains(part) { saved += natural(part) } }
        return max(0, natural(frame) - saved) + Self.parentheses
    }

    private func gridWidth(_ rows: [[Arrangement]]) -> Double {
        let columns = rows.map(\.count).max() ?? 0
        var total = Double(max(0, columns - 1)) * (Self.columnGap - savedPerColumn)
        for column in 0..<columns {
            total += rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0
        }
        return total
    }

    /// How many matrix columns stand side by side in a formula.
    private static func columns(in formula: Formula) -> Int {
        switch formula.node {
        case .number, .name, .text, .elided, .shortened, .subscripted, .summation, .root, .power: return 0
        case .negative(let inner), .transpose(let inner): return columns(in: inner)
        case .sum(let parts), .product(let parts, _), .call(_, let parts, _): return parts.map(columns).reduce(0, +)
        case .quotient(let above, let below): return min(columns(in: above), columns(in: below))
        case .dot(let first, let second), .comparison(let first, _, let second):
            return columns(in: first) + columns(in: second)
        case .column: return 1
        case .row(let entries): return entries.count
        case .matrix(let rows): return rows.first?.count ?? 0
        }
    }
}

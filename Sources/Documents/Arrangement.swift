import Formulas

/// A formula laid out in a width: left whole where it fits, cut where a teacher would cut it where not.
///
/// The layout knows nothing of LaTeX. Cutting loses nothing: the whole formulas in an arrangement, together with the
/// frames that hold them, are made of the same numbers and names as the formula it was made from.
indirect enum Arrangement: Hashable, Sendable {
    /// On one line, as it is written.
    case whole(Formula)
    /// One row under another: a sum cut before its signs, a product before its factors, arguments after their commas.
    case stacked([Row])
    /// A formula with some parts laid out by themselves: the holes ``hole(_:)`` in the frame, in order.
    case framed(Formula, [Arrangement])
    case parenthesised(Arrangement)
    /// The digits of one number, too many for a line.
    case digits([String])
    /// A matrix cut between columns, the blocks one under another. The first block carries the left bracket, the last
    /// one the right bracket.
    case columnBlocks([[[Arrangement]]])

    struct Row: Hashable, Sendable {
        /// The sign that joins the row to the one above; it stands at the start of the row.
        var lead: Lead
        var body: Arrangement
        var hasComma = false
    }

    enum Lead: Hashable, Sendable {
        case nothing, plus, minus, dot, cross, entrywise
        case relation(Formula.Comparison)
    }

    /// The place for part number `index` in a frame.
    ///
    /// It is a column of private-use letters, which no formula that was read contains: a column, so that brackets
    /// around it grow and no exponent takes it in.
    static func hole(_ index: Int) -> Formula { Formula(.column([Formula(.text("\(holeMark)\(index)\(holeMark)"))])) }

    static let holeMark: Character = "\u{F8FE}"

    /// Whether a matrix had to be taken apart: then smaller print is the better choice.
    var cutsMatrix: Bool {
        switch self {
        case .whole, .digits: return false
        case .stacked(let rows): return rows.contains { $0.body.cutsMatrix }
        case .parenthesised(let inner): return inner.cutsMatrix
        case .columnBlocks: return true
        case .framed(let frame, let parts):
            switch frame.node {
            case .matrix, .row, .column: return true
            case .number, .name, .subscripted, .negative, .sum, .product, .quotient, .power, .root, .transpose, .dot,
                .call, .summation, .comparison, .text, .elided, .shortened:
                return parts.contains(where: \.cutsMatrix)
            }
        }
    }
}

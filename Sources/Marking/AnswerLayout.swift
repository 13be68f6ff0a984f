import Formulas
import Graphs
import Numbers
import Rationals

/// Entries with their values, as an answer lays them out.
struct AnswerLayout {
    /// How the entries stand.
    var shape: Shape
    /// Whether the notation says how a vector stands.
    var isOriented: Bool
    var entries: [AnswerReading.Entry]
    /// The layout as a formula, for the echo.
    var shown: Formula

    init(shape: Shape, isOriented: Bool, entries: [AnswerReading.Entry], shown: Formula) {
        self.shape = shape
        self.isOriented = isOriented
        self.entries = entries
        self.shown = shown
    }

    init(_ entry: AnswerReading.Entry) {
        self.init(shape: .scalar, isOriented: false, entries: [entry], shown: entry.formula)
    }

    var rows: Int { shape.size?.rows ?? 0 }
    var columns: Int { shape.size?.columns ?? 0 }

    /// Whether entries of both can stand for each other: the same size, or vectors of which one may stand either way.
    func matches(_ other: AnswerLayout) -> Bool {
        if shape == other.shape { return true }
        if shape.isVector, other.shape.isVector {
            return entries.count == other.entries.count && !(isOriented && other.isOriented)
        }
        return false
    }

    /// The formula of the entries alone, a column for a vector that may stand either way.
    static func formula(of entries: [AnswerReading.Entry], in shape: Shape, isOriented: Bool) -> Formula {
        let formulas = entries.map(\.formula)
        switch shape {
        case .scalar: return formulas.first ?? Formula(0)
        case .column: return Formula(isOriented ? .matrix(formulas.map { [$0] }) : .column(formulas))
        case .row: return Formula(.row(formulas))
        case .matrix:
            let columns = shape.size?.columns ?? 1
            let rows = stride(from: 0, to: formulas.count, by: max(1, columns)).map {
                Array(formulas[$0..<min($0 + columns, formulas.count)])
            }
            return Formula(.matrix(rows))
        }
    }
}

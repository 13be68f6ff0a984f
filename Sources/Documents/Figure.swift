public import Formulas

/// A picture of numbers: heat maps of matrices side by side on one scale, or bars of vectors.
///
/// A figure holds what is seen and said of the numbers, certified and rounded by whoever made it; where things stand on
/// the page is the layout's matter, how a line is written the writers'.
public struct Figure: Hashable, Sendable {
    /// How the numbers are shown.
    public var form: Form
    /// One per matrix or vector, in reading order.
    public var panels: [Panel]
    /// What the shades or the heights mean, the same in all panels.
    public var scale: Scale
    /// What stands beside the rows, such as "query"; empty for nothing.
    public var rowTitle: String
    /// What stands along the columns, such as "key"; empty for nothing.
    public var columnTitle: String
    /// The words under the figure; empty for none.
    public var caption: String

    /// A figure from its parts.
    public init(
        form: Form, panels: [Panel], scale: Scale, rowTitle: String = "", columnTitle: String = "", caption: String = ""
    ) {
        self.form = form
        self.panels = panels
        self.scale = scale
        self.rowTitle = rowTitle
        self.columnTitle = columnTitle
        self.caption = caption
    }

    /// The closed list of forms.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        /// A grid of shaded cells, one per entry.
        case map
        /// One bar per entry of a vector.
        case bars
    }

    /// One matrix; for bars a matrix of one row.
    public struct Panel: Hashable, Sendable {
        /// What is shown, such as A^(1).
        public var name: Formula?
        /// One label per row.
        public var rows: [Label]
        /// One label per column.
        public var columns: [Label]
        /// The entries row by row, as many as rows times columns.
        public var cells: [Cell]

        /// nil when the number of cells is not rows times columns, or there is none.
        public init?(name: Formula?, rows: [Label], columns: [Label], cells: [Cell]) {
            guard !cells.isEmpty, cells.count == rows.count * columns.count else { return nil }
            self.name = name
            self.rows = rows
            self.columns = columns
            self.cells = cells
        }

        /// The entry of a row and a column, both from 0.
        public subscript(row: Int, column: Int) -> Cell { cells[row * columns.count + column] }
    }

    /// One entry.
    public struct Cell: Hashable, Sendable {
        /// The value over the end of the scale, in thousandths, from −1000 to 1000; what lies beyond the scale stands at
        /// its end.
        public var level: Int
        /// The value as it is printed: `0.98`, `−0.25`, `0`.
        public var text: String

        /// An entry; levels are cut to the scale.
        public init(level: Int, text: String) {
            self.level = min(max(level, -1000), 1000)
            self.text = text
        }
    }

    /// The name of a row or a column.
    public enum Label: Hashable, Sendable {
        /// A token, or a number; any text.
        case text(String)
        /// A name that is typeset, such as x_1.
        case formula(Formula)
    }
}

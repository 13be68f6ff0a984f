public import Documents
public import Formulas
public import Rationals

/// One line of a `plot` block: what is drawn, and how.
///
///     map A, tokens: "the cat sat"
///     map A^(1), A^(2), title: "Two heads"
///     bars p, columns: x
public struct Plot: Hashable, Sendable {
    /// `map` or `bars`; nil where the shape decides.
    public var form: Figure.Form?
    /// The matrices or vectors, one panel each.
    public var quantities: [Formula]
    /// The names of the rows, where the line gives them.
    public var rows: Labels?
    /// The names of the columns, where the line gives them.
    public var columns: Labels?
    /// What stands beside the rows and along the columns; nil for what is usual.
    public var axes: Axes?
    /// The caption.
    public var title: String?
    /// Digits behind the point of the printed numbers; nil for two, or more for small numbers.
    public var decimals: Int?
    /// What the darkest shade stands for; nil for what fits the numbers.
    public var scale: Scale?
    /// The whole line without a remark.
    public var range: Range<Int>

    /// The names of rows or columns.
    public struct Labels: Hashable, Sendable {
        /// How they are written.
        public var form: Form
        /// The place of the value.
        public var range: Range<Int>

        /// The ways to write them.
        public enum Form: Hashable, Sendable {
            /// One by one, or as the words of a text.
            case each([Figure.Label])
            /// A name that gets the numbers as subscripts: `x` for x_1, x_2, …
            case indexed(Name)
        }
    }

    /// The titles of the two axes.
    public struct Axes: Hashable, Sendable {
        /// Beside the rows.
        public var rows: String
        /// Along the columns.
        public var columns: String
    }

    /// A scale from 0, or from −end, to end.
    public struct Scale: Hashable, Sendable {
        /// The upper end, above 0.
        public var end: Rational
        /// The upper end as it is written.
        public var spelling: String
        /// Whether it reaches as far below 0.
        public var isSigned: Bool
    }

    /// Rows or columns of one drawn matrix.
    public static let sizeLimit = 128
    /// Matrices of one figure.
    public static let panelLimit = 24
    static let decimalsLimit = 6
    static let options = ["tokens", "rows", "columns", "axes", "title", "decimals", "scale"]
}

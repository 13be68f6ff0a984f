/// What a value is: a number, a column, a row or a matrix.
///
/// Columns and rows are different shapes, as at the board.
public enum Shape: Hashable, Sendable {
    case scalar
    case column(Dimension)
    case row(Dimension)
    /// Rows × columns.
    case matrix(Dimension, Dimension)

    /// The number of rows; 1 for a scalar and a row.
    public var rows: Dimension {
        switch self {
        case .scalar, .row: 1
        case .column(let n): n
        case .matrix(let m, _): m
        }
    }

    /// The number of columns; 1 for a scalar and a column.
    public var columns: Dimension {
        switch self {
        case .scalar, .column: 1
        case .row(let n): n
        case .matrix(_, let n): n
        }
    }

    /// The number of entries of a column or a row; nil for scalars and matrices.
    public var length: Dimension? {
        switch self {
        case .scalar, .matrix: nil
        case .column(let n), .row(let n): n
        }
    }

    /// Whether it is a column or a row.
    public var isVector: Bool { length != nil }

    /// The shape of the transpose; a scalar's is its own.
    public var transposed: Shape {
        switch self {
        case .scalar: .scalar
        case .column(let n): .row(n)
        case .row(let n): .column(n)
        case .matrix(let m, let n): .matrix(n, m)
        }
    }

    /// Whether an entry-by-entry operation takes this row once for every row of the matrix, or this column once for
    /// every column: the bias of a layer, the mean of each token.
    ///
    ///     Shape.row(3).isRepeated(over: .matrix(2, 3))         // true
    ///     Shape.column(3).isRepeated(over: .matrix(2, 3))      // false
    public func isRepeated(over matrix: Shape) -> Bool {
        guard case .matrix(let rows, let columns) = matrix else { return false }
        return self == .row(columns) || self == .column(rows)
    }

    /// Rows and columns as numbers, nil when either holds a name.
    public var size: (rows: Int, columns: Int)? {
        guard let rows = rows.value, let columns = columns.value else { return nil }
        return (rows, columns)
    }

    /// The number of entries, nil when the size holds a name or does not fit.
    public var count: Int? {
        guard let size else { return nil }
        let (count, overflow) = size.rows.multipliedReportingOverflow(by: size.columns)
        return overflow ? nil : count
    }
}

extension Shape: CustomStringConvertible {
    /// `scalar`, `column of 3`, `row of 3`, `4 × 3`.
    public var description: String {
        switch self {
        case .scalar: "scalar"
        case .column(let n): "column of \(n)"
        case .row(let n): "row of \(n)"
        case .matrix(let m, let n): "\(m) × \(n)"
        }
    }
}

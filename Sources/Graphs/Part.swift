/// One of many equal parts of a computation whose number may have a name only: a head, a token, a window.
///
/// A part is worked out once and stands for all of them, so it has a shape and a cost but no values.
public enum Part: Hashable, Sendable {
    /// One of equal blocks of columns: a head's part of a projection, a channel. m × h w → m × w.
    case block(of: Dimension)
    /// One row, after the one before it: a token that a recurrent layer reads. n × d → a column of d.
    case step(of: Dimension)
    /// The rows around a row, laid end to end: what a convolution with a kernel of k tokens sees, zeros beyond the
    /// ends. n × d → a row of k d.
    case window(of: Dimension, size: Dimension)

    /// How many parts there are.
    public var count: Dimension {
        switch self {
        case .block(let count), .step(let count), .window(let count, _): count
        }
    }

    /// Whether a part needs the result of the one before it.
    public var isSequential: Bool {
        switch self {
        case .step: true
        case .block, .window: false
        }
    }

    func shape(ofOneIn whole: Shape) throws(ShapeError) -> Shape {
        guard case .matrix(let rows, let columns) = whole else { throw .needsMatrix(whole) }
        switch self {
        case .block(let count):
            guard let width = columns.divided(by: count) else { throw .notDivisible(columns, by: count) }
            return .matrix(rows, width)
        case .step(let count):
            guard rows == count else { throw .notDivisible(rows, by: count) }
            return .column(columns)
        case .window(let count, let size):
            guard rows == count else { throw .notDivisible(rows, by: count) }
            return .row(size * columns)
        }
    }

    func shape(ofAllLike part: Shape) throws(ShapeError) -> Shape {
        switch (self, part) {
        case (.block(let count), .matrix(let rows, let columns)): return .matrix(rows, count * columns)
        case (.step(let count), .column(let columns)), (.window(let count, _), .row(let columns)):
            return .matrix(count, columns)
        case (.step(let count), .scalar), (.window(let count, _), .scalar): return .column(count)
        case (.block, .scalar), (.block, .column), (.block, .row), (.step, .row), (.step, .matrix),
            (.window, .column), (.window, .matrix):
            throw .needsMatrix(part)
        }
    }
}

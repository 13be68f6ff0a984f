import Numbers

/// A scalar, column, row or matrix of known size, entries row by row.
public struct Tensor<Element: Sendable>: Sendable {
    /// How the entries stand.
    public let shape: Shape
    /// All entries, row by row.
    public let elements: [Element]
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int

    /// nil when the shape holds a name or the number of elements is not the shape's.
    public init?(shape: Shape, elements: [Element]) {
        guard let size = shape.size, shape.count == elements.count else { return nil }
        self.shape = shape
        self.elements = elements
        rows = size.rows
        columns = size.columns
    }

    init(rows: Int, columns: Int, shape: Shape, elements: [Element]) {
        self.shape = shape
        self.elements = elements
        self.rows = rows
        self.columns = columns
    }

    /// One entry.
    public init(scalar: Element) {
        self.init(rows: 1, columns: 1, shape: .scalar, elements: [scalar])
    }

    /// The entry of row i and column j, both from 0.
    public subscript(row: Int, column: Int) -> Element { elements[row * columns + column] }

    /// Row i, from 0.
    public func row(_ i: Int) -> ArraySlice<Element> { elements[i * columns..<(i + 1) * columns] }

    /// The same shape with each entry transformed.
    public func map<Other: Sendable>(_ transform: (Element) throws -> Other) rethrows -> Tensor<Other> {
        Tensor<Other>(rows: rows, columns: columns, shape: shape, elements: try elements.map(transform))
    }

    /// The same entries in the same order under another shape of the same size; nil when the counts differ.
    func reshaped(_ shape: Shape) -> Tensor? { Tensor(shape: shape, elements: elements) }

    /// Rows for columns.
    public var transposed: Tensor {
        if rows == 1 || columns == 1 {
            return Tensor(rows: columns, columns: rows, shape: shape.transposed, elements: elements)
        }
        var flipped: [Element] = []
        flipped.reserveCapacity(elements.count)
        for j in 0..<columns {
            for i in 0..<rows { flipped.append(self[i, j]) }
        }
        return Tensor(rows: columns, columns: rows, shape: shape.transposed, elements: flipped)
    }
}

extension Tensor: Equatable where Element: Equatable {}
extension Tensor: Hashable where Element: Hashable {}

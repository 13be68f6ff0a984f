public import Graphs
import Numbers

extension JSON {
    /// A scalar as it is, a vector as a list, a matrix as a list of rows.
    public init(_ tensor: Tensor<JSON>) {
        switch tensor.shape {
        case .scalar: self = tensor.elements.first ?? .null
        case .column, .row: self = .array(tensor.elements)
        case .matrix: self = .array((0..<tensor.rows).map { .array(Array(tensor.row($0))) })
        }
    }

    /// Entries in the shape of a value; null when they are not as many.
    public init(_ value: Tensor<Number>, _ elements: [JSON]) {
        self = Tensor(shape: value.shape, elements: elements).map { JSON($0) } ?? .null
    }
}

import Graphs
import Numbers
import Rationals

extension Rational {
    static let half = Rational(1, over: 2) ?? 1
}

extension Graph {
    /// Names an inner step `S`, or `S^{(2)}` for the second head; primes keep it apart from names in use.
    mutating func named(_ id: NodeID, _ letter: String, head: String?) -> NodeID {
        name(id, freshLabel(head.map { "\(letter)^{(\($0))}" } ?? letter), role: .inner)
    }

    /// A column as a matrix of one column, a row as one of one row: tokens of a single entry, or a single token.
    mutating func matrix(_ id: NodeID) throws(MechanismError) -> NodeID {
        switch self[id].shape {
        case .matrix: return id
        case .column: return try adding(.concatenate, [id])
        case .row: return try adding(.stack, [id])
        case .scalar: return try adding(.stack, [try adding(.concatenate, [id])])
        }
    }

    /// `add` with the shape error as a mechanism's.
    mutating func adding(
        _ operation: Operation, _ inputs: [NodeID] = [], label: String? = nil, role: Role = .inner
    ) throws(MechanismError) -> NodeID {
        do throws(ShapeError) {
            return try add(operation, inputs, label: label, role: role)
        } catch {
            throw .shape(error)
        }
    }

    /// A whole number as a constant.
    mutating func constant(_ value: Int, label: String? = nil) throws(MechanismError) -> NodeID {
        try adding(.constant(Tensor(scalar: Number(Rational(value)))), label: label, role: .given)
    }
}

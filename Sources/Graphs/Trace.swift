import Numbers

/// The values of a graph's nodes under one scalar.
public struct Trace<S: Scalar>: Sendable {
    /// The computation.
    public let graph: Graph
    private(set) var values: [Outcome]

    /// A node has a value, or the reason why not: its own, or that of the input it waits for.
    enum Outcome: Sendable {
        case value(Tensor<S>)
        case failure(EvaluationError)
        /// Nobody has asked for it so far.
        case notComputed
    }

    init(graph: Graph, values: [Outcome]) {
        self.graph = graph
        self.values = values
    }

    mutating func set(_ outcome: Outcome, at id: NodeID) { values[id.index] = outcome }

    /// The node's value.
    ///
    /// - Throws: `EvaluationError` of the node, or of the earlier node that it needs.
    public func value(of id: NodeID) throws(EvaluationError) -> Tensor<S> {
        switch values[id.index] {
        case .value(let tensor): return tensor
        case .failure(let error): throw error
        case .notComputed: throw EvaluationError(node: id, reason: .notComputed)
        }
    }

    /// The value, nil where there is none.
    public subscript(id: NodeID) -> Tensor<S>? {
        if case .value(let tensor) = values[id.index] { return tensor }
        return nil
    }

    /// The errors of the nodes that failed themselves, in order; nodes that only wait for a failed one are left out.
    public var failures: [EvaluationError] {
        graph.ids.compactMap { id in
            if case .failure(let error) = values[id.index], error.node == id { return error }
            return nil
        }
    }
}

extension Graph {
    /// The graph with its constants and nothing worked out: enough to write its formulas.
    public var unevaluated: Trace<Number> {
        Trace(
            graph: self,
            values: ids.map { id in
                if case .constant(let tensor) = self[id].operation { return .value(tensor) }
                return .failure(EvaluationError(node: id, reason: .needsValues(id)))
            })
    }
}

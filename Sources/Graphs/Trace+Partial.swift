import Numbers

extension Trace {
    /// A trace in which nothing is computed so far.
    public init(of graph: Graph) {
        self.init(graph: graph, values: Array(repeating: .notComputed, count: graph.nodes.count))
    }

    /// Puts a value in place of what a node computes.
    ///
    /// Nodes computed from it before keep their values. A value of another shape makes the node fail.
    public mutating func override(_ id: NodeID, with value: Tensor<S>) {
        let expected = graph[id].shape
        set(
            value.shape == expected
                ? .value(value)
                : .failure(EvaluationError(node: id, reason: .overridden(value.shape, expected: expected))), at: id)
    }

    /// Computes nodes from the values there are, in the order given: what a node needs must stand before it.
    ///
    ///     var trace = Trace<Number>(of: graph)
    ///     trace.compute(graph.ids)                         // as graph.evaluate(Number.self)
    ///
    /// - Cost: the operations of these nodes. The limit on matrix products holds for each call.
    public mutating func compute(_ ids: [NodeID]) {
        var work = 0
        for id in ids {
            let node = graph[id]
            do throws(EvaluationError) {
                var inputs: [Tensor<S>] = []
                inputs.reserveCapacity(node.inputs.count)
                for input in node.inputs { inputs.append(try value(of: input)) }
                let cost = Graph.multiplications(of: node, inputs.first?.columns)
                guard work + cost <= Graph.multiplicationLimit else {
                    throw EvaluationError(node: id, reason: .tooMuchWork(limit: Graph.multiplicationLimit))
                }
                work += cost
                set(.value(try Step(id: id, node: node).value(inputs)), at: id)
            } catch {
                set(.failure(error), at: id)
            }
        }
    }
}

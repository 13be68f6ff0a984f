import Graphs

extension Mechanism {
    /// Several heads side by side, mixed by an output projection.
    ///
    ///     head_i = attention(X W_Q^(i), X W_K^(i), X W_V^(i)),  multi_head = [head_1, …, head_h] W_O
    ///
    /// The projections are lists with one matrix per head, `[W_Q1, W_Q2]`, or whole matrices cut into `heads: h`
    /// equal blocks of columns, as PyTorch stores them. W_O may be left out.
    /// Shapes: `X: n × d, W_Q, W_K: d × d_k and W_V: d × d_v per head, W_O: h d_v × d_o → n × d_o`.
    /// Source: Vaswani et al. 2017, section 3.2.2.
    public static let multiHead = Mechanism(
        name: "multi_head",
        summary: "heads side by side times W_O",
        formula:
            #"Y = [H^{(1)}, \dots, H^{(h)}]\, W_O, \quad H^{(i)} = \operatorname{attention}(X W_Q^{(i)}, X W_K^{(i)}, X W_V^{(i)})"#,
        example: """
            X = [1, 0; 1, 2]
            W_Q = [1, 0; 0, 1]
            W_K = [0, 1; 1, 0]
            W_V = [2, 0; 0, -1]
            W_O = [1, 1; 0, 1]
            Y = multi_head(X, W_Q, W_K, W_V, W_O, heads: 2)
            """,
        parameters: [
            Parameter("X"), Parameter("W_Q", .list), Parameter("W_K", .list), Parameter("W_V", .list),
            Parameter("W_O", isRequired: false),
        ],
        options: [Option("heads", .count(1...64), fallback: "one per matrix in the lists")] + attentionOptions,
        source: Citation("vaswani2017", "section 3.2.2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        let tokens = try graph.matrix(written)
        var projections: [[NodeID]] = []
        for (position, label) in ["W_Q", "W_K", "W_V"].enumerated() {
            let list = arguments.list(position + 1)
            guard !list.isEmpty else { throw .missing(parameter: label) }
            projections.append(try blocks(&graph, list, heads: arguments.count("heads"), label: label))
        }
        let heads = projections[0].count
        guard projections.allSatisfy({ $0.count == heads }) else {
            throw .unequalLists([
                "W_Q": projections[0].count, "W_K": projections[1].count, "W_V": projections[2].count,
            ])
        }
        var outputs: [NodeID] = []
        for head in 0..<heads {
            let weights = (q: projections[0][head], k: projections[1][head], v: projections[2][head])
            let output = try projectedHead(
                &graph, tokens, tokens, weights, arguments, head: heads == 1 ? nil : head + 1)
            outputs.append(heads == 1 ? output : graph.named(output, "H", head: head + 1))
        }
        var result = outputs[0]
        if outputs.count > 1 {
            result = try graph.adding(.concatenate, outputs)
        }
        guard let mixing = arguments[4] else { return result }
        result = graph.named(result, "H", head: nil)
        return try graph.adding(.matrixProduct, [result, try graph.matrix(mixing)])
    }
}

/// The list as it is, or a single matrix cut into equal blocks of columns.
private func blocks(
    _ graph: inout Graph, _ list: [NodeID], heads: Int?, label: String
) throws(MechanismError) -> [NodeID] {
    guard let heads, heads > 1, list.count == 1, let written = list.first else {
        if let heads, heads != list.count { throw .unequalLists(["heads": heads, "matrices": list.count]) }
        return list
    }
    let whole = try graph.matrix(written)
    // `W_Q^{(2)}` is a block of `W_Q`; a name that has a superscript already takes no second one.
    let name = graph[written].label.flatMap { $0.contains("^") ? nil : $0 } ?? label
    let width = graph[whole].shape.columns
    guard let columns = width.value else { throw .shape(.needsSize(graph[whole].shape)) }
    guard columns % heads == 0, columns > 0 else { throw .headsDoNotDivide(width: width, heads: heads) }
    let size = columns / heads
    var parts: [NodeID] = []
    for head in 0..<heads {
        let part = try graph.adding(.columns(head * size..<(head + 1) * size), [whole])
        parts.append(graph.named(part, name, head: head + 1))
    }
    return parts
}

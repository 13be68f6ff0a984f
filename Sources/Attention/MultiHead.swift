import Graphs

extension Mechanism {
    /// Several heads side by side, mixed by an output projection.
    ///
    ///     head_i = attention(X W_Q^(i), X W_K^(i), X W_V^(i)),  multi_head = [head_1, …, head_h] W_O
    ///
    /// The projections are lists with one matrix per head, `[W_Q1, W_Q2]`, of equal or different sizes, or whole
    /// matrices cut into `heads: h` equal blocks of columns, as PyTorch stores them. W_O may be left out. With
    /// `memory: Y` keys and values are projections of Y: the decoder's attention to the encoder's output. Where h has a
    /// name only, one head is worked for all of them.
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
        parameters: headParameters,
        options: [Option("heads", .countOrSize(1...64), fallback: "one per matrix in the lists"), .memory]
            + attentionOptions,
        source: Citation("vaswani2017", "section 3.2.2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        if let heads = arguments.size("heads", in: graph) { return try everyHead(&graph, arguments, heads: heads) }
        let heads = arguments.count("heads")
        var projections: [[NodeID]] = []
        for (position, label) in ["W_Q", "W_K", "W_V"].enumerated() {
            projections.append(try blocks(&graph, arguments, position + 1, count: heads, label))
        }
        guard Set(projections.map(\.count)).count == 1 else {
            throw .unequalLists([
                "W_Q": projections[0].count, "W_K": projections[1].count, "W_V": projections[2].count,
            ])
        }
        return try attendInGroups(
            &graph, queries: projections[0], keys: projections[1], values: projections[2], arguments)
    }

    static let headParameters = [
        Parameter("X"), Parameter("W_Q", .list), Parameter("W_K", .list), Parameter("W_V", .list),
        Parameter("W_O", isRequired: false),
    ]
}

extension Mechanism.Option {
    static let memory = Mechanism.Option("memory", .value, fallback: "X")
}

/// Heads of queries, each with the keys and values of its group, side by side, times W_O where it is given.
///
/// As many groups as heads is multi-head attention; projections that a group shares are worked out once.
func attendInGroups(
    _ graph: inout Graph, queries: [NodeID], keys: [NodeID], values: [NodeID], _ arguments: Arguments
) throws(MechanismError) -> NodeID {
    guard let written = arguments[0] else { throw .missing(parameter: "X") }
    let tokens = try graph.matrix(written)
    let memory = try arguments.node("memory").map { id throws(MechanismError) in try graph.matrix(id) } ?? tokens
    let (heads, groups) = (queries.count, keys.count)
    guard groups == values.count else { throw .unequalLists(["W_K": groups, "W_V": values.count]) }
    guard groups > 0, heads % groups == 0 else { throw .groupsDoNotDivide(heads: heads, groups: groups) }
    var group: (key: NodeID, value: NodeID)?
    var outputs: [NodeID] = []
    for head in 0..<heads {
        let number = heads == 1 ? nil : "\(head + 1)"
        let query = try project(&graph, tokens, queries[head], "Q", number)
        let first = head % (heads / groups) == 0
        let index = head / (heads / groups)
        let shared: (key: NodeID, value: NodeID)
        if let group, !first {
            shared = group
        } else {
            let mark = groups == 1 ? nil : "\(index + 1)"
            shared = (
                try project(&graph, memory, keys[index], "K", mark),
                try project(&graph, memory, values[index], "V", mark)
            )
        }
        group = shared
        let output = try attend(&graph, query, shared.key, shared.value, arguments, head: number)
        outputs.append(heads == 1 ? output : graph.named(output, "H", head: "\(head + 1)"))
    }
    var result = outputs[0]
    if outputs.count > 1 {
        result = try graph.adding(.concatenate, outputs)
    }
    guard let mixing = arguments[4] else { return result }
    result = graph.named(result, "H", head: nil)
    return try graph.adding(.matrixProduct, [result, try graph.matrix(mixing)])
}

/// All heads side by side, worked once: every head is a block of columns of the same width.
private func everyHead(
    _ graph: inout Graph, _ arguments: Arguments, heads: Dimension
) throws(MechanismError) -> NodeID {
    guard let written = arguments[0] else { throw .missing(parameter: "X") }
    let tokens = try graph.matrix(written)
    let memory = try arguments.node("memory").map { id throws(MechanismError) in try graph.matrix(id) } ?? tokens
    var projections: [NodeID] = []
    for (position, label) in ["W_Q", "W_K", "W_V"].enumerated() {
        let list = arguments.list(position + 1)
        guard let whole = list.first else { throw .missing(parameter: label) }
        guard list.count == 1 else { throw .unequalLists(["matrices": list.count, "whole matrices": 1]) }
        let part = try graph.adding(.part(.block(of: heads)), [try graph.matrix(whole)])
        let name = graph[whole].label.flatMap { $0.contains("^") ? nil : $0 } ?? label
        projections.append(graph.name(part, graph.freshLabel("\(name)^{(i)}"), role: .inner))
    }
    graph.caption(projections[0], "head i of \(heads): block i of as many equal blocks of columns")
    let output = try projectedHead(
        &graph, tokens, memory, (projections[0], projections[1], projections[2]), arguments, head: "i")
    let joined = try graph.adding(.whole(.block(of: heads)), [graph.named(output, "H", head: "i")])
    guard let mixing = arguments[4] else { return joined }
    return try graph.adding(.matrixProduct, [graph.named(joined, "H", head: nil), try graph.matrix(mixing)])
}

/// The list at a position as it is, or a single matrix cut into equal blocks of columns.
func blocks(
    _ graph: inout Graph, _ arguments: Arguments, _ position: Int, count: Int?, _ label: String
) throws(MechanismError) -> [NodeID] {
    let list = arguments.list(position)
    guard !list.isEmpty else { throw .missing(parameter: label) }
    guard let count, count > 1, list.count == 1, let written = list.first else {
        if let count, count != list.count { throw .unequalLists(["heads": count, "matrices": list.count]) }
        return list
    }
    let whole = try graph.matrix(written)
    // `W_Q^{(2)}` is a block of `W_Q`; a name that has a superscript already takes no second one.
    let name = graph[written].label.flatMap { $0.contains("^") ? nil : $0 } ?? label
    let width = graph[whole].shape.columns
    guard let columns = width.value else { throw .shape(.needsSize(graph[whole].shape)) }
    guard columns % count == 0, columns > 0 else { throw .headsDoNotDivide(width: width, heads: count) }
    let size = columns / count
    var parts: [NodeID] = []
    for head in 0..<count {
        let part = try graph.adding(.columns(head * size..<(head + 1) * size), [whole])
        parts.append(graph.named(part, name, head: "\(head + 1)"))
    }
    return parts
}

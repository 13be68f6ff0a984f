import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// Queries attend to keys and take the weighted sums of the values.
    ///
    ///     attention(Q, K, V) = softmax(Q Kᵀ / √d_k) V
    ///
    /// With `convention: columns` tokens are columns, V softmax(Kᵀ Q / √d_k), normalised along each column.
    /// Shapes: `Q: n × d_k, K: m × d_k, V: m × d_v → n × d_v`; one query `q` of d_k entries → a vector of d_v entries
    /// that stands as q stands.
    /// Source: Vaswani et al. 2017, equation 1; `score: dot` is Luong et al. 2015, section 3.1.
    public static let attention = Mechanism(
        name: "attention",
        summary: "softmax(Q Kᵀ/√d_k) V",
        formula: #"Z = \operatorname{softmax}\left(\frac{Q K^\top}{\sqrt{d_k}}\right) V"#,
        example: """
            Q = [1, 0; 0, 1]
            K = [1, 0; 1, 1]
            V = [2, 0; 0, 4]
            Z = attention(Q, K, V)
            """,
        parameters: [Parameter("Q"), Parameter("K"), Parameter("V")],
        options: attentionOptions + [.convention],
        source: Citation("vaswani2017", "equation 1")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let queries = arguments[0] else { throw .missing(parameter: "Q") }
        guard let keys = arguments[1] else { throw .missing(parameter: "K") }
        guard let values = arguments[2] else { throw .missing(parameter: "V") }
        return try attend(&graph, queries, keys, values, arguments, head: nil)
    }

    static let attentionOptions: [Option] =
        Option.forScores + [.normalise] + Normaliser.allOptions + [.mask]
}

/// The scores, weights and output of one head, labelled S, A (or s, a for one query) with the head's number.
func attend(
    _ graph: inout Graph, _ queries: NodeID, _ keys: NodeID, _ values: NodeID, _ arguments: Arguments, head: String?
) throws(MechanismError) -> NodeID {
    if arguments.word("convention") == "columns" {
        return try attendByColumns(&graph, queries, keys, values, arguments, head: head)
    }
    let pair = try compared(&graph, queries, keys, arguments, head: head)
    let values = try graph.matrix(values)
    guard graph[values].shape.rows == graph[pair.keys].shape.rows else {
        throw .keyValue(keys: graph[pair.keys].shape.rows, values: graph[values].shape.rows)
    }
    let scores = graph.named(
        try scaledScores(&graph, pair, arguments), pair.single == nil ? "S" : "s", head: head)
    let weights = try labelledWeights(&graph, scores, arguments, isSingle: pair.single != nil, head: head)
    if pair.single == .column {
        let transposed = try graph.adding(.transpose, [values])
        return try graph.adding(.matrixProduct, [transposed, weights])
    }
    return try graph.adding(.matrixProduct, [weights, values])
}

/// Tokens as columns: V softmax(Kᵀ Q / √d_k), each column of the scores one query's.
private func attendByColumns(
    _ graph: inout Graph, _ queries: NodeID, _ keys: NodeID, _ values: NodeID, _ arguments: Arguments, head: String?
) throws(MechanismError) -> NodeID {
    let values = try graph.matrix(values)
    let keys = try graph.matrix(keys)
    guard graph[values].shape.columns == graph[keys].shape.columns else {
        throw .keyValue(keys: graph[keys].shape.columns, values: graph[values].shape.columns)
    }
    let isSingle =
        if case .column = graph[queries].shape { true } else { false }
    let queries = isSingle ? queries : try graph.matrix(queries)
    let turned = try graph.adding(.transpose, [keys])
    let rows = isSingle ? queries : try graph.adding(.transpose, [queries])
    var pair = try compared(&graph, rows, turned, arguments, head: head)
    var scores: NodeID
    let score = try Score.chosen(arguments)
    if score.isDotProduct {
        pair.queries = queries
        pair.single = .column
        scores = try scaledScores(&graph, pair, arguments)
    } else {
        scores = try scaledScores(&graph, pair, arguments, isTurned: !isSingle)
    }
    scores = graph.named(scores, isSingle ? "s" : "S", head: head)
    let weights = try labelledWeights(&graph, scores, arguments, isSingle: isSingle, head: head)
    return try graph.adding(.matrixProduct, [values, weights])
}

/// Queries and keys as the scores take them, checked for their sizes.
func compared(
    _ graph: inout Graph, _ queries: NodeID, _ keys: NodeID, _ arguments: Arguments, head: String?
) throws(MechanismError) -> Score.Pair {
    let keys = try graph.matrix(keys)
    let width = graph[keys].shape.columns
    let score = try Score.chosen(arguments)
    // A vector is a single query, unless the keys or the score's matrix say that it holds one number per query.
    let wanted = score.queryWidth(graph, arguments) ?? width
    var single: Score.Orientation?
    switch graph[queries].shape {
    case .column(let length): single = length == wanted || wanted != 1 ? .column : nil
    case .row(let length): single = length == wanted || wanted != 1 ? .row : nil
    case .scalar, .matrix: break
    }
    let queries = single == nil ? try graph.matrix(queries) : queries
    let queryWidth = graph[queries].shape.length ?? graph[queries].shape.columns
    guard queryWidth == width || !score.needsEqualWidths else { throw .queryKey(query: queryWidth, key: width) }
    return Score.Pair(queries: queries, keys: keys, single: single, head: head)
}

/// The scores of a pair: compared, divided by scale and temperature, the bias added.
///
/// - Parameter isTurned: whether queries stand in columns, so that the scores do too.
func scaledScores(
    _ graph: inout Graph, _ pair: Score.Pair, _ arguments: Arguments, isTurned: Bool = false
) throws(MechanismError) -> NodeID {
    let score = try Score.chosen(arguments)
    var scores = try score.build(&graph, pair, arguments)
    if isTurned { scores = try graph.adding(.transpose, [scores]) }
    let width = graph[pair.keys].shape.columns
    if let divisor = try divisor(&graph, score, width, arguments) {
        scores = try graph.adding(.divide, [scores, divisor])
    }
    if let bias = arguments.node("bias") {
        scores = try graph.adding(.add, [scores, bias])
    }
    return scores
}

/// The weights of scores, by the rule and with the mask that the call asks for.
private func labelledWeights(
    _ graph: inout Graph, _ scores: NodeID, _ arguments: Arguments, isSingle: Bool, head: String?
) throws(MechanismError) -> NodeID {
    let rule = try Normaliser.chosen(arguments).rule(graph, arguments)
    let weights = try normalised(&graph, scores, rule, arguments)
    return graph.named(weights, isSingle ? "a" : "A", head: head)
}

/// What the scores are divided by: an own scale, √d_k with d_k a number or a name, or nothing for plain dot products;
/// times the temperature.
private func divisor(
    _ graph: inout Graph, _ score: Score, _ width: Dimension, _ arguments: Arguments
) throws(MechanismError) -> NodeID? {
    let scale = try scale(&graph, score, width, arguments)
    guard let temperature = arguments.node("temperature") else { return scale }
    guard graph[temperature].shape == .scalar else { throw .shape(.needsScalar(graph[temperature].shape)) }
    guard let scale else { return temperature }
    return try graph.adding(.multiply, [temperature, scale])
}

private func scale(
    _ graph: inout Graph, _ score: Score, _ width: Dimension, _ arguments: Arguments
) throws(MechanismError) -> NodeID? {
    if let own = arguments.node("scale") {
        guard graph[own].shape == .scalar else { throw .shape(.needsScalar(graph[own].shape)) }
        return own
    }
    // √1 divides nothing.
    if !score.dividesByRoot || width == 1 { return nil }
    // A key size that has a name only gives a number without a value: √d.
    let size: NodeID
    if let value = width.value {
        size = try graph.constant(value)
    } else {
        size = try graph.adding(.size(Polynomial(width)))
    }
    return try graph.adding(.power(.half), [size])
}

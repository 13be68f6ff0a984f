import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// Queries attend to keys and take the weighted sums of the values.
    ///
    ///     attention(Q, K, V) = softmax(Q Kᵀ / √d_k) V
    ///
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
        options: attentionOptions,
        source: Citation("vaswani2017", "equation 1")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let queries = arguments[0] else { throw .missing(parameter: "Q") }
        guard let keys = arguments[1] else { throw .missing(parameter: "K") }
        guard let values = arguments[2] else { throw .missing(parameter: "V") }
        return try attend(&graph, queries, keys, values, arguments, head: nil)
    }

    static let attentionOptions: [Option] = [.score, .scale, .normalise, .base, .ties, .mask]
}

/// The scores, weights and output of one head, labelled S, A (or s, a for one query) with the head's number.
func attend(
    _ graph: inout Graph, _ queries: NodeID, _ keys: NodeID, _ values: NodeID, _ arguments: Arguments, head: Int?
) throws(MechanismError) -> NodeID {
    let keys = try graph.matrix(keys)
    let values = try graph.matrix(values)
    guard case .matrix(let keyCount, let width) = graph[keys].shape else {
        throw .shape(.needsMatrix(graph[keys].shape))
    }
    var queries = queries
    // A column is a single query, unless the keys say that it holds one number per query.
    let isSingle = graph[queries].shape.length.map { $0 == width || width != 1 } ?? false
    if !isSingle { queries = try graph.matrix(queries) }
    let queryWidth = graph[queries].shape.length ?? graph[queries].shape.columns
    guard queryWidth == width else { throw .queryKey(query: queryWidth, key: width) }
    guard graph[values].shape.rows == keyCount else {
        throw .keyValue(keys: keyCount, values: graph[values].shape.rows)
    }

    var scores: NodeID
    if case .column = graph[queries].shape {
        // One query as a column: the scores K q stand as a column too.
        scores = try graph.adding(.matrixProduct, [keys, queries])
    } else {
        let transposed = try graph.adding(.transpose, [keys])
        scores = try graph.adding(.matrixProduct, [queries, transposed])
    }
    if let divisor = try scale(&graph, width, arguments) {
        scores = try graph.adding(.divide, [scores, divisor])
    }
    scores = graph.named(scores, isSingle ? "s" : "S", head: head)

    let mask = try mask(graph, arguments)
    let rule: Normalisation =
        arguments.word("normalise") == "argmax"
        ? .argmax(tieRule(arguments)) : .softmax(base: try base(graph, arguments))
    var weights = try graph.adding(.normalise(rule, mask: mask), [scores])
    weights = graph.named(weights, isSingle ? "a" : "A", head: head)

    if case .column = graph[queries].shape {
        let transposed = try graph.adding(.transpose, [values])
        return try graph.adding(.matrixProduct, [transposed, weights])
    }
    return try graph.adding(.matrixProduct, [weights, values])
}

/// What the scores are divided by: an own scale, √d_k with d_k a number or a name, or nothing for plain dot products.
private func scale(
    _ graph: inout Graph, _ width: Dimension, _ arguments: Arguments
) throws(MechanismError) -> NodeID? {
    if let own = arguments.node("scale") {
        guard graph[own].shape == .scalar else { throw .shape(.needsScalar(graph[own].shape)) }
        return own
    }
    // √1 divides nothing.
    if arguments.word("score") == "dot" || width == 1 { return nil }
    let size =
        if let value = width.value {
            try graph.constant(value)
        } else {
            // The key size has a name only: the divisor is then a number without a value.
            try graph.adding(.placeholder(.scalar), label: graph.freshLabel("d_k"), role: .given)
        }
    return try graph.adding(.power(.half), [size])
}

extension Rational {
    static let half = Rational(1, over: 2) ?? 1
}

extension Graph {
    /// Names an inner step `S`, or `S^{(2)}` for the second head; primes keep it apart from names in use.
    mutating func named(_ id: NodeID, _ letter: String, head: Int?) -> NodeID {
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
}

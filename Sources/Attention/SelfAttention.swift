import Graphs

extension Mechanism {
    /// A sequence attends to itself, tokens as rows.
    ///
    ///     Q = X W_Q, K = X W_K, V = X W_V, self_attention(X, W_Q, W_K, W_V) = attention(Q, K, V)
    ///
    /// With `convention: columns` tokens are columns and projections multiply from the left, Q = W_Q X.
    /// Without projections X serves as queries, keys and values.
    /// Shapes: `X: n × d, W_Q, W_K: d × d_k, W_V: d × d_v → n × d_v`.
    /// Source: Vaswani et al. 2017, section 3.2.3.
    public static let selfAttention = Mechanism(
        name: "self_attention",
        summary: "attention of a sequence to itself, projected by W_Q, W_K, W_V or as it is",
        formula: #"Z = \operatorname{softmax}\left(\frac{X W_Q (X W_K)^\top}{\sqrt{d_k}}\right) X W_V"#,
        example: """
            X = [1, 0; 1, 2]
            W_Q = [1, 0; 0, 1]
            W_K = [0, 1; 1, 0]
            W_V = [2, 0; 0, -1]
            Z = self_attention(X, W_Q, W_K, W_V)
            """,
        parameters: [
            Parameter("X"), Parameter("W_Q", isRequired: false), Parameter("W_K", isRequired: false),
            Parameter("W_V", isRequired: false),
        ],
        options: attentionOptions + [.convention],
        source: Citation("vaswani2017", "section 3.2.3")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        let tokens = try graph.matrix(written)
        if arguments.values.count == 1 {
            return try attend(&graph, tokens, tokens, tokens, arguments, head: nil)
        }
        guard let queries = arguments[1] else { throw .missing(parameter: "W_Q") }
        guard let keys = arguments[2] else { throw .missing(parameter: "W_K") }
        guard let values = arguments[3] else { throw .missing(parameter: "W_V") }
        return try projectedHead(&graph, tokens, tokens, (queries, keys, values), arguments, head: nil)
    }
}

/// One head: the projections of the tokens, then attention.
func projectedHead(
    _ graph: inout Graph, _ queryTokens: NodeID, _ keyTokens: NodeID, _ weights: (q: NodeID, k: NodeID, v: NodeID),
    _ arguments: Arguments, head: String?
) throws(MechanismError) -> NodeID {
    let areColumns = arguments.word("convention") == "columns"
    let queries = try project(&graph, queryTokens, weights.q, "Q", head, areColumns)
    let keys = try project(&graph, keyTokens, weights.k, "K", head, areColumns)
    let values = try project(&graph, keyTokens, weights.v, "V", head, areColumns)
    return try attend(&graph, queries, keys, values, arguments, head: head)
}

/// X W, or W X where tokens are columns.
func project(
    _ graph: inout Graph, _ tokens: NodeID, _ weight: NodeID, _ letter: String, _ head: String?,
    _ areColumns: Bool = false
) throws(MechanismError) -> NodeID {
    let weight = try graph.matrix(weight)
    let product = try graph.adding(.matrixProduct, areColumns ? [weight, tokens] : [tokens, weight])
    return graph.named(product, letter, head: head)
}

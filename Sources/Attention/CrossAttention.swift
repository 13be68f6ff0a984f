import Graphs

extension Mechanism {
    /// One sequence attends to another.
    ///
    ///     cross_attention(X, Y, W_Q, W_K, W_V) = attention(X W_Q, Y W_K, Y W_V)
    ///
    /// X asks, Y is asked: a decoder's tokens and the encoder's output. Without projections Y serves as keys and values.
    /// Shapes: `X: n × d_x, Y: m × d_y, W_Q: d_x × d_k, W_K: d_y × d_k, W_V: d_y × d_v → n × d_v`.
    /// Source: Vaswani et al. 2017, section 3.2.3, "encoder-decoder attention".
    public static let crossAttention = Mechanism(
        name: "cross_attention",
        summary: "attention of one sequence to another, projected by W_Q, W_K, W_V or as they are",
        formula: #"Z = \operatorname{softmax}\left(\frac{X W_Q (Y W_K)^\top}{\sqrt{d_k}}\right) Y W_V"#,
        example: """
            X = [1, 0; 1, 2]
            Y = [0, 1; 1, 1; 2, -1]
            W_Q = [1, 0; 0, 1]
            W_K = [0, 1; 1, 0]
            W_V = [2, 0; 0, -1]
            Z = cross_attention(X, Y, W_Q, W_K, W_V)
            """,
        parameters: [
            Parameter("X"), Parameter("Y"), Parameter("W_Q", isRequired: false), Parameter("W_K", isRequired: false),
            Parameter("W_V", isRequired: false),
        ],
        options: attentionOptions + [.convention],
        source: Citation("vaswani2017", "section 3.2.3")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let asking = arguments[0] else { throw .missing(parameter: "X") }
        guard let asked = arguments[1] else { throw .missing(parameter: "Y") }
        let tokens = try graph.matrix(asked)
        if arguments.values.count == 2 {
            return try attend(&graph, asking, tokens, tokens, arguments, head: nil)
        }
        guard let queries = arguments[2] else { throw .missing(parameter: "W_Q") }
        guard let keys = arguments[3] else { throw .missing(parameter: "W_K") }
        guard let values = arguments[4] else { throw .missing(parameter: "W_V") }
        return try projectedHead(
            &graph, try graph.matrix(asking), tokens, (queries, keys, values), arguments, head: nil)
    }
}

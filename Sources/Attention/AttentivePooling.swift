import Graphs

extension Mechanism {
    /// One vector for a sequence: the weighted sum of its rows, as a learned query attends to them.
    ///
    ///     a = softmax(score(q, h_j)),  z = Σ_j a_j h_j
    ///
    /// The options are those of `attention`; the query is a parameter of the layer, not a part of the sequence.
    /// Shapes: `H: n × d, q: d → d`; the result stands as q stands.
    /// Source: Yang et al. 2016, equations 5 to 7; with `score: dot` the weights are softmax(H q).
    public static let attentivePooling = Mechanism(
        name: "attentive_pooling",
        summary: "the rows of H weighted by a learned query",
        formula: #"z = \sum_j a_j h_j, \quad a = \operatorname{softmax}(\operatorname{score}(q, h_j))"#,
        example: """
            H = [1, 0; 0, 1]
            q = [2, 1]
            z = attentive_pooling(H, q, score: dot)
            """,
        parameters: [Parameter("H"), Parameter("q")],
        options: attentionOptions,
        source: Citation("yang2016", "equations 5 to 7")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let states = arguments[0] else { throw .missing(parameter: "H") }
        guard let query = arguments[1] else { throw .missing(parameter: "q") }
        return try attend(&graph, query, states, states, arguments, head: nil)
    }
}

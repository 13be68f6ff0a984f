import Graphs

extension Mechanism {
    /// A GRU that looks at all encoder states before every step.
    ///
    ///     a_t = softmax(score(h_(t−1), m_j)),  c_t = Σ_j a_tj m_j,  h_t = GRU([x_t; c_t], h_(t−1))
    ///
    /// The previous state is the query, the rows of M are keys and values; the context c_t stands under the input x_t.
    /// With `score: additive`, `reset: before` and `update: replace` it is the decoder of Bahdanau et al.; its matrices C
    /// for the context are then the last columns of W. The options of the cell and of the scores are those of `gru_cell`
    /// and `attention`.
    /// Shapes: `X: n × d, M: m × e, W: 3k × (d + e), U: 3k × k, b, b_h: 3k → n × k`; h_0 is zero unless `h0` is given.
    /// Source: Bahdanau et al. 2015, section 3.1 and appendix A.2.2.
    public static let attentionGRU = Mechanism(
        name: "attention_gru",
        summary: "a GRU whose state attends to the rows of M before every step",
        formula:
            #"h_t = \operatorname{GRU}([x_t; c_t], h_{t-1}), \quad c_t = M^\top \operatorname{softmax}(\operatorname{score}(h_{t-1}, m_j))"#,
        example: """
            X = [1; 0]
            M = [1; 2]
            W = [1, 0; 0, 1; 1, 1]
            U = [0, 1, -1]
            H = attention_gru(X, M, W, U, score: dot)
            """,
        parameters: [Parameter("X"), Parameter("M")] + layerParameters.dropFirst(),
        options: gruOptions + [.initialState] + attentionOptions,
        source: Citation("bahdanau2015", "section 3.1 and appendix A.2.2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        guard let memory = arguments[1] else { throw .missing(parameter: "M") }
        let (tokens, count) = try graph.tokens(written)
        let states = try graph.matrix(memory)
        let size = try RecurrentWeights.stateSize(&graph, arguments, at: 3)
        let cell = gru(arguments)
        let weights = try RecurrentWeights(
            &graph, arguments, from: 2, letters: cell.letters,
            inputSize: graph[tokens].shape.columns + graph[states].shape.columns, stateSize: size)
        let run = try cell.run(
            &graph, count: count, letter: "h", start: (arguments.node("h0"), nil), size: size, weights
        ) { (graph: inout Graph, t: Int, state: NodeID) throws(MechanismError) in
            let context = try graph.context(of: state, over: states, arguments, step: t + 1)
            return try graph.adding(.stack, [try graph.token(tokens, t), context])
        }
        return try graph.rows(run.states)
    }
}

extension Graph {
    /// What a state attends to, with the number of the time step behind all names.
    mutating func context(
        of state: NodeID, over memory: NodeID, _ arguments: Arguments, step: Int
    ) throws(MechanismError) -> NodeID {
        let first = nodes.count
        let attended = try attend(&self, state, memory, memory, arguments, head: nil)
        let context = inner(attended, "c", "context, step \(step)")
        index(from: first, by: "\(step)")
        return context
    }
}

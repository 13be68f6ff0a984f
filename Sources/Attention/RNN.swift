import Graphs
import Numbers

extension Mechanism {
    /// One step of a vanilla recurrent network.
    ///
    ///     h' = tanh(W x + U h + b)
    ///
    /// A second bias b_h is added as in PyTorch's `nn.RNNCell`, which has one beside each matrix.
    /// Shapes: `x: d, h: k, W: k × d, U: k × k, b: k → k`; the result stands as h stands.
    /// Source: Elman 1990, section 2, with the notation of Goodfellow et al. 2016, equation 10.8.
    public static let rnnCell = Mechanism(
        name: "rnn_cell",
        summary: "tanh(W x + U h + b), one step of a vanilla RNN",
        formula: #"h' = \tanh(W x + U h + b)"#,
        example: """
            x = [1, 2]
            h = [0, 1]
            W = [1/2, -1; 0, 1]
            U = [1, 0; 1/2, -1]
            b = [0, 1]
            h_1 = rnn_cell(x, h, W, U, b)
            """,
        parameters: cellParameters,
        options: [.activation],
        source: Citation("elman1990", "section 2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        try cell(&graph, arguments, .elman(activation(arguments)))
    }

    /// A vanilla recurrent layer over the rows of X.
    ///
    ///     h_t = tanh(W x_t + U h_(t−1) + b),  H = [h_1ᵀ; …; h_nᵀ]
    ///
    /// Shapes: `X: n × d, W: k × d, U: k × k, b: k → n × k`; h_0 is zero unless `h0` is given.
    /// Source: Elman 1990, section 2.
    public static let rnn = Mechanism(
        name: "rnn",
        summary: "all states of a vanilla RNN over the rows of X",
        formula: #"h_t = \tanh(W x_t + U h_{t-1} + b)"#,
        example: """
            X = [1, 2; 0, 1]
            W = [1/2, -1; 0, 1]
            U = [1, 0; 1/2, -1]
            b = [0, 1]
            H = rnn(X, W, U, b)
            """,
        parameters: layerParameters,
        options: [.activation, .initialState],
        source: Citation("elman1990", "section 2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        try layer(&graph, arguments, .elman(activation(arguments)))
    }

    static let cellParameters = [
        Parameter("x"), Parameter("h"), Parameter("W", .list), Parameter("U", .list),
        Parameter("b", .list, isRequired: false), Parameter("b_h", .list, isRequired: false),
    ]

    static let layerParameters = [
        Parameter("X"), Parameter("W", .list), Parameter("U", .list), Parameter("b", .list, isRequired: false),
        Parameter("b_h", .list, isRequired: false),
    ]

    /// One step of a cell without a cell state of its own.
    static func cell(
        _ graph: inout Graph, _ arguments: Arguments, _ cell: RecurrentCell
    ) throws(MechanismError) -> NodeID {
        guard let x = arguments[0] else { throw .missing(parameter: "x") }
        guard let h = arguments[1] else { throw .missing(parameter: "h") }
        let (input, state) = (try graph.column(x), try graph.column(h))
        let weights = try RecurrentWeights(
            &graph, arguments, from: 2, letters: cell.letters, inputSize: graph[input].shape.rows,
            stateSize: graph[state].shape.rows)
        let next = try cell.step(
            &graph, input, state: state, memory: nil, weights, mark: graph.nextIndex(after: h))
        return try graph.standing(next.state, as: h)
    }

    /// A layer over the rows of X.
    static func layer(
        _ graph: inout Graph, _ arguments: Arguments, _ cell: RecurrentCell
    ) throws(MechanismError) -> NodeID {
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        let (tokens, count) = try graph.tokens(written)
        let size = try RecurrentWeights.stateSize(&graph, arguments, at: 2)
        let weights = try RecurrentWeights(
            &graph, arguments, from: 1, letters: cell.letters, inputSize: graph[tokens].shape.columns,
            stateSize: size)
        let (states, memories) = try cell.run(
            &graph, count: count, letter: "h", start: (arguments.node("h0"), arguments.node("c0")), size: size, weights
        ) { (graph: inout Graph, t: Int, _: NodeID) throws(MechanismError) in try graph.token(tokens, t) }
        return try graph.rows(arguments.word("output") == "c" ? memories : states)
    }

    static func activation(_ arguments: Arguments) -> ElementaryFunction {
        arguments.word("activation") == "relu" ? .rectifier : .hyperbolicTangent
    }
}

extension Mechanism.Option {
    static let activation = Mechanism.Option("activation", .word(["tanh", "relu"]), fallback: "tanh")
    static let initialState = Mechanism.Option("h0", .value, fallback: "zeros")
}

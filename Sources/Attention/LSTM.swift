import Graphs

extension Mechanism {
    /// One step of a long short-term memory.
    ///
    ///     i = σ(W_i x + U_i h + b_i),  f = σ(W_f x + U_f h + b_f)
    ///     g = tanh(W_g x + U_g h + b_g),  o = σ(W_o x + U_o h + b_o)
    ///     c' = f ⊙ c + i ⊙ g,  h' = o ⊙ tanh(c')
    ///
    /// That is PyTorch's `nn.LSTMCell`, whose order of the stacked gates is i, f, g, o. The result is h'; the new cell
    /// state is the inner step c', or c_2 behind a state h_1, and `output: c` gives it as the result, `output: both`
    /// the two as rows.
    /// Shapes: `x: d, h, c: k, W: 4k × d, U: 4k × k, b, b_h: 4k → k`, or lists with one part per gate.
    /// Source: Gers et al. 2000, section 3, the LSTM of Hochreiter and Schmidhuber 1997 with a forget gate.
    public static let lstmCell = Mechanism(
        name: "lstm_cell",
        summary: "one step of a long short-term memory",
        formula: #"c' = f \odot c + i \odot g, \quad h' = o \odot \tanh(c')"#,
        example: """
            x = [1]
            h = [0]
            c = [1/2]
            W = [1, 0, 2, -1]
            U = [0, 1, -1, 1]
            h_1 = lstm_cell(x, h, c, W, U)
            """,
        parameters: [cellParameters[0], cellParameters[1], Parameter("c")] + cellParameters.dropFirst(2),
        options: [Option("output", .word(["h", "c", "both"]), fallback: "h")],
        source: Citation("gers2000", "section 3")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let x = arguments[0] else { throw .missing(parameter: "x") }
        guard let h = arguments[1] else { throw .missing(parameter: "h") }
        guard let c = arguments[2] else { throw .missing(parameter: "c") }
        let (input, state, memory) = (try graph.column(x), try graph.column(h), try graph.column(c))
        guard graph[memory].shape == graph[state].shape else {
            throw .weightShape("c", found: graph[c].shape, expected: graph[state].shape, gates: 1)
        }
        let cell = RecurrentCell.lstm
        let weights = try RecurrentWeights(
            &graph, arguments, from: 3, letters: cell.letters, inputSize: graph[input].shape.rows,
            stateSize: graph[state].shape.rows)
        let next = try cell.step(
            &graph, input, state: state, memory: memory, weights, mark: graph.nextIndex(after: h))
        guard let newMemory = next.memory else { throw .missing(parameter: "c") }
        switch arguments.word("output") {
        case "c": return try graph.standing(newMemory, as: h)
        case "both": return try graph.rows([next.state, newMemory])
        default: return try graph.standing(next.state, as: h)
        }
    }

    /// A long short-term memory over the rows of X.
    ///
    /// Every step is an `lstm_cell`, with its gates i_t, f_t, g_t, o_t, the cell state c_t and the state h_t; the states
    /// are the rows of the result, the cell states with `output: c`.
    /// Shapes: `X: n × d, W: 4k × d, U: 4k × k, b, b_h: 4k → n × k`; h_0 and c_0 are zero unless given.
    /// Source: Gers et al. 2000, section 3.
    public static let lstm = Mechanism(
        name: "lstm",
        summary: "all states of an LSTM over the rows of X",
        formula: #"c_t = f_t \odot c_{t-1} + i_t \odot g_t, \quad h_t = o_t \odot \tanh(c_t)"#,
        example: """
            X = [1; 0]
            W = [1, 0, 2, -1]
            U = [0, 1, -1, 1]
            H = lstm(X, W, U)
            """,
        parameters: layerParameters,
        options: [
            .initialState, Option("c0", .value, fallback: "zeros"),
            Option("output", .word(["h", "c"]), fallback: "h"),
        ],
        source: Citation("gers2000", "section 3")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        try layer(&graph, arguments, .lstm)
    }
}

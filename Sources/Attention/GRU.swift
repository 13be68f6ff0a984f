import Graphs

extension Mechanism {
    /// One step of a gated recurrent unit.
    ///
    ///     r = σ(W_r x + U_r h + b_r),  z = σ(W_z x + U_z h + b_z)
    ///     n = tanh(W_n x + b_n + r ⊙ (U_n h + b_hn))
    ///     h' = (1 − z) ⊙ n + z ⊙ h
    ///
    /// That is PyTorch's `nn.GRUCell`, whose order of the stacked gates is r, z, n. `reset: before` is
    /// n = tanh(W_n x + U_n (r ⊙ h) + b_n), as in Cho et al.; `update: replace` is h' = (1 − z) ⊙ h + z ⊙ n, as in
    /// Chung et al. and Bahdanau et al.
    /// Shapes: `x: d, h: k, W: 3k × d, U: 3k × k, b, b_h: 3k → k`, or lists with one part per gate, `[W_r, W_z, W_n]`.
    /// Source: Cho et al. 2014, equations 5 to 8; Chung et al. 2014, section 3.2.
    public static let gruCell = Mechanism(
        name: "gru_cell",
        summary: "one step of a gated recurrent unit",
        formula:
            #"h' = (1 - z) \odot n + z \odot h, \quad n = \tanh(W_n x + b_n + r \odot (U_n h + b_{hn}))"#,
        example: """
            x = [1]
            h = [1/2]
            W = [1, 0, 2]
            U = [0, 1, -1]
            h_1 = gru_cell(x, h, W, U)
            """,
        parameters: cellParameters,
        options: gruOptions,
        source: Citation("cho2014", "equations 5 to 8")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        try cell(&graph, arguments, gru(arguments))
    }

    /// A gated recurrent layer over the rows of X.
    ///
    /// Every step is a `gru_cell`, with its gates r_t, z_t, n_t and the state h_t; the states are the rows of the result.
    /// Shapes: `X: n × d, W: 3k × d, U: 3k × k, b, b_h: 3k → n × k`; h_0 is zero unless `h0` is given.
    /// Source: Cho et al. 2014, equations 5 to 8.
    public static let gru = Mechanism(
        name: "gru",
        summary: "all states of a GRU over the rows of X",
        formula: #"h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}"#,
        example: """
            X = [1; 0]
            W = [1, 0, 2]
            U = [0, 1, -1]
            H = gru(X, W, U)
            """,
        parameters: layerParameters,
        options: gruOptions + [.initialState],
        source: Citation("cho2014", "equations 5 to 8")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        try layer(&graph, arguments, gru(arguments))
    }

    static let gruOptions: [Option] = [
        Option("reset", .word(["after", "before"]), fallback: "after"),
        Option("update", .word(["keep", "replace"]), fallback: "keep"),
    ]

    static func gru(_ arguments: Arguments) -> RecurrentCell {
        .gru(resetsBefore: arguments.word("reset") == "before", replaces: arguments.word("update") == "replace")
    }
}

import Graphs

extension Mechanism {
    /// The attentional state of a decoder: what it attends to beside its own state, through one more layer.
    ///
    ///     a = softmax(H s),  c = Σ_j a_j h_j,  s̃ = tanh(W_c [c; s])
    ///
    /// The score is the plain dot product unless an option says otherwise.
    /// Shapes: `s: k, H: n × k, W_c: k' × 2k → k'`; states as the rows of a matrix give the rows of a matrix.
    /// Source: Luong et al. 2015, equations 5 and 7 (global attention).
    public static let attentionalState = Mechanism(
        name: "attentional_state",
        summary: "tanh(W_c [c; s]) with the context c that the decoder's state s attends to",
        formula: #"\tilde s = \tanh(W_c [c; s]), \quad c = H^\top \operatorname{softmax}(H s)"#,
        example: """
            s = [1, 0]
            H = [1, 1; 0, 2]
            W_c = [1, 0, 0, 1; 0, 1/2, 1, 0]
            t = attentional_state(s, H, W_c)
            """,
        parameters: [Parameter("s"), Parameter("H"), Parameter("W_c")],
        options: attentionOptions.map { $0.label == "score" ? Option("score", $0.kind, fallback: "dot") : $0 },
        source: Citation("luong2015", "equations 5 and 7")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let state = arguments[0] else { throw .missing(parameter: "s") }
        guard let memory = arguments[1] else { throw .missing(parameter: "H") }
        guard let written = arguments[2] else { throw .missing(parameter: "W_c") }
        let arguments = arguments.scoringByDefault("dot")
        let isMatrix = !graph[state].shape.isVector && graph[state].shape != .scalar
        let query = isMatrix ? state : try graph.column(state)
        let attended = try attend(&graph, query, memory, memory, arguments, head: nil)
        let context = graph.inner(attended, isMatrix ? "C" : "c", isMatrix ? "context vectors" : "context vector")
        let joined = try graph.adding(isMatrix ? .concatenate : .stack, [context, query])
        let mixing = try graph.matrix(written)
        let width = isMatrix ? graph[joined].shape.columns : graph[joined].shape.rows
        guard graph[mixing].shape.columns == width else {
            throw .weightShape(
                "W_c", found: graph[written].shape, expected: .matrix(graph[mixing].shape.rows, width), gates: 1)
        }
        let mixed =
            isMatrix
            ? try graph.adding(.matrixProduct, [joined, try graph.adding(.transpose, [mixing])])
            : try graph.adding(.matrixProduct, [mixing, joined])
        return try graph.standing(try graph.adding(.apply(.hyperbolicTangent), [mixed]), as: state)
    }
}

extension Arguments {
    /// The same with another score where none is asked for and no scale is given.
    func scoringByDefault(_ score: String) -> Arguments {
        guard options["score"] == nil, options["scale"] == nil else { return self }
        var arguments = self
        arguments.options["score"] = .word(score)
        return arguments
    }
}

extension Graph {
    /// Puts the number of a time step behind the names of all inner steps from a node on: `a_2` for `a`.
    ///
    /// The scores become e_2, since s is what decoder states are called.
    mutating func index(from first: Int, by mark: String) {
        for id in ids[first...] where self[id].role == .inner {
            guard let label = self[id].label?.filter({ $0 != "'" }) else { continue }
            name(id, freshLabel(Self.indexed(label == "s" ? "e" : label, mark)), role: .inner)
        }
    }
}

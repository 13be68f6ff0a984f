import Graphs
import Numbers

extension Mechanism {
    /// A sequence-to-sequence model of two vanilla recurrent networks, with attention if wanted.
    ///
    ///     h_t = f(W x_t + U h_(t−1) + b),  s_0 = h_n,  s_t = f(W' y_(t−1) + U' s_(t−1) + b'),  o_t = W_o s_t
    ///     y_t = 1 at the largest entry of o_t
    ///
    /// The decoder starts from the encoder's last state and reads its own last output, embedded by E if one is given:
    /// greedy decoding, every argmax decided exactly, the first of equal outputs taken. `start` is what it reads first
    /// (zeros when left out); `inputs: Y` gives it the rows of Y to read instead (teacher forcing). With
    /// `attention: context` the readout takes the context c_t that s_t attends to among the encoder's states, with
    /// `attention: both` it takes [c_t; s_t]; the score is the dot product unless an option says otherwise.
    /// `output: logits` gives the rows o_t, `output: states` the rows s_t.
    /// Shapes: `X: n × d`, the encoder `[W, U]` or `[W, U, b]` with `W: k × d, U: k × k`, the decoder likewise,
    /// `W_o: v × k` (`v × 2k` for both), `E: v × e`, → steps × v.
    /// Source: Sutskever et al. 2014, section 2; the attention is Luong et al. 2015, section 3.1.
    public static let encoderDecoder = Mechanism(
        name: "encoder_decoder",
        summary: "an RNN encoder and decoder with a readout, greedy outputs and attention if wanted",
        formula: #"s_0 = h_n, \quad s_t = f(W' y_{t-1} + U' s_{t-1} + b'), \quad y_t = \operatorname{argmax}(W_o s_t)"#,
        example: """
            X = [1, 0; 0, 1]
            W = [1, 0; 0, 1]
            U = [0, 1; 1, 0]
            W_o = [1, 0; 0, 1]
            Y = encoder_decoder(X, [W, U], [W, U], W_o, steps: 2, activation: relu)
            """,
        parameters: [
            Parameter("X"), Parameter("encoder", .list), Parameter("decoder", .list), Parameter("W_o"),
            Parameter("E", isRequired: false),
        ],
        options: [
            .activation, Option("steps", .count(1...256), fallback: "as many as X has rows"),
            Option("start", .value, fallback: "zeros"), Option("inputs", .value, fallback: "its own outputs"),
            Option("attention", .word(["none", "context", "both"]), fallback: "none"),
            Option("output", .word(["tokens", "logits", "states"]), fallback: "tokens"),
        ] + attentionOptions.map { $0.label == "score" ? Option("score", $0.kind, fallback: "dot") : $0 },
        source: Citation("sutskever2014", "section 2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        let (tokens, count) = try graph.tokens(written)
        let cell = RecurrentCell.elman(activation(arguments))
        let encoderSize = try stateSize(&graph, arguments.list(1), "encoder")
        let encoder = try network(
            &graph, arguments.list(1), "encoder", cell, inputSize: graph[tokens].shape.columns, stateSize: encoderSize)
        let encoded = try cell.run(
            &graph, count: count, letter: "h", start: (nil, nil), size: encoderSize, encoder
        ) { (graph: inout Graph, t: Int, _: NodeID) throws(MechanismError) in try graph.token(tokens, t) }
        guard let last = encoded.states.last else { throw .missing(parameter: "X") }
        let decoder = try Decoder(&graph, arguments, cell, encoded.states, last)
        return try decoder.run(&graph, steps: arguments.count("steps") ?? count)
    }

    fileprivate static func stateSize(
        _ graph: inout Graph, _ list: [NodeID], _ parameter: String
    ) throws(MechanismError) -> Dimension {
        guard (2...3).contains(list.count) else {
            throw .gateList(parameter, found: list.count, gates: ["W", "U", "b"])
        }
        return try RecurrentWeights.stateSize(&graph, Arguments(values: [.list([list[1]])]), at: 0)
    }

    fileprivate static func network(
        _ graph: inout Graph, _ list: [NodeID], _ parameter: String, _ cell: RecurrentCell, inputSize: Dimension,
        stateSize: Dimension
    ) throws(MechanismError) -> RecurrentWeights {
        try RecurrentWeights(
            &graph, Arguments(values: list.map { .list([$0]) }), from: 0, letters: cell.letters, inputSize: inputSize,
            stateSize: stateSize)
    }
}

/// The second half of the model: its own outputs, or given ones, in; one output per step.
private struct Decoder {
    let arguments: Arguments
    let cell: RecurrentCell
    let weights: RecurrentWeights
    let size: Dimension
    let readout: NodeID
    let embedding: NodeID?
    /// The encoder's states as rows, where the decoder attends to them.
    let memory: NodeID?
    let start: NodeID
    let inputs: NodeID?

    init(
        _ graph: inout Graph, _ arguments: Arguments, _ cell: RecurrentCell, _ states: [NodeID], _ last: NodeID
    ) throws(MechanismError) {
        self.arguments = arguments.scoringByDefault("dot")
        self.cell = cell
        start = last
        size = try Mechanism.stateSize(&graph, arguments.list(2), "decoder")
        guard graph[last].shape == .column(size) else {
            throw .weightShape(
                "U of the decoder", found: .matrix(size, size),
                expected: .matrix(graph[last].shape.rows, graph[last].shape.rows), gates: 1)
        }
        guard let written = arguments[3] else { throw .missing(parameter: "W_o") }
        readout = try graph.matrix(written)
        let attends = ["context", "both"].contains(arguments.word("attention"))
        let width = arguments.word("attention") == "both" ? size + size : size
        guard graph[readout].shape.columns == width else {
            throw .weightShape(
                "W_o", found: graph[written].shape, expected: .matrix(graph[readout].shape.rows, width), gates: 1)
        }
        let outputs = graph[readout].shape.rows
        if let own = arguments[4] {
            let table = try graph.matrix(own)
            guard graph[table].shape.rows == outputs else {
                throw .weightShape(
                    "E", found: graph[own].shape, expected: .matrix(outputs, graph[table].shape.columns), gates: 1)
            }
            embedding = table
        } else {
            embedding = nil
        }
        if let own = arguments.node("inputs") { inputs = try graph.matrix(own) } else { inputs = nil }
        let inputSize = inputs.map { graph[$0].shape.columns } ?? embedding.map { graph[$0].shape.columns } ?? outputs
        weights = try Mechanism.network(
            &graph, arguments.list(2), "decoder", cell, inputSize: inputSize, stateSize: size)
        memory = attends ? graph.inner(try graph.rows(states), "H", "encoder states as rows") : nil
    }

    func run(_ graph: inout Graph, steps: Int) throws(MechanismError) -> NodeID {
        var steps = steps
        if let inputs {
            guard let count = graph[inputs].shape.rows.value else { throw .shape(.needsSize(graph[inputs].shape)) }
            steps = arguments.count("steps").map { min($0, count) } ?? count
        }
        guard steps <= RecurrentCell.mostSteps else { throw .tooManySteps(limit: RecurrentCell.mostSteps) }
        let letter = graph.freshFamily("s", through: steps)
        var state = start
        var token = try graph.initialState(
            arguments.node("start"), "start", "y_0", size: graph[readout].shape.rows)
        var results: [NodeID] = []
        for t in 1...steps {
            let input = try input(&graph, token, t)
            let next = try cell.step(&graph, input, state: state, memory: nil, weights, mark: "\(t)")
            state = graph.inner(next.state, "\(letter)_\(t)", "decoder state, step \(t)")
            if arguments.word("output") == "states" {
                results.append(state)
                if inputs != nil { continue }
            }
            let logits = graph.inner(
                try graph.adding(.matrixProduct, [readout, try read(&graph, state, t)]), "o_\(t)", "output, step \(t)")
            if arguments.word("output") == "logits" {
                results.append(logits)
                if inputs != nil { continue }
            }
            token = graph.inner(
                try graph.adding(.normalise(.argmax(.first), mask: nil), [logits]), "y_\(t)",
                "largest output, step \(t)")
            if arguments.word("output") == nil || arguments.word("output") == "tokens" { results.append(token) }
        }
        return try graph.rows(results)
    }

    private func input(_ graph: inout Graph, _ token: NodeID, _ step: Int) throws(MechanismError) -> NodeID {
        if let inputs { return try graph.token(inputs, step - 1) }
        guard let embedding else { return token }
        return try graph.adding(.matrixProduct, [try graph.adding(.transpose, [embedding]), token])
    }

    /// What the readout layer takes: the state, the context it attends to, or both.
    private func read(_ graph: inout Graph, _ state: NodeID, _ step: Int) throws(MechanismError) -> NodeID {
        guard let memory else { return state }
        let context = try graph.context(of: state, over: memory, arguments, step: step)
        return arguments.word("attention") == "both" ? try graph.adding(.stack, [context, state]) : context
    }
}

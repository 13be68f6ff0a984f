import Graphs
import Numbers

/// One time step of a recurrent layer, in the variants of the literature.
enum RecurrentCell {
    /// h' = f(W x + U h + b).
    case elman(ElementaryFunction)
    /// The reset gate acts before or after the product with U_n; z says how much of the state is kept or replaced.
    case gru(resetsBefore: Bool, replaces: Bool)
    case lstm

    /// The gates in the order in which PyTorch stacks their weights.
    var letters: [String] {
        switch self {
        case .elman: ["h"]
        case .gru: ["r", "z", "n"]
        case .lstm: ["i", "f", "g", "o"]
        }
    }

    /// Time steps of one call; each is some twenty nodes.
    static let mostSteps = 1_000

    /// The state, and the cell state of an LSTM, after one more input; all are columns.
    ///
    /// - Parameter mark: the subscript of the names of gates, the number of the time step.
    func step(
        _ graph: inout Graph, _ x: NodeID, state h: NodeID, memory c: NodeID?, _ weights: RecurrentWeights,
        mark: String?
    ) throws(MechanismError) -> (state: NodeID, memory: NodeID?) {
        let gates = weights.gates
        func name(_ graph: inout Graph, _ id: NodeID, _ letter: String, _ caption: String) -> NodeID {
            graph.inner(
                id, mark.map { Graph.indexed(letter, $0) } ?? letter, mark.map { "\(caption), step \($0)" } ?? caption)
        }
        switch self {
        case .elman(let activation):
            return (try graph.adding(.apply(activation), [try gates[0].sum(&graph, x, h)]), nil)
        case .gru(let resetsBefore, let replaces):
            let r = name(
                &graph, try graph.adding(.apply(.logistic), [try gates[0].sum(&graph, x, h)]), "r", "reset gate")
            let z = name(
                &graph, try graph.adding(.apply(.logistic), [try gates[1].sum(&graph, x, h)]), "z", "update gate")
            let sum =
                resetsBefore
                ? try gates[2].sum(&graph, x, try graph.adding(.multiply, [r, h]))
                : try gates[2].sum(&graph, x, h, gate: r)
            let n = name(
                &graph, try graph.adding(.apply(.hyperbolicTangent), [sum]), "n", "candidate state")
            let rest = try graph.adding(.subtract, [try graph.constant(1), z])
            let old = try graph.adding(.multiply, [replaces ? rest : z, h])
            let new = try graph.adding(.multiply, [replaces ? z : rest, n])
            return (try graph.adding(.add, replaces ? [old, new] : [new, old]), nil)
        case .lstm:
            guard let c else { throw .missing(parameter: "c") }
            var values: [NodeID] = []
            let captions = ["input gate", "forget gate", "cell candidate", "output gate"]
            for (gate, (letter, caption)) in zip(gates, zip(letters, captions)) {
                let function: ElementaryFunction = letter == "g" ? .hyperbolicTangent : .logistic
                let value = try graph.adding(.apply(function), [try gate.sum(&graph, x, h)])
                values.append(name(&graph, value, letter, caption))
            }
            let kept = try graph.adding(.multiply, [values[1], c])
            let added = try graph.adding(.multiply, [values[0], values[2]])
            let sum = try graph.adding(.add, [kept, added])
            let memory = mark == nil ? graph.inner(sum, "c'", "cell state") : name(&graph, sum, "c", "cell state")
            let squashed = try graph.adding(.apply(.hyperbolicTangent), [memory])
            return (try graph.adding(.multiply, [values[3], squashed]), memory)
        }
    }

    /// All states over the rows of a matrix, each with a name and the number of its time step.
    ///
    /// - Parameters:
    ///   - inputs: makes the column that step number t, from 0, reads, from the state before it.
    ///   - count: time steps.
    ///   - letter: what the states are called.
    func run(
        _ graph: inout Graph, count: Int, letter: String, start: (state: NodeID?, memory: NodeID?), size: Dimension,
        _ weights: RecurrentWeights,
        inputs: (inout Graph, Int, NodeID) throws(MechanismError) -> NodeID
    ) throws(MechanismError) -> (states: [NodeID], memories: [NodeID]) {
        guard count <= Self.mostSteps else { throw .tooManySteps(limit: Self.mostSteps) }
        let letter = graph.freshFamily(letter, through: count)
        var state = try graph.initialState(start.state, "h0", "\(letter)_0", size: size)
        var memory: NodeID?
        if case .lstm = self { memory = try graph.initialState(start.memory, "c0", "c_0", size: size) }
        var states: [NodeID] = []
        var memories: [NodeID] = []
        for t in 0..<count {
            let input = try inputs(&graph, t, state)
            let next = try step(&graph, input, state: state, memory: memory, weights, mark: "\(t + 1)")
            state = graph.inner(next.state, "\(letter)_\(t + 1)", "state, step \(t + 1)")
            memory = next.memory
            states.append(state)
            if let memory { memories.append(memory) }
        }
        return (states, memories)
    }
}

extension RecurrentWeights.Gate {
    /// W x + U h + b, or W x + b + U h + b_h with two biases; with a gate, W x + b + r ⊙ (U h + b_h).
    func sum(
        _ graph: inout Graph, _ x: NodeID, _ h: NodeID, gate: NodeID? = nil
    ) throws(MechanismError) -> NodeID {
        var total = try graph.adding(.matrixProduct, [input, x])
        var recurrent = try graph.adding(.matrixProduct, [state, h])
        if gate == nil, stateBias == nil {
            total = try graph.adding(.add, [total, recurrent])
            if let inputBias { total = try graph.adding(.add, [total, inputBias]) }
            return total
        }
        if let inputBias { total = try graph.adding(.add, [total, inputBias]) }
        if gate == nil {
            total = try graph.adding(.add, [total, recurrent])
            if let stateBias { total = try graph.adding(.add, [total, stateBias]) }
            return total
        }
        if let stateBias { recurrent = try graph.adding(.add, [recurrent, stateBias]) }
        if let gate { recurrent = try graph.adding(.multiply, [gate, recurrent]) }
        return try graph.adding(.add, [total, recurrent])
    }
}

extension Graph {
    /// The letter, with as many primes as keep `h_0` to `h_n` apart from names in use.
    func freshFamily(_ letter: String, through count: Int) -> String {
        var letter = letter
        while (0...count).contains(where: { freshLabel("\(letter)_\($0)") != "\(letter)_\($0)" }) { letter += "'" }
        return letter
    }

    /// The state before the first step: the one given, or zeros.
    mutating func initialState(
        _ given: NodeID?, _ parameter: String, _ label: String, size: Dimension
    ) throws(MechanismError) -> NodeID {
        if let given {
            let state = try column(given)
            guard self[state].shape == .column(size) else {
                throw .weightShape(parameter, found: self[given].shape, expected: .column(size), gates: 1)
            }
            return state
        }
        guard let count = size.value,
            let zeros = Tensor(shape: .column(size), elements: Array(repeating: Number(0), count: count))
        else { throw .shape(.needsSize(.column(size))) }
        return try adding(.constant(zeros), label: freshLabel(label), role: .given)
    }

    /// The rows of a matrix as the columns that a recurrent layer reads.
    mutating func token(_ tokens: NodeID, _ index: Int) throws(MechanismError) -> NodeID {
        try adding(.transpose, [try adding(.row(index), [tokens])])
    }

    /// Columns as the rows of a matrix.
    mutating func rows(_ columns: [NodeID]) throws(MechanismError) -> NodeID {
        var rows: [NodeID] = []
        for id in columns { rows.append(try adding(.transpose, [id])) }
        return try adding(.stack, rows)
    }

    /// Tokens as a matrix with a name, or written out, so that X_1 is short; and how many they are.
    mutating func tokens(_ written: NodeID) throws(MechanismError) -> (matrix: NodeID, count: Int) {
        var matrix = try matrix(written)
        if self[matrix].label == nil, self[matrix].inputs.contains(where: { self[$0].label == nil }) {
            matrix = inner(matrix, "X")
        }
        guard let count = self[matrix].shape.rows.value else { throw .shape(.needsSize(self[matrix].shape)) }
        return (matrix, count)
    }
}

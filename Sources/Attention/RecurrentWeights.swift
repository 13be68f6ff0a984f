import Graphs

/// The weights of a recurrent layer gate by gate: W_g for the input, U_g for the state, and up to two biases.
struct RecurrentWeights {
    struct Gate {
        var input: NodeID
        var state: NodeID
        var inputBias: NodeID?
        var stateBias: NodeID?
    }

    var gates: [Gate]

    /// Reads W, U, b and b_h from the arguments at a position.
    ///
    /// Each is a list with one part per gate, or all gates on top of one another, as PyTorch stores them. What is
    /// stacked is cut into blocks with names of their own: W_r, W_z, W_n.
    init(
        _ graph: inout Graph, _ arguments: Arguments, from position: Int, letters: [String], inputSize: Dimension,
        stateSize: Dimension
    ) throws(MechanismError) {
        let weights = try Self.parts(
            &graph, arguments.list(position), "W", letters, shape: .matrix(stateSize, inputSize))
        let recurrent = try Self.parts(
            &graph, arguments.list(position + 1), "U", letters, shape: .matrix(stateSize, stateSize))
        var biases: [[NodeID]] = []
        for (place, parameter) in [(position + 2, "b"), (position + 3, "b_h")] {
            let list = arguments.list(place)
            biases.append(
                list.isEmpty ? [] : try Self.parts(&graph, list, parameter, letters, shape: .column(stateSize)))
        }
        gates = letters.indices.map { gate in
            Gate(
                input: weights[gate], state: recurrent[gate], inputBias: biases[0].isEmpty ? nil : biases[0][gate],
                stateBias: biases[1].isEmpty ? nil : biases[1][gate])
        }
    }

    /// The size of the state, as the matrices U have it.
    static func stateSize(
        _ graph: inout Graph, _ arguments: Arguments, at position: Int
    ) throws(MechanismError) -> Dimension {
        guard let first = arguments.list(position).first else { throw .missing(parameter: "U") }
        return graph[first].shape == .scalar || graph[first].shape.isVector ? 1 : graph[first].shape.columns
    }

    private static func parts(
        _ graph: inout Graph, _ list: [NodeID], _ parameter: String, _ letters: [String], shape: Shape
    ) throws(MechanismError) -> [NodeID] {
        guard let first = list.first else { throw .missing(parameter: parameter) }
        if list.count == letters.count, list.count > 1 || letters.count == 1 {
            var parts: [NodeID] = []
            for id in list {
                let part = try fitted(&graph, id, shape)
                guard graph[part].shape == shape else {
                    throw .weightShape(parameter, found: graph[id].shape, expected: shape, gates: 1)
                }
                parts.append(part)
            }
            return parts
        }
        // A column of fractions reads as a list of numbers.
        let areNumbers = list.allSatisfy { graph[$0].shape == .scalar }
        guard list.count == 1 || areNumbers else {
            throw .gateList(parameter, found: list.count, gates: letters)
        }
        let written = list.count == 1 ? first : try graph.adding(.stack, list)
        let whole = try fitted(&graph, written, shape)
        let stacked: Shape =
            shape.isVector
            ? .column(shape.rows * Dimension(letters.count))
            : .matrix(shape.rows * Dimension(letters.count), shape.columns)
        guard graph[whole].shape == stacked else {
            throw .weightShape(parameter, found: graph[written].shape, expected: stacked, gates: letters.count)
        }
        guard let height = shape.rows.value else { throw .shape(.needsSize(graph[whole].shape)) }
        let label = graph[written].label ?? parameter
        var parts: [NodeID] = []
        for (gate, letter) in letters.enumerated() {
            let block = Operation.rows(gate * height..<(gate + 1) * height)
            let name = Graph.indexed(label, letter)
            // A second step with the same weights uses the blocks of the first.
            if let known = graph.node(labelled: name), graph[known].operation == block, graph[known].inputs == [whole] {
                parts.append(known)
            } else {
                parts.append(graph.inner(try graph.adding(block, [whole]), name))
            }
        }
        return parts
    }

    /// The weights of one gate alone are a vector where the input, the state or both have one entry.
    private static func fitted(
        _ graph: inout Graph, _ id: NodeID, _ shape: Shape
    ) throws(MechanismError) -> NodeID {
        if !shape.isVector { return try graph.matrix(id) }
        if case .matrix = graph[id].shape { return id }
        return try graph.column(id)
    }
}

extension Graph {
    /// A column that stands as another vector stands: as a column, a row or a number.
    mutating func standing(_ id: NodeID, as model: NodeID) throws(MechanismError) -> NodeID {
        switch self[model].shape {
        case .column, .matrix: return id
        case .row: return try adding(.transpose, [id])
        case .scalar: return try adding(.entry(0, 0), [id])
        }
    }

    /// Names an inner step; primes keep it apart from names in use.
    @discardableResult
    mutating func inner(_ id: NodeID, _ label: String, _ caption: String? = nil) -> NodeID {
        let named = name(id, freshLabel(label), role: .inner)
        if let caption { self.caption(named, caption) }
        return named
    }

    /// A label with one more subscript: `W_r` of `W`, `W_{ih,r}` of `W_ih`, `s_2^{(1)}` of `s^{(1)}`.
    static func indexed(_ label: String, _ index: String) -> String {
        let core = label.prefix { $0 != "^" }
        let superscript = label.dropFirst(core.count)
        guard let mark = core.firstIndex(of: "_") else { return "\(core)_\(index)\(superscript)" }
        let own = core[core.index(after: mark)...].filter { $0 != "{" && $0 != "}" }
        return "\(core[..<mark])_{\(own),\(index)}\(superscript)"
    }

    /// The subscript of the step after a state: `2` behind `h_1`, nothing behind `h`.
    func nextIndex(after state: NodeID) -> String? {
        guard let label = self[state].label, let mark = label.lastIndex(of: "_"),
            let index = Int(label[label.index(after: mark)...]), index >= 0, index < 1_000_000
        else { return nil }
        return String(index + 1)
    }
}

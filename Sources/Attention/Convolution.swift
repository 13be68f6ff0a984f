import Graphs
import Numbers

extension Mechanism {
    /// A one-dimensional convolutional layer over the rows of X.
    ///
    ///     y_t = Σ_j W_j x_(t+j−1) + b
    ///
    /// As in PyTorch's `nn.Conv1d` the kernel is not turned round. W is the list of its matrices, one per place in the
    /// window; for a signal of single numbers it is the vector of the kernel.
    /// `padding: same` adds zero rows on both sides so that there are as many outputs as inputs, `padding: causal` adds
    /// them in front, so that y_t depends on no later input; `stride` leaves outputs out.
    /// Shapes: `X: n × d, W: k matrices d' × d, b: d' → (n − k + 1) × d'` without padding.
    /// Source: LeCun et al. 1998, section II.A; Goodfellow et al. 2016, equation 9.4.
    public static let conv1d = Mechanism(
        name: "conv1d",
        summary: "a convolutional layer over the rows of X",
        formula: #"y_t = \sum_{j=1}^{k} W_j x_{t+j-1} + b"#,
        example: """
            X = [1, 0; 2, 1; 0, 3]
            W_1 = [1, -1; 0, 1]
            W_2 = [2, 0; 1, 1]
            Y = conv1d(X, [W_1, W_2])
            """,
        parameters: [Parameter("X"), Parameter("W", .list), Parameter("b", isRequired: false)],
        options: [
            Option("padding", .word(["none", "same", "causal"]), fallback: "none"),
            Option("stride", .count(1...1_000), fallback: "1"),
        ],
        source: Citation("lecun1998", "section II.A")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let signal = arguments[0] else { throw .missing(parameter: "X") }
        var (tokens, count) = try graph.tokens(signal)
        let width = graph[tokens].shape.columns
        let kernel = try taps(&graph, arguments.list(1), width)
        guard let size = kernel.first.map({ graph[$0].shape.rows }) else { throw .missing(parameter: "W") }
        let missing = kernel.count - 1
        let before = arguments.word("padding") == "causal" ? missing : missing / 2
        if ["same", "causal"].contains(arguments.word("padding")), missing > 0 {
            var parts = [tokens]
            if before > 0 { parts.insert(try zeroRows(&graph, before, width), at: 0) }
            if missing > before { parts.append(try zeroRows(&graph, missing - before, width)) }
            tokens = graph.inner(try graph.adding(.stack, parts), "P", "with zero rows")
            count += missing
        }
        guard count >= kernel.count else { throw .kernel(size: kernel.count, tokens: count) }
        let stride = arguments.count("stride") ?? 1
        guard stride == 1 || count <= RecurrentCell.mostSteps else {
            throw .tooManySteps(limit: RecurrentCell.mostSteps)
        }
        let starts = Array(Swift.stride(from: 0, through: count - kernel.count, by: stride))
        var total: NodeID?
        for (offset, weight) in kernel.enumerated() {
            let window: NodeID
            if stride == 1 {
                window = try graph.adding(.rows(offset..<offset + starts.count), [tokens])
            } else {
                var rows: [NodeID] = []
                for start in starts { rows.append(try graph.adding(.row(start + offset), [tokens])) }
                window = try graph.adding(.stack, rows)
            }
            let turned = try graph.adding(.transpose, [weight])
            let part = try graph.adding(.matrixProduct, [window, turned])
            total = if let sum = total { try graph.adding(.add, [sum, part]) } else { part }
        }
        guard var result = total else { throw .missing(parameter: "W") }
        if let written = arguments[2] {
            let bias = try graph.column(written)
            guard graph[bias].shape == .column(size) else {
                throw .weightShape("b", found: graph[written].shape, expected: .column(size), gates: 1)
            }
            result = try graph.adding(.add, [result, try graph.adding(.transpose, [bias])])
        }
        // A signal of single numbers that stands as a vector gives one.
        if graph[signal].shape.isVector, size == 1, width == 1 {
            result = try graph.adding(.column(0), [result])
            return try graph.standing(result, as: signal)
        }
        return result
    }

    /// The matrices of the kernel, d' × d each; the entries of a vector for a signal of single numbers.
    private static func taps(
        _ graph: inout Graph, _ list: [NodeID], _ width: Dimension
    ) throws(MechanismError) -> [NodeID] {
        var parts = list
        if width == 1, list.count == 1, let vector = list.first, let length = graph[vector].shape.length?.value {
            let column = try graph.column(vector)
            parts = []
            for index in 0..<length { parts.append(try graph.adding(.entry(index, 0), [column])) }
        }
        var matrices: [NodeID] = []
        for id in parts { matrices.append(try graph.matrix(id)) }
        guard let first = matrices.first else { throw .missing(parameter: "W") }
        let shape = Shape.matrix(graph[first].shape.rows, width)
        for (id, matrix) in zip(parts, matrices) where graph[matrix].shape != shape {
            throw .weightShape("W", found: graph[id].shape, expected: shape, gates: 1)
        }
        return matrices
    }

    private static func zeroRows(
        _ graph: inout Graph, _ count: Int, _ width: Dimension
    ) throws(MechanismError) -> NodeID {
        let shape = Shape.matrix(Dimension(count), width)
        guard let columns = width.value,
            let zeros = Tensor(shape: shape, elements: Array(repeating: Number(0), count: count * columns))
        else { throw .shape(.needsSize(shape)) }
        return try graph.adding(.constant(zeros))
    }
}

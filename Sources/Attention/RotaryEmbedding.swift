import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// Queries or keys turned by angles that grow with their position, pair by pair of entries.
    ///
    ///     (x'_{2i−1}, x'_{2i}) = (x_{2i−1} cos pω_i − x_{2i} sin pω_i, x_{2i−1} sin pω_i + x_{2i} cos pω_i)
    ///
    /// The dot product of a query and a key turned so depends on their positions only by the distance.
    /// `pairs: interleaved` pairs neighbours as in the paper; `halves` pairs entry i with entry i + d/2, as LLaMA's
    /// code does. Row p of X has the position `start` + p, counted from 0; a single vector has the position `start`.
    /// Shapes: `X: n × d → n × d`, d even; a vector stays as it stands.
    /// Source: Su et al. 2021, equations 15 and 34.
    public static let rotaryEmbedding = Mechanism(
        name: "rope",
        summary: "rotary position embedding: pairs of entries turned by angles that grow with the position",
        formula:
            #"\begin{pmatrix} x'_{2i-1} \\ x'_{2i} \end{pmatrix} = \begin{pmatrix} \cos p\omega_i & -\sin p\omega_i \\ \sin p\omega_i & \cos p\omega_i \end{pmatrix} \begin{pmatrix} x_{2i-1} \\ x_{2i} \end{pmatrix}, \quad \omega_i = 10000^{-2(i-1)/d}"#,
        example: """
            Q = [1, 0; 1, 0; 0, 2]
            Q' = rope(Q)
            """,
        parameters: [Parameter("X")],
        options: [Option("pairs", .word(["interleaved", "halves"]), fallback: "interleaved"), .positionBase, .start],
        source: Citation("su2021", "equations 15 and 34")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let tokens = arguments[0] else { throw .missing(parameter: "X") }
        let shape = graph[tokens].shape
        guard shape != .scalar else { throw .needsPairs(1) }
        guard let size = shape.size else { throw .shape(.needsSize(shape)) }
        let width = shape.isVector ? size.rows * size.columns : size.columns
        guard width % 2 == 0 else { throw .needsPairs(Dimension(width)) }
        let angles = try angles(&graph, count: shape.isVector ? 1 : size.rows, width: width, arguments)
        // One entry of a vector, or one column of a matrix, with the angle that belongs to it.
        func part(_ index: Int) -> Operation {
            switch shape {
            case .scalar, .row: .entry(0, index)
            case .column: .entry(index, 0)
            case .matrix: .column(index)
            }
        }
        let isInterleaved = arguments.word("pairs") != "halves"
        var turned = Array(repeating: tokens, count: width)
        for pair in 0..<width / 2 {
            let (first, second) = isInterleaved ? (2 * pair, 2 * pair + 1) : (pair, pair + width / 2)
            let x = try graph.adding(part(first), [tokens])
            let y = try graph.adding(part(second), [tokens])
            let angle = try graph.adding(shape.isVector ? .entry(0, pair) : .column(pair), [angles])
            let (sine, cosine) = (
                try graph.adding(.apply(.sine), [angle]), try graph.adding(.apply(.cosine), [angle])
            )
            turned[first] = try graph.adding(
                .subtract, [try graph.adding(.multiply, [x, cosine]), try graph.adding(.multiply, [y, sine])])
            turned[second] = try graph.adding(
                .add, [try graph.adding(.multiply, [x, sine]), try graph.adding(.multiply, [y, cosine])])
        }
        if case .column = shape { return try graph.adding(.stack, turned) }
        return try graph.adding(.concatenate, turned)
    }
}

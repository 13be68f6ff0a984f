import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// Sines and cosines of the position, one row per position.
    ///
    ///     PE(p, 2i) = sin(p / 10000^(2i/d)),  PE(p, 2i + 1) = cos(p / 10000^(2i/d))
    ///
    /// Positions count from `start`, as in the paper from 0.
    /// Shapes: `n, d → n × d`, d even.
    /// Source: Vaswani et al. 2017, section 3.5.
    public static let positionalEncoding = Mechanism(
        name: "positional_encoding",
        summary: "sines and cosines of the positions, one row per position",
        formula:
            #"P_{p,2i} = \sin\left(\frac{p}{10000^{2i/d}}\right), \quad P_{p,2i+1} = \cos\left(\frac{p}{10000^{2i/d}}\right)"#,
        example: """
            P = positional_encoding(3, 4)
            """,
        parameters: [Parameter("n", .count(1...1_000)), Parameter("d", .count(1...1_000))],
        options: [.positionBase, .start],
        source: Citation("vaswani2017", "section 3.5")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let count = arguments.count(at: 0) else { throw .missing(parameter: "n") }
        guard let width = arguments.count(at: 1) else { throw .missing(parameter: "d") }
        let angles = try angles(&graph, count: count, width: width, arguments)
        var columns: [NodeID] = []
        for pair in 0..<width / 2 {
            let angle = try graph.adding(.column(pair), [angles])
            columns.append(try graph.adding(.apply(.sine), [angle]))
            columns.append(try graph.adding(.apply(.cosine), [angle]))
        }
        return try graph.adding(.concatenate, columns)
    }

    /// The rotation that moves a sinusoidal encoding on by k positions.
    ///
    ///     PE(p + k) = R_k PE(p) for every p, encodings as columns
    ///
    /// R_k has blocks [cos kω, sin kω; −sin kω, cos kω] on its diagonal, since the sine stands first in each pair.
    /// Shapes: `k, d → d × d`, d even.
    /// Source: Vaswani et al. 2017, section 3.5.
    public static let positionRotation = Mechanism(
        name: "position_rotation",
        summary: "the matrix that moves sinusoidal encodings on by k positions",
        formula:
            #"R_k = \operatorname{diag}\left(\begin{pmatrix} \cos k\omega_i & \sin k\omega_i \\ -\sin k\omega_i & \cos k\omega_i \end{pmatrix}\right), \quad \omega_i = 10000^{-2i/d}"#,
        example: """
            P = positional_encoding(4, 4)
            R = position_rotation(2, 4)
            """,
        parameters: [Parameter("k", .count(-100_000...100_000)), Parameter("d", .count(1...100))],
        options: [.positionBase],
        source: Citation("vaswani2017", "section 3.5")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let shift = arguments.count(at: 0) else { throw .missing(parameter: "k") }
        guard let width = arguments.count(at: 1) else { throw .missing(parameter: "d") }
        let frequencies = try frequencies(&graph, width: width, arguments)
        var angles = try graph.adding(.multiply, [try graph.constant(shift), frequencies])
        angles = graph.named(angles, "theta", caption: "angles")
        let zero = try graph.constant(0)
        var rows: [NodeID] = []
        for pair in 0..<width / 2 {
            let angle = try graph.adding(.entry(0, pair), [angles])
            let sine = try graph.adding(.apply(.sine), [angle])
            let cosine = try graph.adding(.apply(.cosine), [angle])
            let opposite = try graph.adding(.negate, [sine])
            for block in [[cosine, sine], [opposite, cosine]] {
                var row = Array(repeating: zero, count: width)
                row.replaceSubrange(2 * pair..<2 * pair + 2, with: block)
                rows.append(try graph.adding(.concatenate, row))
            }
        }
        return try graph.adding(.stack, rows)
    }
}

extension Mechanism.Option {
    static let positionBase = Mechanism.Option("base", .value, fallback: "10000")
    static let start = Mechanism.Option("start", .count(-100_000...100_000), fallback: "0")
}

/// The frequencies base^(−2i/d) for i = 0 … d/2 − 1, as a row.
func frequencies(
    _ graph: inout Graph, width: Int, _ arguments: Arguments
) throws(MechanismError) -> NodeID {
    guard width % 2 == 0, width > 0 else { throw .needsPairs(Dimension(width)) }
    let base: NodeID
    if let own = arguments.node("base") {
        guard graph[own].shape == .scalar else { throw .shape(.needsScalar(graph[own].shape)) }
        base = own
    } else {
        base = try graph.constant(10_000)
    }
    var powers: [NodeID] = []
    for pair in 0..<width / 2 {
        powers.append(try graph.adding(.power(Rational(Integer(-2 * pair), over: Integer(width)) ?? 0), [base]))
    }
    return graph.named(try graph.adding(.concatenate, powers), "omega", caption: "frequencies, one per pair")
}

/// The angle p ω_i of every position p and frequency ω_i, one row per position.
func angles(
    _ graph: inout Graph, count: Int, width: Int, _ arguments: Arguments
) throws(MechanismError) -> NodeID {
    let frequencies = try frequencies(&graph, width: width, arguments)
    let start = arguments.count("start") ?? 0
    let numbers = (0..<count).map { Number(Rational(start + $0)) }
    guard let column = Tensor(shape: .column(Dimension(count)), elements: numbers) else {
        throw .shape(.tooManyEntries(limit: Operation.maximumEntries))
    }
    let positions = graph.named(try graph.adding(.constant(column)), "p", caption: "positions")
    let angles = try graph.adding(.matrixProduct, [positions, frequencies])
    return graph.named(angles, "Theta", caption: "angles, a row per position and a column per pair")
}

extension Graph {
    /// Names an inner step and says what it is.
    mutating func named(_ id: NodeID, _ letter: String, caption words: String) -> NodeID {
        let id = named(id, letter, head: nil)
        caption(id, words)
        return id
    }
}

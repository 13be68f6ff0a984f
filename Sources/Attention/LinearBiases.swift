import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// A bias for the scores that grows with the distance of query and key.
    ///
    ///     B_ij = −slope · |i − j|,  or −slope · (i − j) with `form: causal`
    ///
    /// Both forms agree where a causal mask allows attention.
    /// Shapes: `n, m → n × m`, n queries and m keys.
    /// Source: Press et al. 2022, section 3.
    public static let linearBiases = Mechanism(
        name: "alibi",
        summary: "attention with linear biases: −slope times the distance of query and key",
        formula: #"B_{ij} = -m\, |i - j|"#,
        example: """
            B = alibi(3, 3, 1/2)
            """,
        parameters: [Parameter("n", .count(1...1_000)), Parameter("m", .count(1...1_000)), Parameter("slope")],
        options: [Option("form", .word(["symmetric", "causal"]), fallback: "symmetric")],
        source: Citation("press2022", "section 3")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let queries = arguments.count(at: 0) else { throw .missing(parameter: "n") }
        guard let keys = arguments.count(at: 1) else { throw .missing(parameter: "m") }
        guard let slope = arguments[2] else { throw .missing(parameter: "slope") }
        guard graph[slope].shape == .scalar else { throw .shape(.needsScalar(graph[slope].shape)) }
        let isSigned = arguments.word("form") == "causal"
        let distances = (0..<queries).flatMap { i in
            (0..<keys).map { j in Number(Rational(isSigned ? i - j : abs(i - j))) }
        }
        let shape = Shape.matrix(Dimension(queries), Dimension(keys))
        guard let tensor = Tensor(shape: shape, elements: distances) else {
            throw .shape(.tooManyEntries(limit: Operation.maximumEntries))
        }
        let distance = graph.named(
            try graph.adding(.constant(tensor)), "D", caption: isSigned ? "distances i − j" : "distances |i − j|")
        let scaled = try graph.adding(.multiply, [slope, distance])
        return try graph.adding(.negate, [scaled])
    }

    /// The slopes of h heads.
    ///
    ///     m_k = 2^(−8k/h), k = 1 … h
    ///
    /// Shapes: `h → h`.
    /// Source: Press et al. 2022, section 3: the geometric sequence that starts at 2^(−8/h) with the same ratio.
    public static let linearBiasSlopes = Mechanism(
        name: "alibi_slopes",
        summary: "the slopes of h heads: 2^(−8k/h)",
        formula: #"m_k = 2^{-8k/h}, \quad k = 1, \dots, h"#,
        example: """
            m = alibi_slopes(4)
            """,
        parameters: [Parameter("h", .count(1...1_000))],
        source: Citation("press2022", "section 3")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let heads = arguments.count(at: 0) else { throw .missing(parameter: "h") }
        let two = try graph.constant(2)
        var slopes: [NodeID] = []
        for head in 1...heads {
            slopes.append(try graph.adding(.power(Rational(Integer(-8 * head), over: Integer(heads)) ?? 0), [two]))
        }
        return try graph.adding(.stack, slopes)
    }
}

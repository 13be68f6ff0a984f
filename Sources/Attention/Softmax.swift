import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// Scores to weights, row by row.
    ///
    ///     a_j = e^(s_j) / Σ_i e^(s_i)
    ///
    /// Shapes: `s: n → n` (a vector is one row of scores), `S: m × n → m × n` with each row normalised, each column
    /// with `axis: columns`.
    /// Source: Bridle 1990, equation 4; over the keys as in Vaswani et al. 2017, equation 1.
    public static let softmax = Normaliser.softmax.mechanism(
        name: "softmax",
        summary: "exponentials of the scores over their sum, row by row",
        formula: #"a_j = \frac{e^{s_j}}{\sum_i e^{s_i}}"#,
        example: """
            S = [1, 2; 3, 3]
            A = softmax(S)
            """,
        source: Citation("bridle1990", "equation 4"))
}

extension Normaliser {
    static let softmax = Normaliser(word: "softmax", options: [.base]) {
        (graph: Graph, arguments: Arguments) throws(MechanismError) in
        .softmax(base: try base(graph, arguments))
    }
}

extension Mechanism.Option {
    static let base = Mechanism.Option("base", .value, fallback: "e")
}

/// The base of the exponentials, nil for e.
func base(_ graph: Graph, _ arguments: Arguments) throws(MechanismError) -> Rational? {
    guard let id = arguments.node("base") else { return nil }
    guard case .constant(let tensor) = graph[id].operation, tensor.elements.count == 1,
        let base = tensor.elements[0].rational, base.signum() > 0, base != 1
    else { throw .base }
    return base
}

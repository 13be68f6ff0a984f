import Graphs

extension Mechanism {
    /// How well every query fits every key, before any normalisation.
    ///
    ///     scores(Q, K) = Q Kᵀ / √d_k
    ///
    /// Shapes: `Q: n × d_k, K: m × d_k → n × m`; one query → a vector of m scores that stands as the query stands.
    /// `bilinear` and `additive` take queries and keys of different sizes.
    /// Source: Vaswani et al. 2017, section 3.2.1, with an overview of dot and additive scores.
    public static let scores = Mechanism(
        name: "scores",
        summary: "how well every query fits every key, before normalisation",
        formula: #"S = \frac{Q K^\top}{\sqrt{d_k}}"#,
        example: """
            Q = [1, 0; 0, 1]
            K = [1, 0; 1, 1; 2, -1]
            S = scores(Q, K, score: bilinear, W: [1, 2; 0, 1])
            """,
        parameters: [Parameter("Q"), Parameter("K")],
        options: Option.forScores,
        source: Citation("vaswani2017", "section 3.2.1")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let queries = arguments[0] else { throw .missing(parameter: "Q") }
        guard let keys = arguments[1] else { throw .missing(parameter: "K") }
        let pair = try compared(&graph, queries, keys, arguments, head: nil)
        return try scaledScores(&graph, pair, arguments)
    }
}

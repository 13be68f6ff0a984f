import Graphs

extension Mechanism {
    /// Scores to weights by any rule that attention knows.
    ///
    ///     weights(S, normalise: relu): a_j = max(s_j, 0) / Σ_i max(s_i, 0)
    ///
    /// Shapes: as `softmax`, the rule when no other is named.
    public static let weights = Mechanism(
        name: "weights",
        summary: "scores to weights by the rule that the option normalise names",
        formula: #"a_j = \frac{\max(s_j, 0)}{\sum_i \max(s_i, 0)} \text{ for } \operatorname{relu}"#,
        example: """
            S = [1, 2, -1; 3, -3, 1]
            A = weights(S, normalise: relu)
            """,
        parameters: [Parameter("S")],
        options: [.normalise] + Normaliser.allOptions + [.mask, .axis],
        source: Citation("martins2016", "section 2, on maps from scores to weights")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let scores = arguments[0] else { throw .missing(parameter: "S") }
        let rule = try Normaliser.chosen(arguments).rule(graph, arguments)
        return try normalised(&graph, scores, rule, arguments)
    }
}

extension Normaliser {
    /// max(s_j, 0) / Σ max(s_i, 0); a row without a positive score is an error.
    static let relu = Normaliser(word: "relu") { _, _ in .relu }
    /// s_j / Σ s_i; scores that add up to 0 are an error.
    static let sum = Normaliser(word: "sum") { _, _ in .sum }
    /// 1/(1 + e^(−s_j)) for every score by itself.
    static let sigmoid = Normaliser(word: "sigmoid") { _, _ in .sigmoid }
}

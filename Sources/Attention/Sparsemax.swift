import Graphs

extension Mechanism {
    /// The point of the probability simplex nearest to the scores: small scores get weight 0.
    ///
    ///     a_j = max(s_j − τ, 0), τ = (Σ_{i ≤ k} s_(i) − 1)/k, k the largest with 1 + k s_(k) > Σ_{i ≤ k} s_(i)
    ///
    /// Weights of rational scores are rational.
    /// Shapes: as `softmax`.
    /// Source: Martins and Astudillo 2016, algorithm 1.
    public static let sparsemax = Normaliser.sparsemax.mechanism(
        name: "sparsemax",
        summary: "the nearest point of the probability simplex; small scores get weight 0",
        formula: #"a_j = \max(s_j - \tau, 0), \quad \sum_j a_j = 1"#,
        example: """
            S = [1, 1/2, -1; 3, 1, 2]
            A = sparsemax(S)
            """,
        source: Citation("martins2016", "algorithm 1"))
}

extension Normaliser {
    static let sparsemax = Normaliser(word: "sparsemax") { _, _ in .sparsemax }
}

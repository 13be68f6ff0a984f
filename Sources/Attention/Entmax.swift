import Graphs

extension Mechanism {
    /// Entmax with α = 1.5, between softmax and sparsemax: small scores get weight 0, the others a square.
    ///
    ///     a_j = max(s_j/2 − τ, 0)², τ such that Σ_j a_j = 1
    ///
    /// The threshold is a root of a quadratic, so the weights of rational scores are sums of a fraction and a square
    /// root.
    /// Shapes: as `softmax`.
    /// Source: Peters, Niculae and Martins 2019, algorithm 2.
    public static let entmax15 = Normaliser.entmax15.mechanism(
        name: "entmax15",
        summary: "entmax with α = 1.5: squares above a threshold, 0 below it",
        formula: #"a_j = \max\left(\frac{s_j}{2} - \tau, 0\right)^2, \quad \sum_j a_j = 1"#,
        example: """
            S = [1, 1/2, -1; 3, 1, 2]
            A = entmax15(S)
            """,
        source: Citation("peters2019", "algorithm 2"))
}

extension Normaliser {
    static let entmax15 = Normaliser(word: "entmax15") { _, _ in .entmax15 }
}

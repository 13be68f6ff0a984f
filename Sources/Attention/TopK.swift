import Graphs

extension Mechanism {
    /// Softmax over the k largest scores of each row, weight 0 for the others.
    ///
    ///     a_j = e^(s_j) / Σ_{i kept} e^(s_i) if j is kept, otherwise 0
    ///
    /// Scores equal to the k-th are all kept (`ties: shared`, the default), or as many as make k, the first or the last
    /// of them. A row with no more than k keys is plain softmax.
    /// Shapes: as `softmax`.
    /// Source: Zhao et al. 2019, section 2, explicit sparse transformer; it keeps ties as `shared` does.
    public static let topK = Normaliser.topK.mechanism(
        name: "top_k",
        summary: "softmax over the k largest scores of each row",
        formula:
            #"a_j = \frac{e^{s_j}}{\sum_{i \in T_k} e^{s_i}} \text{ if } j \in T_k \text{, otherwise } 0"#,
        example: """
            S = [1, 2, 0; 3, 1, 2]
            A = top_k(S, k: 2)
            """,
        source: Citation("zhao2019", "section 2"))
}

extension Normaliser {
    static let topK = Normaliser(word: "top_k", options: [.k, .ties, .base]) {
        (graph: Graph, arguments: Arguments) throws(MechanismError) in
        guard let k = arguments.count("k") else { throw .missingOption("k", for: "top_k") }
        return .topK(k, ties: tieRule(arguments), base: try base(graph, arguments))
    }
}

extension Mechanism.Option {
    static let k = Mechanism.Option("k", .count(1...4096), fallback: "none: top_k needs it")
}

import Graphs

extension Mechanism {
    /// Softmax with an extra 1 in the denominator: a query may attend to nothing.
    ///
    ///     a_j = e^(s_j) / (1 + Σ_i e^(s_i))
    ///
    /// The weights of a row add up to less than 1; what is missing is the weight of a key with score 0 and value 0, as
    /// PyTorch's `add_zero_attn` appends one.
    /// Shapes: as `softmax`.
    /// Source: Miller 2023, "softmax₁", also called quiet or off-by-one softmax.
    public static let softmaxOne = Normaliser.softmaxOne.mechanism(
        name: "softmax_one",
        summary: "softmax with an extra 1 in the denominator: a query may attend to nothing",
        formula: #"a_j = \frac{e^{s_j}}{1 + \sum_i e^{s_i}}"#,
        example: """
            S = [0, 0; -2, -3]
            A = softmax_one(S)
            """,
        source: Citation("miller2023", "softmax₁"))
}

extension Normaliser {
    static let softmaxOne = Normaliser(word: "softmax_one", options: [.base]) {
        (graph: Graph, arguments: Arguments) throws(MechanismError) in
        .softmaxOne(base: try base(graph, arguments))
    }
}

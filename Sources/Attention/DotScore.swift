import Graphs

extension Score {
    /// Dot products over the root of the key size: s_ij = q_i · k_j / √d_k.
    ///
    /// Source: Vaswani et al. 2017, section 3.2.1.
    static let scaledDot = Score(word: "scaled_dot", dividesByRoot: true, isDotProduct: true, build: dotProducts)

    /// Plain dot products: s_ij = q_i · k_j.
    ///
    /// Source: Luong et al. 2015, section 3.1.
    static let dot = Score(word: "dot", isDotProduct: true, build: dotProducts)
}

/// Q Kᵀ; K q for a query that stands as a column.
func dotProducts(_ graph: inout Graph, _ pair: Score.Pair, _ arguments: Arguments) throws(MechanismError) -> NodeID {
    if pair.single == .column { return try graph.adding(.matrixProduct, [pair.keys, pair.queries]) }
    let transposed = try graph.adding(.transpose, [pair.keys])
    return try graph.adding(.matrixProduct, [pair.queries, transposed])
}

import Graphs

extension Score {
    /// A learned matrix between query and key: s_ij = q_iᵀ W k_j, W: d_q × d_k.
    ///
    /// Source: Luong et al. 2015, section 3.1, "general".
    static let bilinear = Score(
        word: "bilinear", options: [.scoreW], needsEqualWidths: false,
        queryWidth: rowsOfW
    ) { (graph: inout Graph, pair: Pair, arguments: Arguments) throws(MechanismError) in
        let matrix = try graph.matrix(try needed("W", for: "bilinear", arguments))
        if pair.single == .column {
            let turned = try graph.adding(.transpose, [matrix])
            let keys = try graph.adding(.matrixProduct, [pair.keys, turned])
            return try graph.adding(.matrixProduct, [keys, pair.queries])
        }
        let queries = try graph.adding(.matrixProduct, [pair.queries, matrix])
        return try graph.adding(.matrixProduct, [queries, try graph.adding(.transpose, [pair.keys])])
    }
}

extension Mechanism.Option {
    static let scoreW = Mechanism.Option("W", .value, fallback: "none: bilinear and additive need it")
}

/// The size of a query is how many rows W has; a column is a matrix of one column, a row one of one row.
private func rowsOfW(_ graph: Graph, _ arguments: Arguments) -> Dimension? {
    arguments.node("W").map { graph[$0].shape.rows }
}

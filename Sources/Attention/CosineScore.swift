import Graphs

extension Score {
    /// The cosine of the angle between query and key: s_ij = q_i · k_j / (‖q_i‖ ‖k_j‖).
    ///
    /// A query or key of zeros has no direction, and no score.
    /// Source: Graves et al. 2014, equation 6.
    static let cosine = Score(word: "cosine") { (graph: inout Graph, pair: Pair, arguments) throws(MechanismError) in
        let products = try dotProducts(&graph, pair, arguments)
        let keys = try lengths(&graph, pair.keys, "l", "lengths of the keys", pair.head)
        guard let single = pair.single else {
            let queries = try lengths(&graph, pair.queries, "p", "lengths of the queries", pair.head)
            let both = try graph.adding(.matrixProduct, [queries, try graph.adding(.transpose, [keys])])
            return try graph.adding(.divide, [products, both])
        }
        let square = try graph.adding(.dot, [pair.queries, pair.queries])
        var query = try graph.adding(.power(.half), [square])
        query = graph.named(query, "p", head: pair.head)
        graph.caption(query, "length of the query")
        let turned = single == .column ? keys : try graph.adding(.transpose, [keys])
        return try graph.adding(.divide, [products, try graph.adding(.multiply, [query, turned])])
    }

    /// The length of every row, as a column.
    private static func lengths(
        _ graph: inout Graph, _ tokens: NodeID, _ letter: String, _ caption: String, _ head: String?
    ) throws(MechanismError) -> NodeID {
        let squares = try graph.adding(.multiply, [tokens, tokens])
        let sums = try graph.adding(.reduce(.sum, over: .eachRow), [squares])
        let lengths = graph.named(try graph.adding(.power(.half), [sums]), letter, head: head)
        graph.caption(lengths, caption)
        return lengths
    }
}

import Graphs

extension Score {
    /// A small network over query and key: s_ij = vᵀ tanh(W q_i + U k_j + b).
    ///
    /// Shapes: `W: h × d_q, U: h × d_k`, v and b of h entries; b is left out when not given.
    ///
    /// Source: Bahdanau et al. 2015, appendix A.1.2.
    static let additive = Score(
        word: "additive", options: [.scoreV, .scoreW, .scoreU, .scoreB], needsEqualWidths: false,
        queryWidth: columnsOfW
    ) { (graph: inout Graph, pair: Pair, arguments: Arguments) throws(MechanismError) in
        let v = try graph.column(try needed("v", for: "additive", arguments))
        let w = try graph.matrix(try needed("W", for: "additive", arguments))
        let u = try graph.matrix(try needed("U", for: "additive", arguments))
        var keys = try graph.adding(.matrixProduct, [pair.keys, try graph.adding(.transpose, [u])])
        if let bias = arguments.node("b") {
            keys = try graph.adding(.add, [keys, try graph.row(bias)])
        }
        keys = graph.named(keys, "R", head: pair.head)
        graph.caption(keys, "keys, projected")

        switch pair.single {
        case .column:
            var query = try graph.adding(.matrixProduct, [w, pair.queries])
            query = graph.named(query, "r", head: pair.head)
            graph.caption(query, "query, projected")
            return try compared(&graph, try graph.adding(.transpose, [query]), keys, v)
        case .row:
            var query = try graph.adding(.matrixProduct, [pair.queries, try graph.adding(.transpose, [w])])
            query = graph.named(query, "r", head: pair.head)
            graph.caption(query, "query, projected")
            return try graph.adding(.transpose, [try compared(&graph, query, keys, v)])
        case nil:
            var queries = try graph.adding(.matrixProduct, [pair.queries, try graph.adding(.transpose, [w])])
            queries = graph.named(queries, "P", head: pair.head)
            graph.caption(queries, "queries, projected")
            guard let count = graph[queries].shape.rows.value else { throw .shape(.needsSize(graph[queries].shape)) }
            var rows: [NodeID] = []
            for index in 0..<count {
                let query = try graph.adding(.row(index), [queries])
                let scores = try compared(&graph, query, keys, v)
                rows.append(try graph.adding(.transpose, [scores]))
            }
            return try graph.matrix(rows)
        }
    }

    /// tanh(r + R) v with the query's row r beside every row of R: the scores of one query as a column.
    private static func compared(
        _ graph: inout Graph, _ query: NodeID, _ keys: NodeID, _ v: NodeID
    ) throws(MechanismError) -> NodeID {
        let sum = try graph.adding(.add, [query, keys])
        return try graph.adding(.matrixProduct, [try graph.adding(.apply(.hyperbolicTangent), [sum]), v])
    }
}

extension Mechanism.Option {
    static let scoreV = Mechanism.Option("v", .value, fallback: "none: additive needs it")
    static let scoreU = Mechanism.Option("U", .value, fallback: "none: additive needs it")
    static let scoreB = Mechanism.Option("b", .value, fallback: "none")
}

extension Graph {
    /// A vector as a column.
    mutating func column(_ id: NodeID) throws(MechanismError) -> NodeID {
        switch self[id].shape {
        case .column: return id
        case .row: return try adding(.transpose, [id])
        case .scalar: return try adding(.stack, [id])
        case .matrix: throw .shape(.needsVector(self[id].shape))
        }
    }

    /// A vector as a row.
    mutating func row(_ id: NodeID) throws(MechanismError) -> NodeID {
        switch self[id].shape {
        case .row: return id
        case .column: return try adding(.transpose, [id])
        case .scalar: return try adding(.concatenate, [id])
        case .matrix: throw .shape(.needsVector(self[id].shape))
        }
    }

    /// Rows on top of one another, a single one as a matrix of one row.
    mutating func matrix(_ rows: [NodeID]) throws(MechanismError) -> NodeID {
        if rows.count == 1, let only = rows.first { return try matrix(only) }
        let stacked = try adding(.stack, rows)
        return try matrix(stacked)
    }
}

/// The size of a query is how many columns W has.
private func columnsOfW(_ graph: Graph, _ arguments: Arguments) -> Dimension? {
    arguments.node("W").map { graph[$0].shape.columns }
}

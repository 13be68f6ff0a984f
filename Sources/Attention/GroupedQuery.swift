import Graphs

extension Mechanism {
    /// Several heads of queries that share one set of keys and values.
    ///
    ///     head_i = attention(X W_Q^(i), X W_K, X W_V),  multi_query = [head_1, …, head_h] W_O
    ///
    /// Shapes: `X: n × d, W_Q: d × d_k per head, W_K: d × d_k, W_V: d × d_v, W_O: h d_v × d_o → n × d_o`.
    /// Source: Shazeer 2019, section 3.
    public static let multiQuery = Mechanism(
        name: "multi_query",
        summary: "heads of queries that share one set of keys and values",
        formula:
            #"Y = [H^{(1)}, \dots, H^{(h)}]\, W_O, \quad H^{(i)} = \operatorname{attention}(X W_Q^{(i)}, X W_K, X W_V)"#,
        example: """
            X = [1, 0; 1, 2]
            W_Q = [1, 0; 0, 1]
            W_K = [1; 1]
            W_V = [2; 0]
            Y = multi_query(X, W_Q, W_K, W_V, heads: 2)
            """,
        parameters: headParameters,
        options: [Option("heads", .count(1...64), fallback: "one per matrix in the lists"), .memory]
            + attentionOptions,
        source: Citation("shazeer2019", "section 3")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        let queries = try blocks(&graph, arguments, 1, count: arguments.count("heads"), "W_Q")
        let (keys, values) = (arguments.list(2), arguments.list(3))
        guard keys.count == 1, values.count == 1 else {
            throw .unequalLists(["W_K": keys.count, "W_V": values.count, "shared": 1])
        }
        return try attendInGroups(&graph, queries: queries, keys: keys, values: values, arguments)
    }

    /// Heads of queries in groups, each group with its own keys and values.
    ///
    ///     head_i = attention(X W_Q^(i), X W_K^(g), X W_V^(g)), g the group of head i
    ///
    /// With h heads and g groups, heads 1 … h/g are the first group. One group is `multi_query`, as many groups as
    /// heads is `multi_head`.
    /// Shapes: `X: n × d, W_Q: d × d_k per head, W_K: d × d_k and W_V: d × d_v per group, W_O: h d_v × d_o → n × d_o`.
    /// Source: Ainslie et al. 2023, section 2.2.
    public static let groupedQuery = Mechanism(
        name: "grouped_query",
        summary: "heads of queries in groups, each group with its own keys and values",
        formula:
            #"Y = [H^{(1)}, \dots, H^{(h)}]\, W_O, \quad H^{(i)} = \operatorname{attention}(X W_Q^{(i)}, X W_K^{(g)}, X W_V^{(g)}), \quad g = \lceil i\, G / h \rceil"#,
        example: """
            X = [1, 0; 1, 2]
            W_Q = [1, 0, 1, 2; 0, 1, -1, 0]
            W_K = [1, 0; 1, 1]
            W_V = [2, 0; 0, 1]
            Y = grouped_query(X, W_Q, W_K, W_V, heads: 4, groups: 2)
            """,
        parameters: headParameters,
        options: [
            Option("heads", .count(1...64), fallback: "one per matrix in the lists"),
            Option("groups", .count(1...64), fallback: "one per matrix in the lists W_K and W_V"), .memory,
        ] + attentionOptions,
        source: Citation("ainslie2023", "section 2.2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        let groups = arguments.count("groups")
        return try attendInGroups(
            &graph, queries: try blocks(&graph, arguments, 1, count: arguments.count("heads"), "W_Q"),
            keys: try blocks(&graph, arguments, 2, count: groups, "W_K"),
            values: try blocks(&graph, arguments, 3, count: groups, "W_V"), arguments)
    }
}

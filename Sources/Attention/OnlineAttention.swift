import Graphs

extension Mechanism {
    /// Attention tile by tile: keys and values come in blocks, and the softmax is corrected as they come.
    ///
    ///     S^(t) = Q K^(t)ᵀ/√d_k
    ///     m^(t) = max(m^(t−1), row maximum of S^(t)),  P^(t) = e^(S^(t) − m^(t)),  c^(t) = e^(m^(t−1) − m^(t))
    ///     ℓ^(t) = c^(t) ℓ^(t−1) + Σ P^(t),  O^(t) = c^(t) O^(t−1) + P^(t) V^(t),  Z = O^(T)/ℓ^(T)
    ///
    /// Exactly `attention(Q, K, V)`, though no step sees more than `tile` keys.
    /// Shapes: `Q: n × d_k, K: m × d_k, V: m × d_v → n × d_v`; one query as in `attention`. The last tile may be
    /// smaller.
    /// Source: Milakov and Gimelshein 2018, algorithm 3, for m and ℓ; Dao et al. 2022, algorithm 1, for the output,
    /// divided by ℓ once at the end.
    public static let onlineAttention = Mechanism(
        name: "online_attention",
        summary: "attention tile by tile with a running maximum and denominator, as FlashAttention works",
        formula:
            #"\ell^{(t)} = e^{m^{(t-1)} - m^{(t)}} \ell^{(t-1)} + \sum_j e^{s_j - m^{(t)}}, \quad O^{(t)} = e^{m^{(t-1)} - m^{(t)}} O^{(t-1)} + \sum_j e^{s_j - m^{(t)}} v_j"#,
        example: """
            Q = [1, 0]^T
            K = [1, 0; 2, 1; 0, 1]
            V = [2, 0; 0, 4; 1, 1]
            Z = online_attention(Q, K, V, tile: 2)
            """,
        parameters: [Parameter("Q"), Parameter("K"), Parameter("V")],
        options: [Option("tile", .count(1...4096), fallback: "1")] + Option.forScores,
        source: Citation("dao2022", "algorithm 1")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let queries = arguments[0] else { throw .missing(parameter: "Q") }
        guard let keys = arguments[1] else { throw .missing(parameter: "K") }
        guard let values = arguments[2] else { throw .missing(parameter: "V") }
        let pair = try compared(&graph, queries, keys, arguments, head: nil)
        let values2 = try graph.matrix(values)
        guard graph[values2].shape.rows == graph[pair.keys].shape.rows else {
            throw .keyValue(keys: graph[pair.keys].shape.rows, values: graph[values2].shape.rows)
        }
        guard let count = graph[pair.keys].shape.rows.value else {
            throw .shape(.needsSize(graph[pair.keys].shape))
        }
        let tile = arguments.count("tile") ?? 1
        var running: Running?
        for (index, start) in stride(from: 0, to: count, by: tile).enumerated() {
            running = try step(
                &graph, pair, values2, start..<min(start + tile, count), index + 1, after: running, arguments)
        }
        guard let running else { throw .shape(.joinsNothing) }
        // The output stands as a single query stands.
        let output = try graph.adding(.divide, [running.output, running.denominator])
        guard let single = pair.single else { return output }
        let row = try graph.adding(.row(0), [output])
        return single == .row ? row : try graph.adding(.transpose, [row])
    }

    /// What is known after some tiles: one maximum and one denominator per query, and the output not yet divided.
    private struct Running {
        var maximum: NodeID
        var denominator: NodeID
        var output: NodeID
    }

    private static func step(
        _ graph: inout Graph, _ pair: Score.Pair, _ values: NodeID, _ range: Range<Int>, _ number: Int,
        after previous: Running?, _ arguments: Arguments
    ) throws(MechanismError) -> Running {
        let place = range.count == 1 ? "key \(range.upperBound)" : "keys \(range.lowerBound + 1) to \(range.upperBound)"
        func named(_ id: NodeID, _ letter: String, _ caption: String) -> NodeID {
            let id = graph.named(id, letter, head: "\(number)")
            graph.caption(id, caption)
            return id
        }
        var part = pair
        part.keys = named(try graph.adding(.rows(range), [pair.keys]), "K", "tile \(number): \(place)")
        part.head = "\(number)"
        var tile = arguments
        if let bias = arguments.node("bias") {
            tile.options["bias"] = .node(try tileOfBias(&graph, bias, range))
        }
        var scores = try scaledScores(&graph, part, tile)
        if pair.single == .column { scores = try graph.adding(.transpose, [scores]) }
        scores = named(try graph.matrix(scores), "S", "scores")

        let candidates = try previous.map { previous throws(MechanismError) in
            try graph.adding(.concatenate, [previous.maximum, scores])
        }
        var maximum = try graph.adding(.reduce(.maximum, over: .eachRow), [candidates ?? scores])
        maximum = named(maximum, "m", previous == nil ? "running maximum" : "running maximum, old or new")
        let shifted = try graph.adding(.subtract, [scores, maximum])
        let powers = named(
            try graph.adding(.apply(.exponential), [shifted]), "P", "exponentials, shifted by the running maximum")
        var denominator = try graph.adding(.reduce(.sum, over: .eachRow), [powers])
        let block = named(try graph.adding(.rows(range), [values]), "V", "tile \(number): values")
        var output = try graph.adding(.matrixProduct, [powers, block])
        if let previous {
            let change = try graph.adding(.subtract, [previous.maximum, maximum])
            let correction = named(
                try graph.adding(.apply(.exponential), [change]), "c", "correction of what was summed up so far")
            let kept = try graph.adding(.multiply, [correction, previous.denominator])
            denominator = try graph.adding(.add, [kept, denominator])
            output = try graph.adding(.add, [try graph.adding(.multiply, [correction, previous.output]), output])
        }
        return Running(
            maximum: maximum, denominator: named(denominator, "ell", "running denominator"),
            output: named(output, "O", "running output, not yet divided"))
    }

    /// The part of a bias that belongs to a tile's keys: columns of a matrix, entries of a single query's vector.
    private static func tileOfBias(
        _ graph: inout Graph, _ bias: NodeID, _ range: Range<Int>
    ) throws(MechanismError) -> NodeID {
        switch graph[bias].shape {
        case .scalar: return bias
        case .matrix: return try graph.adding(.columns(range), [bias])
        case .column:
            let matrix = try graph.adding(.rows(range), [try graph.matrix(bias)])
            return try graph.adding(.column(0), [matrix])
        case .row:
            let matrix = try graph.adding(.columns(range), [try graph.matrix(bias)])
            return try graph.adding(.row(0), [matrix])
        }
    }
}

import Attention
import Graphs
import Numbers
import Rationals
import Testing

/// Scores entry by entry, straight from the papers.
@Suite struct ScoreTests {
    let q = numbers([[1, -2], [0, 3]])
    let k = numbers([[2, 1], [-1, 0], [1, 4]])
    let w = numbers([[1, 2], [-1, 1]])
    let u = numbers([[0, 1], [2, -1]])

    /// The values of a mechanism's last step.
    func value(
        _ name: String, _ values: [[[Number]]], _ options: [String: [[Number]]] = [:],
        _ words: [String: Arguments.OptionValue] = [:]
    ) throws -> [[Number]] {
        var graph = Graph()
        var arguments = Arguments(values: [], options: words)
        for value in values { arguments.values.append(.node(try graph.add(.constant(tensor(value))))) }
        for label in options.keys.sorted() {
            let rows = try #require(options[label])
            let id =
                rows.count == 1 && rows[0].count == 1
                ? try graph.add(.constant(Tensor(scalar: rows[0][0])))
                : rows.count == 1
                    ? try graph.add(
                        .constant(#require(Tensor(shape: .column(Dimension(rows[0].count)), elements: rows[0]))))
                    : try graph.add(.constant(tensor(rows)))
            arguments.options[label] = .node(id)
        }
        let mechanism = try #require(Catalogue.mechanism(named: name))
        let last = try mechanism.build(&graph, arguments)
        let result = try graph.evaluate(Number.self).value(of: last)
        return (0..<result.rows).map { Array(result.row($0)) }
    }

    func expectEqual(_ a: [[Number]], _ b: [[Number]], _ comment: Comment? = nil) {
        #expect(a.count == b.count && a.first?.count == b.first?.count)
        for (x, y) in zip(a.flatMap(\.self), b.flatMap(\.self)) {
            #expect(Number.equality(x, y) == .equal, comment)
        }
    }

    static func dot(_ a: [Number], _ b: [Number]) -> Number { zip(a, b).reduce(Number(0)) { $0 + $1.0 * $1.1 } }

    /// Σ_a Σ_b q_a W_ab k_b.
    @Test func bilinear() throws {
        let expected = q.map { query in
            k.map { key in
                (0..<2).reduce(Number(0)) { sum, a in
                    (0..<2).reduce(sum) { $0 + query[a] * w[a][$1] * key[$1] }
                }
            }
        }
        expectEqual(try value("scores", [q, k], ["W": w], ["score": .word("bilinear")]), expected)
        // By hand: [1, −2] W = [3, 0], times [2, 1] is 6.
        #expect(expected[0][0].rational == 6)
    }

    /// Σ_h v_h tanh(Σ_a W_ha q_a + Σ_b U_hb k_b + b_h).
    @Test(arguments: [false, true]) func additive(hasBias: Bool) throws {
        let (v, b) = (numbers([[2, -1]]), numbers([[1, -3]]))
        let expected = try q.map { query in
            try k.map { key in
                try (0..<2).reduce(Number(0)) { sum, h in
                    let bias = hasBias ? b[0][h] : 0
                    let inner = Self.dot(w[h], query) + Self.dot(u[h], key) + bias
                    return sum + v[0][h] * (try inner.applying(.hyperbolicTangent))
                }
            }
        }
        var options = ["v": v, "W": w, "U": u]
        if hasBias { options["b"] = b }
        expectEqual(try value("scores", [q, k], options, ["score": .word("additive")]), expected)
    }

    @Test func cosine() throws {
        let half = try #require(Rational(1, over: 2))
        let expected = try q.map { query in
            try k.map { key in
                let lengths = try Self.dot(query, query).raised(to: half) * Self.dot(key, key).raised(to: half)
                return try Self.dot(query, key).divided(by: lengths)
            }
        }
        expectEqual(try value("scores", [q, k], [:], ["score": .word("cosine")]), expected)
    }

    @Test func scaleTemperatureAndBiasInThatOrder() throws {
        let bias = numbers([[1, 2, 3], [4, 5, 6]])
        let sixth = try #require(Rational(1, over: 6))
        let expected = q.enumerated().map { i, query in
            k.enumerated().map { j, key in Self.dot(query, key) * Number(sixth) + bias[i][j] }
        }
        let options = ["scale": numbers([[2]]), "temperature": numbers([[3]]), "bias": bias]
        expectEqual(try value("scores", [q, k], options), expected)
    }

    /// One query as a column or a row is the row of the matrix form, under every score.
    @Test(arguments: ["scaled_dot", "dot", "bilinear", "additive", "cosine"])
    func oneQueryIsARowOfTheMatrixForm(score: String) throws {
        var options: [String: [[Number]]] = [:]
        if score == "bilinear" || score == "additive" { options["W"] = w }
        if score == "additive" { (options["U"], options["v"]) = (u, numbers([[2, -1]])) }
        let whole = try value("scores", [q, k], options, ["score": .word(score)])
        for shape in [Shape.column(2), .row(2)] {
            var graph = Graph()
            let query = try graph.add(.constant(#require(Tensor(shape: shape, elements: q[1]))))
            let keys = try graph.add(.constant(tensor(k)))
            var arguments = Arguments(values: [.node(query), .node(keys)], options: ["score": .word(score)])
            for (label, rows) in options {
                arguments.options[label] = .node(
                    rows.count == 1
                        ? try graph.add(.constant(#require(Tensor(shape: .column(2), elements: rows[0]))))
                        : try graph.add(.constant(tensor(rows))))
            }
            let mechanism = try #require(Catalogue.mechanism(named: "scores"))
            let last = try mechanism.build(&graph, arguments)
            let result = try graph.evaluate(Number.self).value(of: last)
            #expect(result.shape == (shape == .column(2) ? .column(3) : .row(3)))
            for (a, b) in zip(result.elements, whole[1]) { #expect(Number.equality(a, b) == .equal, "\(score)") }
        }
    }

    // MARK: Forms

    static func transposed(_ a: [[Number]]) -> [[Number]] { a[0].indices.map { j in a.map { $0[j] } } }

    /// Tokens as columns give the transpose of what the same tokens as rows give, under every score.
    @Test(arguments: ["scaled_dot", "dot", "bilinear", "additive", "cosine"], ["softmax", "sparsemax"])
    func columnsAreTheTransposeOfRows(score: String, rule: String) throws {
        var options: [String: [[Number]]] = [:]
        if score == "bilinear" || score == "additive" { options["W"] = w }
        if score == "additive" { (options["U"], options["v"]) = (u, numbers([[2, -1]])) }
        // A sparse rule compares scores; with those of tanh that is settled by enclosures all the same.
        var words: [String: Arguments.OptionValue] = ["score": .word(score), "normalise": .word(rule)]
        words["mask"] = .word("causal")
        let v = numbers([[1, 0, 2], [0, 1, 1], [-3, 1, 0]])
        let rows = try value("attention", [q, k, v], options, words)
        words["convention"] = .word("columns")
        let columns = try value("attention", [q, k, v].map(Self.transposed), options, words)
        expectEqual(columns, Self.transposed(rows), "\(score)")
    }

    /// The explicit mask stands as the scores do: a row per key where tokens are columns.
    @Test func aMatrixMaskIsTurnedWithTheScores() throws {
        let v = numbers([[1], [5], [7]])
        let mask = numbers([[1, 0, 1], [1, 1, 0]])
        let rows = try value("attention", [q, k, v], ["mask": mask])
        let columns = try value(
            "attention", [q, k, v].map(Self.transposed), ["mask": Self.transposed(mask)],
            ["convention": .word("columns")])
        expectEqual(columns, Self.transposed(rows))
    }

    @Test func crossAttentionProjectsEitherSequence() throws {
        let expected = try Reference.attention(
            Reference.product(q, w), Reference.product(k, u), Reference.product(k, w),
            scale: Number(2).raised(to: #require(Rational(1, over: 2))))
        expectEqual(try value("cross_attention", [q, k, w, u, w]), expected)
        let plain = try Reference.attention(q, k, k, scale: Number(1))
        expectEqual(try value("cross_attention", [q, k], [:], ["score": .word("dot")]), plain)
    }

    /// Heads 1 and 2 use the first group's keys and values, 3 and 4 the second's.
    @Test(arguments: [(1, [0, 0, 0, 0]), (2, [0, 0, 1, 1]), (4, [0, 1, 2, 3])])
    func headsUseTheirGroupsKeys(groups: Int, group: [Int]) throws {
        let wide = numbers([[1, 0, 1, 2], [0, 1, -1, 0]])
        let (wk, wv) = (numbers([[1, 2, 0, 1], [1, 0, 1, -1]]), numbers([[2, 0, 1, 1], [0, 1, 3, -2]]))
        func column(_ matrix: [[Number]], _ j: Int) -> [[Number]] { matrix.map { [$0[j]] } }
        let heads = try group.enumerated().map { head, index in
            try Reference.attention(
                Reference.product(k, column(wide, head)), Reference.product(k, column(wk, index)),
                Reference.product(k, column(wv, index)), scale: Number(1))
        }
        let expected = k.indices.map { row in heads.flatMap { $0[row] } }
        let used = [wk, wv].map { matrix in matrix.map { Array($0.prefix(groups)) } }
        let counts: [String: Arguments.OptionValue] = ["heads": .count(4), "groups": .count(groups)]
        expectEqual(try value("grouped_query", [k, wide] + used, [:], counts), expected)
        if groups == 1 {
            expectEqual(try value("multi_query", [k, wide] + used, [:], ["heads": .count(4)]), expected)
        }
        if groups == 4 {
            expectEqual(try value("multi_head", [k, wide] + used, [:], ["heads": .count(4)]), expected)
        }
    }

    @Test func memoryGivesKeysAndValuesToHeads() throws {
        let single = try value("multi_head", [q, w, u, w], ["memory": k])
        expectEqual(single, try value("cross_attention", [q, k, w, u, w]))
    }

    /// The running maximum, denominator and output end at plain attention, whatever the tiles.
    @Test(arguments: 1...4) func tileByTileIsPlainAttention(tile: Int) throws {
        let v = numbers([[1, 0, 2], [0, 1, 1], [-3, 1, 0]])
        for score in ["scaled_dot", "dot", "cosine"] {
            let plain = try value("attention", [q, k, v], [:], ["score": .word(score)])
            let online = try value(
                "online_attention", [q, k, v], [:], ["score": .word(score), "tile": .count(tile)])
            expectEqual(online, plain, "\(score), tiles of \(tile)")
        }
        let bias = numbers([[1, 0, -1], [0, 2, 5]])
        expectEqual(
            try value("online_attention", [q, k, v], ["bias": bias], ["tile": .count(tile)]),
            try value("attention", [q, k, v], ["bias": bias]))
    }

    /// Keys 2, 0, 1 one by one, values 1, 2, 4, base of a single entry: m = 2, 2, 2; ℓ = 1, 1 + e^−2, 1 + e^−2 + e^−1.
    @Test func theRunningDenominatorByHand() throws {
        var graph = Graph()
        let query = try graph.add(.constant(Tensor(scalar: Number(1))))
        let keys = try graph.add(.constant(tensor(numbers([[2], [0], [1]]))))
        let values = try graph.add(.constant(tensor(numbers([[1], [2], [4]]))))
        let mechanism = try #require(Catalogue.mechanism(named: "online_attention"))
        _ = try mechanism.build(&graph, Arguments(values: [.node(query), .node(keys), .node(values)]))
        let trace = graph.evaluate(Number.self)
        func power(_ exponent: Int) throws -> Number { try Number(Rational(exponent)).applying(.exponential) }
        let expected = [Number(1), 1 + (try power(-2)), 1 + (try power(-2)) + (try power(-1))]
        for (index, wanted) in expected.enumerated() {
            let node = try #require(graph.node(labelled: "ell^{(\(index + 1))}"))
            #expect(Number.equality(try trace.value(of: node).elements[0], wanted) == .equal)
            let maximum = try #require(graph.node(labelled: "m^{(\(index + 1))}"))
            #expect(try trace.value(of: maximum).elements[0].rational == 2)
        }
    }

    @Test func anOptionThatMeansNothingIsRefused() throws {
        #expect(throws: MechanismError.unusedOption("W", with: "score: dot")) {
            try value("scores", [q, k], ["W": w], ["score": .word("dot")])
        }
        #expect(throws: MechanismError.missingOption("W", for: "bilinear")) {
            try value("scores", [q, k], [:], ["score": .word("bilinear")])
        }
    }
}

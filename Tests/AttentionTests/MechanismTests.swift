import Attention
import Graphs
import Numbers
import Rationals
import Testing

/// Plain loops straight from the definitions, against which the graphs are held.
enum Reference {
    typealias Matrix = [[Number]]

    static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
        a.map { row in
            b[0].indices.map { j in row.indices.reduce(Number(0)) { $0 + row[$1] * b[$1][j] } }
        }
    }

    /// Vaswani et al.
    ///
    /// 2017, equation 1, entry by entry: Σ_j e^(s_ij) v_j / Σ_j e^(s_ij), s_ij = q_i · k_j / scale.
    static func attention(_ q: Matrix, _ k: Matrix, _ v: Matrix, scale: Number, causal: Bool = false) throws -> Matrix {
        try q.enumerated().map { i, query in
            var total = Number(0)
            var sums = [Number](repeating: Number(0), count: v[0].count)
            for (j, key) in k.enumerated() where !causal || j <= i {
                let score = try zip(query, key).reduce(Number(0)) { $0 + $1.0 * $1.1 }.divided(by: scale)
                let weight = try score.applying(.exponential)
                total = total + weight
                for c in sums.indices { sums[c] = sums[c] + weight * v[j][c] }
            }
            return try sums.map { try $0.divided(by: total) }
        }
    }
}

func numbers(_ rows: [[Int]]) -> [[Number]] { rows.map { $0.map { Number(Rational($0)) } } }

func tensor(_ rows: [[Number]]) throws -> Tensor<Number> {
    let shape = Shape.matrix(Dimension(rows.count), Dimension(rows[0].count))
    return try #require(Tensor(shape: shape, elements: rows.flatMap(\.self)))
}

@Suite struct MechanismTests {
    let x = numbers([[2, -1, 3], [1, 2, 4], [-2, -3, 0]])

    func build(
        _ name: String, _ values: [[[Number]]], _ options: [String: Arguments.OptionValue] = [:]
    ) throws -> (Graph, NodeID) {
        var graph = Graph()
        var nodes: [Arguments.Value] = []
        for value in values { nodes.append(.node(try graph.add(.constant(tensor(value))))) }
        let mechanism = try #require(Catalogue.mechanism(named: name))
        let result = try mechanism.build(&graph, Arguments(values: nodes, options: options))
        return (graph, result)
    }

    func expectEqual(_ value: Tensor<Number>, _ expected: [[Number]]) {
        let rows = (0..<value.rows).map { Array(value.row($0)) }
        #expect(rows.count == expected.count)
        for (row, wanted) in zip(rows, expected) {
            for (a, b) in zip(row, wanted) { #expect(Number.equality(a, b) == .equal) }
        }
    }

    @Test func selfAttentionWithoutProjections() throws {
        let (graph, z) = try build("self_attention", [x], ["score": .word("dot")])
        expectEqual(
            try graph.evaluate(Number.self).value(of: z), try Reference.attention(x, x, x, scale: Number(1)))
        // 2·2 + (−1)(−1) + 3·3 = 14, 2·1 − 1·2 + 3·4 = 12, 2·(−2) − 1·(−3) + 0 = −1; worked by hand.
        let scores = try #require(graph.node(labelled: "S"))
        #expect(try graph.evaluate(Number.self).value(of: scores).row(0).map(\.rational) == [14, 12, -1])
    }

    @Test func theScaleIsTheRootOfTheKeyDimension() throws {
        let wq = numbers([[1, -1], [0, 2], [3, 1]])
        let wk = numbers([[0, 1], [1, 1], [-1, 2]])
        let wv = numbers([[1, 0, 2, 1], [0, 1, 1, -1], [2, 0, 1, 0]])
        let (graph, z) = try build("self_attention", [x, wq, wk, wv])
        let root = try Number(2).raised(to: #require(Rational(1, over: 2)))
        let expected = try Reference.attention(
            Reference.product(x, wq), Reference.product(x, wk), Reference.product(x, wv), scale: root)
        expectEqual(try graph.evaluate(Number.self).value(of: z), expected)
    }

    @Test func aCausalMaskLeavesLaterTokensOut() throws {
        let (graph, z) = try build("attention", [x, x, x], ["mask": .word("causal"), "score": .word("dot")])
        expectEqual(
            try graph.evaluate(Number.self).value(of: z),
            try Reference.attention(x, x, x, scale: Number(1), causal: true))
    }

    @Test func oneQueryIsARowOfTheMatrixForm() throws {
        var graph = Graph()
        let keys = try graph.add(.constant(tensor(x)))
        let query = try graph.add(.constant(#require(Tensor(shape: .column(3), elements: x[1]))))
        let mechanism = try #require(Catalogue.mechanism(named: "attention"))
        let z = try mechanism.build(&graph, Arguments(values: [.node(query), .node(keys), .node(keys)]))
        #expect(graph[z].shape == .column(3))
        let root = try Number(3).raised(to: #require(Rational(1, over: 2)))
        let expected = try Reference.attention([x[1]], x, x, scale: root)
        let value = try graph.evaluate(Number.self).value(of: z)
        for (a, b) in zip(value.elements, expected[0]) { #expect(Number.equality(a, b) == .equal) }
    }

    @Test func headsStandSideBySideBeforeTheOutputProjection() throws {
        let w = [numbers([[1, -1], [0, 2], [3, 1]]), numbers([[1, 1], [1, 1], [1, 1]])]
        let mixing = numbers([[-1, 1, 2], [0, -1, -2], [1, -1, 0], [2, 0, 1]])
        var graph = Graph()
        let tokens = try graph.add(.constant(tensor(x)))
        let heads = try w.map { try graph.add(.constant(tensor($0))) }
        let output = try graph.add(.constant(tensor(mixing)))
        let mechanism = try #require(Catalogue.mechanism(named: "multi_head"))
        let z = try mechanism.build(
            &graph, Arguments(values: [.node(tokens), .list(heads), .list(heads), .list(heads), .node(output)]))
        let root = try Number(2).raised(to: #require(Rational(1, over: 2)))
        let parts = try w.map { weight in
            let p = Reference.product(x, weight)
            return try Reference.attention(p, p, p, scale: root)
        }
        let joined = zip(parts[0], parts[1]).map { $0 + $1 }
        expectEqual(try graph.evaluate(Number.self).value(of: z), Reference.product(joined, mixing))
    }

    @Test func listsOfDifferentLengthsAreRefused() throws {
        var graph = Graph()
        let tokens = try graph.add(.constant(tensor(x)))
        let w = try graph.add(.constant(tensor(x)))
        let mechanism = try #require(Catalogue.mechanism(named: "multi_head"))
        #expect(throws: MechanismError.unequalLists(["W_Q": 2, "W_K": 1, "W_V": 2])) {
            try mechanism.build(
                &graph, Arguments(values: [.node(tokens), .list([w, w]), .list([w]), .list([w, w])]))
        }
    }

    @Test func everyCitationIsInTheBibliography() {
        for mechanism in Catalogue.all {
            #expect(mechanism.source.map { Bibliography.work($0.key) != nil } ?? true, "\(mechanism.name)")
        }
    }
}

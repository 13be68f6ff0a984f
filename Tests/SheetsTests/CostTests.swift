import Attention
import Graphs
import Numbers
import Rationals
import Testing

@testable import Sheets

/// Counts of operations against the operations of a real evaluation, and against polynomials worked by hand.
@Suite struct CostTests {
    /// What an evaluation of the graph performs.
    func performed(_ graph: Graph) -> [OperationCount.Kind: Int] {
        let tally = Tally()
        Tally.$current.withValue(tally) { _ = graph.evaluate(CountingScalar.self) }
        return tally.amounts
    }

    func expectPerformed(_ graph: Graph, _ comment: String) {
        let performed = performed(graph)
        let counted = graph.operationCount(of: graph.ids)
        // How many weights are positive depends on the scores there: the count is the most it can be.
        let isBound = graph.nodes.contains { node in
            guard case .normalise(let rule, _) = node.operation else { return false }
            switch rule {
            case .topK, .sparsemax, .entmax15: return true
            case .softmax, .softmaxOne, .argmax, .relu, .sum, .sigmoid: return false
            }
        }
        for kind in OperationCount.Kind.allCases {
            let found = Rational(performed[kind, default: 0])
            let count = counted[kind].constant ?? -1
            #expect(isBound ? found <= count : found == count, "\(kind) of \(comment): \(found), counted \(count)")
        }
    }

    @Test(arguments: Catalogue.all.map(\.name))
    func everyMechanismTakesWhatItsEvaluationTakes(_ name: String) throws {
        let mechanism = try #require(Catalogue.mechanism(named: name))
        let worked = calculated(mechanism.example)
        #expect(worked.messages == [])
        expectPerformed(worked.elaboration.graph, mechanism.example)
    }

    @Test(arguments: [
        "X + X", "X - [1, 2, 3]^T", "-X", "hadamard(X, X)", "3 X", "X / 3", "X W", "[1, 2]^T [3, 4]", "[1, 2] [3, 4]^T",
        "[1, 2] . [3, 4]", "X^T", "X_1", "X_{1,2}", "sqrt(2) + 2^3 + abs(-3)", "exp(X)", "tanh(X)", "relu(X)",
        "sigmoid(X)", "sin(1) + cos(1)", "ln(2)", "softmax(X)", "softmax(X, base: 2)", "softmax([1, 2, 3])",
        "softmax(M, mask: causal)", "softmax(X, mask: [1, 0, 1; 1, 1, 1])", "hardmax(X)", "hardmax(X, ties: first)",
        "hardmax(M, mask: causal, ties: last)", "sum(X)", "mean(X)", "max(X)", "min(X)", "row_sum(X)", "row_mean(X)",
        "row_max(X)", "column_mean(X)", "column_min(X)", "[X, X]", "[X; X]", "norm([3, 4])", "M^3",
        "softmax(X, base: 3)", "attention(X, X, X, normalise: relu, score: dot)", "attention(X, X, X, normalise: sum)",
        "attention(X, X, X, normalise: sparsemax)", "attention(X, X, X, normalise: sigmoid)",
        "attention(X, X, X, mask: window(1))",
        "attention(X, X, X, score: dot)", "multi_head(M, M, M, M, M, heads: 2)", "[2] [3]",
    ])
    func everyOperationTakesWhatItsEvaluationTakes(_ formula: String) {
        let worked = calculated("X = [1, 2, 3; 4, 5, 7]\nW = [1; 2; 4]\nM = [1, 2; 3, 5]\n\(formula)")
        #expect(worked.messages == [])
        expectPerformed(worked.elaboration.graph, formula)
    }

    /// The polynomial at the sizes is the number for these sizes.
    @Test(arguments: [
        ("attention(Q, K, V)", ["n": 2, "m": 3, "d": 4, "v": 5]),
        ("softmax(Q K^T) V", ["n": 3, "m": 1, "d": 2, "v": 2]),
        ("attention(Q, K, V, score: dot, base: 2)", ["n": 1, "m": 4, "d": 1, "v": 3]),
        ("tanh(Q K^T) V", ["n": 2, "m": 2, "d": 3, "v": 1]),
    ])
    func polynomialsAgreeWithNumbers(_ formula: String, _ sizes: [String: Int]) throws {
        let kinds = ["operations", "multiplications", "additions", "divisions", "exponentials", "comparisons"]
        for kind in kinds {
            let symbolic = calculated("Q in R^(n x d)\nK in R^(m x d)\nV in R^(m x v)\n\(kind)(\(formula))")
            let n = { sizes[$0, default: 0] }
            let numeric = calculated(
                """
                Q = ones(\(n("n")), \(n("d")))
                K = ones(\(n("m")), \(n("d")))
                V = ones(\(n("m")), \(n("v")))
                \(kind)(\(formula))
                """)
            #expect(symbolic.messages == [])
            #expect(numeric.messages == [])
            let node = try #require(symbolic.elaboration.lines.last?.nodes.last)
            let node2 = try #require(numeric.last?.first)
            let polynomial = symbolic.polynomials[node] ?? 0
            let value =
                symbolic.exact[node]?.elements.first?.rational ?? polynomial.value(at: sizes.mapValues { Rational($0) })
            #expect(value == node2.rational, "\(kind)(\(formula)): \(polynomial)")
        }
    }

    /// Worked by hand from the definitions.
    @Test(arguments: [
        ("multiplications(self_attention(X))", "2 L² d"),
        ("multiplications(self_attention(X, W, W, W))", "2 L² d + 3 L d²"),
        ("multiplications(layer(rnn, X))", "2 L d²"),
        ("multiplications(layer(gru, X))", "6 L d² + 3 L d"),
        ("multiplications(layer(lstm, X))", "8 L d² + 3 L d"),
        ("multiplications(layer(convolution, X, kernel: k))", "L k d²"),
        ("multiplications(layer(depthwise_convolution, X, kernel: k))", "L k d"),
        ("additions(layer(convolution, X, kernel: k))", "L k d² − L d"),
        ("additions(layer(depthwise_convolution, X, kernel: k))", "L k d − L d"),
        // Of each of 2 d sums of d products d − 1 additions, then the sum of both and the bias.
        ("additions(layer(rnn, X))", "2 L d²"),
        ("additions(layer(gru, X))", "6 L d² + 2 L d"), ("additions(layer(lstm, X))", "8 L d² + L d"),
        ("exponentials(softmax(X X^T, mask: causal))", "L²/2 + L/2"),
        ("multiplications(multi_head(X, P, P, P, heads: h))", "2 L² h d + 3 L h d²"),
        ("multiplications(multi_head(X, P, P, P, O, heads: h))", "2 L² h d + 4 L h d²"),
        ("multiplications(X W) / d", "L d"), ("3 multiplications(X W) - 2 additions(X W)", "L d² + 2 L d"),
    ])
    func handWorkedPolynomials(_ formula: String, _ expected: String) throws {
        let worked = calculated(
            "X in R^(L x d)\nW in R^(d x d)\nP in R^(d x (h d))\nO in R^((h d) x d)\n\(formula)")
        #expect(worked.messages == [])
        let node = try #require(worked.elaboration.lines.last?.nodes.last)
        #expect(worked.polynomials[node]?.description == expected)
    }

    /// A block of h heads costs what h heads cost one by one.
    @Test func headsWithoutANumberCostWhatTheyCostOneByOne() throws {
        let symbolic = calculated("X in R^(n x d)\nP in R^(d x (h d))\nmulti_head(X, P, P, P, heads: h)")
        let numeric = calculated("X = ones(3, 2)\nP = ones(2, 8)\nmulti_head(X, P, P, P, heads: 4)")
        let (a, b) = (symbolic.elaboration.graph, numeric.elaboration.graph)
        let (one, other) = (a.operationCount(of: a.ids), b.operationCount(of: b.ids))
        // √d is taken once here and once per head there.
        for kind in OperationCount.Kind.allCases where kind != .powers {
            #expect(one[kind].value(at: ["n": 3, "d": 2, "h": 4]) == other[kind].constant, "\(kind)")
        }
        #expect(symbolic.lastShape == .matrix(Dimension("n"), Dimension("h") * Dimension("d")))
    }

    @Test func aNameCountsWhatItsLineWorksOut() throws {
        let lines = "X in R^(n x d)\nW in R^(d x d)\nQ = X W\nS = Q Q^T\n"
        for (formula, expected) in [
            ("multiplications(S)", "n² d"), ("multiplications(Q, S)", "n² d + n d²"),
            ("multiplications(Q Q^T)", "n² d"),
        ] {
            let worked = calculated(lines + formula)
            let node = try #require(worked.elaboration.lines.last?.nodes.last)
            #expect(worked.polynomials[node]?.description == expected)
        }
    }

    /// A layer over n tokens costs what the recurrent layer over so many rows of numbers costs.
    @Test(arguments: [("rnn", 3), ("gru", 9), ("lstm", 12)])
    func layersCostWhatTheirMechanismsCost(_ name: String, _ height: Int) {
        let symbolic = calculated("X in R^(n x d)\nlayer(\(name), X)").elaboration.graph
        let numeric = calculated("\(name)(ones(4, 3), ones(\(height), 3), ones(\(height), 3), ones(\(height)))")
        #expect(numeric.messages == [])
        let (a, b) = (symbolic.operationCount(of: symbolic.ids), numeric.elaboration.graph)
        let other = b.operationCount(of: b.ids)
        for kind in OperationCount.Kind.allCases {
            #expect(a[kind].value(at: ["n": 4, "d": 3]) == other[kind].constant, "\(kind) of \(name)")
        }
    }

    /// Two counts in one formula are two tables, and the line after it has none of them.
    @Test func everyCountIsShownOnce() {
        let worked = calculated("X in R^(n x d)\nmultiplications(X X^T) + additions(X X^T)\nmultiplications(X)")
        #expect(worked.elaboration.lines.map(\.readings.count) == [0, 2, 1])
    }

    @Test func layersOfTableOne() throws {
        let costs = try Layer.all.map {
            try LayerCost($0, tokens: Dimension("n"), width: Dimension("d"), kernel: Dimension("k"))
        }
        let growth = costs.map { $0.count.total.leading.map(\.description) }
        #expect(
            growth == [["n² d"], ["n² d", "n d²"], ["n d²"], ["n d²"], ["n d²"], ["k n d²"], ["k n d"]])
        #expect(costs.map(\.sequentialSteps.description) == ["1", "1", "n", "n", "n", "1", "1"])
    }
}

import Graphs
import Numbers
import Rationals
import Testing

@testable import Attention

/// The recurrent layers against plain loops written from the papers, in exact numbers.
@Suite struct RecurrentTests {
    typealias Matrix = [[Number]]

    static func sigma(_ x: Number) throws -> Number {
        try Number(1).divided(by: Number(1) + (-x).applying(.exponential))
    }

    /// W x + U h, plus the biases.
    static func sum(_ w: Matrix, _ x: [Number], _ u: Matrix, _ h: [Number], _ biases: [[Number]] = []) -> [Number] {
        w.indices.map { i in
            var total = Number(0)
            for (a, b) in zip(w[i], x) { total += a * b }
            for (a, b) in zip(u[i], h) { total += a * b }
            for bias in biases { total += bias[i] }
            return total
        }
    }

    let x = [Number(Rational(1)), Number(Rational(-2))]
    let h = [Number(Rational(1, over: 2) ?? 0), Number(Rational(-1))]
    let w = numbers([[1, 0], [2, -1], [0, 1], [1, 1], [-1, 2], [0, 3], [1, -1], [2, 0]])
    let u = numbers([[0, 1], [1, 0], [1, 1], [-1, 0], [2, 1], [0, -1], [1, 2], [0, 1]])
    let b = numbers([[1, 0, -1, 2, 0, 1, 1, -2]])[0]
    let bh = numbers([[0, 1, 1, -1, 2, 0, -1, 1]])[0]

    func call(
        _ name: String, _ values: [Value], _ options: [String: Arguments.OptionValue] = [:]
    ) throws -> (Graph, NodeID) {
        var graph = Graph()
        func node(_ value: Value) throws -> NodeID {
            switch value {
            case .column(let entries):
                return try graph.add(
                    .constant(#require(Tensor(shape: .column(Dimension(entries.count)), elements: entries))))
            case .matrix(let rows): return try graph.add(.constant(tensor(rows)))
            case .list: throw MechanismError.base
            }
        }
        var arguments: [Arguments.Value] = []
        for value in values {
            if case .list(let parts) = value {
                arguments.append(.list(try parts.map(node)))
            } else {
                arguments.append(.node(try node(value)))
            }
        }
        let mechanism = try #require(Catalogue.mechanism(named: name))
        let result = try mechanism.build(&graph, Arguments(values: arguments, options: options))
        return (graph, result)
    }

    enum Value {
        case column([Number])
        case matrix(Matrix)
        case list([Value])
    }

    func entries(_ result: (Graph, NodeID)) throws -> [Number] {
        try result.0.evaluate(Number.self).value(of: result.1).elements
    }

    func expectEqual(_ found: [Number], _ expected: [Number]) {
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) { #expect(Number.equality(a, b) == .equal) }
    }

    @Test func anElmanStepIsTheTanhOfOneSum() throws {
        let expected = try Self.sum(Array(w[..<2]), x, Array(u[..<2]), h, [Array(b[..<2])]).map {
            try $0.applying(.hyperbolicTangent)
        }
        let cell = try call(
            "rnn_cell",
            [.column(x), .column(h), .matrix(Array(w[..<2])), .matrix(Array(u[..<2])), .column(Array(b[..<2]))])
        expectEqual(try entries(cell), expected)
        // By hand: 1·1 + 0·(−2) + 0·½ + 1·(−1) + 1 = 1 and 2·1 + (−1)(−2) + 1·½ + 0·(−1) + 0 = 9/2.
        let rectified = try call(
            "rnn_cell",
            [.column(x), .column(h), .matrix(Array(w[..<2])), .matrix(Array(u[..<2])), .column(Array(b[..<2]))],
            ["activation": .word("relu")])
        #expect(try entries(rectified).map(\.rational) == [1, Rational(9, over: 2)])
    }

    /// The equations 5 to 8 of Cho and others, and the variants of PyTorch and of Bahdanau and others.
    func gru(
        _ x: [Number], _ h: [Number], resetsBefore: Bool, replaces: Bool
    ) throws -> [Number] {
        func rows(_ m: Matrix, _ gate: Int) -> Matrix { Array(m[2 * gate..<2 * gate + 2]) }
        func part(_ v: [Number], _ gate: Int) -> [Number] { Array(v[2 * gate..<2 * gate + 2]) }
        let r = try Self.sum(rows(w, 0), x, rows(u, 0), h, [part(b, 0), part(bh, 0)]).map(Self.sigma)
        let z = try Self.sum(rows(w, 1), x, rows(u, 1), h, [part(b, 1), part(bh, 1)]).map(Self.sigma)
        let zeros = [Number(0), Number(0)]
        let candidate: [Number]
        if resetsBefore {
            candidate = Self.sum(rows(w, 2), x, rows(u, 2), [r[0] * h[0], r[1] * h[1]], [part(b, 2), part(bh, 2)])
        } else {
            let fromInput = Self.sum(rows(w, 2), x, rows(u, 2), zeros, [part(b, 2)])
            let fromState = Self.sum(rows(w, 2), zeros, rows(u, 2), h, [part(bh, 2)])
            candidate = (0..<2).map { fromInput[$0] + r[$0] * fromState[$0] }
        }
        let n = try candidate.map { try $0.applying(.hyperbolicTangent) }
        return (0..<2).map { i in
            replaces ? (1 - z[i]) * h[i] + z[i] * n[i] : (1 - z[i]) * n[i] + z[i] * h[i]
        }
    }

    @Test(arguments: [(false, false), (false, true), (true, false), (true, true)])
    func aGatedStepInAllFourForms(_ resetsBefore: Bool, _ replaces: Bool) throws {
        let options: [String: Arguments.OptionValue] = [
            "reset": .word(resetsBefore ? "before" : "after"), "update": .word(replaces ? "replace" : "keep"),
        ]
        let stacked: [Value] = [
            .column(x), .column(h), .matrix(Array(w[..<6])), .matrix(Array(u[..<6])), .column(Array(b[..<6])),
            .column(Array(bh[..<6])),
        ]
        let expected = try gru(x, h, resetsBefore: resetsBefore, replaces: replaces)
        expectEqual(try entries(try call("gru_cell", stacked, options)), expected)
        // One part per gate is the same.
        func perGate(_ m: Matrix) -> Value { .list((0..<3).map { .matrix(Array(m[2 * $0..<2 * $0 + 2])) }) }
        func perGate(_ v: [Number]) -> Value { .list((0..<3).map { .column(Array(v[2 * $0..<2 * $0 + 2])) }) }
        let lists = [Value.column(x), .column(h), perGate(w), perGate(u), perGate(b), perGate(bh)]
        expectEqual(try entries(try call("gru_cell", lists, options)), expected)
    }

    @Test func aGatedLayerIsItsCellAgainAndAgain() throws {
        let tokens = [x, h, [Number(0), Number(1)]]
        var state = [Number(0), Number(0)]
        var states: [Number] = []
        for token in tokens {
            state = try gru(token, state, resetsBefore: false, replaces: false)
            states += state
        }
        let layer = try call(
            "gru",
            [
                .matrix(tokens), .matrix(Array(w[..<6])), .matrix(Array(u[..<6])), .column(Array(b[..<6])),
                .column(Array(bh[..<6])),
            ])
        expectEqual(try entries(layer), states)
        let second = try #require(layer.0.node(labelled: "h_2"))
        expectEqual(try layer.0.evaluate(Number.self).value(of: second).elements, Array(states[2..<4]))
    }

    /// Input, forget, candidate and output, as Gers and others have them.
    func lstm(_ x: [Number], _ h: [Number], _ c: [Number]) throws -> (h: [Number], c: [Number]) {
        let sums = Self.sum(w, x, u, h, [b, bh])
        var (state, memory) = ([Number](), [Number]())
        for k in 0..<2 {
            let (i, f, o) = (try Self.sigma(sums[k]), try Self.sigma(sums[2 + k]), try Self.sigma(sums[6 + k]))
            memory.append(f * c[k] + i * (try sums[4 + k].applying(.hyperbolicTangent)))
            state.append(o * (try memory[k].applying(.hyperbolicTangent)))
        }
        return (state, memory)
    }

    @Test func aMemoryStepHasTwoResults() throws {
        let c = [Number(Rational(2)), Number(Rational(-1, over: 3) ?? 0)]
        let expected = try lstm(x, h, c)
        let values: [Value] = [
            .column(x), .column(h), .column(c), .matrix(w), .matrix(u), .column(b), .column(bh),
        ]
        let cell = try call("lstm_cell", values)
        expectEqual(try entries(cell), expected.h)
        let memory = try #require(cell.0.node(labelled: "c'"))
        expectEqual(try cell.0.evaluate(Number.self).value(of: memory).elements, expected.c)
        expectEqual(try entries(try call("lstm_cell", values, ["output": .word("c")])), expected.c)
        expectEqual(try entries(try call("lstm_cell", values, ["output": .word("both")])), expected.h + expected.c)
    }

    @Test func aMemoryLayerCarriesBothStates() throws {
        let first = try lstm(x, [Number(0), Number(0)], [Number(0), Number(0)])
        let second = try lstm(h, first.h, first.c)
        let values: [Value] = [.matrix([x, h]), .matrix(w), .matrix(u), .column(b), .column(bh)]
        expectEqual(try entries(try call("lstm", values)), first.h + second.h)
        expectEqual(try entries(try call("lstm", values, ["output": .word("c")])), first.c + second.c)
    }

    /// Context first, then the gated step on [x; c]: Bahdanau and others, section 3.1, with dot-product scores.
    @Test func theAttendingLayerReadsItsContext() throws {
        let memory = numbers([[1, 0], [1, 2], [-1, 1]])
        let wide = w[..<6].map { $0 + [$0[1], $0[0]] }
        var state = [Number(1), Number(Rational(-1, over: 2) ?? 0)]
        let start = state
        var states: [Number] = []
        for token in [x, h] {
            let weights = try memory.map { row in
                try (row[0] * state[0] + row[1] * state[1]).applying(.exponential)
            }
            let total = weights.reduce(Number(0), +)
            let context = try (0..<2).map { k in
                try zip(weights, memory).reduce(Number(0)) { $0 + $1.0 * $1.1[k] }.divided(by: total)
            }
            let input = token + context
            let zeros = [Number](repeating: 0, count: 4)
            func rows(_ m: Matrix, _ gate: Int) -> Matrix { Array(m[2 * gate..<2 * gate + 2]) }
            let r = try Self.sum(rows(wide, 0), input, rows(u, 0), state).map(Self.sigma)
            let z = try Self.sum(rows(wide, 1), input, rows(u, 1), state).map(Self.sigma)
            let fromState = Self.sum(rows(wide, 2), zeros, rows(u, 2), state)
            let fromInput = Self.sum(rows(wide, 2), input, rows(u, 2), [0, 0])
            let n = try (0..<2).map { try (fromInput[$0] + r[$0] * fromState[$0]).applying(.hyperbolicTangent) }
            state = (0..<2).map { (1 - z[$0]) * n[$0] + z[$0] * state[$0] }
            states += state
        }
        var graph = Graph()
        var arguments: [Arguments.Value] = []
        for rows in [[x, h], memory, wide, Array(u[..<6])] {
            arguments.append(.node(try graph.add(.constant(tensor(rows)))))
        }
        let first = try graph.add(.constant(#require(Tensor(shape: .column(2), elements: start))))
        let result = try Mechanism.attentionGRU.build(
            &graph, Arguments(values: arguments, options: ["score": .word("dot"), "h0": .node(first)]))
        // The decimals of both to thirty digits: the exact forms are made in another order.
        let found = try graph.evaluate(Number.self).value(of: result).elements
        #expect(found.count == states.count)
        for (a, b) in zip(found, states) {
            #expect(try a.decimal(significantDigits: 30) == b.decimal(significantDigits: 30))
        }
    }

    /// The equations 5 and 7 of Luong and others.
    @Test func theAttentionalStateMixesContextAndState() throws {
        let memory = numbers([[1, 1], [0, 2]])
        let mixing = numbers([[1, 0, 2, 1], [0, 1, 1, -1]])
        let s = [Number(1), Number(0)]
        // Scores 1 and 0, so the weights are e/(e + 1) and 1/(e + 1), the context (e, e + 2)/(e + 1).
        let e = try Number(1).applying(.exponential)
        let c = [try e.divided(by: e + 1), try (e + 2).divided(by: e + 1)]
        let expected = try [c[0] + 2, c[1] + 1].map { try $0.applying(.hyperbolicTangent) }
        expectEqual(
            try entries(try call("attentional_state", [.column(s), .matrix(memory), .matrix(mixing)])), expected)
        // Two states as rows.
        let both = try entries(try call("attentional_state", [.matrix([s, s]), .matrix(memory), .matrix(mixing)]))
        expectEqual(both, expected + expected)
    }

    /// PyTorch's Conv1d: no turning of the kernel, zeros outside.
    @Test(arguments: ["none", "same", "causal"], [1, 2])
    func aConvolutionIsASumOverItsWindow(_ padding: String, _ stride: Int) throws {
        let signal = numbers([[1, 2], [0, -1], [3, 1], [2, 2], [-1, 0]])
        let kernel = [
            numbers([[1, 0], [2, 1], [0, -1]]), numbers([[0, 1], [1, 1], [2, 0]]),
            numbers([[1, -1], [0, 3], [1, 1]]),
        ]
        let bias = numbers([[1, -1, 2]])[0]
        let front = padding == "causal" ? 2 : padding == "same" ? 1 : 0
        let back = padding == "same" ? 1 : 0
        var expected: [Number] = []
        for start in starts(from: -front, through: signal.count + back - 3, by: stride) {
            for out in 0..<3 {
                var total = bias[out]
                for j in 0..<3 where signal.indices.contains(start + j) {
                    for d in 0..<2 { total += kernel[j][out][d] * signal[start + j][d] }
                }
                expected.append(total)
            }
        }
        let layer = try call(
            "conv1d", [.matrix(signal), .list(kernel.map(Value.matrix)), .column(bias)],
            ["padding": .word(padding), "stride": .count(stride)])
        expectEqual(try entries(layer), expected)
    }

    private func starts(from: Int, through: Int, by: Int) -> [Int] {
        Array(Swift.stride(from: from, through: through, by: by))
    }

    @Test func stepsWithTheSameWeightsShareTheirBlocks() throws {
        var graph = Graph()
        let weights = try graph.add(.constant(tensor(Array(w[..<6]))), label: "W", role: .given)
        let recurrent = try graph.add(.constant(tensor(Array(u[..<6]))), label: "U", role: .given)
        let input = try graph.add(.constant(#require(Tensor(shape: .column(2), elements: x))), label: "x", role: .given)
        var state = try graph.add(
            .constant(#require(Tensor(shape: .column(2), elements: h))), label: "h_0", role: .given)
        for step in 1...2 {
            let arguments = Arguments(values: [.node(input), .node(state), .node(weights), .node(recurrent)])
            state = graph.name(try Mechanism.gruCell.build(&graph, arguments), "h_\(step)")
        }
        let labels = graph.nodes.compactMap(\.label)
        #expect(labels.filter { $0.hasPrefix("W_r") } == ["W_r"])
        #expect(graph.node(labelled: "z_1") != nil && graph.node(labelled: "z_2") != nil)
    }
}

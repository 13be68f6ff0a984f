import Graphs
import Numbers
import Rationals
import Testing

@testable import Attention

/// Tasks of practicals solved by weights that are written down, proved for all inputs of a size by working them.
@Suite struct ConstructionTests {
    typealias Matrix = [[Int]]

    func values(
        _ mechanism: Mechanism, _ arguments: [Argument], _ options: [String: Arguments.OptionValue]
    ) throws -> Tensor<Number> {
        var graph = Graph()
        var values: [Arguments.Value] = []
        for argument in arguments {
            switch argument {
            case .matrix(let rows): values.append(.node(try graph.add(.constant(tensor(numbers(rows))))))
            case .exact(let rows): values.append(.node(try graph.add(.constant(tensor(rows)))))
            case .column(let entries):
                let column = Tensor(
                    shape: .column(Dimension(entries.count)), elements: entries.map { Number(Rational($0)) })
                values.append(.node(try graph.add(.constant(#require(column)))))
            case .list(let parts):
                values.append(.list(try parts.map { try graph.add(.constant(tensor(numbers($0)))) }))
            }
        }
        let result = try mechanism.build(&graph, Arguments(values: values, options: options))
        return try graph.evaluate(Number.self).value(of: result)
    }

    enum Argument {
        case matrix(Matrix)
        case exact([[Number]])
        case column([Int])
        case list([Matrix])
    }

    func whole(_ tensor: Tensor<Number>) throws -> Matrix {
        try (0..<tensor.rows).map { row in
            try tensor.row(row).map { try #require($0.rational.flatMap { Int(exactly: $0.numerator) }) }
        }
    }

    static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
        a.map { row in b[0].indices.map { j in row.indices.reduce(0) { $0 + row[$1] * b[$1][j] } } }
    }

    /// All sequences of a length over the symbols 0 ..< count.
    static func sequences(_ count: Int, length: Int) -> [[Int]] {
        (0..<length).reduce([[]]) { known, _ in known.flatMap { start in (0..<count).map { start + [$0] } } }
    }

    static func oneHot(_ sequence: [Int], _ count: Int) -> Matrix {
        sequence.map { symbol in (0..<count).map { $0 == symbol ? 1 : 0 } }
    }

    static func antidiagonal(_ n: Int) -> Matrix { (1...n).map { t in (1...n).map { $0 == n + 1 - t ? 1 : 0 } } }

    // MARK: Reversal of a string

    /// Positions (1, t, t²): the query (2(n + 1 − t), −1) and the key (s, s²) score (n + 1 − t)² − (n + 1 − t − s)².
    static func reversal(_ n: Int) -> (queries: Matrix, keys: Matrix) {
        let positions = (1...n).map { [1, $0, $0 * $0] }
        return (
            product(positions, [[2 * (n + 1), -1], [-2, 0], [0, 0]]), product(positions, [[0, 0], [1, 0], [0, 1]])
        )
    }

    static let argmax: [String: Arguments.OptionValue] = ["score": .word("dot"), "normalise": .word("argmax")]

    @Test(arguments: 1...8) func argmaxAttentionReversesPositions(_ n: Int) throws {
        let (queries, keys) = Self.reversal(n)
        let identity = Self.oneHot(Array(0..<n), n)
        let weights = try values(.attention, [.matrix(queries), .matrix(keys), .matrix(identity)], Self.argmax)
        #expect(try whole(weights) == Self.antidiagonal(n))
    }

    /// Sinusoidal positions (sin t, cos t): a reflection turns p_t into p_(n+1−t), and cos(n + 1 − t − s) is 1 only
    /// where s = n + 1 − t, since no whole number but 0 is a multiple of 2π.
    @Test(arguments: 1...8) func sinusoidalPositionsAreReversedByAReflection(_ n: Int) throws {
        func pair(_ t: Int) throws -> [Number] {
            [try Number(Rational(t)).applying(.sine), try Number(Rational(t)).applying(.cosine)]
        }
        let positions = try (1...n).map(pair)
        let edge = try pair(n + 1)
        let reflection = [[-edge[1], edge[0]], [edge[0], edge[1]]]
        let queries = Reference.product(positions, reflection)
        let identity = Self.oneHot(Array(0..<n), n)
        let weights = try values(.attention, [.exact(queries), .exact(positions), .matrix(identity)], Self.argmax)
        #expect(try whole(weights) == Self.antidiagonal(n))
    }

    @Test(arguments: 1...4) func everyStringOfFourLettersIsReversed(_ n: Int) throws {
        let (queries, keys) = Self.reversal(n)
        for string in Self.sequences(4, length: n) {
            let output = try values(
                .attention, [.matrix(queries), .matrix(keys), .matrix(Self.oneHot(string, 4))], Self.argmax)
            #expect(try whole(output) == Self.oneHot(string.reversed(), 4))
        }
    }

    // MARK: The first vector of a sequence

    /// Rows (x_t, 1, t) and the query (0, 0, 2, −1) score 2 − t: 1 for the first, never positive for the others, so that
    /// ReLU normalisation gives the first vector exactly, as argmax does.
    @Test(arguments: ["argmax", "relu"]) func poolingReturnsTheFirstVector(_ rule: String) throws {
        let vectors = Self.sequences(3, length: 2).map { $0.map { $0 - 1 } }
        for choice in Self.sequences(vectors.count, length: 3) {
            let rows = choice.enumerated().map { t, which in vectors[which] + [1, t + 1] }
            let pooled = try values(
                .attentivePooling, [.matrix(rows), .column([0, 0, 2, -1])],
                ["score": .word("dot"), "normalise": .word(rule)])
            #expect(pooled.elements.map(\.rational) == (vectors[choice[0]] + [1, 1]).map { Rational($0) })
        }
    }

    /// A softmax only comes near: with the scores 20, 0, −20 the first vector has the weight 1/(1 + e^−20 + e^−40).
    @Test func aSoftmaxOnlyComesNearTheFirstVector() throws {
        let rows = [[1, 1, 1], [0, 1, 2], [0, 1, 3]]
        let pooled = try values(.attentivePooling, [.matrix(rows), .column([0, 40, -20])], ["score": .word("dot")])
        let weight = pooled.elements[0]
        let e = try Number(1).applying(.exponential)
        let expected = try Number(1).divided(
            by: 1 + e.raised(to: Rational(-20)) + e.raised(to: Rational(-40)))
        #expect(Number.equality(weight, expected) == .equal)
        #expect(Number.equality(weight, 1) == .different)
    }

    // MARK: The case of a string

    /// Two letters in both cases and two prompts: tokens `<U>`, `<L>`, a, b, A, B.
    ///
    /// Units of the encoder: letter a, letter b, prompt U, prompt L, position 1 to 4. The prompt stays, the position
    /// moves on. The decoder's first state is position 2, because a prompt is in the encoder's last state; its later
    /// states move on, so the dot product picks the encoder state of the next letter. The readout finds the letter and
    /// the prompt in it.
    static let encoderInput: Matrix = [
        [0, 0, 1, 0, 1, 0], [0, 0, 0, 1, 0, 1], [1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0],
        [1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0],
    ]
    static let encoderState: Matrix = [
        [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 0, 0, 1, 0],
    ]
    static let decoderState: Matrix = [
        [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0, 0, 0], [0, 0, -1, -1, 0, 1, 0, 0], [0, 0, -1, -1, 0, 0, 1, 0],
    ]
    static let readout: Matrix = [
        [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [2, 0, 0, 1, 0, 0, 0, 0], [0, 2, 0, 1, 0, 0, 0, 0],
        [2, 0, 1, 0, 0, 0, 0, 0], [0, 2, 1, 0, 0, 0, 0, 0],
    ]

    @Test(arguments: 1...3) func theCaseOfEveryStringIsChanged(_ length: Int) throws {
        let ignored = Matrix(repeating: Array(repeating: 0, count: 6), count: 8)
        for prompt in 0..<2 {
            for string in Self.sequences(4, length: length) {
                let input = [prompt] + string.map { $0 + 2 }
                let output = try values(
                    .encoderDecoder,
                    [
                        .matrix(Self.oneHot(input, 6)), .list([Self.encoderInput, Self.encoderState]),
                        .list([ignored, Self.decoderState]), .matrix(Self.readout),
                    ],
                    [
                        "steps": .count(length), "activation": .word("relu"), "attention": .word("context"),
                        "normalise": .word("argmax"),
                    ])
                let wanted = string.map { symbol in (prompt == 0 ? 4 : 2) + symbol % 2 }
                #expect(try whole(output) == Self.oneHot(wanted, 6), "\(input)")
            }
        }
    }
}

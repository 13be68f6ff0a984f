import Graphs
import Numbers
import Testing

@testable import Sheets

/// Values of steps by hand, and which steps a line unfolds into.
@Suite struct StepTests {
    @Test(arguments: [
        ("A = [1, 2; 3, 4]\n[A, A]", [1, 2, 1, 2, 3, 4, 3, 4]), ("A = [1, 2; 3, 4]\n[A; A]", [1, 2, 3, 4, 1, 2, 3, 4]),
        ("k_1 = [1, 2]\nk_2 = [3, 4]\n[k_1^T; k_2^T]", [1, 2, 3, 4]), ("q = [1, 2]\nk = [3, 4]\n[q, k]", [1, 3, 2, 4]),
        ("q = [1, 2]\nk = [3, 4]\n[q; k]", [1, 2, 3, 4]), ("[1, 2] . [3, 4]", [11]), ("[1, 2]^T [3, 4]", [11]),
        ("[1, 2] [3, 4]^T", [3, 4, 6, 8]), ("hadamard([1, 2], [3, 4])", [3, 8]),
        ("[1, 2] ⊙ [3, 4]", [3, 8]), ("norm([3, 4])", [5]),
        ("sum([1, 2; 3, 4])", [10]), ("row_sum([1, 2; 3, 4])", [3, 7]), ("column_sum([1, 2; 3, 4])", [4, 6]),
        ("max(3, 5, 4)", [5]), ("min([3, 5, 4])", [3]), ("mean([3, 5, 4])", [4]), ("row([1, 2; 3, 4], 2)", [3, 4]),
        ("column([1, 2; 3, 4], 2)", [2, 4]), ("rows([1, 2; 3, 4; 5, 6])", [3]), ("columns([1, 2; 3, 4; 5, 6])", [2]),
        ("identity(2)", [1, 0, 0, 1]), ("ones(2, 1) + zeros(2, 1)", [1, 1]), ("relu([-1, 2])", [0, 2]),
        ("abs(-3)", [3]), ("2^10", [1024]), ("(-8)^(1/3)", [-2]), ("0^0", [1]), ("0.1 + 0.2 - 3/10", [0]),
        ("hardmax([1, 3, 2])", [0, 1, 0]), ("argmax([1, 3, 2])", [0, 1, 0]), ("hardmax([3, 3], ties: first)", [1, 0]),
        ("attention([1, 0; 0, 1], [9, 0; 0, 9], [1, 2; 3, 4], normalise: argmax)", [1, 2, 3, 4]),
        ("attention([1, 0], [9, 0; 0, 9], [1, 2; 3, 4], normalise: argmax)", [1, 2]),
        ("attention([1, 0]^T, [9, 0; 0, 9], [1, 2; 3, 4], normalise: argmax)", [1, 2]),
        ("attention([1; 0], [9, 0; 0, 9], [1, 2; 3, 4], normalise: argmax)", [1, 2]),
        // The first token sees only itself.
        (
            "attention([1, 0; 0, 1], [0, 9; 0, 9], [1, 2; 3, 4], normalise: argmax, mask: causal, ties: last)",
            [1, 2, 3, 4]
        ),
        // All scores are equal: the weights are halves.
        ("self_attention([2, 4; 2, 4])", [2, 4, 2, 4]),
        ("multi_head([2, 4; 2, 4], identity(2), identity(2), identity(2), heads: 2)", [2, 4, 2, 4]),
    ])
    func values(_ lines: String, _ entries: [Int]) {
        let worked = calculated(lines)
        #expect(worked.messages == [])
        #expect(worked.last == numbers(entries), "\(lines)")
    }

    /// Two ways to say the same.
    @Test(arguments: [
        ("attention(X, X, X)", "softmax(X X^T / sqrt(2)) X"), ("attention(X, X, X, score: dot)", "softmax(X X^T) X"),
        ("attention(X, X, X, scale: 3)", "softmax(X X^T / 3) X"),
        ("attention(q, X, X)", "X^T softmax(X q / sqrt(2))"),
        ("attention(q^T, X, X)", "(X^T softmax(X q / sqrt(2)))^T"),
        ("self_attention(X, W, W, W)", "attention(X W, X W, X W)"),
        ("multi_head(X, [W, X], [W, X], [W, X])", "[attention(X W, X W, X W), attention(X X, X X, X X)]"),
        (
            "multi_head(X, [W, W], [W, W], [W, W], [W; W])",
            "[self_attention(X, W, W, W), self_attention(X, W, W, W)] [W; W]"
        ),
        ("multi_head(X, P, P, P)", "multi_head(X, [W, X], [W, X], [W, X])"),
        ("multi_head(X, [W, X], [W, X], [W, X], heads: 2)", "multi_head(X, P, P, P)"),
        ("multi_head(X, M, M, M, heads: 2)", "multi_head(X, P, P, P)"),
        ("softmax([1, 2], base: 2)", "[1/3, 2/3]"), ("softmax(X)_1", "softmax(X_1)"),
        ("softmax([1, 2, 3], mask: [1, 1, 0])", "[e/(e + e^2), e^2/(e + e^2), 0]"),
        ("attention(X, X, X, normalise: softmax, mask: none, score: scaled_dot)", "attention(X, X, X)"),
    ])
    func twoWays(_ one: String, _ other: String) throws {
        // P is a family of projections, M the same side by side.
        let given =
            "X = [1, 2; 3, 4]\nA_1 = [0, 1; 2, 1]\nA_2 = X\nq = [1, -1]\nW = A_1\nP_i = A_i for i in 1..2\nM = [W, X]\n"
        let first = calculated(given + one)
        let second = calculated(given + other)
        #expect(first.messages == [] && second.messages == [])
        let (a, b) = (try #require(first.last), try #require(second.last))
        #expect(first.lastShape == second.lastShape)
        #expect(a.count == b.count)
        for (x, y) in zip(a, b) { #expect(Number.equality(x, y) == .equal, "\(one): \(x), \(y)") }
    }

    @Test(arguments: [
        "q = [1, 2]\nX = [1, 2; 3, 4]\nq X", "x = [1, 2]\ny = [3, 4]\nx y",
        "A = [1, 2; 3, 4; 5, 6]\nB = [1, 2; 3, 4; 5, 6]\nA B",
    ])
    func aTransposeThatHelpsIsNamed(_ lines: String) throws {
        let message = try #require(calculated(lines).messages.first)
        let advice = try #require(message.split(separator: "\n").last { $0.hasPrefix("  fix: ") })
        #expect(advice.contains("^T") && advice.hasSuffix("has a value."))
        // The advice is true.
        let formula = advice.dropFirst("  fix: ".count).dropLast(" has a value.".count)
        let given = lines.split(separator: "\n").dropLast().joined(separator: "\n")
        #expect(calculated(given + "\n" + formula).messages == [])
    }

    @Test func hiddenWeightsGetNamesOfTheirOwnLine() throws {
        let worked = WorkedSheet(
            text: sheet(solve: "z = X^T softmax(X q / sqrt(2))\nA = 3\nY = softmax(X X^T) X\np = softmax(q)"))
        #expect(worked.messages == [])
        let labels = worked.elaboration.lines.map { line in
            worked.elaboration.steps(of: line).compactMap { worked.elaboration.graph[$0].label }
        }
        // The hidden weights of Y may not take the name A, which is the author's; p hides nothing.
        #expect(labels.suffix(4) == [["s", "a", "z"], ["A"], ["S", "A'", "Y"], ["p"]])
        for line in worked.elaboration.lines {
            for id in worked.elaboration.steps(of: line) {
                let origin = try #require(worked.elaboration.origin(of: id))
                #expect(line.range.contains(origin.lowerBound) && origin.upperBound <= line.range.upperBound)
            }
        }
    }

    @Test func membersOfAFamilyNameTheirHiddenWeights() {
        let worked = calculated("K = [1, 2; 3, 4]\nq_i = [i, 1] for i in 1..2\nz_i = K^T softmax(K q_i) for i in 1..2")
        let labels = worked.elaboration.lines.last.map { worked.elaboration.steps(of: $0) } ?? []
        #expect(labels.compactMap { worked.elaboration.graph[$0].label } == ["s_1", "a_1", "z_1", "s_2", "a_2", "z_2"])
    }

    @Test func innerStepsCanBeReferredTo() {
        let worked = WorkedSheet(
            text: sheet(
                solve: "Y = attention(X, X, X, score: dot)",
                rest: "The first scores are `=S_1`.\n\n```answer\nS_{1,2}: 1 mark\n```"))
        #expect(worked.messages == [])
        #expect(worked.answer("1.S_{1,2}") == numbers(11))
    }

    @Test func everyProblemIsReadWithoutAMessage() throws {
        for name in try Files.names(in: "Problems") where name.hasSuffix(".md") {
            #expect(WorkedSheet(file: name, bytes: try Files.bytes("Problems/\(name)")).messages == [])
        }
    }
}

import Testing

@testable import Sheets

/// Comparisons in solve lines: decided, never assumed.
@Suite struct ClaimTests {
    @Test(arguments: [
        "1/3 + 1/6 == 1/2", "tanh(1)^2 + 1/cosh(1)^2 == 1", "sqrt(3 + 2 sqrt(2)) == 1 + sqrt(2)",
        "exp(1) < 2719/1000", "exp(1) >= 2718/1000", "[1, 2] != 3", "softmax([1, 2]) > 0", "i^2 >= i for i in 0..20",
        "softmax([1, 2; 3, 9]) ones(2) == ones(2)", "sum(j for j in 1..n) == n (n + 1)/2 for n in 1..30",
        // The weights of shifted scores are the same.
        "softmax([a, b, 1]) == softmax([a + 7, b + 7, 8]) for a in -2..2, b in -2..2",
    ])
    func holds(_ line: String) {
        let worked = calculated(line)
        #expect(worked.messages == [])
        #expect(worked.verdicts.count == 1)
        guard case .proved? = worked.verdicts.first else {
            Issue.record("not proved: \(line)")
            return
        }
    }

    /// False by a hand calculation; the message says where.
    @Test(arguments: [
        ("1/3 + 1/6 == 0.500000001", "the left side is 1/2, the right side"),
        ("max([1, 2]) < 2", "the left side is 2, the right side 2."),
        ("[1, 2; 3, 4] <= 3", "in row 2, column 2: the left side is 4, the right side 3."),
        ("i^2 < 16 for i in 1..9", "for i = 4: the left side is 16, the right side 16."),
        ("i j != 12 for i in 1..3, j in 1..5", "for i = 3, j = 4:"),
        ("exp(1) == 2718281828459045/10^15", "the left side is e ≈ 2.71828"),
    ])
    func fails(_ line: String, _ says: String) {
        let worked = calculated(line)
        #expect(worked.diagnostics.map(\.status) == [1])
        #expect(worked.messages.first?.contains(says) == true, "\(worked.messages)")
    }

    /// True by the double-angle formula, whose argument is transcendental here; the program has no proof of it.
    @Test func isUndecided() {
        let worked = calculated("cos(2 exp(1)) == 2 cos(exp(1))^2 - 1")
        #expect(worked.diagnostics.map(\.status) == [3])
    }

    /// Counts are polynomials in sizes: compared for all of them at once.
    @Test(arguments: [
        ("multiplications(X X^T) == n^2 d", [Int32]()), ("multiplications(X X^T) == n^2 d + 1", [1]),
        ("multiplications(X X^T) < n^2 d + 1", []), ("multiplications(X X^T) <= n d", [1]),
    ])
    func countsForAllSizes(_ line: String, _ statuses: [Int32]) {
        #expect(calculated("X in R^(n x d)\n\(line)").diagnostics.map(\.status) == statuses)
    }

    /// e and its first sixteen digits part at the seventeenth.
    @Test func bothSidesAreShownUntilTheyDiffer() {
        let message = calculated("exp(1) == 2.718281828459045 + exp(-60)").messages.first ?? ""
        #expect(message.contains("2.7182818284590452") && message.contains("2.7182818284590450"), "\(message)")
    }

    @Test func stepsOfAClaimAreNoStepsOfThePage() throws {
        let worked = WorkedSheet(
            text: """
                # Question 1

                ```given
                X = [1, 2; 3, 4]
                ```

                ### Solution

                ```solve
                attention(X, X, X) == softmax(X X^T / sqrt(2)) X   # two ways
                A = softmax(X)
                row_sum(A) == 1
                ```
                """)
        #expect(worked.messages == [])
        #expect(worked.elaboration.graph.labelled.compactMap { worked.elaboration.graph[$0].label } == ["X", "A"])
        let page = try worked.handout().plainText(width: 100)
        let first = try #require(page.range(of: "attention(X, X, X)"))
        let step = try #require(page.range(of: "A = softmax(X)"))
        let last = try #require(page.range(of: "row_sum(A) = 1"))
        #expect(first.lowerBound < step.lowerBound && step.lowerBound < last.lowerBound)
        #expect(page.contains("_Two ways._"))
    }
}

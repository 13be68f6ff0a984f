import Exams
import Sheets
import Testing

/// What lint says of `vary` and `require` blocks.
@Suite struct DrawingLintTests {
    private static func sheet(
        given: String = "X = [1, 2; 0, 1]\nq = [5, -2]", vary: String = "q ~ integers(-5..5)", require: String? = nil,
        solve: String = "s = X q", answer: String = "s: 1 mark", prose: String = "Find it."
    ) -> String {
        "# Question 1\n\n\(prose)\n\n```given\n\(given)\n```\n\n```vary\n\(vary)\n```\n\n"
            + (require.map { "```require\n\($0)\n```\n\n" } ?? "")
            + "```answer\n\(answer)\n```\n\n## Solution\n\n```solve\n\(solve)\n```\n"
    }

    private static func facts(_ text: String) -> [LintFact] {
        LintTests.facts(text).filter {
            if case .acceptance = $0 { false } else { true }
        }
    }

    @Test func drawsThatNothingDependsOn() {
        let given = "X = [1, 2; 0, 1]\nq = [5, -2]\nr = [1, 1]"
        let vary = "q ~ integers(-5..5)\nr ~ integers(1..3)"
        #expect(
            Self.facts(Self.sheet(given: given, vary: vary, solve: "s = X q\nt = r . r")) == [
                .unusedDraw("1.r"), .notAsked(step: "t"),
            ])
        #expect(Self.facts(Self.sheet(given: given, vary: vary, solve: "s = X (q + r)")) == [])
    }

    @Test func conditionsOnTheSheetsOwnNumbers() {
        // s = (1, −2): it spreads over 3.
        #expect(Self.facts(Self.sheet(require: "max(s) - min(s) <= 3\ndistinct(s)")).contains(.conditionFails) == false)
        #expect(Self.facts(Self.sheet(require: "max(s) - min(s) <= 2\ndistinct(s)")).contains(.conditionFails))
    }

    @Test func numbersInProse() {
        let facts = { (prose: String) in
            Self.facts(Self.sheet(prose: prose)).compactMap { fact -> String? in
                if case .writtenNumber(let number, let datum) = fact { "\(number) \(datum)" } else { nil }
            }
        }
        #expect(facts("The query is $q = (5, - 2)$ in $\\mathbb{R}^5$.") == ["5 q_1", "- 2 q_2"])
        // Not drawn, a word of the language, an index, code, a value that follows the draw.
        #expect(facts("There are 5 of them, see $x_5$, $x_{5}$, $x_{2, 5}$, `5`, `=q_1` and $1 + 7$.") == [])
        #expect(facts("Twice: $5$ and $5$, and \\$5.") == ["5 q_1"])
        #expect(facts("Two tokens.") == [])
        // 2 is an entry of both, and the letter beside it says of which.
        let both = Self.sheet(
            given: "X = [1, 2; 0, 1]\nq = [2, 3]", vary: "X ~ integers(-5..5)\nq ~ integers(-5..5)",
            prose: "Now $q = (2, 3)$.")
        #expect(Self.facts(both).contains(.writtenNumber("2", datum: "q_1")))
    }

    @Test func drawnSizesInProse() {
        let sheet = Self.sheet(
            vary: "X ~ integers(-5..5)^(n x 2) with n in 2..3", prose: "Two tokens, one of which has $2$ entries.")
        #expect(
            Self.facts(sheet).filter {
                $0 == .writtenNumber("Two", datum: "rows(X)") || $0 == .writtenNumber("2", datum: "rows(X)")
            }
            .count == 2)
    }

    /// Two entries from three numbers: nine draws, all of which are looked at.
    private static func pair(_ require: String, values: String = "integers(0..2)") -> [LintFact] {
        LintTests.facts(
            sheet(given: "x = [0, 1]", vary: "x ~ \(values)", require: require, solve: "y = 3 x", answer: "y: 1 mark"))
    }

    private static func acceptance(_ facts: [LintFact]) -> LintFact.Share? {
        for case .acceptance(_, let accepted, _, _, _) in facts { return accepted }
        return nil
    }

    @Test func conditionsThatNeverBite() {
        let facts = Self.pair("x_1 < x_2\nx_1 + x_2 >= 0")
        #expect(facts.contains(.conditionNeverBites(.init(9, of: 9, isAll: true))))
        // (0, 1), (0, 2), (1, 2).
        #expect(Self.acceptance(facts) == .init(3, of: 9, isAll: true))
        #expect(facts.count == 2, "\(facts)")
    }

    @Test func conditionsThatNearlyNeverHold() {
        // (0, 0) of the hundred pairs of ten numbers.
        let facts = Self.pair("x_1 + x_2 == 0", values: "integers(0..9)")
        #expect(facts.contains(.conditionNearlyNeverHolds(.init(1, of: 100, isAll: true))))
        #expect(Self.acceptance(facts) == .init(1, of: 100, isAll: true))
    }

    @Test func conditionsThatContradict() {
        let facts = Self.pair("x_1 < x_2\nx_1 > x_2")
        #expect(facts.contains(.contradiction(with: "x_1 < x_2")))
        #expect(facts.contains(.nothingAccepted(names: ["1.x"], tried: 9, hasConditions: true)))
    }

    /// A row that is not there for any draw, and a divisor that is zero for one of three.
    @Test func drawsThatTheSheetRefuses() {
        let facts = Self.facts(
            Self.sheet(
                given: "X = [1, 2; 0, 1]\nk = 2", vary: "k ~ integers(3..5)", solve: "y = row(X, k)",
                answer: "y: 1 mark"))
        #expect(facts.contains(.nothingAccepted(names: ["1.k"], tried: 3, hasConditions: false)))
        #expect(facts.contains { $0.kind == "refused-draws" })
        let divided = Self.facts(
            Self.sheet(given: "a = 1", vary: "a ~ integers(0..2)", solve: "y = 3 / a", answer: "y: 1 mark"))
        #expect(divided.contains(.refusedDraws(.init(1, of: 3, isAll: true), reason: "‘y’ has no value")))
    }

    /// Scores of two tokens that are drawn from two numbers are often equal, those of the condition never.
    @Test func tiesInVariants() {
        let sheet = { (require: String?) in
            Self.facts(
                Self.sheet(
                    given: "s = [1, 2, 3, 4]", vary: "s ~ integers(0..2)", require: require, solve: "p = softmax(s)",
                    answer: "p: 1 mark")
            ).filter { $0.kind == "tie" }
        }
        guard case .tie("p", nil, _, let draws?)? = sheet(nil).first else {
            Issue.record("\(sheet(nil))")
            return
        }
        #expect((1...20).contains(draws.count) && draws.total == 20)
        #expect(sheet("unique_argmax(s)") == [])
    }

    /// The weights of plain scores: giving the scores for weights and giving another step are the same in every draw.
    @Test func mistakesThatNoDrawShows() {
        let facts = LintTests.findings(
            Self.sheet(
                vary: "X ~ integers(-3..3)\nq ~ integers(-3..3)", solve: "s = X q\np = softmax(s)", answer: "p: 1 mark")
        ).map(\.fact)
        let mistakes = facts.filter { $0.kind == "mistakes" }
        #expect(
            mistakes == [
                .mistakes(answer: "1.p", right: [], alike: [["scores-as-weights", "another-step"]], isEveryDraw: true)
            ])
    }
}

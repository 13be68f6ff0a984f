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
        #expect(facts("There are 5 of them, see $x_5$, $x_{5}$, `5`, `=q_1` and $1 + 7$.") == [])
        #expect(facts("Twice: $5$ and $5$, and \\$5.") == ["5 q_1"])
        #expect(facts("Two tokens.") == [])
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
}

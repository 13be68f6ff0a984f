import Exams
import Rationals
import Sheets
import Testing

/// One small sheet for each finding, and the same sheet mended.
@Suite struct LintTests {
    static func findings(_ text: String) -> [LintFinding] {
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(text.utf8))
        #expect(worked.diagnostics.isEmpty, "\(worked.diagnostics)")
        return SheetLint(worked).findings
    }

    /// All but what is said of mistakes.
    static func facts(_ text: String) -> [LintFact] {
        findings(text).map(\.fact).filter {
            if case .mistakes = $0 { false } else { true }
        }
    }

    private static func question(
        given: String = "X = [1, 2; 0, 1]\nq = [3, 1]", solve: String = "s = X q", answer: String? = "s: 1 mark",
        heading: String = "Question 1", prose: String = "Find it."
    ) -> String {
        "# \(heading)\n\n\(prose)\n\n```given\n\(given)\n```\n\n"
            + (answer.map { "```answer\n\($0)\n```\n\n" } ?? "") + "## Solution\n\n```solve\n\(solve)\n```\n"
    }

    @Test func aSheetThatIsInOrder() {
        #expect(Self.facts(Self.question()) == [])
    }

    @Test func unusedParts() {
        #expect(
            Self.facts(Self.question(given: "X = [1, 2; 0, 1]\nq = [3, 1]\nr = [1, 1]")) == [.unusedData("r")])
        #expect(Self.facts(Self.question(solve: "s = X q\nt = 2 s")) == [.notAsked(step: "t")])
        #expect(Self.facts(Self.question(solve: "t = X X\ns = X q")) == [.leadsNowhere(step: "t")])
        // Only what nothing is made of is named: u leads to t.
        #expect(Self.facts(Self.question(solve: "u = X X\nt = u X\ns = X q")) == [.leadsNowhere(step: "t")])
        #expect(Self.facts(Self.question(solve: "t = X X\ns = X q", prose: "See `=t`.")) == [])
        #expect(Self.facts(Self.question(answer: nil)) == [.asksNothing])
        // A size decides what is computed, though nothing is computed from it.
        #expect(Self.facts(Self.question(given: "n = 2\nX = [1, 2; 0, 1]", solve: "s = X ones(n)")) == [])
    }

    @Test func innerStepsCountAsTheirLine() {
        let sheet = { (prose: String) in
            Self.question(
                given: "X = [1, 2; 0, 1]", solve: "Z = attention(X, X, X)\ny = X_1", answer: "y: 1 mark", prose: prose)
        }
        #expect(Self.facts(sheet("Find y.")) == [.leadsNowhere(step: "Z")])
        #expect(Self.facts(sheet("The weights are `=A`.")) == [])
    }

    @Test(arguments: [
        ("Question 1 (3 marks)", 1), ("Question 1: heads [2.5 points]", 1), ("Question 1 (10 points in time)", 0),
        ("Question 1 (2 marks)", 0), ("Question 1 (total 2 marks)", 0), ("Question 1 (marks: 4)", 1),
        ("Question 1 2 marks", 0),
        ("Question 1 (see [7])", 0), ("Question 1 (5 pts)", 1),
    ]) func totalsOfHeadings(_ heading: String, _ count: Int) {
        let facts = Self.facts(
            Self.question(solve: "s = X q\nt = 2 s", answer: "s: 1 mark\nt: 1 mark", heading: heading))
        #expect(facts.count == count, "\(facts)")
    }

    @Test func totalsOfPartsAndSheets() throws {
        let parts = """
            ---
            title: Two parts
            marks: 9
            ---

            # Question 1 (5 marks)

            ## (a) Twice [2 marks]

            ```solve
            a = 2 * 3
            ```

            ```answer
            a: 2 marks
            ```

            ## (b) Thrice [3 marks]

            ```solve
            b = 3 * 3
            ```

            ```answer
            b
            in words: 5/2 marks
            ```
            """
        // 2 and 1 and 5/2.
        let sum = try #require(Rational(11, over: 2))
        let second = try #require(Rational(7, over: 2))
        let facts: [LintFact] = [
            .total(stated: 9, sum: sum, of: .sheet), .total(stated: 5, sum: sum, of: .question),
            .total(stated: 3, sum: second, of: .part), .withoutMarks("1b.b"),
        ]
        #expect(Self.facts(parts) == facts)
        #expect(Self.findings(parts)[0].range == 21..<29)
    }

    @Test func tiesAndEqualRows() {
        // Scores (2, 2, −1) of which two are largest; rows 1 and 3 of X are equal.
        let given = "X = [1, 1; 0, -1; 1, 1]\nq = [1, 1]"
        #expect(
            Self.facts(Self.question(given: given, solve: "s = X q\np = softmax(s)", answer: "p: 1 mark")) == [
                .equalRows("X", rows: [1, 3], draws: nil), .tie(weights: "p", row: nil, places: [1, 3], draws: nil),
            ])
        // Masked scores are no rivals; each score for itself has none.
        let masked = Self.question(
            given: "S = [1, 1; 0, 3]", solve: "A = softmax(S, mask: causal)", answer: "A: 1 mark")
        #expect(Self.facts(masked) == [])
        #expect(
            Self.facts(masked.replacing(", mask: causal", with: "")) == [
                .tie(weights: "A", row: 1, places: [1, 2], draws: nil)
            ])
    }

    @Test func weightsThatVanish() {
        // 1/(1 + e^8) is 0.00034: nothing at three decimals, something at four. A masked weight is 0 and is meant to be.
        let sheet = { (form: String) in
            Self.question(
                given: "S = [1, 1; 0, 8]", solve: "A = softmax(S, mask: causal)", answer: "A: 1 mark, \(form)")
        }
        #expect(
            Self.facts(sheet("3 decimals")) == [
                .vanishing(answer: "1.A", count: 1, of: 4, printed: "0.000", draws: nil)
            ])
        #expect(Self.facts(sheet("4 decimals")) == [])
        #expect(Self.facts(sheet("3 significant digits")) == [])
    }

    @Test func mistakesThatDoNotShow() {
        let findings = Self.findings(
            Self.question(given: "X = [1, 2; 0, 1]\nW = [1, 0; 0, 1]", solve: "Q = X W", answer: "Q: 1 mark"))
        guard case .mistakes("1.Q", let right, _, false)? = findings.first?.fact else {
            Issue.record("\(findings)")
            return
        }
        // W is symmetric, and the one matrix that stands on either side.
        #expect(right.contains("projection-transposed") && right.contains("projection-on-wrong-side"))
    }

    @Test func findingsSayWhereAndWhatToDo() {
        let sheet = Self.question(given: "X = [1, 2; 0, 1]\nq = [3, 1]\nr = [1, 1]")
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))
        #expect(
            SheetLint(worked).text.hasPrefix(
                """
                sheet.md:8:1: warning: Nothing is computed from ‘r’.
                    8 | r = [1, 1]
                      | ^~~~~~~~~~
                  fix: Use it, take it out, or show it with `=…` in prose.

                """))
        #expect(SheetLint(worked).hasWarnings)
    }
}

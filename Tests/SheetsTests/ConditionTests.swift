import Documents
import Graphs
import Numbers
import Rationals
import Testing

@testable import Sheets

/// `require` blocks: decided exactly on the values of the sheet.
@Suite struct ConditionTests {
    static func sheet(_ require: String, solve: String = Self.solve) -> String {
        """
        # Question 1

        ```given
        s = [1, 4, 4]
        t = [1, 2, 3]
        S = [1, 3, 3; 0, 2, 1]
        p = sqrt(2)
        h = 1/2
        x_1 = [0, 1]
        x_2 = [2, 2]
        ```

        ```require
        \(require)
        ```

        ### Solution

        ```solve
        \(solve)
        ```
        """
    }

    static let solve = "w = softmax([ln(1), ln(2), ln(5)])\nP = softmax([0, 9; ln(3), 0], mask: causal)"

    static func verdict(_ line: String, solve: String = Self.solve) throws -> (
        Condition.Verdict, Condition, Trace<Number>
    ) {
        let worked = WorkedSheet(text: sheet(line, solve: solve))
        #expect(worked.messages == [], "\(line)")
        let condition = try #require(worked.elaboration.conditions.first)
        return (condition.verdict(in: worked.exact), condition, worked.exact)
    }

    /// True by hand.
    ///
    /// The weights are 1/8, 1/4, 5/8 and, masked, 1 and 3/4, 1/4.
    @Test(arguments: [
        "max(s) - min(s) <= 3", "max(s) - min(s) == 3", "0 < h <= 1/2", "0 < h < 1 <= t", "t > 0", "distinct(t)",
        "distinct(t, [4, 5])", "unique_argmax(t)", "unique_argmin(s)", "unique_argmin(S)", "denominators(w) <= 8",
        "denominators(t) == 1", "50 >= denominators(h)", "rational(w)", "integer(s)", "nonzero(s)", "positive(w)",
        "negative(-s)", "distinct_rows(S)", "weight >= 1/8", "all weights != 1/n", "weights <= 1",
        "min(weights) >= 1/8",
        "any weight == 5/8", "some weights < 1/5", "denominators(weights) <= 8", "distinct(scores)",
        "max(scores) - min(scores) <= 2", "sum(weights) == 1", "distinct(x_1)", "t_i == i for i in 1..3",
        "max(x_i) > min(x_i) - 1 for i in 1..2", "all t >= 1", "any s = 4", "p^2 == 2", "rational(p^2)", "0 ≤ h ≤ 1",
        "max(t_i, h) >= i for i in 1..3", "distinct([p, h, 1])", "s != t + [1, 1, 0]",
    ])
    func holds(_ line: String) throws {
        // 1/n is 1/3 and, in the second row of P, 1/2; the first row has one key and so no choice.
        let (verdict, condition, trace) = try Self.verdict(line)
        guard case .holds = verdict else {
            Issue.record("\(line): \(verdict)")
            return
        }
        #expect(condition.holds(in: trace))
    }

    /// False by hand, and where.
    @Test(arguments: [
        ("max(s) - min(s) <= 2", "max(s) - min(s) = 3"), ("distinct(s)", "s_2 = s_3 = 4"),
        ("unique_argmax(s)", "s_2 = s_3 = 4"), ("unique_argmax(S)", "S_{1,2} = S_{1,3} = 3"),
        ("distinct(t, s)", "t_1 = s_1 = 1"), ("denominators(w) <= 7", "w_1 = 1/8"), ("rational(p)", "p = √2"),
        ("rational([1, exp(1)])", "entry 2 of [1, exp(1)] = e"), ("denominators(p) <= 50", "p = √2"),
        ("integer(h)", "h = 1/2"), ("nonzero(x_1)", "x_{1,1} = 0"), ("positive(S)", "S_{2,1} = 0"),
        ("distinct_rows([1, 2; 3, 4; 1, 2])", "rows 1 and 3 of [1, 2; 3, 4; 1, 2] are equal"),
        ("weight > 1/8", "weight 1 in w = 1/8"), ("all weights != 3/(2 n)", "weight 1 in row 2 of P = 3/4"),
        ("weights < 3/4", "weight 1 in row 2 of P = 3/4"), ("any weight > 1", "no entry satisfies it"),
        ("distinct(x_i) for i in 1..2", "x_{i,1} = x_{i,2} = 2 for i = 2"), ("t < s", "t_1 = 1, s_1 = 1"),
        ("1 < t_i <= 3 for i in 1..3", "t_i = 1 for i = 1"),
        ("unique_argmin([h, 2, 1/2])", "entry 1 of [h, 2, 1/2] = entry 3 of"),
        ("integer(exp(1)/3 + 1)", "exp(1)/3 + 1 = "),
    ])
    func fails(_ line: String, _ words: String) throws {
        let (verdict, condition, trace) = try Self.verdict(line)
        guard case .fails(let failure) = verdict else {
            Issue.record("\(line): \(verdict)")
            return
        }
        #expect(
            condition.words(for: failure, in: trace).hasPrefix(words), "\(condition.words(for: failure, in: trace))")
        #expect(!condition.holds(in: trace))
    }

    /// True by the double-angle formula; the program has no proof of it.
    @Test func isUndecided() throws {
        let (verdict, condition, trace) = try Self.verdict("cos(2 exp(1)) == 2 cos(exp(1))^2 - 1")
        guard case .undecided = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(!condition.holds(in: trace))
    }

    /// A condition without a value refuses a draw; the sheet is as good as before.
    @Test func withoutAValueTheSheetIsGood() throws {
        let (verdict, _, _) = try Self.verdict("1/(s_2 - s_3) <= 2")
        guard case .noValue = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func quantitiesOfTheSheetWin() throws {
        let given = Self.sheet("weight == 70\nn == 5").replacing("h = 1/2", with: "h = 1/2\nweight = 70\nn = 5")
        let worked = WorkedSheet(text: given)
        #expect(worked.messages == [])
        #expect(worked.elaboration.conditions.map { $0.holds(in: worked.exact) } == [true, true])
        let named = Self.sheet("all > 2").replacing("h = 1/2", with: "h = 1/2\nall = 3")
        #expect(WorkedSheet(text: named).messages == [])
    }

    @Test func onlyWeightsInSightCount() throws {
        let other = "\n\n# Question 2\n\n```solve\nu = softmax([0, 0])\n```\n"
        let worked = WorkedSheet(text: Self.sheet("weight <= 5/8", solve: "w = softmax([ln(1), ln(2), ln(5)])") + other)
        #expect(worked.elaboration.conditions.map { $0.holds(in: worked.exact) } == [true])
    }

    /// What conditions add comes last, without names: the handout is the same with and without them.
    @Test func noReaderSeesThem() throws {
        let plain = WorkedSheet(text: Self.sheet("t > 0"))
        let rich = WorkedSheet(
            text: Self.sheet(
                "softmax(S) > 0\nweights < 2\nmax(scores) - min(scores) < 9\ndistinct(S t, X_1) for i in 1..2"
                    .replacing("X_1", with: "h")))
        #expect(rich.messages == [])
        let count = plain.elaboration.conditionNodes.lowerBound
        #expect(rich.elaboration.conditionNodes.lowerBound == count)
        let labels = { (worked: WorkedSheet) in worked.elaboration.graph.nodes.prefix(count).map(\.label) }
        #expect(labels(plain) == labels(rich))
        #expect(rich.elaboration.graph.nodes.dropFirst(count).allSatisfy { $0.label == nil })
        #expect("\(try plain.handout().markdown())" == "\(try rich.handout().markdown())")
    }

    static let wrong: [(line: String, says: String)] = [
        ("⟦r⟧ > 2", "‘r’ has no value"), ("distinct(⟦r⟧)", "‘r’ has no value"),
        ("⟦dstinct⟧(s)", "There is no function ‘dstinct’"),
        ("⟦s⟧", "says nothing that could hold"), ("⟦max(s)⟧", "says nothing that could hold"),
        ("s <⟦⟧", "expected a number"),
        ("⟦distinct()⟧", "takes"), ("⟦rational(s, t)⟧", "takes 1 argument"), ("max⟦(⟧s < 2", "is not closed"),
        ("⟦denominators(s)⟧", "compared with one number"), ("⟦0 < denominators(s) < 3⟧", "compared with one number"),
        ("distinct_rows(⟦s⟧)", "Only a matrix has rows"), ("⟦s < S⟧", "have different shapes"),
        ("distinct(s, ⟦strict⟧: yes)", "has no option"), ("⟦s ≈ t⟧", "says nothing that could be decided"),
        ("0 < ⟦)⟧ < 2", "closes nothing"), ("t_i > 0 ⟦for i in 3..1⟧", "The range 3..1 is empty"),
        ("t_i > 0 for i in⟦⟧", "expected"),
    ]

    @Test(arguments: wrong)
    func mistakesAreReportedWhereTheyStand(_ line: String, _ says: String) throws {
        let planted = Planted(Self.sheet(line))
        let worked = WorkedSheet(text: planted.text)
        #expect(worked.diagnostics.count == 1, "\(worked.messages)")
        let diagnostic = try #require(worked.diagnostics.first)
        let message = diagnostic.message(in: worked.elaboration.sheet.source)
        #expect(message.contains(says), "\(message)")
        #expect(diagnostic.range == planted.range, "\(message)")
        #expect(message.contains("\n  fix: "), "\(message)")
    }

    @Test func weightsNeedANormalisation() {
        let worked = WorkedSheet(text: Self.sheet("weight > 0", solve: "u = s + t"))
        #expect(worked.messages.count == 1)
        #expect(worked.messages.first?.contains("There are no weights here") == true)
    }

    @Test func damageNeverStopsTheReader() {
        let lines = "all weights != 1/n\n0 < max(s) - min(s) <= 6\ndistinct(x_i) for i in 1..2\ndenominators(w) <= 50"
        let text = Self.sheet(lines)
        let bytes = Array(text.utf8)
        let before = Self.sheet("⟦").utf8.prefix { $0 != 0xE2 }.count
        for place in before..<before + lines.utf8.count {
            for (index, scrap) in ["", "(", ")", "<", "=", ",", "≤", "[", " all ", " for ", "9", "_", "é"].enumerated()
            where (place + index) % 3 == 0 {
                var damaged = bytes
                damaged.replaceSubrange(place..<place + 1, with: Array(scrap.utf8))
                let worked = WorkedSheet(file: "sheet.md", bytes: damaged)
                for condition in worked.elaboration.conditions {
                    if case .fails(let failure) = condition.verdict(in: worked.exact) {
                        _ = condition.words(for: failure, in: worked.exact)
                    }
                }
                for diagnostic in worked.diagnostics { _ = diagnostic.message(in: worked.elaboration.sheet.source) }
            }
        }
    }
}

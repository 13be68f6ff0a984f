import Marking
import Numbers
import Rationals
import Testing

@Suite struct FollowingTests {
    /// s = X q / √2 = (5, 2, 0)/√2, p = softmax(s), z = Xᵀ p.
    let sheet = Written.sheet(
        given: "X = [1, 2; 0, 1; 2, -1]\nq = [1, 2]", solve: "s = X q / sqrt(2)\np = softmax(s)\nz = X^T p",
        answer: "s: 1 mark\np: 2 marks\nz: 4 marks")

    func mark(_ answers: KeyValuePairs<String, String>) -> [String: MarkedAnswer] {
        let marked = Written.marker(sheet).mark(Written.submission(answers))
        return Dictionary(uniqueKeysWithValues: marked.answers.map { (String($0.id.dropFirst(2)), $0) })
    }

    @Test func exactValuesAreFollowed() throws {
        // Nothing divided by √2; the rest is done rightly.
        let marked = mark([
            "s": "[5, 2, 0]", "p": "[e^5/(e^5 + e^2 + 1), e^2/(e^5 + e^2 + 1), 1/(e^5 + e^2 + 1)]",
            "z": "[(e^5 + 2)/(e^5 + e^2 + 1), (2 e^5 + e^2 - 1)/(e^5 + e^2 + 1)]",
        ])
        #expect(marked["s"]?.outcome == .wrong)
        #expect(marked["s"]?.diagnoses.first?.code == "no-scaling")
        #expect(marked["p"]?.outcome == .followsThrough(earns: true))
        #expect(marked["p"]?.followed == ["1.s"])
        #expect(marked["z"]?.outcome == .followsThrough(earns: true))
        // Through p, which was given as well: the nearest value is the one followed.
        #expect(marked["z"]?.followed == ["1.p"])
        #expect(marked["z"]?.marks == 4)
    }

    @Test func stepsBetweenThatAreNotGivenAreCalculated() {
        // e^5 = 148.4131591, e^2 = 7.3890561: z = (0.9592437…, 1.9333985…) from s = (5, 2, 0).
        let marked = mark(["s": "[5, 2, 0]", "z": "[0.9593, 1.9335]"])
        #expect(marked["z"]?.outcome == .wrong)
        let right = mark(["s": "[5, 2, 0]", "z": "[0.959, 1.933]"])
        #expect(right["z"]?.outcome == .followsThrough(earns: true))
        #expect(right["z"]?.followed == ["1.s"])
    }

    @Test func decimalsAreFollowedToTheirDigits() {
        // p = (0.70, 0.20, 0.10): z = (0.9, 1.5). Any p that rounds to it counts, so 0.902 does, 0.95 does not.
        for (z, follows) in [
            ("[0.90, 1.50]", true), ("[0.9, 1.5]", true), ("[0.902, 1.498]", true), ("[0.95, 1.50]", false),
        ] {
            let marked = mark(["p": "[0.70, 0.20, 0.10]", "z": z])
            #expect((marked["z"]?.outcome == .followsThrough(earns: true)) == follows, "\(z)")
        }
    }

    @Test(arguments: [
        "[0, 0, 0]", "[1, 1, 1]", "[1/3, 1/3, 1/3]", "[1, 0, 0]", "[10000, 1, 2]",
    ])
    func cheapValuesEarnNothing(_ p: String) throws {
        let values = p.dropFirst().dropLast().split(separator: ",").map(String.init)
        let z = "[\(values[0]) + 2*(\(values[2])), 2*(\(values[0])) + (\(values[1])) - (\(values[2]))]"
        let marked = mark(["s": "[5/sqrt(2), sqrt(2), 0]", "p": p, "z": z])
        #expect(marked["s"]?.outcome == .exact)
        #expect(marked["z"]?.outcome == .followsThrough(earns: false), "\(p)")
        #expect(marked["z"]?.marks == 0)
    }

    /// z = (p₁ + 2 p₃, 2 p₁ + p₂ − p₃) follows, but from no weights, or from all but uniform or all but one-hot ones.
    ///
    /// The true ones are (0.870, 0.104, 0.025).
    @Test(arguments: [
        ("[0.3333, 0.3333, 0.3334]", "[1.0001, 0.6665]", false), ("[0.33, 0.33, 0.34]", "[1.01, 0.65]", false),
        ("[1, 1, 2]", "[5, 1]", false), ("[5, 5, 5.1]", "[15.2, 9.9]", false), ("[-1, 2, 0]", "[-1, 0]", false),
        ("[0.9999, 0.0001, 0]", "[0.9999, 1.9999]", false), ("[0.50, 0.30, 0.30]", "[1.10, 1.00]", false),
        ("[0.50, 0.30, 0.20]", "[0.90, 1.10]", true), ("[0.67, 0.33, 0.01]", "[0.69, 1.66]", true),
        ("[1/2, 1/3, 1/6]", "[5/6, 7/6]", true),
    ])
    func weightsThatAreMadeUpEarnNothing(_ p: String, _ z: String, _ earns: Bool) {
        let marked = mark(["s": "[5/sqrt(2), sqrt(2), 0]", "p": p, "z": z])
        #expect(marked["p"]?.outcome == .wrong)
        #expect(marked["z"]?.outcome == .followsThrough(earns: earns))
    }

    /// From s = (20, 8, 0) the weights are (0.999994, 0.000006, 0.000000): they were worked out.
    @Test func weightsThatFollowFromOwnScoresEarnTheirMarks() {
        let marked = mark(["s": "[20, 8, 0]", "p": "[0.999994, 0.000006, 0.000000]", "z": "[0.999994, 1.999994]"])
        #expect(marked["p"]?.outcome == .followsThrough(earns: true))
        #expect(marked["z"]?.outcome == .followsThrough(earns: true))
    }

    @Test func aStepOfAnotherPartIsNoExplanation() {
        let sheet = """
            # Question 1

            ```given
            X = [1, 2; 3, 5]
            q = [1, 4]
            ```

            ## (a)

            ```answer
            s: 1 mark
            ```

            ### Solution

            ```solve
            s = X q
            t = X^T q
            ```

            ## (b)

            ```answer
            v: 1 mark
            ```

            ### Solution

            ```solve
            v = X^T X q
            ```

            """
        // s = (9, 23), t = (13, 22), v = Xᵀ (9, 23) = (78, 133).
        let marker = Written.marker(sheet)
        func codes(_ id: String, _ text: String) -> [String] {
            let marked = marker.mark(Submission(student: "s", answers: [.init(id: id, text: text)]))
            return marked.answers.first { $0.id == id }?.diagnoses.map(\.code) ?? []
        }
        #expect(codes("1a.s", "[13, 22]").contains("another-step"))
        #expect(!codes("1a.s", "[78, 133]").contains("another-step"))
        #expect(!codes("1b.v", "[13, 22]").contains("another-step"))
    }

    @Test func roundedTooEarly() throws {
        // p to two places is (0.87, 0.10, 0.03): z = (0.93, 1.81); truly (0.9210…, 1.8196…).
        let marked = mark(["s": "[5/sqrt(2), sqrt(2), 0]", "p": "[0.87, 0.10, 0.03]", "z": "[0.93, 1.81]"])
        #expect(marked["p"]?.outcome == .rounded)
        #expect(marked["z"]?.outcome == .roundedTooEarly)
        #expect(marked["z"]?.verdicts?.elements == [.roundedTooEarly(steps: ["1.p"]), .rounded(.truncated)])
        #expect(marked["z"]?.marks == 2)
        // Without p on the paper as well: the step is named.
        let alone = mark(["z": "[0.93, 1.81]"])
        #expect(alone["z"]?.outcome == .roundedTooEarly)
        #expect(alone["z"]?.verdicts?.elements.first == .roundedTooEarly(steps: ["p"], to: .places(2)))
    }

    /// p = (0.87031…, 0.10433…, 0.02536…): z from (0.870, 0.104, 0.025) is (0.920, 1.819), from (0.87, 0.10, 0.03) it
    /// is (0.93, 1.81); truly it is (0.9210…, 1.8196…).
    @Test(arguments: [("[0.9200, 1.8190]", 3), ("[0.9300, 1.8100]", 2)])
    func roundedToFewerDigitsThanShown(_ z: String, _ places: Int) {
        let marked = mark(["z": z])
        #expect(marked["z"]?.outcome == .roundedTooEarly)
        #expect(marked["z"]?.verdicts?.elements.first == .roundedTooEarly(steps: ["p"], to: .places(places)))
        #expect(
            marked["z"]?.explanation
                == ["This is what comes out when p is rounded to \(places) places before going on."])
        #expect(mark(["z": "[0.9200, 1.8160]"])["z"]?.outcome == .wrong)
    }

    @Test func roundedToSignificantDigitsTooEarly() throws {
        let scaled = Written.sheet(given: "x = 1000", solve: "a = x/7\nb = 7 a - 990", answer: "b: 1 mark")
        // b = 10; with a = 143 it is 11, with a = 142.9 it is 10.3, with a = 142.86 it is 10.02.
        #expect(
            Written.marker(scaled).answer("b", "10.02")?.verdicts?.elements == [
                .roundedTooEarly(steps: ["a"], to: .places(2))
            ])
        #expect(
            Written.marker(scaled).answer("b", "10.3")?.verdicts?.elements == [
                .roundedTooEarly(steps: ["a"], to: .places(1))
            ])
        // Four significant digits: 142.9 again.
        #expect(
            Written.marker(scaled).answer("b", "10.30")?.verdicts?.elements == [
                .roundedTooEarly(steps: ["a"], to: .significant(4))
            ])
        #expect(Written.marker(scaled).answer("b", "10.31")?.outcome == .wrong)
    }

    @Test func aMistakeOnOwnValuesIsNamed() throws {
        // p is made up; z is the scores' step skipped, V p wrongly signed in one entry.
        let marked = mark(["p": "[0.5, 0.25, 0.25]", "z": "[1, -1]"])
        #expect(marked["z"]?.outcome == .wrong)
        #expect(marked["z"]?.diagnoses.first?.code == "sign-slip")
        #expect(marked["z"]?.diagnoses.first?.isOnOwnValues == true)
    }

    @Test func twoMistakesAtOnce() {
        // Neither scaled nor in base e: 2^5, 2^2, 1 over 37.
        let marked = mark(["p": "[32/37, 4/37, 1/37]"])
        #expect(marked["p"]?.outcome == .wrong)
        #expect(marked["p"]?.diagnoses.first?.code == "no-scaling+base-two")
    }

    @Test func entriesGivenOneByOneAreFollowedTogether() {
        let sheet = Written.sheet(
            given: "X = [1, 2; 0, 1]\nq = [1, 1]", solve: "s = X q\np = s_1 s",
            answer: "s_1: 1 mark\ns_2: 1 mark\np: 1 mark")
        let marked = Written.marker(sheet).mark(Written.submission(["s_1": "4", "s_2": "5", "p": "[16, 20]"]))
        #expect(marked.answers[2].outcome == .followsThrough(earns: true))
        #expect(marked.answers[2].followed == ["1.s_1", "1.s_2"])
    }

    @Test func aSecondWayOfWritingTheSameStepIsFollowedToo() {
        // Part (b) calls a mechanism that computes p anew.
        let sheet = """
            # Question 1

            ```given
            K = [1, 2; 0, 1]
            V = [3, 1; 1, 5]
            q = [1, 2]
            ```

            ## (a)

            ```answer
            s: 1 mark
            ```

            ### Solution

            ```solve
            s = K q / sqrt(2)
            ```

            ## (b)

            ```answer
            z: 1 mark
            ```

            ### Solution

            ```solve
            z = attention(q, K, V)
            ```

            """
        let marked = Written.marker(sheet).mark(
            Submission(
                student: "s",
                answers: [.init(id: "1a.s", text: "[0, ln(3)]"), .init(id: "1b.z", text: "[3/2, 4]")]))
        #expect(marked.answers[1].outcome == .followsThrough(earns: true))
        #expect(marked.answers[1].followed == ["1a.s"])
    }

    /// The exponentials written out one by one are the same computation to the catalogue.
    @Test func stepsWrittenByHandAreRecognised() throws {
        // s = (1, 2), so p_1 = 1/(1 + e); 1/3 without the exponentials, e without the sum.
        let sheet = Written.sheet(
            given: "s = [1, 2]", solve: "p_i = exp(s_i)/sum(exp(s_j) for j in 1..2) for i in 1..2",
            answer: "p_1: 1 mark")
        let marker = Written.marker(sheet)
        #expect(marker.answer("p_1", "1/3")?.diagnoses.first?.code == "exponential-forgotten")
        #expect(marker.answer("p_1", "2.718")?.diagnoses.first?.code == "exponentials-not-normalised")
        let whole = Written.marker(
            Written.sheet(given: "s = [1, 2]", solve: "t = exp(s)\np = t / sum(t)", answer: "p: 1 mark"))
        #expect(whole.answer("p", "[1/3, 2/3]")?.diagnoses.first?.code == "exponential-forgotten")
        // e^(1/3) = 1.3956, e^(2/3) = 1.9477.
        #expect(whole.answer("p", "[1.3956, 1.9477]")?.diagnoses.first?.code == "normalised-before-exponential")
        #expect(whole.answer("p", "[1/3 + 1/10^30, 2/3]")?.diagnoses.isEmpty == true)
    }

    @Test func aKeyTakenForTheQueryIsNamed() {
        // The third token (2, −1) as the query: X x_3 / √2 = (0, −1, 5)/√2.
        let marked = mark(["s": "[0, -1/sqrt(2), 5/sqrt(2)]"])
        #expect(marked["s"]?.diagnoses.first?.code == "another-row")
    }

    @Test func valuesOfAnotherSizeAreNotFollowed() {
        let marked = mark(["s": "[5, 2]", "p": "[0.9526, 0.0474]"])
        #expect(marked["p"]?.outcome == .wrongShape(given: .column(2), expected: .column(3)))
    }
}

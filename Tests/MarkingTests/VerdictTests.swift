import Marking
import Numbers
import Rationals
import Sheets
import Testing

@Suite struct VerdictTests {
    /// p = softmax(1, 0) = (0.731058578…, 0.268941421…).
    let weights = Written.sheet(given: "s = [1, 0]", solve: "p = softmax(s)", answer: "p: 2 marks")

    func outcome(_ sheet: String, _ name: String, _ text: String) -> MarkedAnswer.Outcome? {
        Written.marker(sheet).answer(name, text)?.outcome
    }

    @Test(arguments: [
        "[e/(e + 1), 1/(e + 1)]", "[1/(1 + e^(-1)), e^2/(e^2 + e^3)]", "[(1 + tanh(1/2))/2, (1 - tanh(1/2))/2]",
    ])
    func exactInAnyDisguise(_ text: String) { #expect(outcome(weights, "p", text) == .exact) }

    @Test(arguments: [
        "[0.731, 0.269]", "[0.7311, 0.2689]", "[0.73, 0.27]", "[0.731, 0.268]", "[0.73105857863, 0.26894]",
    ])
    func roundedOrCut(_ text: String) { #expect(outcome(weights, "p", text) == .rounded) }

    @Test func saysHowItIsRounded() throws {
        let verdicts = try #require(Written.marker(weights).answer("p", "[0.731, 0.268]")?.verdicts)
        #expect(verdicts.elements == [.rounded(.nearest), .rounded(.truncated)])
    }

    @Test(arguments: ["[0.732, 0.269]", "[0.730, 0.269]", "[0.269, 0.731]", "[0.731, -0.269]", "[e/(e + 1), 1/e]"])
    func wrong(_ text: String) { #expect(outcome(weights, "p", text) == .wrong) }

    @Test func saysWhyItIsWrong() throws {
        let verdicts = try #require(Written.marker(weights).answer("p", "[0.735, 0.269]")?.verdicts)
        #expect(verdicts.elements == [.wrong(.decimal(truth: "0.731", given: "0.735")), .rounded(.nearest)])
    }

    @Test func bothNeighboursAreRightAtATie() {
        let sheet = Written.sheet(given: "a = 1/8", solve: "b = a + 2", answer: "b: 1 mark")
        for text in ["2.12", "2.13"] { #expect(outcome(sheet, "b", text) == .rounded) }
        for text in ["2.125", "17/8", "2.1250"] { #expect(outcome(sheet, "b", text) == .exact) }
        for text in ["2.11", "2.14", "2.124", "2.126"] { #expect(outcome(sheet, "b", text) == .wrong) }
    }

    @Test func negativeValuesAreCutTowardsZero() {
        let sheet = Written.sheet(given: "a = 3", solve: "b = -a/7", answer: "b: 1 mark")
        // −0.428571…
        for text in ["-0.4286", "-0.4285", "-0.43", "-0.42", "-3/7"] {
            #expect([.rounded, .exact].contains(outcome(sheet, "b", text)), "\(text)")
        }
        for text in ["-0.4287", "-0.41", "0.43", "-0.44"] { #expect(outcome(sheet, "b", text) == .wrong, "\(text)") }
    }

    @Test func toleranceIsTheAuthors() {
        let strict = Written.sheet(given: "a = 3", solve: "b = a/7", answer: "b: 1 mark")
        let loose = Written.sheet(given: "a = 3", solve: "b = a/7", answer: "b: 1 mark, tolerance 0.01")
        #expect(outcome(strict, "b", "0.435") == .wrong)
        #expect(outcome(loose, "b", "0.435") == .rounded)
        // Its rounding to one place is 0.4, which is 0.0286 off.
        #expect(outcome(loose, "b", "0.4") == .wrong)
        #expect(outcome(loose, "b", "0.43") == .rounded)
        #expect(outcome(loose, "b", "3/7") == .exact)
        // 3/7 + 1/100 = 307/700 is the edge; a hair beyond it is wrong.
        #expect(outcome(loose, "b", "307/700") == .rounded)
        #expect(outcome(loose, "b", "307/700 + 1/10^30") == .wrong)
    }

    /// The numbers are what Python 3 prints for `5/2**0.5`-like steps: `5 * 2**-0.5`, and weights by `math.exp`.
    @Test func printoutsInDoublePrecisionKeepTheirMarks() throws {
        // 5/√2 = 3.53553390593273762…, 1/√2 = 0.70710678118654752…
        let sheet = Written.sheet(
            given: "X = [5, 0; 1, 1]\nq = [1, 0]", solve: "s = X q / sqrt(2)\nd = s_1 - 5 s_2",
            answer: "s: 2 marks\nd: 1 mark")
        let marker = Written.marker(sheet)
        let printed = try #require(marker.answer("s", "[3.5355339059327378, 0.7071067811865475]"))
        #expect(printed.outcome == .roundedTooEarly)
        #expect(printed.verdicts?.elements.first == .roundedTooEarly(steps: [Verdict.doublePrecision]))
        #expect(printed.marks == 2)
        #expect(
            printed.explanation == ["This is what comes out when every step is rounded to double precision."])
        let strict = Written.marker(sheet, rules: MarkingRules(doublePrecision: 0))
        #expect(try #require(strict.answer("s", "[3.5355339059327378, 0.7071067811865475]")).marks == 0)
        // Further off than a run can be, and too few digits to be a program's.
        #expect(marker.answer("s", "[3.5355339059327978, 0.7071067811865475]")?.outcome == .wrong)
        #expect(marker.answer("s", "[3.5355339060, 0.7071067811865475]")?.outcome == .wrong)
        // 0 as a program prints it.
        #expect(marker.answer("d", "0.0000000000000004")?.outcome == .roundedTooEarly)
        #expect(marker.answer("d", "0.0000000004")?.outcome == .wrong)
    }

    @Test func tooFewDigitsSayTooLittle() {
        // Nothing is asked of the form, but 0.3 stands for much, and 0 is another number.
        let sheet = Written.sheet(given: "a = 27", solve: "b = a/101", answer: "b: 1 mark")
        #expect(outcome(sheet, "b", "0.3") == .wrongForm)
        #expect(outcome(sheet, "b", "0") == .wrong)
        // 123456/7 = 17636.57…
        let large = Written.sheet(given: "a = 123456", solve: "b = a/7", answer: "b: 1 mark")
        #expect(outcome(large, "b", "17637") == .wrongForm)
        #expect(outcome(large, "b", "17635") == .wrong)
        // Beside an exact entry a 0 is a 0.
        let weights = Written.sheet(given: "s = [1, 0]", solve: "p = softmax(s)", answer: "p: 1 mark")
        #expect(outcome(weights, "p", "[e/(e + 1), 0]") == .wrong)
        for text in ["0.27", "0.267"] { #expect(outcome(sheet, "b", text) == .rounded, "\(text)") }
        #expect(outcome(sheet, "b", "1") == .wrong)
    }

    @Test func zerosMayBeLeftOffBesideLongerDecimals() {
        // softmax(0, 0, 20): (2.06e−9, 2.06e−9, 0.99999999588).
        let sheet = Written.sheet(given: "s = [0, 0, 20]", solve: "p = softmax(s)", answer: "p: 1 mark")
        #expect(outcome(sheet, "p", "[0, 0.000, 1]") == .rounded)
        #expect(outcome(sheet, "p", "[0, 0.000, 0.9]") == .wrong)
    }

    @Test func formsAreAsked() {
        func half(_ terms: String) -> String {
            Written.sheet(given: "a = 3", solve: "b = a/8", answer: "b: 1 mark, \(terms)")
        }
        let cases: [(String, String, MarkedAnswer.Outcome)] = [
            ("exact", "3/8", .exact), ("exact", "6/16", .exact), ("exact", "0.375", .wrongForm),
            ("exact", "0.38", .wrongForm), ("exact", "0.39", .wrong), ("lowest terms", "3/8", .exact),
            ("lowest terms", "6/16", .wrongForm), ("lowest terms", "0.375", .wrongForm),
            ("lowest terms", "3/9", .wrong),
            ("2 decimals", "0.38", .rounded), ("2 decimals", "0.37", .rounded), ("2 decimals", "3/8", .wrongForm),
            ("2 decimals", "0.4", .wrongForm), ("2 decimals", "0.375", .wrongForm), ("2 decimals", "0.39", .wrong),
            ("4 decimals", "0.375", .exact), ("4 decimals", "0.3750", .exact), ("2 digits", "0.38", .rounded),
            ("2 digits", "0.4", .wrongForm), ("3 digits", "0.375", .exact),
        ]
        for (terms, text, expected) in cases {
            #expect(outcome(half(terms), "b", text) == expected, "\(terms): \(text)")
        }
    }

    @Test func aRightValueInTheWrongFormEarnsHalf() throws {
        let sheet = Written.sheet(given: "a = 3", solve: "b = a/8", answer: "b: 3 marks, exact")
        #expect(try #require(Written.marker(sheet).answer("b", "0.375")).marks == Rational(3, over: 2))
        let strict = Written.marker(sheet, rules: MarkingRules(wrongForm: 0))
        #expect(try #require(strict.answer("b", "0.375")).marks == 0)
    }

    @Test func aDecimalIsNoFractionThatCanBeCancelled() throws {
        let sheet = Written.sheet(given: "a = 2", solve: "f = a/3", answer: "f: 1 mark, lowest terms")
        let marker = Written.marker(sheet)
        for text in ["0.667", "0.7"] {
            let answer = try #require(marker.answer("f", text))
            #expect(answer.explanation == [Verdict.Form.exactExpected.sentence], "\(text)")
        }
        #expect(marker.answer("f", "4/6")?.explanation == [Verdict.Form.lowestTermsExpected.sentence])
    }

    @Test func placesAreWrittenInBrackets() throws {
        let sheet = Written.sheet(
            given: "A = [1, 2; 3, 4]", solve: "B = 2 A\nC = B B", answer: "B: 1 mark\nC: 1 mark")
        let marker = Written.marker(sheet)
        let wrong = try #require(marker.answer("B", "[2, 4; 6.5, 9.5]"))
        #expect(wrong.explanation.first == "Wrong in (2, 1) and (2, 2).")
        // (2, 4; 6, 9)² = (28, 44; 66, 105).
        let marked = marker.mark(Written.submission(["B": "[2, 4; 6, 9]", "C": "[28, 44; 66, 105]"]))
        #expect(marked.answers[1].explanation == ["It follows from your own 1.B."])
    }

    @Test func layoutIsAnOutcomeOfItsOwn() throws {
        let sheet = Written.sheet(given: "A = [1, 2, 3; 4, 5, 6]", solve: "B = 2 A", answer: "B: 1 mark")
        let marker = Written.marker(sheet)
        let turned = try #require(marker.answer("B", "[2, 8; 4, 10; 6, 12]"))
        #expect(turned.outcome == .wrongForm)
        #expect(turned.diagnoses.map(\.code) == ["transposed-output"])
        let swapped = try #require(marker.answer("B", "[8, 10, 12; 2, 4, 6]"))
        #expect(swapped.outcome == .wrong)
        #expect(swapped.diagnoses.first?.code == "rows-swapped")
        let short = try #require(marker.answer("B", "[2, 4; 8, 10]"))
        #expect(short.outcome == .wrongShape(given: .matrix(2, 2), expected: .matrix(2, 3)))
    }

    /// X q = (5, 11) for rows (1, 2) and (3, 4) and q = (1, 2), and qᵀ X = (7, 10).
    @Test(arguments: [
        ("s", "\\begin{bmatrix} 5 & 11 \\end{bmatrix}"), ("s", "[[5, 11]]"), ("s", "[5; 11]'"), ("s", "[5; 11]"),
        ("r", "[7; 10]"), ("r", "[[7], [10]]"), ("r", "[7, 10]"), ("r", "[7, 10]'"),
    ])
    func aVectorMayStandEitherWay(_ name: String, _ text: String) throws {
        let sheet = Written.sheet(
            given: "X = [1, 2; 3, 4]\nq = [1, 2]", solve: "s = X q\nr = q^T X", answer: "s: 2 marks\nr: 2 marks")
        let marker = Marker(worked: WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))) { text in
            Result { () throws(UnreadableAnswer) in try AnswerReader(AnswerOptions()).read(text) }
        }
        let marked = try #require(marker.answer(name, text))
        #expect(marked.outcome == .exact)
        #expect(marked.marks == 2)
        #expect(marked.explanation.isEmpty)
    }

    @Test func numbersAHairApartAreToldApart() {
        let sheet = Written.sheet(
            given: "a = 1", solve: "b = sqrt(2) + sqrt(3)\nc = exp(a)/(1 + exp(a))", answer: "b: 1 mark\nc: 1 mark")
        #expect(outcome(sheet, "b", "sqrt(5 + 2 sqrt(6))") == .exact)
        #expect(outcome(sheet, "b", "sqrt(5 + 2 sqrt(6)) + 1/10^30") == .wrong)
        #expect(outcome(sheet, "c", "(1 + tanh(1/2))/2") == .exact)
        #expect(outcome(sheet, "c", "(1 + tanh(1/2))/2 - 1/10^30") == .wrong)
    }

    @Test func twoLayersWrittenTwoWaysAreDecided() throws {
        let sheet = Written.sheet(
            given: "X = [1, 0; 1, 2; 0, -1]", solve: "Y = self_attention(X)\nZ = self_attention(Y)\nz = Z_{1,1}",
            answer: "z: 1 mark")
        // The first entry of the second layer by its definition, every exponential shifted by a constant.
        func layer(_ rows: [[String]]) -> [[String]] {
            rows.map { query in
                let powers = rows.map { key in
                    "e^((\(query[0])*\(key[0]) + \(query[1])*\(key[1]))/sqrt(2) - 1/3)"
                }
                let sum = powers.joined(separator: " + ")
                return (0..<2).map { j in
                    "((" + zip(powers, rows).map { "\($0)*\($1[j])" }.joined(separator: " + ") + ")/(\(sum)))"
                }
            }
        }
        let once = layer([["1", "0"], ["1", "2"], ["0", "(-1)"]])
        let twice = layer(once)[0][0]
        let marker = Written.marker(sheet)
        #expect(marker.answer("z", twice)?.outcome == .exact)
        #expect(marker.answer("z", "\(twice) + 1/10^30")?.outcome == .wrong)
    }

    /// sin 2x = 2 sin x cos x is not proved for an x that is no algebraic number; what rounds to it is.
    @Test func undecidedIsNeitherRightNorWrong() {
        let sheet = Written.sheet(given: "a = 1", solve: "b = sin(2 sin(a))", answer: "b: 1 mark")
        let twin = "2 sin(sin(1)) cos(sin(1))"
        guard case .undecided? = outcome(sheet, "b", twin) else {
            Issue.record("\(String(describing: outcome(sheet, "b", twin)))")
            return
        }
        #expect(Written.marker(sheet).answer("b", twin)?.marks == 0)
        #expect(outcome(sheet, "b", "\(twin) + 1/10^30") == .wrong)
        // sin 1 = 0.84147098, sin 1.68294197 = 0.99372…
        #expect(outcome(sheet, "b", "0.9937") == .rounded)
        #expect(outcome(sheet, "b", "0.9938") == .wrong)
        // A difference that nobody proves to be 0 rounds to 0.00 all the same.
        let gap = Written.sheet(
            given: "a = 1", solve: "b = sin(2 sin(a)) - 2 sin(sin(a)) cos(sin(a))", answer: "b: 1 mark")
        #expect(outcome(gap, "b", "0.00") == .rounded)
        #expect(outcome(gap, "b", "0.01") == .wrong)
    }

    @Test func nothingGivenUnreadableAndWords() throws {
        let sheet = Written.sheet(given: "a = 1", solve: "b = 2 a", answer: "b: 2 marks\nin words: 3 marks")
        let marked = Written.marker(sheet).mark(
            Submission(
                student: "s",
                answers: [
                    .init(id: "1.b", text: "two"), .init(id: "1.words", text: "because"), .init(id: "1.q", text: "7"),
                ]))
        guard case .unreadable = marked.answers[0].outcome else {
            Issue.record("\(marked.answers[0])")
            return
        }
        #expect(marked.answers[1].outcome == .forAPerson)
        #expect(marked.unknownIDs == ["1.q"])
        #expect(marked.marks == 0)
        #expect(marked.possible == 2)
        #expect(Written.marker(sheet).mark(Written.submission(["b": " "])).answers[0].outcome == .missing)
    }
}

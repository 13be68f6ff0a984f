import Marking
import Numbers
import Testing

/// Whatever the text, reading it ends soon, with a reading or with a place in the text.
@Suite struct HostileAnswerTests {
    private static let pieces = [
        "1", "0.5", "0,5", "1e-3", "2.", ".5", "½", "²", "⁻¹", "√", "∛", "e", "e^", "π", "p_1", "p_2 =", "z =", "=",
        "≈", "~",
        ":", ":=", "+", "-", "−", "*", "·", "×", "x", "x 10^", "/", "^", "^T", "'", ".T", ".'", "ᵀ", ",", ", ", ";",
        "; ",
        "\n", "\t", " ", "\u{A0}", "\u{202F}", "(", ")", "[", "]", "{", "}", "<", ">", "⟨", "⟩", "%", " %", "\\%", "$",
        "\\(",
        "\\[", "\\]", "\\frac", "\\frac{1}", "{2}", "{}", "\\sqrt", "\\sqrt[3]", "\\left(", "\\right)",
        "\\begin{bmatrix}",
        "\\end{bmatrix}", "\\begin{equation}", "\\\\", "&", "\\cdot", "\\times", "\\approx", "\\top", "\\text{a}",
        "\\mathrm{e}", "\\hphantom{", "\\langle", "\\boxed", "array(", "np.", "np.exp(", "tensor(", "Fraction(1, ",
        "dtype=",
        "exp(", "sqrt(", "nan", "inf", "…", "...", "?", "#", "\"", "\u{0}", "\u{202E}", "\u{301}", "１", "，", "（", "⏎",
        "👩‍👩‍👧", "|",
        "{,}", "\\,", "1 2/3", "1'000", "for", "in",
    ]

    private func check(_ text: String, _ options: AnswerOptions = AnswerOptions()) {
        do {
            let reading = try AnswerReader(options).read(text)
            #expect(reading.entries.elements.count == reading.entries.shape.count)
        } catch {
            #expect(
                0 <= error.range.lowerBound && error.range.upperBound <= text.utf8.count,
                "\(error) in \(text.debugDescription)")
            #expect(!error.sentence.isEmpty && !error.sentence.unicodeScalars.contains { $0.value < 32 }, "\(error)")
        }
    }

    @Test(arguments: 0..<20) func soupOfPieces(_ seed: Int) {
        var generator = SeededGenerator(seed: seed)
        for index in 0..<500 {
            let count = Int.random(in: 1...12, using: &generator)
            let text = (0..<count).map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)] }
            check(text.joined(), AnswerOptions(decimalComma: index % 3 == 0))
        }
    }

    @Test(arguments: 0..<10) func randomBytes(_ seed: Int) {
        var generator = SeededGenerator(seed: 100 + seed)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Answers that were right, with one byte changed, dropped or doubled.
    @Test(arguments: 0..<10) func damagedAnswers(_ seed: Int) {
        var generator = SeededGenerator(seed: 200 + seed)
        let answers = [
            "p = (46.5 %, 3.5 %, 46.5 %, 3.5 %)",
            "\\begin{bmatrix} \\frac{1}{2} & 0.25 \\\\ e^{-3} & 1 \\end{bmatrix}^\\top",
            "array([[ 1.0e-03, 2. ],\n       [ 3. , 4. ]], dtype=float32)", "z = e^14/(e^14 + e^12) ≈ 0.881",
            "p_1 = 0.25, p_2 = 0.75", "[1 2; 3 4]'", "1.5 × 10⁻³", "（０．５，１）",
        ]
        for answer in answers {
            for index in 0..<60 {
                var bytes = Array(answer.utf8)
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch index % 3 {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes[place], at: place)
                }
                check(String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    @Test(arguments: [
        "(", "[", "{", "[[", "((1)", "\\frac{", "\\sqrt{", "\\left(", "\\begin{bmatrix}", "-", "+", "√", "1/", "e^",
        "^", "=", "1=",
        "~", "1,", "1;", "1 ", "[1 ", "\n", "$", "\\", "\\\\", "\\phantom{", "%", "50 %", "p_1 = 1, ", "a(", "array(",
        "'", "[1]'",
        "0", "9", "1.", "1e", "<", "1<", "，", "\u{A0}1", "1\u{202F}", ".", "\"", "&", "x 10^", "2 1/2 ", "1 2\n",
        "[1 2\n", "e e ",
        "(1+e)*", "(1+e)(", "2^", "1+e+", "max(1,", "√√", "½", "\u{301}", "{}", "1{}", "\\begin{equation}",
    ])
    func longTextOfOnePiece(_ piece: String) {
        // Nothing here may take a time that grows faster than the text: these would then take minutes.
        let text = String(repeating: piece, count: 20_000 / piece.utf8.count)
        let time = ContinuousClock().measure { check(text) }
        #expect(time < .seconds(20), "\(piece): \(time)")
        check(String(repeating: piece, count: 1_000_000 / piece.utf8.count))
    }

    /// Short texts that stand for enormous numbers, or for questions without an end.
    @Test(arguments: [
        "10^(10^9)", "e^(10^(10^9))", "e^(e^(e^(e^10)))", "(10^9)^(10^9)", "2^(1/10^9)", "(1+e)^4000",
        "(1 + sqrt(2))^100000000",
        "(1+e)(1+e^2)(1+e^4)(1+e^8)(1+e^16)(1+e^32)(1+e^64)(1+e^128)(1+e^256)(1+e^512)(1+e^1024)(1+e^2048)",
        "sqrt(2+sqrt(2+sqrt(2+sqrt(2+sqrt(2+sqrt(2+sqrt(2+sqrt(2))))))))",
        "1/(sqrt(2)+sqrt(3)+sqrt(5)+sqrt(7)+sqrt(11)+sqrt(13)+sqrt(17)+sqrt(19)+sqrt(23))", "ln(ln(ln(ln(10^1000))))",
        "1e20000", "1e-20000", "1e20001", "1e-99999999999999999999", "1.5·10^(10^9)", "1.5·10^(-10^9)", "sin(10^300)",
        "tan(e^100)",
        "\\sum_{i=1}^{100000} e^{i}", "sum(i for i in 1..10^30)", "sqrt(10^300 + 7)", "erf(erf(erf(1)))",
        "e^(10^17) = e^(10^17) + 1",
        "sqrt(2)^sqrt(2)^sqrt(2)", "1e20000 ≈ 1e20000", "1e-20000 ≈ 0.0",
        "(1/3) = 0.333333333333333333333333333333333333",
    ])
    func enormousValues(_ text: String) {
        let time = ContinuousClock().measure { check(text) }
        #expect(time < .seconds(20), "\(text): \(time)")
    }

    @Test func limitsCanBeSet() throws {
        #expect(throws: UnreadableAnswer.self) { try AnswerReader(AnswerOptions(length: 10)).read("[1, 2, 3, 4]") }
        #expect(throws: UnreadableAnswer.self) { try AnswerReader(AnswerOptions(entries: 3)).read("[1, 2, 3, 4]") }
        #expect(try AnswerReader(AnswerOptions(length: 12, entries: 4)).read("[1, 2, 3, 4]").entries.rows == 4)
    }
}

import Formulas
import Testing

@Suite struct LatexReaderTests {
    static let readings: [(String, String)] = [
        ("\\frac{1}{2}", "(/ 1 2)"), ("\\dfrac12", "(/ 1 2)"), ("\\tfrac{x}{y}", "(/ x y)"),
        ("\\frac{1}2x", "(juxt (/ 1 2) x)"),
        ("\\sqrt{3}", "(root2 3)"), ("\\sqrt 3", "(root2 3)"), ("\\sqrt[3]{x}", "(root3 x)"), ("x^2", "(^ x 2)"),
        ("x^{12}", "(^ x 12)"), ("x^2y", "(juxt (^ x 2) y)"), ("-2^2", "(neg (^ 2 2))"), ("e^{14}", "(^ e 14)"),
        ("\\exp(14)", "(exp 14)"), ("\\exp\\left(\\frac{1}{2}\\right)", "(exp (/ 1 2))"), ("\\ln 2", "(ln 2)"),
        ("\\tanh x", "(tanh x)"), ("\\log_2(8)", "(log2 8)"), ("\\log_{10} x", "(log10 x)"),
        ("\\log_3(9)", "(log 9 3)"),
        ("2 \\cdot 3 \\cdot 4", "(* 2 3 4)"), ("2\\times3", "(cross 2 3)"), ("z \\odot h", "(entrywise z h)"),
        ("2\\div 3", "(/ 2 3)"),
        ("Xq", "(juxt X q)"),
        ("x(y + z)", "(juxt x (+ y z))"), ("X^\\top p", "(juxt (T X) p)"), ("X^{\\top}", "(T X)"), ("X^T", "(T X)"),
        ("X^{\\mathsf{T}}", "(T X)"), ("W_Q^{\\top}", "(T W_Q)"), ("W^{\\top}_Q", "(T W_Q)"), ("x_1", "x_1"),
        ("x_{12}", "x_12"),
        ("a_{ij}", "a_i_j"), ("\\alpha_{2,1}", "alpha_2_1"), ("\\hat{\\alpha}_{2,1}", "alpha~hat_2_1"),
        ("h'_2", "h'_2"),
        ("h_2'", "h'_2"), ("Q^{(2)}", "Q^(2)"), ("W_Q^{(2)}", "W_Q^(2)"), ("h^{\\prime}", "h'"),
        ("x_{i+1}", "(sub x (+ i 1))"),
        ("W_{\\mathrm{out}}", "W_out"), ("\\mathbf{x}", "x"), ("\\boldsymbol{\\alpha}", "alpha"),
        ("\\varepsilon", "epsilon"),
        ("\\mathrm{softmax}(s)", "(softmax s)"),
        ("\\operatorname{softmax}\\left(\\frac{x}{2}\\right)", "(softmax (/ x 2))"),
        ("\\textrm{self-attention}(X, \\textrm{mask: causal})", "(self_attention X mask=causal)"),
        ("\\mathrm{ReLU}(x)", "(relu x)"),
        ("\\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}", "(col 1 2)"),
        ("\\begin{pmatrix} 1 & 2 \\end{pmatrix}", "(row 1 2)"),
        ("\\begin{bmatrix} 1 & 2 \\\\[4pt] 3 & 4 \\\\ \\end{bmatrix}", "(matrix (row 1 2) (row 3 4))"),
        ("\\left[\\begin{array}{cc} 1 & 2 \\\\ 3 & 4 \\end{array}\\right]", "(matrix (row 1 2) (row 3 4))"),
        ("\\left(\\begin{matrix} 1 \\\\ 2 \\end{matrix}\\right)", "(col 1 2)"), ("(1, 2, 3)", "(col 1 2 3)"),
        ("[1; 2]", "(matrix (row 1) (row 2))"), ("\\left|x\\right|", "(abs x)"), ("|x - 1|", "(abs (+ x (neg 1)))"),
        ("2|x|", "(juxt 2 (abs x))"), ("\\sum_{i=1}^{n} x_i", "(sum i 1 n x_i)"),
        ("\\sum_{i=1}^n x_i y_i + 1", "(+ (sum i 1 n (juxt x_i y_i)) 1)"),
        ("a \\leq b", "(lessOrEqual a b)"), ("x = \\frac{1}{2}", "(equal x (/ 1 2))"),
        ("x \\approx 0.47", "(approximatelyEqual x 0.47)"),
        ("1\\,+\\;2\\quad", "(+ 1 2)"), ("$x + 1$", "(+ x 1)"), ("$$x$$", "x"), ("{h'}^{\\top}", "(T h')"),
        ("\\displaystyle\\frac{1}{2}", "(/ 1 2)"),
        ("\\big(1 + 2\\big)", "(+ 1 2)"), ("\\vec{x}", "x~vec"), ("\\infty", "infinity"),
        ("1 \\times 10^{-3}", "(cross 1 (^ 10 (neg 3)))"),
        ("\\frac{1}{\\sqrt{2}}x % half", "(juxt (/ 1 (root2 2)) x)"),
    ]

    @Test(arguments: readings) func reads(_ text: String, _ expected: String) throws {
        #expect(structure(of: try Formula.readLatex(text)) == expected)
    }

    typealias Fact = ReadingError.Fact
    static let errors: [(text: String, fact: Fact, range: Range<Int>)] = [
        ("\\frac{1}", .unexpected(.end, expected: [.operand]), 8..<8),
        ("\\frac{1}{2", .unclosed(.brace, missingAt: 10), 8..<9),
        ("\\foo{1}", .unknownCommand("\\foo"), 0..<4),
        ("1 + \\foo", .unknownCommand("\\foo"), 4..<8),
        ("x \\foo", .unknownCommand("\\foo"), 2..<6),
        ("\\begin{cases} 1 \\end{cases}", .unknownEnvironment("cases"), 7..<12),
        (
            "\\begin{bmatrix} 1 \\end{pmatrix}",
            .environmentMismatched(opened: "bmatrix", at: 7..<14, closed: "pmatrix"), 23..<30
        ),
        (
            "\\begin{bmatrix} 1 & 2 \\\\ 3 \\end{bmatrix}",
            .raggedRow(row: 2, entries: 1, expected: 2, firstRow: 16..<21), 25..<26
        ),
        ("\\begin{bmatrix} 1 & 2", .unclosed(.environment, missingAt: 21), 0..<6),
        ("\\left( 1 \\right]", .mismatched(.parenthesis, opened: 0..<6, closedBy: .square), 9..<16),
        ("1e-3", .badNumber(.exponentCutShort), 0..<1),
        ("2\\frac{1}{2}", .ambiguousMixedNumber, 0..<6),
        ("x^23", .numberAfterFactor(insideBrackets: false), 3..<4),
        ("x^2^3", .unexpected(.text("^"), expected: [.binaryOperator, .endOfFormula]), 3..<4),
        ("\\sin 2x", .functionWithoutParentheses("\\sin"), 0..<4),
        ("1 + \\ldots", .elision, 4..<10),
        ("\\sqrt[x]{2}", .badRootDegree, 6..<7),
        ("", .unexpected(.end, expected: [.operand]), 0..<0),
        ("1 & 2", .unexpected(.text("&"), expected: [.binaryOperator, .endOfFormula]), 2..<3),
    ]

    @Test(arguments: errors) func errorIsReportedAtItsPlace(_ text: String, _ fact: Fact, _ range: Range<Int>) {
        #expect(throws: ReadingError(fact, range: range)) { try Formula.readLatex(text) }
    }

    @Test(arguments: [
        ("", "{", "1"), ("", "(", "1"), ("", "\\frac{", "1"), ("", "\\frac1{", "1"), ("", "x^{", "1"), ("", "x_{", "1"),
        ("", "\\sqrt", "1"), ("", "\\left(", "1"), ("", "\\begin{matrix}", "1"), ("", "|", "1"),
        ("", "\\sum_{i=1}^n", "i"),
        ("", "-", "1"), ("", "\\tanh", "1"), ("", "\\mathrm{ff}(", "1"), ("", "1/", "1"), ("", "\\hat", "x"),
        ("", "\\mathbf", "x"),
    ])
    func deepNestingIsRefused(_ start: String, _ repeated: String, _ end: String) {
        let text = start + String(repeating: repeated, count: 5_000) + end
        #expect {
            try Formula.readLatex(text)
        } throws: { error in
            (error as? ReadingError)?.fact == .tooDeep(limit: ReadingLimits.standard.depth)
        }
    }
}

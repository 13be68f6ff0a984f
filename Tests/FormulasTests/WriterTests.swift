import Formulas
import Testing

@Suite struct WriterTests {
    struct Writing: Sendable, CustomTestStringConvertible {
        var typed: String
        var latex: String
        var plain: String
        var cas: String
        var testDescription: String { typed }
    }

    static let writings: [Writing] = [
        Writing(
            typed: "X q / sqrt(3)", latex: "\\frac{X q}{\\sqrt{3}}", plain: "X q/√3", cas: "X*q/sqrt(3)"),
        Writing(
            typed: "2 * (-3) + (-1) * 0.5", latex: "2 \\cdot (-3) + (-1) \\cdot 0.5", plain: "2·(−3) + (−1)·0.5",
            cas: "2*(-3) + (-1)*(1/2)"),
        Writing(typed: "a - b", latex: "a - b", plain: "a − b", cas: "a - b"),
        Writing(typed: "a - (b - c)", latex: "a - (b - c)", plain: "a − (b − c)", cas: "a - (b - c)"),
        Writing(typed: "-2^2", latex: "-2^{2}", plain: "−2²", cas: "-2**2"),
        Writing(typed: "(-2)^2", latex: "(-2)^{2}", plain: "(−2)²", cas: "(-2)**2"),
        Writing(
            typed: "(1/2)^2", latex: "\\left(\\frac{1}{2}\\right)^{2}", plain: "(1/2)²", cas: "(1/2)**2"),
        Writing(typed: "1/(2 x)", latex: "\\frac{1}{2x}", plain: "1/(2 x)", cas: "1/(2*x)"),
        Writing(typed: "(x+y)/(2 x)", latex: "\\frac{x + y}{2x}", plain: "(x + y)/(2 x)", cas: "(x + y)/(2*x)"),
        Writing(typed: "(1/2) x", latex: "\\frac{1}{2} x", plain: "(1/2) x", cas: "1/2*x"),
        Writing(typed: "2 (1/2)", latex: "2 \\cdot \\frac{1}{2}", plain: "2(1/2)", cas: "2*(1/2)"),
        Writing(
            typed: "exp(14/sqrt(3))", latex: "e^{14/\\sqrt{3}}", plain: "e^(14/√3)", cas: "exp(14/sqrt(3))"),
        Writing(typed: "e^-7", latex: "e^{-7}", plain: "e^(−7)", cas: "exp(-7)"),
        Writing(typed: "x_1 + h'_2", latex: "x_{1} + h'_{2}", plain: "x₁ + h′₂", cas: "x_1 + h_prime_2"),
        Writing(typed: "W_out X", latex: "W_{\\mathrm{out}} X", plain: "W_out X", cas: "W_out*X"),
        Writing(
            typed: "hat(alpha)_{2,1}", latex: "\\hat{\\alpha}_{2,1}", plain: "α̂_{2,1}", cas: "alpha_hat_2_1"),
        Writing(typed: "Q^{(2)}", latex: "Q^{(2)}", plain: "Q⁽²⁾", cas: "Q_head_2"),
        Writing(typed: "Q^(2)", latex: "Q^{2}", plain: "Q²", cas: "Q**2"),
        Writing(typed: "Q⁽²⁾^2", latex: "(Q^{(2)})^{2}", plain: "(Q⁽²⁾)²", cas: "Q_head_2**2"),
        Writing(
            typed: "W_Q^T x", latex: "W_{Q}^{\\top} x", plain: "W_Qᵀ x", cas: "transpose(W_Q)*x"),
        Writing(
            typed: "[1, 2]^T", latex: "\\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}^{\\top}", plain: "[1, 2]ᵀ",
            cas: "transpose(Matrix([1, 2]))"),
        Writing(
            typed: "[1, 2; 3, 4]", latex: "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}", plain: "[1, 2; 3, 4]",
            cas: "Matrix([[1, 2], [3, 4]])"),
        Writing(typed: "root(x, 3)", latex: "\\sqrt[3]{x}", plain: "∛x", cas: "real_root(x, 3)"),
        Writing(typed: "2^(1/3)", latex: "2^{1/3}", plain: "2^(1/3)", cas: "2**(1/3)"),
        Writing(typed: "3 sqrt(3)/2", latex: "\\frac{3\\sqrt{3}}{2}", plain: "3√3/2", cas: "3*sqrt(3)/2"),
        Writing(typed: "tanh(x/2)", latex: "\\tanh\\left(\\frac{x}{2}\\right)", plain: "tanh(x/2)", cas: "tanh(x/2)"),
        Writing(typed: "ln(2)", latex: "\\ln(2)", plain: "ln(2)", cas: "log(2)"),
        Writing(typed: "softmax(s)", latex: "\\mathrm{softmax}(s)", plain: "softmax(s)", cas: "softmax(s)"),
        Writing(
            typed: "self_attention(X, mask: causal)", latex: "\\textrm{self-attention}(X, \\textrm{mask: causal})",
            plain: "self_attention(X, mask: causal)", cas: "self_attention(X, mask=causal)"),
        Writing(typed: "alpha beta x", latex: "\\alpha \\beta x", plain: "α β x", cas: "alpha*beta*x"),
        Writing(typed: "1e-3 * 2", latex: "(1 \\times 10^{-3}) \\cdot 2", plain: "1e-3·2", cas: "1/1000*2"),
        Writing(typed: "0.1", latex: "0.1", plain: "0.1", cas: "1/10"),
        Writing(typed: "x . y", latex: "x \\cdot y", plain: "x . y", cas: "dot(x, y)"),
        Writing(
            typed: "sum(x_i for i in 1..n)", latex: "\\sum_{i = 1}^{n} x_{i}", plain: "sum(xᵢ for i in 1..n)",
            cas: "Sum(x_i, (i, 1, n))"),
        Writing(typed: "a <= b", latex: "a \\leq b", plain: "a ≤ b", cas: "a <= b"),
        Writing(typed: "abs(x/2)", latex: "\\left|\\frac{x}{2}\\right|", plain: "abs(x/2)", cas: "Abs(x/2)"),
    ]

    @Test(arguments: writings) func writes(_ writing: Writing) throws {
        let formula = try Formula.read(writing.typed)
        #expect(formula.latex == writing.latex)
        #expect(formula.plain == writing.plain)
        #expect(formula.cas == writing.cas)
    }

    /// Literals with a sign and products without one behave as if they had been typed.
    @Test func formulasMadeByPrograms() {
        func number(_ value: Int) -> Formula { Formula(value) }
        let product = Formula(.product([number(2), number(-3)], .juxtaposition))
        #expect(product.latex == "2(-3)")
        #expect(Formula(.product([number(2), number(3)], .juxtaposition)).latex == "2 \\cdot 3")
        #expect(Formula(.product([number(2), number(3)], .juxtaposition)).plain == "2·3")
        #expect(Formula(.sum([number(1), number(-3)])).latex == "1 - 3")
        #expect(Formula(.power(number(-3), number(2))).latex == "(-3)^{2}")
        #expect(Formula(.negative(number(-3))).plain == "−(−3)")
        let half = Formula(.quotient(number(1), number(2)))
        #expect(Formula(.product([number(2), half], .juxtaposition)).latex == "2 \\cdot \\frac{1}{2}")
        #expect(Formula(.elided("12 more terms")).plain == "… 12 more terms")
        #expect(Formula(.elided("12 more terms")).latex == "\\ldots\\ \\text{12 more terms}")
        #expect(
            Formula(.shortened(leading: "123456", trailing: "7890", digits: 57)).plain == "123456…7890 (57 digits)")
        #expect(
            Formula(.shortened(leading: "123456", trailing: "7890", digits: 57)).latex
                == "123456\\ldots 7890\\ \\text{(57 digits)}")
        #expect(Formula(.text("50% & more")).latex == "\\text{50\\% \\& more}")
    }

    /// amsmath refuses more than ten columns in a bmatrix.
    @Test func wideMatricesAreArrays() {
        let row = Formula(.row((1...11).map { Formula($0) }))
        #expect(row.latex.hasPrefix("\\left[\\begin{array}{ccccccccccc} 1 & 2"))
        #expect(row.latex.hasSuffix("11 \\end{array}\\right]"))
    }
}

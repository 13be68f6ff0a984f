import Formulas
import Testing

@Suite struct CalculatorReaderTests {
    static let readings: [(String, String)] = [
        // Numbers as written.
        ("0.50", "0.50"), ("1e-3", "1e-3"), ("2E+5", "2e5"), ("3/4", "(/ 3 4)"), ("½", "(/ 1 2)"), ("2.", "2."),
        (".5", ".5"), ("-2", "(neg 2)"), ("+2", "2"), ("2e−3", "2e-3"),
        // Names.
        ("W_Q", "W_Q"), ("x_1", "x_1"), ("h'_2", "h'_2"), ("h_2'", "h'_2"), ("alpha_2", "alpha_2"), ("d_k", "d_k"),
        ("x_{2,1}", "x_2_1"), ("x_2_1", "x_2_1"), ("x_{2}", "x_2"), ("x₁", "x_1"), ("x₁₂", "x_12"), ("dₖ", "d_k"),
        ("α_2", "alpha_2"), ("α₂", "alpha_2"), ("x_α", "x_alpha"), ("ŝ", "s~hat"), ("s\u{302}", "s~hat"),
        ("ŝ_1", "s~hat_1"), ("hat(alpha)_{2,1}", "alpha~hat_2_1"), ("Q^{(2)}", "Q^(2)"), ("Q⁽²⁾", "Q^(2)"),
        ("W_Q^{(2)}", "W_Q^(2)"), ("x_{i+1}", "(sub x (+ i 1))"), ("x_{i+1,2}", "(sub x (+ i 1) 2)"),
        ("x_{2,i+1}", "(sub x 2 (+ i 1))"), ("(X W)_{2,1}", "(sub (juxt X W) 2 1)"), ("(X W)_2", "(sub (juxt X W) 2)"),
        ("𝑥", "x"), ("x''", "x''"), ("Schlüssel", "Schlüssel"),
        // Levels.
        ("1 + 2 * 3", "(+ 1 (* 2 3))"), ("a - b - c", "(+ a (neg b) (neg c))"), ("-a + b", "(+ (neg a) b)"),
        ("a - -b", "(+ a (neg (neg b)))"), ("(a + b) + c", "(+ (+ a b) c)"), ("a * b * c", "(* a b c)"),
        ("a × b", "(cross a b)"), ("z ⊙ U h + b", "(+ (entrywise z (juxt U h)) b)"), ("a · b", "(* a b)"),
        ("a / b / c", "(/ (/ a b) c)"), ("a / b * c", "(* (/ a b) c)"),
        ("1 ÷ 2", "(/ 1 2)"), ("2 * -3", "(* 2 (neg 3))"), ("-2^2", "(neg (^ 2 2))"), ("2^-1", "(^ 2 (neg 1))"),
        ("2^3^2", "(^ 2 (^ 3 2))"), ("2**3", "(^ 2 3)"), ("x²", "(^ x 2)"), ("x⁻¹", "(^ x (neg 1))"),
        ("2^-x^2", "(^ 2 (neg (^ x 2)))"), ("e^{14}", "(^ e 14)"), ("-x^2 y", "(neg (juxt (^ x 2) y))"),
        ("Q^(2)", "(^ Q 2)"), ("−3", "(neg 3)"),
        // Products without signs, and dots.
        ("X q", "(juxt X q)"), ("2 x", "(juxt 2 x)"), ("2x", "(juxt 2 x)"), ("2πx", "(juxt 2 pi x)"),
        ("X q / sqrt(3)", "(/ (juxt X q) (root2 3))"), ("2(a + b)", "(juxt 2 (+ a b))"), ("X (q)", "(juxt X q)"),
        ("W h_1 + b", "(+ (juxt W h_1) b)"), ("x . y", "(dot x y)"), ("x.y", "(dot x y)"), ("x_1.x_2", "(dot x_1 x_2)"),
        ("x . W y", "(dot x (juxt W y))"), ("q . k / sqrt(d)", "(/ (dot q k) (root2 d))"), ("2 . x", "(dot 2 x)"),
        ("1/2 * x", "(* (/ 1 2) x)"), ("1/2 . x", "(dot (/ 1 2) x)"),
        // Transposes.
        ("X^T p", "(juxt (T X) p)"), ("Xᵀ p", "(juxt (T X) p)"), ("X^{T}", "(T X)"), ("X^⊤", "(T X)"),
        ("X^T(a)", "(juxt (T X) a)"), ("[1, 2]^T", "(T (col 1 2))"), ("x^(T)", "(^ x T)"), ("X^T^T", "(T (T X))"),
        // Roots.
        ("√2", "(root2 2)"), ("√2/2", "(/ (root2 2) 2)"), ("√(x+1)", "(root2 (+ x 1))"), ("∛x", "(root3 x)"),
        ("root(x, 5)", "(root5 x)"), ("cbrt(2)", "(root3 2)"), ("3√3", "(juxt 3 (root2 3))"),
        ("√2 x", "(juxt (root2 2) x)"),
        // Calls.
        ("f()", "(f)"), ("softmax(S)", "(softmax S)"), ("layer_norm(x)", "(layer_norm x)"),
        ("attention(Q, K, V, mask: causal)", "(attention Q K V mask=causal)"),
        ("attention(Q, K, V, score=scaled_dot, mask: causal)", "(attention Q K V score=scaled_dot mask=causal)"),
        ("f(x, label: \"two words\")", "(f x label=\"two words\")"), ("sum(x_i for i in 1..3)", "(sum i 1 3 x_i)"),
        // Lists.
        ("[1, 2]", "(col 1 2)"), ("(1, 2, 3)", "(col 1 2 3)"), ("[5]", "(col 5)"), ("[[1, 2]]", "(row 1 2)"),
        ("[1, 2; 3, 4]", "(matrix (row 1 2) (row 3 4))"), ("[1, 2\n 3, 4]", "(matrix (row 1 2) (row 3 4))"),
        ("[1, 2;\n3, 4;\n]", "(matrix (row 1 2) (row 3 4))"), ("[\n1, 2\n3, 4\n]", "(matrix (row 1 2) (row 3 4))"),
        ("[[1,2],[3,4]]", "(matrix (row 1 2) (row 3 4))"), ("[[1, 2],\n [3, 4]]", "(matrix (row 1 2) (row 3 4))"),
        ("[[1, 2]\n [3, 4]]", "(matrix (row 1 2) (row 3 4))"), ("[1; 2]", "(matrix (row 1) (row 2))"),
        ("[1, 2,\n 3]", "(col 1 2 3)"), ("[1, 2  # one\n 3, 4] # two", "(matrix (row 1 2) (row 3 4))"),
        ("[a - 1, -2]", "(col (+ a (neg 1)) (neg 2))"), ("[1., 2.]", "(col 1. 2.)"), ("[x +\n1]", "(col (+ x 1))"),
        ("(1 +\n2)", "(+ 1 2)"), ("[1, 2]\r\n", "(col 1 2)"),
        // Comparisons.
        ("a <= b", "(lessOrEqual a b)"), ("a ≤ b", "(lessOrEqual a b)"),
        ("max(s) - min(s) <= 6", "(lessOrEqual (+ (max s) (neg (min s))) 6)"),
        ("a = b", "(equal a b)"), ("a == b", "(equal a b)"), ("a != b", "(notEqual a b)"),
        ("a ≈ b", "(approximatelyEqual a b)"),
    ]

    @Test(arguments: readings) func reads(_ text: String, _ expected: String) throws {
        #expect(structure(of: try Formula.read(text)) == expected)
    }

    @Test func numbersAreExact() throws {
        func value(_ text: String) throws -> String {
            guard case .number(let literal) = try Formula.read(text).node else { return "not a number" }
            return literal.value.description
        }
        #expect(try value("0.1") == "1/10")
        #expect(try value("1e-3") == "1/1000")
        #expect(try value("2.50e1") == "25")
        #expect(try value("123456789012345678901234567890") == "123456789012345678901234567890")
    }

    /// Every part knows the bytes it came from; parentheses belong to what they hold.
    @Test func partsCarryTheirPlaces() throws {
        let text = "α + (X q) / sqrt(3)"
        let formula = try Formula.read(text)
        guard case .sum(let terms) = formula.node, case .quotient(let top, let bottom) = terms[1].node else {
            Issue.record("not a sum with a quotient")
            return
        }
        func part(_ formula: Formula) -> String {
            guard let range = formula.range else { return "" }
            return String(decoding: Array(text.utf8)[range], as: UTF8.self)
        }
        #expect(part(formula) == text)
        #expect(part(terms[0]) == "α")
        #expect(part(top) == "(X q)")
        #expect(part(bottom) == "sqrt(3)")
    }

    @Test func partOfATextKeepsTheOffsetsOfTheWhole() throws {
        let text = "# Title\n\n    a + b\n"
        let inner = try Formula.read(text, in: 13..<18)
        #expect(inner.range == 13..<18)
        let shifted = try Formula.read("a + b", offset: 100)
        #expect(shifted.range == 100..<105)
        #expect(throws: ReadingError(.unexpected(.end, expected: [.operand]), range: 17..<17)) {
            try Formula.read(text, in: 13..<17)
        }
    }
}

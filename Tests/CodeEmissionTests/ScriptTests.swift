import Attention
import Sheets
import Testing

@testable import CodeEmission

@Suite struct ScriptTests {
    /// The statements of a sheet's script, without the head.
    static func body(
        _ sheet: String, _ target: ScriptTarget = .pytorch, isChecked: Bool = false
    ) throws -> [String] {
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))
        #expect(worked.diagnostics.isEmpty, "\(worked.diagnostics)")
        let text = try Script(of: worked, for: target, isChecked: isChecked).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Array(lines[(lines.firstIndex { $0.hasPrefix("# %%") } ?? 0)...])
    }

    /// The line that gives a name its value, without the remark.
    static func line(
        _ name: String, given: String = "a = 2", solve: String, _ target: ScriptTarget = .pytorch
    ) throws -> String? {
        let sheet = "# Question 1\n\n```given\n\(given)\n```\n\n```solve\n\(solve)\n```\n"
        let line = try body(sheet, target).first { $0.hasPrefix("\(name) = ") }
        return line.map { String($0.split(separator: "  #")[0]) }
    }

    /// A step that only a condition shares keeps its place in a formula.
    @Test func conditionsChangeNothing() throws {
        let sheet = "# Question 1\n\n```given\na = [1, 2]\n```\n\n```solve\nr = softmax(a + 1) . a\n```\n"
        let conditions =
            "\n```vary\na ~ integers(0..3)\n```\n\n```require\ndistinct(softmax(a + 1))\nweights > 0\nr_1 < 9 for i in 1..2\n```\n"
        #expect(try Self.body(sheet) == Self.body(sheet + conditions.replacing("r_1", with: "r")))
    }

    // MARK: Formulas

    @Test(arguments: [
        ("-a^2", "-a**2"), ("(-a)^2", "(-a) ** 2"), ("a - (b - a)", "a - (b - a)"), ("a - b - a", "a - b - a"),
        ("a / (b a)", "a / (b * a)"), ("(a + b) b", "(a + b) * b"), ("a + b b", "a + b * b"),
        ("a^-1", "1 / a"), ("sqrt(a + b)", "math.sqrt(a + b)"), ("exp(-a)", "math.exp(-a)"),
        ("a b / b", "a * b / b"), ("a (b / a)", "a * (b / a)"), ("-(a + b)", "-(a + b)"), ("2^a", nil),
    ])
    func parenthesesStandWhereTheyAreNeeded(_ formula: String, _ python: String?) throws {
        guard let python else { return }
        #expect(try Self.line("r", given: "a = 2\nb = 3", solve: "r = \(formula)") == "r = \(python)")
    }

    @Test(arguments: [
        ("x y^T", "torch.outer(x, y)"), ("x^T y", "x @ y"), ("x . y", "x @ y"), ("W x", "W @ x"),
        ("x^T W", "x @ W"), ("W^T x", "W.T @ x"), ("[x; y]", "torch.hstack([x, y])"),
        ("[x^T; y^T]", "torch.stack([x, y])"), ("[x, y]", "torch.column_stack([x, y])"),
        ("[W, W]", "torch.hstack([W, W])"), ("[W; x^T]", "torch.vstack([W, x])"), ("W + x^T", "W + x"),
        ("[x_1; x_2]", "torch.stack([x[0], x[1]])"), ("W_{2,1}", "W[1, 0]"), ("W_2", "W[1]"),
        ("row_sum(W)", "W.sum(dim=1)"), ("column_max(W)", "W.amax(dim=0)"), ("max(W)", "W.max()"),
        ("softmax(x)", "torch.softmax(x, dim=-1)"), ("softmax(W, base: 2)", "torch.softmax(W * math.log(2), dim=-1)"),
        ("relu(x)", "torch.relu(x)"), ("norm(x)", "torch.sqrt(x @ x)"), ("hadamard(x, y)", "x * y"),
    ])
    func rowsAndColumnsAreArraysOfOneDirection(_ formula: String, _ python: String) throws {
        let given = "x = [1, 2]\ny = [3, 4]\nW = [1, 2; 3, 4]"
        #expect(try Self.line("r", given: given, solve: "r = \(formula)") == "r = \(python)")
    }

    @Test(arguments: [
        ("sigmoid(x)", "sigmoid(x)"), ("erf(x)", "erf(x)"), ("relu(x)", "np.maximum(x, 0)"),
        ("softmax(W, mask: causal)", "softmax(np.where(np.tri(2, 2, dtype=bool), W, -np.inf))"),
    ])
    func numpyHasFunctionsOfItsOwn(_ formula: String, _ python: String) throws {
        let given = "x = [1, 2]\nW = [1, 2; 3, 4]"
        #expect(try Self.line("r", given: given, solve: "r = \(formula)", .numpy) == "r = \(python)")
    }

    @Test(arguments: [
        ("0.50", "0.50"), ("1/3", "1 / 3"), ("-2", "-2"), ("1e-3", "1e-3"), ("007", "7"),
        ("sqrt(2)/2", "math.sqrt(2) / 2"),
        ("[1, 1/3]", "torch.tensor([1.0, 1 / 3])"), ("[[1, 2]]", "torch.tensor([1.0, 2.0])"),
        ("[-1; .5]", "torch.tensor([-1.0, .5])"), ("1e300", "1e+300"),
        ("12345678901234567890", "12345678901234567890.0"),
        ("[1, 2; 3, 4]^T", "torch.tensor([[1.0, 3.0], [2.0, 4.0]])"),
    ])
    func numbersAreAsTyped(_ typed: String, _ python: String) throws {
        #expect(try Self.line("g", given: "g = \(typed)", solve: "h = 1") == "g = \(python)")
    }

    // MARK: Names

    @Test(arguments: [
        ("W_Q", "W_Q"), ("h'_2", "h_prime_2"), ("hat(alpha)_2", "alpha_hat_2"), ("Q^{(2)}", "Q_2"),
        ("lambda", "lambda_"),
        ("x_{2,1}", "x_2_1"), ("max", "max_"), ("torch", "torch_"), ("show", "show_"), ("h''", "h_prime_prime"),
    ])
    func namesArePythons(_ label: String, _ python: String) {
        #expect(PythonNames.identifier(label) == python)
    }

    /// hat(x) and x_hat are two quantities.
    @Test func namesThatMeetAreKeptApart() throws {
        let solve = "hat(x) = a + 1\nx_{hat} = a + 2\ny = hat(x) x_{hat}"
        #expect(try Self.line("y", solve: solve) == "y = x_hat * x_hat_v2")
    }

    /// The second part has an S of its own while the first one's is still asked for.
    @Test func aNameThatIsStillNeededIsNotTaken() throws {
        let sheet = """
            # Question 1
            ## (a)
            ```solve
            S = 1 + 1
            ```
            ```answer
            S: 1 mark
            ```
            ## (b)
            ```solve
            S = 2 + 2
            T = S + 1
            ```
            """
        let body = try Self.body(sheet)
        #expect(body.contains("S = 1 + 1"))
        #expect(body.contains("S_v2 = 2 + 2"))
        #expect(body.contains("T = S_v2 + 1"))
        #expect(body.contains("answer(\"1a.S\", S)"))
    }

    /// Nothing asks for the first S again, so the script gives the name a new value as the sheet does.
    @Test func aNameThatIsDoneWithIsTakenAgain() throws {
        let body = try Self.body("# Question 1\n## (a)\n```solve\nS = 1 + 1\n```\n## (b)\n```solve\nS = 2 + 2\n```\n")
        #expect(body.contains("S = 1 + 1"))
        #expect(body.contains("S = 2 + 2"))
    }

    // MARK: What has no numbers

    @Test func declaredShapesAreRemarks() throws {
        let body = try Self.body(
            "# Question 1\n```given\nQ in R^(n x d_k)\nK in R^(m x d_k)\n```\n```solve\nS = Q K^T # scores\n```\n")
        #expect(body.contains("# S, scores: a shape without numbers, (n, m)"))
        #expect(!body.contains { $0.hasPrefix("S =") || $0.hasPrefix("show") })
    }

    @Test func whatDoublePrecisionCannotHoldIsARemark() throws {
        let body = try Self.body("# Question 1\n```solve\nx = exp(1000)\ny = 1/x\nz = 2 + 1\n```\n")
        #expect(body.contains("# x: beyond double precision"))
        #expect(body.contains("# y: beyond double precision"))
        #expect(body.contains("show(z=z)"))
    }

    /// A sum of many terms, and a part that stands twice in a formula, get lines of their own.
    @Test func longFormulasAreCutIntoParts() throws {
        let long = try Self.body("# Question 1\n```given\na = 2\n```\n```solve\ns = sum(j a for j in 1..500)\n```\n")
        #expect(long.allSatisfy { $0.count <= 200 })
        #expect(long.contains { $0.hasPrefix("part = ") })
    }

    /// Parts of one line keep their names until the line is done.
    @Test func partsOfOneLineAreKeptApart() throws {
        let mechanism = "x = [1, 2, 4]\nr = norm(x + x) norm(x - 3 x)"
        let body = try Self.body("# Question 1\n```solve\n\(mechanism)\n```\n")
        #expect(body.contains("r = torch.sqrt(part @ part) * torch.sqrt(part_v2 @ part_v2)"))
    }

    @Test func claimsAreRemarks() throws {
        let body = try Self.body("# Question 1\n```solve\nx = [1, 2]\nx . x == 5\n```\n")
        #expect(body.contains("# Proved exactly: x . x == 5"))
    }

    // MARK: Text of the sheet

    /// A heading, a title or a remark must not become a statement.
    @Test func textStaysText() throws {
        let sheet = """
            ---
            title: "\\"\\"\\" \\n import os"
            ---

            # Question 1 "quoted" \\ back

            ```solve
            x = 1 + 1 # a remark\u{2028}import os
            ```
            """
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))
        let text = try Script(of: worked, for: .numpy).text
        #expect(text.hasPrefix("# \"\"\" import os"))
        #expect(text.contains(#"print("\nQuestion 1 \"quoted\" \\ back")"#))
        #expect(text.contains("x = 1 + 1  # a remark import os"))
        #expect(!text.unicodeScalars.contains("\u{2028}"))
    }

    // MARK: Library calls

    @Test func aMechanismOfPyTorchIsComparedWithIt() throws {
        let sheet =
            "# Question 1\n```given\nX = [1, 0; 1, 2]\n```\n```solve\nZ = self_attention(X, mask: causal)\n```\n"
        let call = "F.scaled_dot_product_attention(X, X, X, is_causal=True)"
        #expect(try Self.body(sheet).contains("torch.testing.assert_close(\(call), Z)"))
        #expect(try !Self.body(sheet, .numpy).contains { $0.contains("assert") })
        // PyTorch has no softmax to the base 2 in its attention.
        let other = sheet.replacing("mask: causal", with: "base: 2")
        #expect(try !Self.body(other).contains { $0.contains("scaled_dot_product_attention") })
    }

    /// F is the name of something in the sheet, so PyTorch's functions go by their full name.
    @Test func theSheetsNamesComeFirst() throws {
        let sheet = "# Question 1\n```given\nF = [1, 0; 1, 2]\n```\n```solve\nZ = self_attention(F)\n```\n"
        #expect(try Self.body(sheet).contains { $0.contains("nn.functional.scaled_dot_product_attention(F, F, F)") })
    }

    @Test func libraryCallsBelongToMechanisms() {
        for name in LibraryCall.table.keys.sorted() { #expect(Catalogue.mechanism(named: name) != nil, "\(name)") }
    }

    /// Every mechanism can be written, whether PyTorch has it or not.
    @Test(arguments: Catalogue.all.map(\.name), ScriptTarget.allCases)
    func everyMechanismUnfolds(_ name: String, _ target: ScriptTarget) throws {
        let mechanism = try #require(Catalogue.mechanism(named: name))
        let body = try Self.body("# Question 1\n```solve\n\(mechanism.example)\n```\n", target, isChecked: true)
        #expect(body.contains { $0.hasPrefix("check(") })
        #expect(!body.contains { $0.contains("math.nan") || $0.contains(" = None") })
    }
}

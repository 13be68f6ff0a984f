import Formulas
import Testing

@Suite struct StatementTests {
    private func summary(_ statement: Statement) -> String {
        var text =
            switch statement.kind {
            case .assignment(let target, let value): "\(structure(of: target)) := \(structure(of: value))"
            case .declaration(let names, let shape):
                names.map { structure(of: $0.name) }.joined(separator: ", ") + " in "
                    + shape.map(structure).joined(separator: " x ")
            case .expression(let formula): structure(of: formula)
            }
        for index in statement.family {
            text += " for \(structure(of: index.name)) in \(structure(of: index.from))..\(structure(of: index.to))"
        }
        if let comment = statement.comment { text += " # \(comment)" }
        return text
    }

    @Test(arguments: [
        ("s = X q / sqrt(3)      # scores", "s := (/ (juxt X q) (root2 3)) # scores"),
        ("q_i = W_q h_i for i in 1..3", "q_i := (juxt W_q h_i) for i in 1..3"),
        ("s_{i,j} = q_i . k_j for i in 1..3, j in 1..n", "s_i_j := (dot q_i k_j) for i in 1..3 for j in 1..n"),
        ("a_i = i for i in 1..2 for j in 1..2", "a_i := i for i in 1..2 for j in 1..2"),
        ("x_{i+1} = x_i for i in 1..n-1", "(sub x (+ i 1)) := x_i for i in 1..(+ n (neg 1))"),
        ("Q in R^(n x d_k)", "Q in n x d_k"), ("X ∈ ℝ^{n × d}", "X in n x d"), ("x in R^3", "x in 3"),
        ("x in ℝ³", "x in 3"), ("a in R", "a in "), ("W_Q, W_K in R^(4x3)", "W_Q, W_K in 4 x 3"),
        ("W in R^(2 d x (d+1))", "W in (juxt 2 d) x (+ d 1)"), ("W in R^(d_k, d)", "W in d_k x d"),
        ("softmax(s)", "(softmax s)"), ("max(s) <= 6", "(lessOrEqual (max s) 6)"),
        ("X = [1, 2   # first\n     3, 4]  # both", "X := (matrix (row 1 2) (row 3 4)) # both"),
        ("  z = 1  ", "z := 1"), ("z = 1 #", "z := 1"),
    ])
    func reads(_ text: String, _ expected: String) throws {
        #expect(summary(try Statement.read(text)) == expected)
    }

    @Test func manyStatementsWithCommentsBetween() {
        let (statements, errors) = Statement.readAll(
            "# data\n\nX = [1, 2\n3, 4]\n# more\nq = [1, 2]; s = X q # scores\r\n")
        #expect(errors == [])
        #expect(
            statements.map(summary) == [
                "X := (matrix (row 1 2) (row 3 4))", "q := (col 1 2)", "s := (juxt X q) # scores",
            ])
    }

    @Test func rangesAreOffsetsInTheFile() {
        let text = "prose\na = 1\nb = a  # c\n"
        let (statements, _) = Statement.readAll(text, in: 6..<text.utf8.count)
        #expect(statements.map(\.range) == [6..<11, 12..<17])
    }

    /// Each bad line gives one error and costs no other line.
    @Test func allErrorsOfATextAreReported() {
        let text = """
            a = 1 +
            b = (2
            c = 3
            2 x = 4
            d = [1, 2; 3]
            e_1 = 5 for i
            f = 6)
            g = 7
            h = a = b
            a + b for i in 1..3
            x, y
            k = [1,
                 2
            l = 8
            """
        let (statements, errors) = Statement.readAll(text)
        #expect(statements.map(summary) == ["c := 3", "g := 7", "l := 8"])
        #expect(
            errors.map(\.fact) == [
                .unexpected(.endOfLine, expected: [.operand]),
                .unclosed(.parenthesis, missingAt: 14),
                .notAssignable,
                .raggedRow(row: 2, entries: 1, expected: 2, firstRow: 34..<38),
                .unexpected(.endOfLine, expected: [.keywordIn]),
                .unopened(.parenthesis),
                .unexpected(.text("="), expected: [.endOfFormula]),
                .familyNeedsAssignment,
                .unexpected(.endOfLine, expected: [.comma, .keywordIn]),
                .unclosed(.square, missingAt: 119),
            ])
    }
}

import Graphs
import Numbers
import Testing

@testable import Sheets

/// Which value a name stands for: worked by hand.
@Suite struct NameTests {
    @Test func aPartSeesItsQuestionItsEarlierPartsAndThePagesTop() {
        let worked = WorkedSheet(
            text: """
                ```given
                d = 2
                ```

                # Question 1

                ```given
                x = 3
                ```

                ## (a) One

                ```solve
                y = x + d
                ```

                ## (b) Two

                ```solve
                z = 10 y + x
                ```

                ```answer
                z: 1 mark
                ```

                # Question 2

                ```solve
                x = 100
                y = x + d
                ```

                ```answer
                y: 1 mark
                ```
                """)
        #expect(worked.messages == [])
        #expect(worked.answer("1b.z") == numbers(53))
        #expect(worked.answer("2.y") == numbers(102))
    }

    @Test func theNearestNameWins() {
        let worked = WorkedSheet(
            text: """
                ```given
                d = 1
                ```

                # Question 1

                ```given
                d = 2
                x = 5
                ```

                ```solve
                y = d + x
                ```

                ```answer
                y: 1 mark
                ```
                """)
        #expect(worked.messages == [])
        #expect(worked.answer("1.y") == numbers(7))
    }

    @Test func questionsLendOneAnotherNothing() {
        let worked = WorkedSheet(
            text: "# Question 1\n\n```solve\nx = 1\n```\n\n# Question 2\n\nIt is `=x`.\n\n```solve\ny = x\n```\n")
        #expect(worked.messages.count == 1)
        #expect(worked.messages.first?.contains("has no value in this question, only in another (line 4)") == true)
        #expect(worked.messages.first?.contains("fix: Give it a value here too, or move it above") == true)
    }

    @Test func aSolutionUnderALaterHeadingBelongsToItsPart() {
        let worked = WorkedSheet(
            text: """
                # Question 1

                ## (a) One

                ```given
                x = 1
                ```

                ## (b) Two

                ```given
                y = 2
                ```

                # Solution

                ## (a)

                ```solve
                u = x + 1
                ```

                ## (b)

                ```solve
                v = y + 1
                ```

                ```answer
                v: 1 mark
                ```
                """)
        #expect(worked.messages == [])
        #expect(worked.answer("1b.v") == numbers(3))
        #expect(worked.elaboration.sheet.sections.map(\.address) == ["", "1", "1a", "1b"])
    }

    @Test func idsComeFromHeadings() {
        func addresses(_ headings: String...) -> [String] {
            Array(
                WorkedSheet(text: headings.joined(separator: "\n\n")).elaboration.sheet.sections.map(\.address)
                    .dropFirst())
        }
        #expect(addresses("# Question 3", "## (b) Two", "## More") == ["3", "3b", "3c"])
        #expect(addresses("# Exercise 6-2: Heads", "## 1. First", "## 2. Second") == ["6-2", "6-21", "6-22"])
        #expect(addresses("# Attention", "# More attention") == ["1", "2"])
        #expect(addresses("# Question 1", "## Part c: x", "# Problem 4") == ["1", "1c", "4"])
        #expect(addresses("Question 5\n==========", "(a) One\n-------") == ["5", "5a"])
        #expect(addresses("# **Question 7**", "### Detail") == ["7"])
    }

    @Test(arguments: [
        ("X = [1, 2; 3, 4]\nX_2", [3, 4]), ("X = [1, 2; 3, 4]\nX_{2,1}", [3]), ("s = [5, 6, 7]\ns_3", [7]),
        ("s = [5, 6, 7]^T\ns_3", [7]), ("X = [1, 2; 3, 4]\nX_2 = [8, 9]\nX_2", [8, 9]),
        ("X = [1, 2; 3, 4]\n(X X)_{2,1}", [15]), ("n = 2\ns = [5, 6]\ns_n", [6]),
        ("W_Q = [1, 2; 3, 4]\nW_Q_2", [3, 4]), ("W_Q = [1, 2; 3, 4]\nW_{Q,2}", [3, 4]),
        ("X = [1, 2; 3, 4]\nX_{1+1}", [3, 4]),
    ])
    func indices(_ lines: String, _ entries: [Int]) {
        let worked = calculated(lines)
        #expect(worked.messages == [])
        #expect(worked.last == numbers(entries))
    }

    @Test(arguments: [
        ("q_i = [i, 2 i] for i in 1..3\nq_3", [3, 6]), ("q_i = [i, 2 i] for i in 1..3\nq", [1, 2, 2, 4, 3, 6]),
        ("q_i = i^2 for i in 1..3\nq", [1, 4, 9]), ("q_i = i^2 for i in 1..3\nsum(q_i for i in 1..3)", [14]),
        ("a_{i,j} = 10 i + j for i in 1..2, j in 1..2\na", [11, 12, 21, 22]),
        ("a_{i,j} = 10 i + j for i in 1..2, j in 1..2\na_2", [21, 22]),
        ("h_1 = 1\nh_{i+1} = 2 h_i for i in 1..4\nh_5", [16]),
        ("W^(i) = [i, 0; 0, 1] for i in 1..2\nW^(2)", [2, 0, 0, 1]),
        ("n = 3\nq_i = i for i in 1..n\nq_3", [3]),
        ("x_1 = [1, 2]\nx_2 = [3, 4]\nq_i = 2 x_i for i in 1..2\nq_2", [6, 8]),
    ])
    func families(_ lines: String, _ entries: [Int]) {
        let worked = calculated(lines)
        #expect(worked.messages == [])
        #expect(worked.last == numbers(entries))
    }

    @Test(arguments: [
        ("Q^(2) = [1, 2; 3, 4]\nQ^(2)", [1, 2, 3, 4]), ("Q^(2) = [1, 2; 3, 4]\nQ^(2)^T", [1, 3, 2, 4]),
        ("Q^(2) = [1, 2; 3, 4]\nQ^(2)_2", [3, 4]), ("Q^(2) = [1, 2; 3, 4]\nQ^{(2)} Q^(2)^T", [5, 11, 11, 25]),
        // Without such a name it is a power.
        ("Q = [1, 2; 3, 4]\nQ^(2)", [7, 10, 15, 22]), ("x = 3\nx^(2)", [9]), ("s^(2) = 3\ns^(2)^2", [9]),
        ("W_Q^(1) = 7\nW_Q^(1) + 1", [8]),
    ])
    func superscripts(_ lines: String, _ entries: [Int]) {
        let worked = calculated(lines)
        #expect(worked.messages == [])
        #expect(worked.last == numbers(entries))
    }

    @Test func aMissingHeadIsNotTakenForAPower() {
        let worked = calculated("Q^(1) = [1, 2; 3, 4]\nQ = Q^(1)\nQ^(3)")
        #expect(worked.messages.count == 1)
        #expect(worked.messages.first?.contains("‘Q^{(3)}’ has no value") == true)
    }

    @Test func eAndPiAreNumbersUnlessTheQuestionSaysOtherwise() {
        #expect(calculated("e = 3\ne^2").last == numbers(9))
        #expect(calculated("ln(e^2)").last == numbers(2))
        #expect(calculated("ln(e^(2))").last == numbers(2))
        #expect(calculated("sin(pi)").last == numbers(0))
        let worked = WorkedSheet(
            text:
                "# Question 1\n\n```solve\ne = 3\n```\n\n# Question 2\n\n```solve\ny = ln(e)\n```\n\n```answer\ny: 1 mark\n```\n"
        )
        #expect(worked.answer("2.y") == numbers(1))
    }

    @Test func shapesAloneAreWorkedOut() {
        let worked = calculated("Q in R^(n x d_k)\nK in R^(m x d_k)\nsoftmax(Q K^T / sqrt(d_k))")
        #expect(worked.messages == [])
        #expect(worked.lastShape?.description == "n × m")
        #expect(calculated("X in R^(n x d)\nW_O in R^(h d x d)\nW_O").lastShape?.description == "h d × d")
        #expect(calculated("q in R^3\nX in R^(4 x 3)\nX q").lastShape == .column(4))
        #expect(calculated("Q in R^(n x d)\nK in R^(m x e)\nQ K^T").messages.count == 1)
    }
}

import Documents
import Exams
import Sheets
import Testing

@Suite struct ExamQuestionTests {
    static let sheet = """
        # Question 1: Two parts

        ```given
        X = [1, 2; 0, 1]
        q = [1, 1]
        ```

        ## (a) Scores

        ```answer
        s: 2 marks
        ```

        ### Solution

        ```solve
        s = X q
        ```

        ## (b) Weights

        ```answer
        p: 1 mark, 3 decimals
        in words: 1 mark
        ```

        ### Solution

        ```solve
        p = softmax(s)
        ```

        # Question 2

        Nothing is asked here.
        """

    @Test func partsHoldWhatTheyAskFor() throws {
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(Self.sheet.utf8))
        #expect(worked.diagnostics.isEmpty)
        let questions = try ExamQuestion.all(of: worked)
        #expect(questions.map(\.label) == ["1"])
        let question = try #require(questions.first)
        #expect(question.preamble.count == 1)
        #expect(question.parts.map(\.label) == ["a", "b"])
        #expect(question.fields.map(\.id) == ["1a.s", "1b.p", "1b.words"])
        #expect(question.fields.map(\.marks) == [2, 1, 1])
        let weights = question.fields[1]
        // 1/(1 + e^(-2)) and its complement.
        #expect(weights.decimals?.elements.map(\.description) == ["0.881", "0.119"])
        #expect(weights.tolerance(of: 0)?.description == "1/2000")
        #expect(question.fields[2].value == nil)
        #expect(question.parts.allSatisfy { $0.solution.count == 1 })
    }
}

import Marking
import Testing

@Suite struct SubmissionTests {
    @Test func marksAddUp() {
        let answers = [
            MarkedAnswer(id: "1.a", text: "1", outcome: .exact, marks: 2, possible: 2),
            MarkedAnswer(id: "1.b", text: nil, outcome: .missing, marks: 0, possible: 3),
        ]
        let marked = MarkedSubmission(student: "s1", answers: answers, unknownIDs: [])
        #expect(marked.marks == 2)
        #expect(marked.possible == 5)
    }
}

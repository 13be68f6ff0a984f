/// One student's answers, or a tutor's: texts by the ids of the sheet's answers.
public struct Submission: Hashable, Sendable {
    /// Who it is from: a name or number as the file gives it; empty for answers on the command line.
    public var student: String
    /// The answers in the order they were given.
    public var answers: [Given]

    /// Answers of one student.
    public init(student: String, answers: [Given]) {
        self.student = student
        self.answers = answers
    }

    /// One answer.
    public struct Given: Hashable, Sendable {
        /// The answer's id in the sheet: `1a.p`.
        public var id: String
        /// As it was written.
        public var text: String

        /// A text for an id.
        public init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }
}

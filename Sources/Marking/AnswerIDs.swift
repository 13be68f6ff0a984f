import Sheets

/// The ids of a sheet's answers, and which of them may be meant by another spelling.
enum AnswerIDs {
    /// The ids nearest to a name that is none: other case, `1a_p` or `1a-p` for `1a.p`, `1.a.p`, the name alone, a slip.
    static func suggestions(for name: String, among ids: [String]) -> [String] {
        guard name.utf8.count <= 200 else { return [] }
        let wanted = plain(name)
        let same = ids.filter { plain($0) == wanted && !wanted.isEmpty }
        if !same.isEmpty { return same }
        let ends = ids.filter { id in id.split(separator: ".").last.map(String.init) == name }
        if !ends.isEmpty { return ends }
        // Short words are near to everything.
        return name.count < 3 ? [] : Spelling.suggestions(for: name, among: ids)
    }

    private static func plain(_ id: String) -> String {
        String(id.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}

extension Submission {
    /// Answers typed as `1a.p=(0.5, 0.5)`.
    ///
    /// - Throws: ``SubmissionProblem`` for what is no such text, an id that the sheet does not ask for, or one twice.
    public init(parsing texts: [String], ids: [String]) throws(SubmissionProblem) {
        self.init(student: "", answers: [])
        for text in texts {
            guard let equals = text.firstIndex(of: "=") else { throw SubmissionProblem(.noEquals(text)) }
            let id = String(text[..<equals]).trimmed
            guard ids.contains(id) else {
                let near = AnswerIDs.suggestions(for: id, among: ids)
                throw SubmissionProblem(.notAsked(id, suggestions: near, known: ids))
            }
            guard !answers.contains(where: { $0.id == id }) else { throw SubmissionProblem(.answerTwice(id)) }
            answers.append(.init(id: id, text: String(text[text.index(after: equals)...])))
        }
    }
}

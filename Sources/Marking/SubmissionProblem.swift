/// What is wrong with a file of submissions, or with one of them: a fact and its place.
public struct SubmissionProblem: Error, Hashable, Sendable {
    /// What is wrong.
    public var fact: Fact
    /// The line of the file, from 1; nil when the file as a whole is meant.
    public var line: Int?
    /// Who it is about, when that is known.
    public var student: String?

    /// A fact at a line.
    public init(_ fact: Fact, line: Int? = nil, student: String? = nil) {
        self.fact = fact
        self.line = line
        self.student = student
    }

    /// The closed list of what can be wrong.
    public enum Fact: Hashable, Sendable {
        case empty
        case unknownFormat(String)
        case notUTF8
        case quoteNotClosed
        case textBehindQuote
        case tooLong(limit: Int)
        /// More cells than the first line has columns.
        case tooManyCells(found: Int, columns: Int)
        /// No column of the first line is one of the sheet's answers.
        case noAnswerColumn(known: [String])
        /// A column that is neither a student nor an answer.
        case unknownColumn(String, suggestions: [String])
        case columnTwice(String)
        /// What the YAML reader says.
        case yaml(String)
        /// A value where a list of students or a mapping of answers must be.
        case notAnswers
        /// A value that is neither a text nor lists of texts.
        case answerValue(String)
        case answerTwice(String)
        /// A filled-in sheet in which nothing was filled in.
        case noAnswerBlock
        /// An id that the sheet does not ask for.
        case unknownAnswer(String, suggestions: [String])
        /// The same on the command line.
        case notAsked(String, suggestions: [String], known: [String])
        /// A text on the command line that is no `ID=TEXT`.
        case noEquals(String)
        /// What the system says.
        case system(String)
    }

    /// The exit status that it calls for: 2 unreadable, 4 a limit; nil for what keeps nothing from being marked.
    ///
    /// A name that is nearly an answer's is an answer lost to a slip; any other belongs to whoever made the list.
    public var status: Int32? {
        switch fact {
        case .tooLong: 4
        case .unknownColumn(_, let suggestions), .unknownAnswer(_, let suggestions): suggestions.isEmpty ? nil : 2
        case .empty, .unknownFormat, .notUTF8, .quoteNotClosed, .textBehindQuote, .tooManyCells, .noAnswerColumn,
            .columnTwice, .yaml, .notAnswers, .answerValue, .answerTwice, .noAnswerBlock, .notAsked, .noEquals,
            .system:
            2
        }
    }

    /// The fact as a sentence, and what to do.
    public var sentence: String {
        switch fact {
        case .empty: "There are no answers in it."
        case .unknownFormat(let name):
            "‘\(Self.cut(name))’ is no kind of file that answers can stand in. Name it .yaml, .json, .csv or .md."
        case .notUTF8: "The text is not UTF-8. Save it as UTF-8."
        case .quoteNotClosed: "A quoted cell is not closed. Put a \" at its end; a quote inside is doubled."
        case .textBehindQuote: "Text follows the closing quote of a cell. Double the quotes that belong to the text."
        case .tooLong(let limit): "It is longer than \(limit) bytes, which is more than answers take."
        case .tooManyCells(let found, let columns):
            "The row has \(found) cells, the first line \(columns). Quote cells that hold the separator: \"(1, 2)\"."
        case .noAnswerColumn(let known):
            "No column is an answer of the sheet. The answers are \(Self.list(known))."
        case .unknownColumn(let name, let suggestions):
            "The column ‘\(Self.cut(name))’ is no answer of the sheet and is left out.\(Self.question(suggestions))"
        case .columnTwice(let name): "There are two columns ‘\(Self.cut(name))’. Keep one of them."
        case .yaml(let problem): "The file cannot be read: \(problem)."
        case .notAnswers: "A submission is a list of ‘id: answer’ lines, with the student’s name under ‘student’."
        case .answerValue(let id): "The value of ‘\(Self.cut(id))’ is neither a text nor a list. Put it into quotes."
        case .answerTwice(let id): "‘\(Self.cut(id))’ is answered twice. Keep one of the answers."
        case .unknownAnswer(let name, let suggestions):
            "‘\(Self.cut(name))’ is no answer of the sheet and is left out.\(Self.question(suggestions))"
        case .notAsked(let name, let suggestions, let known):
            "‘\(Self.cut(name))’ is no answer of the sheet."
                + (suggestions.isEmpty
                    ? known.isEmpty
                        ? " It asks for none." : " The answers are \(Self.list(known))." : Self.question(suggestions))
        case .noEquals(let text):
            "‘\(Self.cut(text))’ is no answer. Write the id, an equals sign and the answer: 1a.p=0.5."
        case .system(let words): "The file cannot be read: \(words)."
        case .noAnswerBlock: "The sheet has no answer block that was filled in. Write p = (1, 2) in its answer blocks."
        }
    }

    private static func question(_ suggestions: [String]) -> String {
        suggestions.isEmpty ? "" : " Did you mean \(suggestions.map { "‘\($0)’" }.joined(separator: " or "))?"
    }

    /// Words that nobody reads to the end, and what a terminal might take for a command.
    private static func cut(_ text: String) -> String {
        let line = text.asOneLine
        return line.count > 60 ? line.prefix(57) + "…" : line
    }

    private static func list(_ ids: [String]) -> String {
        ids.count > 8 ? ids.prefix(8).joined(separator: ", ") + " …" : ids.joined(separator: ", ")
    }

    /// `class.csv:7: error: …`, as it is printed.
    public func message(file: String) -> String {
        let place = line.map { "\(file):\($0)" } ?? file
        let who = student.map { " (\(Self.cut($0)))" } ?? ""
        return "\(place): \(status == nil ? "warning" : "error"): \(sentence)\(who)\n"
    }
}

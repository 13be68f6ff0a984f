import Sheets

/// The submissions of a CSV file: one student a row, one answer a column.
///
/// The columns of the first line that are answers of the sheet hold the answers; the student is the column named
/// `student`, `name`, `id`, `email` or the like, otherwise the first column that is no answer, otherwise the row's number.
struct SubmissionRows {
    private var rows: CSVRows
    private let ids: [String]
    private var columns: [Column]?
    private var pending: [SubmissionFile.Item] = []
    private var count = 0

    private enum Column: Hashable {
        case student
        case answer(String)
        case leftOut
    }

    init(_ rows: CSVRows, ids: [String]) {
        self.rows = rows
        self.ids = ids
    }

    var unread: Int { rows.unread }

    mutating func next() throws -> SubmissionFile.Item? {
        if columns == nil { try readHeader() }
        if !pending.isEmpty { return pending.removeFirst() }
        // Without a first line that says what the columns are, there is nothing to read.
        guard let columns, !columns.isEmpty, let row = try rows.next() else { return nil }
        count += 1
        let student = zip(columns, row.cells).first { $0.0 == .student }?.1.trimmed ?? "row \(count)"
        if let fact = row.problem.map(SubmissionProblem.Fact.init) {
            return .problem(SubmissionProblem(fact, line: row.line, student: student))
        }
        if row.cells.count > columns.count, row.cells[columns.count...].contains(where: { !$0.trimmed.isEmpty }) {
            let fact = SubmissionProblem.Fact.tooManyCells(found: row.cells.count, columns: columns.count)
            return .problem(SubmissionProblem(fact, line: row.line, student: student))
        }
        var answers: [Submission.Given] = []
        for (column, cell) in zip(columns, row.cells) {
            if case .answer(let id) = column, !cell.trimmed.isEmpty { answers.append(.init(id: id, text: cell)) }
        }
        return .submission(Submission(student: student.isEmpty ? "row \(count)" : student, answers: answers))
    }

    private mutating func readHeader() throws {
        columns = []
        guard let header = try rows.next() else {
            pending = [.problem(SubmissionProblem(.empty))]
            return
        }
        if let fact = header.problem.map(SubmissionProblem.Fact.init) {
            pending = [.problem(SubmissionProblem(fact, line: header.line))]
            return
        }
        let names = header.cells.map(\.trimmed)
        var found: [Column] = []
        var warnings: [SubmissionProblem.Fact] = []
        let student =
            names.firstIndex { Self.studentNames.contains($0.lowercased()) && !ids.contains($0) }
            ?? names.firstIndex { !ids.contains($0) }
        for (index, name) in names.enumerated() {
            if index == student {
                found.append(.student)
            } else if ids.contains(name) {
                if found.contains(.answer(name)) {
                    pending = [.problem(SubmissionProblem(.columnTwice(name), line: header.line))]
                    return
                }
                found.append(.answer(name))
            } else {
                found.append(.leftOut)
                // A name, a group, a time stamp: usual in exported lists, and no mistake.
                if !name.isEmpty, !Self.studentNames.contains(name.lowercased()) {
                    warnings.append(.unknownColumn(name, suggestions: AnswerIDs.suggestions(for: name, among: ids)))
                }
            }
        }
        guard found.contains(where: { if case .answer = $0 { true } else { false } }) else {
            pending = [.problem(SubmissionProblem(.noAnswerColumn(known: ids), line: header.line))]
            return
        }
        columns = found
        pending = warnings.map { .problem(SubmissionProblem($0, line: header.line)) }
    }

    private static let studentNames: Set<String> = [
        "student", "name", "id", "sid", "student id", "student_id", "studentid", "email", "e-mail", "user", "username",
        "matriculation", "matrikelnummer", "full name", "first name", "last name", "vorname", "nachname", "group",
        "timestamp",
    ]
}

extension SubmissionProblem.Fact {
    init(_ problem: CSVRows.Problem) {
        switch problem {
        case .quoteNotClosed: self = .quoteNotClosed
        case .textBehindQuote: self = .textBehindQuote
        case .notUTF8: self = .notUTF8
        case .tooLong(let limit): self = .tooLong(limit: limit)
        }
    }
}

extension String {
    /// Without spaces, tabs and line ends at both ends.
    var trimmed: String {
        let isBlank = { (character: Character) in character.isWhitespace || character == "\u{FEFF}" }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}

extension String {
    /// On one line, with nothing in it that a terminal takes for a command.
    var asOneLine: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: text += text.last == " " ? "" : " "
            // Marks that turn the direction of writing hide what stands behind them.
            case .format where scalar != "\u{200D}" && scalar != "\u{200C}": continue
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

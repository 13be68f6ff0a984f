import Sheets

/// The answers in a copy of the sheet that a student has filled in.
///
/// In the answer blocks a line is completed with `= …`, or written anew as `p = …`; lines that are left as they are
/// are not answered. An answer may go on over the next lines while a bracket is open.
///
///     ```answer
///     p: 2 marks = (0.465, 0.035, 0.465, 0.035)
///     z = [-1.66; 0.90; 0.03]
///     ```
enum FilledInSheet {
    static func items(_ bytes: [UInt8], ids: [String], name: String) -> [SubmissionFile.Item] {
        let sheet = Sheet.reading(file: name, bytes: bytes)
        var submission = Submission(student: name, answers: [])
        if let student = sheet.frontMatter["student"] { submission.student = student }
        var seen: Set<String> = []
        var hasBlock = false
        for item in sheet.items {
            guard case .answer = item.content else { continue }
            hasBlock = true
            for (line, statement) in statements(of: sheet.source.text(item.range)) {
                guard let (target, text) = sides(of: statement), !text.isEmpty else { continue }
                let id = sheet.sections[item.section].id(of: target == "in words" ? "words" : target)
                guard seen.insert(id).inserted else {
                    let first = sheet.source.position(of: item.range.lowerBound).line
                    return [
                        .problem(SubmissionProblem(.answerTwice(id), line: first + line, student: submission.student))
                    ]
                }
                submission.answers.append(.init(id: id, text: text))
            }
        }
        guard hasBlock, !submission.answers.isEmpty else {
            return [.problem(SubmissionProblem(.noAnswerBlock, student: submission.student))]
        }
        return [.submission(submission)]
    }

    /// The lines between the fences, those inside open brackets joined, each with its number in the block.
    private static func statements(of block: String) -> [(line: Int, text: String)] {
        var statements: [(Int, String)] = []
        var depth = 0
        let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated().dropFirst() {
            if line.trimmingPrefix(while: { $0 == " " }).hasPrefix("```") { break }
            if depth > 0, let last = statements.popLast() {
                statements.append((last.0, last.1 + "\n" + line))
            } else {
                statements.append((index, String(line)))
            }
            for character in line {
                if "([{".contains(character) { depth += 1 }
                if ")]}".contains(character) { depth = max(0, depth - 1) }
            }
        }
        return statements
    }

    /// What stands before `=`, without the terms behind its colon, and what stands behind.
    private static func sides(of statement: String) -> (target: String, text: String)? {
        guard let equals = statement.firstIndex(of: "=") else { return nil }
        let target = statement[..<equals].prefix { $0 != ":" }
        return (String(target).trimmed, String(statement[statement.index(after: equals)...]).trimmed)
    }
}

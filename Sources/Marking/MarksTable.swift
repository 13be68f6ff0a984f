import Rationals

/// Marks as CSV: one row a student, one column an answer, the sum last.
///
/// Cells that a spreadsheet would take for a formula, those that begin with = + - @ (spaces before them aside), get an
/// apostrophe in front, as the OWASP advice on CSV injection has it; so do those that begin with one, so that what was
/// there can be told. Marks are plain decimals.
public struct MarksTable: Sendable {
    /// The sheet's answers, in order.
    public var ids: [String]

    /// A table for the answers of a sheet.
    public init(ids: [String]) { self.ids = ids }

    /// The first line.
    public var header: String { Self.line(["student"] + ids + ["marks", "possible", "mistakes"]) }

    /// A student's line: the marks of each answer (nothing where a person gives them), their sum, what was possible, the codes of the mistakes.
    public func row(_ marked: MarkedSubmission) -> String {
        let codes = marked.answers.compactMap { answer in
            answer.diagnoses.first.map { "\(answer.id):\($0.code)" }
        }
        return Self.line(
            [marked.student] + marked.answers.map { $0.isForAPerson ? "" : $0.marks.asDecimalMarks }
                + [marked.marks.asDecimalMarks, marked.possible.asDecimalMarks, codes.joined(separator: " ")])
    }

    /// The class instead of its students: a line for every answer.
    func summary(_ summary: ClassSummary) -> String {
        let header = Self.line([
            "answer", "answered", "right", "followed", "failed", "unreadable", "mean", "possible", "mistake", "times",
        ])
        let rows = summary.answers.map { answer in
            let mean = answer.total.divided(by: Rational(max(1, summary.submissions))) ?? 0
            let mistake = answer.mostFrequent
            return Self.line(
                [
                    answer.id, "\(answer.answered)", "\(answer.right)", "\(answer.followed)", "\(answer.failed)",
                    "\(answer.unreadable)",
                ]
                    + [mean.asDecimalMarks, answer.possible.asDecimalMarks, mistake?.code ?? ""]
                    + [mistake.map { "\($0.count)" } ?? ""])
        }
        return header + rows.joined()
    }

    private static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    private static func cell(_ text: String) -> String {
        // A NUL or a bell is nothing to read and breaks the programs that read tables.
        var text = text.asOneLine
        if let first = text.unicodeScalars.first(where: { $0 != " " }),
            ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'"].contains(first)
        {
            text = "'" + text
        }
        guard text.unicodeScalars.contains(where: { [",", "\"", "\n", "\r", ";"].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

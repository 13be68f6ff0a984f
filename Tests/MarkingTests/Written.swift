import Formulas
import Foundation
import Graphs
import Marking
import Numbers
import Rationals
import Sheets

/// Answers and sheets for the tests of this target.
enum Written {
    /// `[1, 2]` is a vector that does not say how it stands, `[1, 2; 3, 4]` a matrix; entries are calculator syntax.
    static func read(_ text: String) -> Result<AnswerReading, UnreadableAnswer> {
        let inner = text.trimmingCharacters(in: .whitespaces)
        let isList = inner.hasPrefix("[")
        let body = isList ? String(inner.dropFirst().dropLast()) : inner
        let lines = isList ? body.components(separatedBy: ";") : [body]
        let rows = lines.map { isList ? $0.components(separatedBy: ",") : [$0] }
        var entries: [AnswerReading.Entry] = []
        do {
            for text in rows.joined() { entries.append(try entry(text.trimmingCharacters(in: .whitespaces))) }
        } catch {
            return .failure(UnreadableAnswer("This is no number.", fix: "", range: 0..<text.utf8.count))
        }
        let shape: Shape =
            !isList
            ? .scalar
            : rows.count == 1
                ? .column(Dimension(entries.count)) : .matrix(Dimension(rows.count), Dimension(rows[0].count))
        guard let tensor = Tensor(shape: shape, elements: entries) else {
            return .failure(UnreadableAnswer("The rows have different lengths.", fix: "", range: 0..<text.utf8.count))
        }
        return .success(
            AnswerReading(entries: tensor, showsOrientation: shape != .scalar && rows.count > 1, echo: text))
    }

    static func entry(_ text: String) throws -> AnswerReading.Entry {
        let formula = try Formula.read(text)
        let value = try Number(formula)
        let digits = text.filter(\.isNumber).drop { $0 == "0" }
        let form: AnswerReading.Form
        if text.contains(".") {
            let isPlain = text.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" }
            let places =
                text.count - 1 - text.distance(from: text.startIndex, to: text.firstIndex(of: ".") ?? text.startIndex)
            form = isPlain ? .decimal(places: places, significantDigits: max(digits.count, 1)) : .mixed
        } else {
            form = .exact
        }
        return AnswerReading.Entry(formula: formula, value: value, form: form)
    }

    static func marker(_ sheet: String, rules: MarkingRules = MarkingRules()) -> Marker {
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))
        precondition(worked.diagnostics.isEmpty, "\(worked.diagnostics)")
        return Marker(worked: worked, rules: rules, read: read)
    }

    /// A sheet of one question.
    static func sheet(given: String, solve: String, answer: String) -> String {
        "# Question 1\n\n```given\n\(given)\n```\n\n```answer\n\(answer)\n```\n\n## Solution\n\n```solve\n\(solve)\n```\n"
    }

    /// Answers by the names of one question.
    static func submission(_ answers: KeyValuePairs<String, String>) -> Submission {
        Submission(student: "s", answers: answers.map { .init(id: "1.\($0.key)", text: $0.value) })
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}

extension Marker {
    /// The one answer of a submission that holds nothing else.
    func answer(_ name: String, _ text: String) -> MarkedAnswer? {
        mark(Written.submission([name: text])).answers.first { $0.id == "1.\(name)" }
    }
}

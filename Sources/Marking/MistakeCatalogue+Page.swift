import Formulas
import Graphs
import Numbers
import Sheets

extension MistakeCatalogue {
    /// The page `Documentation/Mistakes.md`: every mistake with its sentence and a worked example.
    ///
    /// - Parameter read: how the example's answers are read.
    /// - Cost: marks one small sheet per mistake.
    public static func page(read: @escaping Marker.Reading) -> String {
        var lines = [
            "# Known mistakes", "",
            "A wrong answer is compared, exactly and to its printed digits, with what each of these \(all.count) mistakes gives: on the",
            "sheet's values, then on the student's own earlier ones, then two at once. The codes are stable: reports, class",
            "summaries and JSON use them. The likelier explanation comes first. This page is made by the program.", "",
        ]
        for mistake in all { lines += section(mistake, read) }
        return lines.joined(separator: "\n")
    }

    private static func section(_ mistake: Mistake, _ read: @escaping Marker.Reading) -> [String] {
        let example = mistake.example
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(example.sheet.utf8))
        let submission = Submission(student: "", answers: [.init(id: "1.\(example.asked)", text: example.answer)])
        let answer = Marker(worked: worked, read: read).mark(submission).answers.first
        let right = worked.elaboration.answers.first?.node.flatMap { worked.exact[$0] }.map(decimals) ?? ""
        var lines = ["## \(mistake.code)", "", mistake.sentence, "", "```text"]
        lines += example.given.split(separator: "\n").map { "\($0)" }
        lines += example.solve.split(separator: "\n").map { "\($0)" }
        lines += ["```", "", "| \(example.asked) | |", "|---|---|", "| right | `\(right)` |"]
        lines.append("| with the mistake | `\(example.answer)` |")
        let named = answer?.diagnoses.map { "`\($0.code)`" } ?? []
        if named.count > 1 { lines += ["", "These numbers also fit \(named.dropFirst().joined(separator: ", "))."] }
        return lines + [""]
    }

    /// `[0.8703, 0.1043]`, with four places where a value is not short.
    private static func decimals(_ value: Tensor<Number>) -> String {
        let isShort = value.elements.allSatisfy { $0.rational.map { $0.denominator == 1 } ?? false }
        let entries = value.elements.map { number in
            isShort ? Formula(number).plain : (try? number.decimal(places: 4).description) ?? ""
        }
        if value.shape == .scalar { return entries.first ?? "" }
        if value.shape.isVector { return "[" + entries.joined(separator: ", ") + "]" }
        let rows = (0..<value.rows).map { entries[$0 * value.columns..<($0 + 1) * value.columns] }
        return "[" + rows.map { $0.joined(separator: ", ") }.joined(separator: "; ") + "]"
    }
}

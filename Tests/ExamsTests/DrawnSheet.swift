import Exams
import Numbers
import Rationals
import Sheets
import Testing

/// Sheets that draw, made of their parts.
enum DrawnSheet {
    /// A question with data, how they are drawn, conditions and steps.
    static func question(
        _ number: Int = 1, given: String, vary: String, require: String = "", solve: String, answer: String = ""
    ) -> String {
        func block(_ kind: String, _ body: String) -> String { body.isEmpty ? "" : "```\(kind)\n\(body)\n```\n\n" }
        return "# Question \(number)\n\n" + block("given", given) + block("vary", vary) + block("require", require)
            + block("answer", answer) + "### Solution\n\n" + block("solve", solve)
    }

    static func worked(_ text: String) -> WorkedSheet { WorkedSheet(file: "sheet.md", bytes: Array(text.utf8)) }

    static func generator(
        _ text: String, _ settings: DrawingSettings = DrawingSettings(band: nil, diagnoses: false)
    ) throws(GeneratorError) -> VariantGenerator { try VariantGenerator(worked(text), settings: settings) }

    /// More than 2³⁰ draws: every variant has points of its own.
    static let large = question(
        given: "X = [1, 2; 0, 1; 2, -1; 1, 1]\nq = [1, 1]", vary: "X ~ integers(-3..3)\nq ~ integers(-8..8)",
        require: "max(s) - min(s) <= 6", solve: "s = X q\np = softmax(s)\nz = X^T p",
        answer: "p: 2 marks\nz: 1 mark")

    /// 7⁴ = 2,401 draws.
    static let small = question(
        given: "X = [1, 2; 0, 1]", vary: "X ~ integers(-3..3)", require: "max(s) - min(s) <= 2",
        solve: "s = X [1, 2]\np = softmax(s)", answer: "p: 2 marks")
}

extension DrawnValue {
    /// The entries, when they are whole.
    var integers: [Int] {
        value.elements.compactMap { $0.rational?.integer.flatMap { Int(exactly: $0) } }
    }
}

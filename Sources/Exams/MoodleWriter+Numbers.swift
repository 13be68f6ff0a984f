import Documents
import Rationals

extension MoodleWriter {
    /// A question for one number where the sheet asks for nothing else, otherwise a text with a gap for every entry.
    mutating func addNumbers(_ question: PackageQuestion, _ variant: Variant) throws {
        let numbers = question.fields.filter { !$0.isForAPerson && $0.choice == nil }
        let asked = numbers.filter { $0.marks.signum() > 0 }
        if asked.count < numbers.count { note("a gap must have marks, so answers without marks are left out.") }
        if asked.contains(where: \.isExact) {
            note("an exact form cannot be asked for there; decimals or whole numbers stand in its place.")
        }
        guard let first = asked.first else { return }
        if asked.count == 1, first.entries.count == 1 {
            try addNumerical(first, question, variant)
        } else {
            try addCloze(asked, question, variant)
        }
    }

    private mutating func addNumerical(
        _ field: PackageField, _ question: PackageQuestion, _ variant: Variant
    ) throws {
        guard let asked = field.asked(0) else { return }
        noteScale(asked)
        let index = question.parts.firstIndex { part in part.fields.contains { $0.id == field.id } } ?? 0
        var answers = [try MoodleXML.answer(asked.right, isRight: true)]
        answers += try asked.wrong.map { mistake in
            try MoodleXML.answer(
                mistake.entry, isRight: false, feedback: "<p>\(mistake.sentence.escapedForXML)</p>")
        }
        let xml = MoodleXML.question(
            type: "numerical", name: "\(question.shortTitle) (\(variant.form))",
            text: question.promptHTML(upTo: index) + "\n<p>\(field.askHTML()) = ?\(asked.scaleHTML)</p>",
            solution: question.solutionHTML, marks: try field.marks.decimalText(), form: variant.form,
            slot: question.slot,
            content: answers + [
                "<unitgradingtype>0</unitgradingtype>", "<unitpenalty>0.1</unitpenalty>",
                "<showunits>3</showunits>", "<unitsleft>0</unitsleft>",
            ])
        add(xml, of: variant, question)
    }

    private mutating func addCloze(
        _ asked: [PackageField], _ question: PackageQuestion, _ variant: Variant
    ) throws {
        // The weight of a gap is a whole number: the least multiple of all shares.
        var scale: Rational = 1
        for field in asked { scale = scale * Rational((field.marksPerEntry * scale).denominator) }
        if scale != 1 {
            note(
                "gaps weigh whole numbers, so that some questions count a multiple of their marks; "
                    + "the marks are set in the quiz.")
        }
        let names = Set(asked.map(\.id))
        var text = [question.preamble.html]
        for part in question.parts(upToLast: { names.contains($0.id) }) {
            text.append(part.promptHTML(asksChoices: false))
            for field in part.fields where names.contains(field.id) {
                text.append(try gaps(field, weight: field.marksPerEntry * scale))
            }
        }
        let xml = MoodleXML.question(
            type: "cloze", name: "\(question.shortTitle) (\(variant.form))",
            text: text.filter { !$0.isEmpty }.joined(separator: "\n"), solution: question.solutionHTML, marks: nil,
            form: variant.form, slot: question.slot, content: [])
        add(xml, of: variant, question)
    }

    /// The gaps of a quantity, those of vectors and matrices as a table.
    private mutating func gaps(_ field: PackageField, weight: Rational) throws -> String {
        var gaps: [String] = []
        for asked in field.entries.indices.compactMap(field.asked) {
            noteScale(asked)
            let right = try Self.number(asked.right)
            let wrong = try asked.wrong.map { mistake in
                "~%0%\(try Self.number(mistake.entry))#\(Self.gapText(mistake.sentence))"
            }
            gaps.append("{\(weight):NUMERICAL:=\(right)\(wrong.joined())}\(asked.scaleHTML)")
        }
        guard gaps.count > 1 else { return "<p>\(field.askHTML()) = \(gaps.joined())</p>" }
        let rows = field.rows(of: gaps).map { row in "<tr>\(row.map { "<td>\($0)</td>" }.joined())</tr>" }
        return "<p>\(field.askHTML()) =</p>\n<table><tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>"
    }

    private mutating func noteScale(_ asked: PackageField.Asked) {
        guard asked.scale != 0 else { return }
        note("numbers below 10⁻¹⁰ and from 10¹⁵ on are asked for as a number times a power of ten.")
    }

    private static func number(_ entry: PackageField.Entry) throws -> String {
        "\(try entry.value.decimalText()):\(try entry.tolerance.decimalText())"
    }

    /// Words inside a gap: what would end the gap, or begin another answer, stands behind a backslash.
    static func gapText(_ text: String) -> String {
        var result = ""
        for character in text {
            if "}~#\\".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result.escapedForXML
    }
}

extension PackageQuestion {
    /// What names the question in its ID number.
    var slot: String { label ?? "\(position)" }
}

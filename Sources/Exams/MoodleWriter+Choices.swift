import Documents
import Rationals

extension MoodleWriter {
    /// A multiple-choice question for every quantity that is asked for as a choice.
    mutating func addChoices(_ question: PackageQuestion, _ variant: Variant) throws {
        for (index, part) in question.parts.enumerated() {
            for field in part.fields {
                if let absence = field.absence?.note(field.id) { note(verbatim: absence) }
                guard let choice = field.choice else { continue }
                note("choices are questions of their own, each in a category of its own, and state their numbers.")
                let answers = choice.choices.map { MoodleXML.answer($0.shown.html, feedback: $0.mistake?.sentence) }
                let xml = MoodleXML.question(
                    type: "multichoice", name: "\(field.id) (\(variant.form))",
                    text: question.promptHTML(upTo: index) + "\n<p>\(field.name?.html ?? "") = ?</p>",
                    solution: part.solution.html, marks: try field.marks.decimalText(), form: variant.form,
                    slot: field.id,
                    content: [
                        "<single>true</single>", "<shuffleanswers>true</shuffleanswers>",
                        "<answernumbering>abc</answernumbering>",
                        "<showstandardinstruction>0</showstandardinstruction>",
                        MoodleXML.html("correctfeedback", ""),
                        MoodleXML.html("partiallycorrectfeedback", ""), MoodleXML.html("incorrectfeedback", ""),
                    ] + answers)
                add(xml, of: variant, question, field.id)
            }
        }
    }
}

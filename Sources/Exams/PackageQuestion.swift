import Documents
import Marking

/// A question of a variant as platforms ask it.
struct PackageQuestion {
    let form: String
    /// From 1, within the variant.
    let position: Int
    /// `1`, `6-2`; nil for what stands before any question of the sheet.
    let label: String?
    let title: String
    let preamble: [Block]
    let parts: [Part]

    /// A part with the decimals that it asks for.
    struct Part {
        var heading: String
        var prompt: [Block]
        var fields: [PackageField]
        var solution: [Block]
    }

    /// What all parts ask for.
    var fields: [PackageField] { parts.flatMap(\.fields) }
    /// A name for files and elements: letters, digits and underscores, the first a letter.
    var identifier: String { "form_\(form.identifier)_q\(position)" }

    /// The questions of a variant.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    static func all(of variant: Variant, _ options: ExamOptions) throws -> [PackageQuestion] {
        let mistakes = variant.mistakes()
        return try variant.questions(options.handout).enumerated().map { index, question in
            let title = question.title.plainText
            return PackageQuestion(
                form: variant.form, position: index + 1, label: question.label,
                title: title.isEmpty ? "\(options.title) \(index + 1)" : title, preamble: question.preamble,
                parts: try question.parts.map { part in
                    Part(
                        heading: part.title.plainText, prompt: part.prompt,
                        fields: try part.fields.map { field in
                            let choice =
                                options.questions == .choice
                                ? try ChoiceQuestion.making(field, mistakes: mistakes, form: variant.form) : nil
                            return try PackageField(field, mistakes: mistakes, choice: choice)
                        },
                        solution: part.solution)
                })
        }
    }
}

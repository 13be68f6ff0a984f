import Documents
import Rationals

/// Variants as questions of Moodle: a category for each question of the sheet, which holds its variants.
///
/// A quiz that draws a random question of a category gives every student one variant.
struct MoodleWriter: VariantWriter {
    /// Who marks.
    enum Kind: String, Sendable {
        /// Moodle's own types: a number, or a text with gaps for all entries.
        case moodle
        /// The plugin STACK, by computer algebra.
        case stack
    }

    let kind: Kind
    let options: ExamOptions
    private(set) var notes: [String] = []
    private var questions = CategorisedQuestions()

    init(_ kind: Kind, options: ExamOptions) {
        self.kind = kind
        self.options = options
    }

    mutating func add(_ variant: Variant) throws {
        for question in try PackageQuestion.all(of: variant, options) {
            switch kind {
            case .moodle:
                try addNumbers(question, variant)
                try addChoices(question, variant)
            case .stack: try addStack(question, variant)
            }
            try addEssays(question, variant)
        }
    }

    mutating func note(_ words: String) {
        let name =
            switch kind {
            case .moodle: "Moodle"
            case .stack: "STACK"
            }
        note(verbatim: "\(name): \(words)")
    }

    mutating func note(verbatim words: String) {
        if !notes.contains(words) { notes.append(words) }
    }

    /// Takes a question; `slot` names what stands in a category of its own.
    mutating func add(_ xml: String, of variant: Variant, _ question: PackageQuestion, _ slot: String? = nil) {
        let category = [options.title, question.shortTitle] + (slot.map { [$0] } ?? [])
        questions.add(xml, of: variant, in: category)
    }

    /// What is explained in words is an essay, which a person marks.
    private mutating func addEssays(_ question: PackageQuestion, _ variant: Variant) throws {
        for (index, part) in question.parts.enumerated() {
            for field in part.fields where field.isForAPerson {
                note("explanations in words are essay questions of their own, and a person marks them.")
                let xml = MoodleXML.question(
                    type: "essay", name: "\(field.id) (\(variant.form))",
                    text: question.promptHTML(upTo: index) + "\n<p>\(field.askHTML())</p>",
                    solution: part.solution.html, marks: try field.marks.decimalText(), penalty: "0",
                    form: variant.form, slot: field.id,
                    content: [
                        "<responseformat>editor</responseformat>", "<responserequired>1</responserequired>",
                        "<responsefieldlines>10</responsefieldlines>", "<attachments>0</attachments>",
                        "<attachmentsrequired>0</attachmentsrequired>",
                        MoodleXML.html("graderinfo", part.solution.html), MoodleXML.html("responsetemplate", ""),
                    ])
                add(xml, of: variant, question, field.id)
            }
        }
    }

    func finish() -> [OutputFiles.File] {
        questions.files(options, kind: kind.rawValue, ending: "xml") { categories in
            MoodleXML.file(categories.flatMap { [MoodleXML.category($0.category)] + $0.questions })
        }
    }
}

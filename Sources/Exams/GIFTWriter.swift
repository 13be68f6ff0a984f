import Documents
import Rationals

/// Variants as GIFT, the text format of Moodle: numbers entry by entry, choices, and essays.
struct GIFTWriter: VariantWriter {
    let options: ExamOptions
    private(set) var notes: [String] = []
    private var questions = CategorisedQuestions()

    init(options: ExamOptions) { self.options = options }

    mutating func add(_ variant: Variant) throws {
        for question in try PackageQuestion.all(of: variant, options) {
            for (index, part) in question.parts.enumerated() {
                let prompt = question.promptHTML(upTo: index)
                for field in part.fields {
                    if field.isForAPerson {
                        note("explanations in words are essay questions, and a person marks them.")
                        add(
                            field.id, variant, question, text: "\(prompt)\n<p>\(field.askHTML())</p>",
                            answers: [], solution: part.solution.html)
                    } else if let choice = field.choice {
                        let answers = choice.choices.map { choice in
                            let text = Self.escaped(choice.shown.html)
                            return (choice.mistake.map { "~\(text)#\(Self.escaped($0.sentence.escapedForXML))" })
                                ?? "=\(text)#Right."
                        }
                        add(
                            field.id, variant, question, text: "\(prompt)\n<p>\(field.name?.html ?? "") = ?</p>",
                            answers: [""] + answers, solution: part.solution.html)
                    } else {
                        if let absence = field.absence?.note(field.id), !notes.contains(absence) {
                            notes.append(absence)
                        }
                        try addEntries(field, of: part, prompt, question, variant)
                    }
                }
            }
        }
        note("questions have no marks in this format; they are set in the quiz.")
    }

    private mutating func note(_ words: String) {
        let note = "GIFT: \(words)"
        if !notes.contains(note) { notes.append(note) }
    }

    private mutating func addEntries(
        _ field: PackageField, of part: PackageQuestion.Part, _ prompt: String, _ question: PackageQuestion,
        _ variant: Variant
    ) throws {
        if field.entries.count > 1 {
            note("a question has one number, so vectors and matrices are a question for each entry.")
        }
        if field.isExact {
            note("an exact form cannot be asked for there; decimals or whole numbers stand in its place.")
        }
        for index in field.entries.indices {
            guard let asked = field.asked(index) else { continue }
            if asked.scale != 0 {
                note("numbers below 10⁻¹⁰ and from 10¹⁵ on are asked for as a number times a power of ten.")
            }
            let right = "=%100%\(try Self.number(asked.right))#"
            let wrong = try asked.wrong.map { mistake in
                "=%0%\(try Self.number(mistake.entry))#\(Self.escaped(mistake.sentence.escapedForXML))"
            }
            add(
                field.label(of: index), variant, question,
                text: "\(prompt)\n<p>\(field.askHTML(entry: index)) = ?\(asked.scaleHTML)</p>",
                answers: ["#", right] + wrong,
                solution: part.solution.html)
        }
    }

    private static func number(_ entry: PackageField.Entry) throws -> String {
        "\(try entry.value.decimalText()):\(try entry.tolerance.decimalText())"
    }

    private mutating func add(
        _ slot: String, _ variant: Variant, _ question: PackageQuestion, text: String, answers: [String],
        solution: String
    ) {
        var lines = [
            "::\(Self.escaped("\(slot) (\(variant.form))"))::[html]\(Self.escaped(text)){\(answers.first ?? "")"
        ]
        lines += answers.dropFirst().map { "\t\($0)" }
        if !solution.isEmpty { lines.append("\t####\(Self.escaped(solution))") }
        lines.append("}")
        questions.add(
            lines.joined(separator: "\n"), of: variant, in: [options.title, question.shortTitle, slot])
    }

    /// Text with what GIFT reads behind backslashes, on one line.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", "#", "=", "~", "{", "}", ":": result += "\\\(character)"
            case "\n": result += "\\n"
            case "\r", "\r\n": continue
            default: result.append(character)
            }
        }
        return result
    }

    func finish() -> [OutputFiles.File] {
        // An empty line ends a question.
        questions.files(options, ending: "gift") { categories in
            categories.map { category, questions in
                (["$CATEGORY: \(MoodleXML.categoryPath(category))"] + questions).joined(separator: "\n\n") + "\n"
            }.joined(separator: "\n")
        }
    }
}

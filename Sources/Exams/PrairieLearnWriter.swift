import Documents
import Rationals
import Sheets

/// Questions for a PrairieLearn course, a folder for each question of the sheet, with all its variants.
///
/// The numbers of every variant stand in `values.json`; `server.py` takes the one that the seed of PrairieLearn's own
/// variant picks, and marks.
struct PrairieLearnWriter: VariantWriter {
    let options: ExamOptions
    private(set) var notes: [String] = []
    private var questions: [[PackageQuestion]] = []
    private var forms: [String] = []

    init(options: ExamOptions) { self.options = options }

    mutating func add(_ variant: Variant) throws {
        let all = try PackageQuestion.all(of: variant, options)
        for (index, question) in all.enumerated() {
            if questions.indices.contains(index) {
                questions[index].append(question)
            } else {
                questions.append([question])
            }
            if question.fields.contains(where: \.asksForExact) {
                note(
                    "PrairieLearn: an exact form cannot be asked for there; decimals or whole numbers stand in its place."
                )
            }
            if question.fields.contains(where: \.isForAPerson) {
                note(
                    "PrairieLearn: explanations in words are text to be marked by hand; give them manual points in the "
                        + "assessment.")
            }
        }
        forms.append(variant.form)
        if options.questions == .choice {
            note("PrairieLearn: values are typed there, whatever choices are asked for.")
        }
        note("PrairieLearn: answers are fractions or decimals, compared as floating-point numbers.")
    }

    mutating func finish() throws -> [OutputFiles.File] {
        var files: [OutputFiles.File] = []
        for variants in questions {
            let groups = options.isSeparate ? variants.map { [$0] } : [variants]
            for group in groups {
                guard let first = group.first else { continue }
                let folder = "questions/\(name(of: first))"
                files.append(
                    OutputFiles.File(name: "\(folder)/info.json", text: information(first).text + "\n"))
                files.append(OutputFiles.File(name: "\(folder)/question.html", text: PrairieLearnPage.html(first)))
                files.append(OutputFiles.File(name: "\(folder)/server.py", text: PrairieLearnPage.server))
                let values = JSON.object([.init("variants", .array(try group.map(Self.values)))])
                files.append(OutputFiles.File(name: "\(folder)/values.json", text: values.text + "\n"))
            }
        }
        return files
    }

    private mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    private func name(of question: PackageQuestion) -> String {
        let share = options.share.map { "-\($0.index)of\($0.count)" } ?? ""
        let form = options.isSeparate ? "-\(question.form)" : share
        return "\(options.stem)\(form)-q\(question.position)"
    }

    private func information(_ question: PackageQuestion) -> JSON {
        .object([
            .init("uuid", .string(Self.uuid(question.identifier))),
            .init("title", .string(question.title)),
            .init("topic", .string(options.title)),
            .init("tags", .array([.string("attest")])),
            .init("type", .string("v3")),
        ])
    }

    /// A UUID of version 8 (RFC 9562): 122 bits of two fingerprints of the text.
    static func uuid(_ text: String) -> String {
        var (high, low) = (Fingerprint(), Fingerprint())
        high.add(text)
        low.add("attest")
        low.add(text)
        let first = high.value & ~0xF000 | 0x8000
        let second = low.value & ~(3 << 62) | 2 << 62
        func hex(_ value: UInt64) -> String {
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
        let (a, b) = (hex(first), hex(second))
        return "\(a.prefix(8))-\(a.dropFirst(8).prefix(4))-\(a.suffix(4))-\(b.prefix(4))-\(b.dropFirst(4))"
    }

    // MARK: Values

    private static func values(_ question: PackageQuestion) throws -> JSON {
        var texts = [JSON.Member("preamble", .string(question.preamble.html))]
        for (index, part) in question.parts.enumerated() {
            texts.append(.init("prompt\(index + 1)", .string(part.prompt.html)))
            texts.append(.init("solution\(index + 1)", .string(part.solution.html)))
        }
        let fields = try question.fields.filter { !$0.isForAPerson }.map { field in
            JSON.Member(PrairieLearnPage.name(field), try values(field))
        }
        return .object([
            .init("form", .string(question.form)), .init("texts", .object(texts)), .init("fields", .object(fields)),
        ])
    }

    private static func values(_ field: PackageField) throws -> JSON {
        let mistakes = field.mistakes.map { mistake in
            JSON.object([
                .init("code", .string(mistake.code)), .init("feedback", .string(mistake.sentence)),
                .init("value", matrix(field, mistake.entries.map(\.value))),
                .init("tolerance", matrix(field, mistake.entries.map(\.tolerance))),
            ])
        }
        return .object([
            .init("scalar", .boolean(field.entries.count == 1)),
            .init("marks", .double(Double(field.marks))),
            .init("value", matrix(field, field.entries.map(\.value))),
            .init("tolerance", matrix(field, field.entries.map(\.tolerance))),
            .init("mistakes", .array(mistakes)),
        ])
    }

    private static func matrix(_ field: PackageField, _ entries: [Rational]) -> JSON {
        .array(
            (0..<field.rows).map { row in
                .array(entries.dropFirst(row * field.columns).prefix(field.columns).map { .double(Double($0)) })
            })
    }
}

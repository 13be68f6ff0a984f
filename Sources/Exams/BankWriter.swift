import Documents
import Formulas
import Graphs
import Marking
import Numbers
import Rationals
import Sheets

/// All variants with their numbers and their answers in one JSON file: what another program reads.
///
/// `Documentation/bank.schema.json` says what it holds.
///
/// - Cost: the text of all variants is held, not their values.
struct BankWriter: VariantWriter {
    let options: ExamOptions
    let notes: [String] = []
    /// The text of each, as it stands in the file.
    private var variants: [String] = []
    /// The codes of the mistakes that came up.
    private var codes: Set<String> = []

    init(options: ExamOptions) { self.options = options }

    mutating func add(_ variant: Variant) throws {
        let fields = try variant.questions(options.handout).flatMap(\.fields)
        let isChoice = options.questions == .choice
        let mistakes = ExamFormat.json.hasMistakes(options) ? variant.mistakes() : []
        if options.hasMistakes { codes.formUnion(mistakes.map(\.code)) }
        var members: [JSON.Member] = [
            .init("number", .integer(variant.number)), .init("form", .string(variant.form)),
        ]
        if let candidate = options.candidate(of: variant.number) {
            members.append(
                .init(
                    "candidate", .object([.init("name", .string(candidate.name)), .init("id", .string(candidate.id))])))
        }
        members += [
            .init("values", .object(variant.values.map { .init($0.id, .string($0.text)) })),
            .init("work", variant.work.json),
            .init(
                "answers",
                .array(
                    try fields.map { field in
                        try json(
                            field, mistakes,
                            isChoice
                                ? ChoiceQuestion.making(field, mistakes: mistakes, form: variant.form) : nil)
                    })),
        ]
        variants.append(JSON.object(members).text(indentedBy: 4))
    }

    func finish() throws -> [OutputFiles.File] {
        let settings = options.settings
        var head: [JSON.Member] = [
            .init("format", .string("attest bank 1")),
            .init("generator", .integer(1)),
            .init("sheet", .string(options.stem)),
            .init("title", .string(options.title)),
            // A seed may have more bits than other programs' numbers.
            .init("seed", .string(String(settings.seed))),
            .init("band", settings.band.map(JSON.integer) ?? .null),
            .init("diagnosis", .boolean(settings.diagnoses)),
        ]
        if options.hasMistakes {
            let known = MistakeCatalogue.all.filter { codes.contains($0.code) }
            head.append(.init("mistakes", .object(known.map { .init($0.code, .string($0.sentence)) })))
        }
        // The head without its last brace, then what is text already.
        var bytes = Array(JSON.object(head).text.utf8.dropLast(2))
        bytes += Array(",\n  \"variants\": [".utf8)
        for (index, variant) in variants.enumerated() {
            bytes += Array((index == 0 ? "\n    " : ",\n    ").utf8)
            bytes += Array(variant.utf8)
        }
        bytes += Array((variants.isEmpty ? "]\n}\n" : "\n  ]\n}\n").utf8)
        return [OutputFiles.File(name: options.fileName(kind: "bank", ending: "json"), bytes: bytes)]
    }

    private func json(
        _ field: ExamQuestion.Field, _ mistakes: [MistakenValue],
        _ choice: Result<ChoiceQuestion, ChoiceQuestion.Absence>?
    ) throws -> JSON {
        var members: [JSON.Member] = [
            .init("id", .string(field.id)), .init("marks", .string(field.marks.description)),
            .init("form", .string(field.terms.compactMap(\.display).joined(separator: ", "))),
        ]
        guard let value = field.value, let decimals = field.decimals else { return .object(members) }
        let shape: [Int] =
            switch value.shape {
            case .scalar: []
            case .column, .row: [value.elements.count]
            case .matrix: [value.rows, value.columns]
            }
        members += [
            .init("shape", .array(shape.map(JSON.integer))),
            .init("exact", JSON(value.map { .string(Formula($0).cas) })),
            .init("decimal", JSON(decimals.map { .string($0.description) })),
            .init("tolerance", JSON(value, try field.tolerances().map { .string($0.description) })),
            // What a page shows: the exact form has every term.
            .init("latex", .string(Formula(value).elided().latex)),
        ]
        if case .success(let question)? = choice { members.append(.init("choices", question.json)) }
        guard options.hasMistakes else { return .object(members) }
        let asked = try mistakes.filter { $0.answer == field.id }.map { mistake in
            JSON.object([
                .init("code", .string(mistake.code)),
                .init("exact", JSON(mistake.value.map { .string(Formula($0).cas) })),
                .init(
                    "decimal",
                    JSON(mistake.value, try field.decimals(of: mistake.value).map { .string($0.description) })),
            ])
        }
        members.append(.init("mistakes", .array(asked)))
        return .object(members)
    }
}

extension ExamQuestion.Field {
    /// How far each entry may be off, row by row; 0 for what must be exact.
    func tolerances() throws -> [Rational] {
        (value?.elements.indices ?? 0..<0).map { tolerance(of: $0) ?? 0 }
    }
}

extension Work {
    /// The measures by their names; numbers as text, because a numerator may have any number of digits.
    var json: JSON { .object(Measure.allCases.map { .init($0.rawValue, .string(self[$0].description)) }) }
}

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
struct BankWriter: VariantWriter {
    let options: ExamOptions
    let notes: [String] = []
    private var variants: [JSON] = []

    init(options: ExamOptions) { self.options = options }

    mutating func add(_ variant: Variant) throws {
        let fields = try variant.questions(options.handout).flatMap(\.fields)
        let mistakes = options.questions == .choice ? MistakenValue.all(of: variant.worked) : []
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
            .init(
                "answers",
                .array(
                    try fields.map { field in
                        guard options.questions == .choice else { return try Self.json(field) }
                        return try Self.json(
                            field, ChoiceQuestion.making(field, mistakes: mistakes, form: variant.form))
                    })),
        ]
        variants.append(.object(members))
    }

    func finish() throws -> [OutputFiles.File] {
        let settings = options.settings
        let bank = JSON.object([
            .init("format", .string("attest bank 1")),
            .init("generator", .integer(1)),
            .init("sheet", .string(options.stem)),
            .init("title", .string(options.title)),
            // A seed may have more bits than other programs' numbers.
            .init("seed", .string(String(settings.seed))),
            .init("band", settings.band.map(JSON.integer) ?? .null),
            .init("diagnosis", .boolean(settings.diagnoses)),
            .init("variants", .array(variants)),
        ])
        return [OutputFiles.File(name: options.fileName(kind: "bank", ending: "json"), text: bank.text + "\n")]
    }

    private static func json(
        _ field: ExamQuestion.Field, _ choice: Result<ChoiceQuestion, ChoiceQuestion.Absence>? = nil
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
            .init("latex", .string(Formula(value).latex)),
        ]
        if case .success(let question)? = choice { members.append(.init("choices", question.json)) }
        return .object(members)
    }
}

extension ExamQuestion.Field {
    /// How far each entry may be off, row by row; 0 for what must be exact.
    func tolerances() throws -> [Rational] {
        (value?.elements.indices ?? 0..<0).map { tolerance(of: $0) ?? 0 }
    }
}

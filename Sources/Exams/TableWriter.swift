import Documents
import Formulas
import Graphs
import Marking
import Sheets

/// All variants in one table, a row each: the drawn values, then the exact answers and their decimals.
struct TableWriter: VariantWriter {
    let options: ExamOptions
    /// Choices are too long for a cell.
    var notes: [String] {
        options.questions == .choice ? ["CSV: the table has no choices; the bank as JSON has them."] : []
    }
    private var header: [String] = []
    private var rows: [String] = []

    init(options: ExamOptions) { self.options = options }

    mutating func add(_ variant: Variant) throws {
        let fields = try variant.questions(options.handout).flatMap(\.fields).filter { $0.value != nil }
        if header.isEmpty {
            header = ["number", "form"] + variant.values.map(\.id) + fields.flatMap { [$0.id, "\($0.id) decimals"] }
        }
        let answers = fields.flatMap { field -> [String] in
            let exact = field.value.map { Formula($0).cas } ?? ""
            let decimals = field.decimals.map { decimals in
                (0..<decimals.rows).map { decimals.row($0).map(\.description).joined(separator: ", ") }
                    .joined(separator: "; ")
            }
            return [exact, decimals ?? ""]
        }
        rows.append(
            Self.line([String(variant.number), variant.form] + variant.values.map(\.text) + answers))
    }

    func finish() throws -> [OutputFiles.File] {
        [
            OutputFiles.File(
                name: options.fileName(kind: "bank", ending: "csv"), text: Self.line(header) + rows.joined())
        ]
    }

    private static func line(_ cells: [String]) -> String {
        cells.map { cell in
            cell.contains(where: { ",\"\n\r;".contains($0) })
                ? "\"\(cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
                : cell
        }
        .joined(separator: ",") + "\n"
    }
}

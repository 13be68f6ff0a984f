import Exams
import Foundation
import Sheets

/// Exams of a sheet: each variant drawn, its conditions decided, its mistakes told apart, its solution worked in full.
struct ExamVariants {
    let name: String
    let sheet: WorkedSheet

    init(file: String) throws {
        name = URL(filePath: file).deletingPathExtension().lastPathComponent
        sheet = WorkedSheet(file: file, bytes: [UInt8](try Data(contentsOf: URL(filePath: file))))
    }

    /// The heading of the table whose rows are those of `row`.
    static func heading(_ counts: [Int]) -> String {
        let columns = counts.map { "ms each, \($0)" }
        return "| sheet | pilot, ms | draws each | \(columns.joined(separator: " | ")) | a second and core |\n"
            + "|---|---|---|" + counts.map { _ in "---|" }.joined() + "---|"
    }

    /// Processor time of the pilot, then of one variant in sets of so many, on one core.
    func row(_ counts: [Int]) throws -> String {
        let start = processorTime()
        let generator = try VariantGenerator(sheet)
        let pilot = processorTime() - start
        var cells: [String] = []
        var last = 0.0
        var draws = 0
        for count in counts {
            // A generator of its own for each set: nothing that one found serves the next.
            let fresh = try VariantGenerator(sheet)
            draws = 0
            let start = processorTime()
            for number in 1...count {
                var variant = try fresh.variant(number)
                try variant.prepare(HandoutOptions())
                draws += variant.attempts
            }
            last = (processorTime() - start) / Double(count)
            cells.append(String(format: "%.2f", last))
        }
        _ = generator
        let each = String(format: "%.1f", Double(draws) / Double(counts.last ?? 1))
        return
            "| \(name) | \(String(format: "%.0f", pilot)) | \(each) | \(cells.joined(separator: " | ")) | \(Int(1000 / last)) |"
    }
}

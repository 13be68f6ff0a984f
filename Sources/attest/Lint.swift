import ArgumentParser
import Exams
import Sheets

struct Lint: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    static let configuration = CommandConfiguration(
        abstract: "Say what a lecturer wants to know of a sheet before an exam.",
        discussion: """
            Data that nothing is computed from, steps and questions that nothing asks for, marks that do not add up, \
            ties, weights that vanish at the decimals asked for, known mistakes that the numbers do not show; for a \
            sheet with vary and require blocks also what the conditions do to the draws.

              attest lint sheet.md
              attest lint Problems/*.md --format json

            Exit status: 0 when there are no warnings, notes or not; 1 when there is a warning; 2 when a sheet cannot \
            be read.
            """)

    @Argument(help: "Tutorial sheets, Markdown files.")
    var sheets: [String]

    @Option(help: "text or json.")
    var format = Format.text

    func run() throws {
        let worked = try sheets.map { WorkedSheet(file: $0, bytes: try Console.bytes(ofFile: $0)) }
        try Check.readable(worked)
        let lints = worked.map { SheetLint($0) }
        switch format {
        case .text: for lint in lints { Console.write(lint.text) }
        case .json: Console.write(SheetLint.report(of: lints).text + "\n")
        }
        if lints.contains(where: \.hasWarnings) { throw ExitStatus.refuted }
    }
}

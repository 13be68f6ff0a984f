import ArgumentParser
import Exams
import Sheets

struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what a lecturer wants to know of a sheet before an exam.",
        discussion: """
            Data that nothing is computed from, steps and questions that nothing asks for, marks that do not add up, \
            ties, weights that vanish at the decimals asked for, known mistakes that the numbers do not show; for a \
            sheet with vary and require blocks also what the conditions do to the draws.

              attest lint sheet.md

            Exit status: 0 when there are no warnings, notes or not; 1 when there is a warning; 2 when a sheet cannot \
            be read.
            """)

    @Argument(help: "Tutorial sheets, Markdown files.")
    var sheets: [String]

    func run() throws {
        let worked = try sheets.map { WorkedSheet(file: $0, bytes: try Console.bytes(ofFile: $0)) }
        try Check.readable(worked)
        var hasWarnings = false
        for sheet in worked {
            let lint = SheetLint(sheet)
            Console.write(lint.text)
            hasWarnings = hasWarnings || lint.hasWarnings
        }
        if hasWarnings { throw ExitStatus.refuted }
    }
}

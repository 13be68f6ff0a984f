import ArgumentParser
import Marking
import Sheets

struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which known mistakes the numbers of a sheet do not show.",
        discussion: """
            For every answer: the mistakes with which the right value comes out all the same, and those that cannot be \
            told from one another. Other numbers may show them.

              attest lint sheet.md
            """)

    @Argument(help: "Tutorial sheets, Markdown files.")
    var sheets: [String]

    func run() throws {
        let worked = try sheets.map { WorkedSheet(file: $0, bytes: try Console.bytes(ofFile: $0)) }
        try Check.readable(worked)
        for sheet in worked { Console.write(IndistinguishableMistakes(sheet).text) }
    }
}

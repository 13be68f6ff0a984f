import ArgumentParser
import Marking
import Sheets

struct Verify: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    static let configuration = CommandConfiguration(
        abstract: "Verify the published values of tutorial sheets.",
        discussion: """
            Answer lines may carry the value that somebody printed: z: 1 mark, published (-1.66, 0.90, 0.03). Each is \
            said to be right, rounded or wrong, with the mistake that explains it and the right value beside it.

              attest verify sheet.md
              attest verify Problems/*.md --format json

            Exit status: 0 when all published values are right, 1 when one is wrong, 2 when one cannot be read, \
            3 when one is undecided.
            """)

    @Argument(help: "Tutorial sheets, Markdown files.")
    var sheets: [String]

    @Option(help: "text or json.")
    var format = Format.text

    @Flag(help: "A comma between two digits is the decimal sign.")
    var decimalComma = false

    func run() throws {
        let worked = try sheets.map { WorkedSheet(file: $0, bytes: try Console.bytes(ofFile: $0)) }
        try Check.readable(worked)
        let verified = try Check.computable(worked, digits: 4) {
            try Check.agrees(worked.map { ($0, try $0.crossCheck()) })
            return try worked.map { try Verification($0, options: AnswerOptions(decimalComma: decimalComma)) }
        }
        switch format {
        case .text: for verification in verified { Console.write(verification.text) }
        case .json: Console.write(Verification.report(of: verified).text + "\n")
        }
        try Check.holds(verified.reduce(into: []) { $0.formUnion($1.statuses) })
    }
}

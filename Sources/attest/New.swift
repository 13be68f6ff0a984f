import ArgumentParser
import Documents
import Exams

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a tutorial sheet to begin with.",
        discussion: """
            The sheet has one block of each kind with a comment on it, and can be solved, marked and made into an exam \
            as it is.

              attest new my-sheet
              attest solve my-sheet.md
            """)

    @Argument(help: "The name of the file, without its ending; it may name a folder.")
    var name: String

    @Flag(help: "Replace a file that is already there.")
    var force = false

    func validate() throws {
        let base = name.hasSuffix(".md") ? name.dropLast(3) : name[...]
        guard !base.isEmpty, !base.hasSuffix("/"), base.allSatisfy({ !$0.isNewline }) else {
            throw ValidationError("'\(name)' is no name for a file.")
        }
    }

    func run() throws {
        let file = StarterSheet.file(named: name)
        try Check.new(file, force: force)
        Console.write("\(file.name)\n", to: .error)
    }
}

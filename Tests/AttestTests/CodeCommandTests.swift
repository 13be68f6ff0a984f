import Foundation
import Testing

/// `attest code` as a user runs it.
@Suite struct CodeCommandTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try Data(CommandTests.good.utf8).write(to: scratch.folder.appending(path: "sheet.md"))
    }

    private func run(_ line: String) throws -> Command { try Command(shell: line, in: scratch.folder) }

    @Test func aScriptGoesToStandardOutput() throws {
        let run = try run("attest code sheet.md --for numpy")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("\nS = X @ X.T  # (2, 2): scores\n"))
        #expect(try self.run("attest code - --for numpy < sheet.md").output == run.output)
    }

    @Test func scriptsGoIntoAFolderOrAFile() throws {
        #expect(try run("attest code sheet.md --for pytorch -o out").status == 0)
        #expect(try run("attest code sheet.md --for pytorch -o own.py").status == 0)
        #expect(try run("cmp out/sheet-pytorch.py own.py").status == 0)
        // The same again changes nothing; another script does not replace it unasked.
        #expect(try run("attest code sheet.md --for pytorch -o own.py").status == 0)
        let refused = try run("attest code sheet.md --for numpy -o own.py")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("own.py"))
        #expect(try run("attest code sheet.md --for numpy -o own.py --force").status == 0)
        #expect(try run("grep -q numpy own.py").status == 0)
    }

    @Test func anUnreadableSheetWritesNothing() throws {
        try Data("# Question 1\n```solve\nx = 1/0\n```\n".utf8).write(to: scratch.folder.appending(path: "bad.md"))
        let run = try run("attest code bad.md --for numpy -o out")
        #expect(run.status == 2)
        #expect(run.errors.contains("bad.md:3:"))
        #expect(try self.run("test -e out").status == 1)
    }
}

import Foundation
import Testing

/// `attest new` and what it writes.
@Suite struct NewTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    func attest(_ line: String) throws -> Command { try Command(shell: "attest \(line)", in: scratch.folder) }

    @Test func aNewSheetIsSolvedAndShowsNoComments() throws {
        #expect(try attest("new my-first_sheet").status == 0)
        #expect(try scratch.text("my-first_sheet.md").contains("title: 'My first sheet'"))
        let solved = try attest("solve my-first_sheet.md")
        #expect(solved.status == 0, "\(solved.errors)")
        #expect(solved.output.hasPrefix("My first sheet\n"))
        #expect(!solved.output.contains("<!--"))
    }

    @Test func nothingIsOverwritten() throws {
        #expect(try attest("new sheet").status == 0)
        let text = try scratch.text("sheet.md")
        let again = try attest("new sheet.md")
        #expect(again.status == 2)
        #expect(again.errors.contains("sheet.md is there already"))
        try scratch.write("mine", "sheet.md")
        #expect(try attest("new sheet").status == 2)
        #expect(try scratch.text("sheet.md") == "mine")
        #expect(try attest("new sheet --force").status == 0)
        #expect(try scratch.text("sheet.md") == text)
        #expect(scratch.names == ["sheet.md"])
    }

    @Test func namesOfAllKinds() throws {
        #expect(try attest("new folder/another").status == 0)
        #expect(scratch.names.contains("folder/another.md"))
        #expect(try attest("new it\\'s && attest solve it\\'s.md").output.hasPrefix("It's\n"))
        for name in ["''", "/", ".md", "folder/"] { #expect(try attest("new \(name)").status == 2, "\(name)") }
    }
}

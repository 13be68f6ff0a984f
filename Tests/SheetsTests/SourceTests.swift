import Testing

@testable import Sheets

/// Files as they come: line ends, byte order marks, front matter, bytes that are no text.
@Suite struct SourceTests {
    static let lines = ["---", "title: One: two", "---", "", "# Question 1", "", "```solve", "z = 1 + x", "```", ""]

    @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
    func lineEndsAndByteOrderMarksChangeNoPlace(_ end: String, _ mark: String) throws {
        let text = mark + Self.lines.joined(separator: end).replacing("One: two", with: "One")
        let worked = WorkedSheet(text: text)
        #expect(worked.elaboration.sheet.frontMatter.title == "One")
        #expect(worked.messages.count == 1)
        #expect(worked.messages.first?.hasPrefix("sheet.md:8:9: error: ‘x’ has no value.") == true)
        #expect(worked.messages.first?.contains("    8 | z = 1 + x\n      |         ^\n") == true)
    }

    @Test(arguments: ["\n", "\r\n", "\r", "; "])
    func everyLineEndEndsAStatement(_ end: String) {
        let worked = calculated(
            ["a = 1", "b = a + 1 # two", "c = [b,", "a]", "c"].joined(separator: end == "; " ? "\n" : end))
        #expect(worked.messages == [])
        #expect(worked.last == numbers(2, 1))
        #expect(calculated("a = 1\(end)a + 1").last == numbers(2))
    }

    @Test func tabsAreShownAsSpaces() throws {
        let message = try #require(WorkedSheet(text: "# Q\n\n```solve\n\tz =\tx\n```\n").messages.first)
        #expect(message.contains("    4 |     z = x\n      |         ^\n"))
    }

    @Test func frontMatterKeepsTextAsItIsWritten() {
        let worked = WorkedSheet(
            text: "---\ntitle: \"Heads: two\"\ndate: 2026-11-04\ndraft: no\ntags: [a, b]\nempty:\n---\n\n# Q\n")
        #expect(worked.messages == [])
        let entries = worked.elaboration.sheet.frontMatter.entries
        #expect(entries.map(\.label) == ["title", "date", "draft", "tags", "empty"])
        #expect(entries.map(\.text) == ["Heads: two", "2026-11-04", "no", "a, b", ""])
    }

    @Test(arguments: [
        ("---\ntitle: One: two\n---\n\n# Q\n", 2), ("---\n- a\n- b\n---\n\n# Q\n", 2),
        ("---\na:\n  b: c\n---\n\n# Q\n", 3),
        ("---\na: [1, 2\n---\n\n# Q\n", 2),
    ])
    func frontMatterThatIsNoListOfValuesIsReported(_ text: String, _ line: Int) throws {
        let worked = WorkedSheet(text: text)
        #expect(worked.diagnostics.count == 1, "\(worked.messages)")
        let place = try #require(worked.diagnostics.first?.range.lowerBound)
        #expect(abs(worked.elaboration.sheet.source.position(of: place).line - line) <= 1, "\(worked.messages)")
    }

    @Test func aRuleAtTheTopIsNoFrontMatter() {
        let worked = WorkedSheet(text: "---\n\nProse.\n\n# Question 1\n")
        #expect(worked.messages == [])
        #expect(worked.elaboration.sheet.frontMatter.entries.isEmpty)
    }

    @Test(
        arguments: [
            ([UInt8](), 1, 1), ([0xEF, 0xBB, 0xBF], 1, 1), ([0xFF, 0xFE, 0x23, 0x00], 1, 1),
            ([0x23, 0x20, 0xC3, 0x28], 1, 3),
            ([0x23, 0x20, 0x51, 0x0A, 0xED, 0xA0, 0x80], 2, 1), ([0x23, 0x20, 0x51, 0x0A, 0x0A, 0x61, 0x00], 3, 2),
            ([0x23, 0x20, 0x51, 0x0A, 0xF0, 0x9F], 2, 1),
        ] as [([UInt8], Int, Int)])
    func bytesThatAreNoTextAreReportedOnce(_ bytes: [UInt8], _ line: Int, _ column: Int) {
        let worked = WorkedSheet(file: "sheet.md", bytes: bytes)
        #expect(worked.messages.count == 1)
        #expect(worked.messages.first?.hasPrefix("sheet.md:\(line):\(column): error: ") == true, "\(worked.messages)")
    }

    /// Lines of millions of spaces must not take the time of their square.
    @Test(arguments: ["\0", " ", "\t"])
    func longLinesOfNothingAreRead(_ space: String) {
        let worked = WorkedSheet(text: String(repeating: space, count: 1_000_000) + "\n# Question 1" + "   " + "\n")
        #expect(worked.diagnostics.count == (space == "\0" ? 1 : 0))
        #expect(worked.elaboration.sheet.sections.count == 2)
    }

    @Test func tooLargeAFileIsALimit() {
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(repeating: 0x61, count: SourceText.sizeLimit + 1))
        #expect(worked.diagnostics.map(\.status) == [4])
    }

    @Test func solutionsAreMarked() {
        let sheet = WorkedSheet(
            text:
                "# Question 1\n\nA\n\n## Solution\n\nB\n\n### More\n\nC\n\n## (b) Next\n\nD\n\n# Solutions\n\nE\n\n## (b)\n\nF\n"
        )
        .elaboration.sheet
        let prose = sheet.items.compactMap { item -> (String, Bool)? in
            guard case .prose(let prose) = item.content else { return nil }
            return (sheet.source.text(prose.text), item.isSolution)
        }
        #expect(prose.map(\.0) == ["A", "B", "C", "D", "E", "F"])
        #expect(prose.map(\.1) == [false, true, true, false, true, true])
    }
}

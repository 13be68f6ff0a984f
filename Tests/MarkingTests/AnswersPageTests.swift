import Foundation
import Marking
import Testing

/// Every table of Documentation/Answers.md says what is true.
@Suite struct AnswersPageTests {
    private func rows(under heading: String) throws -> [(typed: String, result: String)] {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        let page = try String(contentsOf: root.appendingPathComponent("Documentation/Answers.md"), encoding: .utf8)
        var rows: [(String, String)] = []
        var isInTable = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "| typed | \(heading) |" {
                isInTable = true
            } else if !line.hasPrefix("|") {
                isInTable = false
            } else if isInTable, !line.hasPrefix("|---") {
                let cells = line.dropFirst(2).dropLast(2).split(separator: " | ").map { cell in
                    cell.hasPrefix("`") && cell.hasSuffix("`") ? String(cell.dropFirst().dropLast()) : String(cell)
                }
                try #require(cells.count == 2, "\(line)")
                rows.append((cells[0], cells[1]))
            }
        }
        return rows
    }

    @Test func answersAreReadAsThePageSays() throws {
        let rows = try rows(under: "read as")
        #expect(rows.count == 58)
        for row in rows {
            let reading = try AnswerReader().read(row.typed)
            #expect(reading.echo == row.result, "\(row.typed)")
            #expect(
                try AnswerReader().read(reading.echo).entries.map(\.value) == reading.entries.map(\.value),
                "\(row.typed): the echo is read differently")
        }
    }

    @Test func decimalCommasAreReadAsThePageSays() throws {
        let rows = try rows(under: "read with decimal comma")
        #expect(rows.count == 7)
        for row in rows {
            #expect(
                try AnswerReader(AnswerOptions(decimalComma: true)).read(row.typed).echo == row.result, "\(row.typed)")
        }
    }

    @Test func refusalsAreWhatThePageSays() throws {
        let rows = try rows(under: "why it is refused")
        #expect(rows.count == 19)
        for row in rows {
            #expect {
                try AnswerReader().read(row.typed)
            } throws: { error in
                (error as? UnreadableAnswer).map { "\($0.sentence) \($0.fix)" == row.result } ?? false
            }
        }
    }
}

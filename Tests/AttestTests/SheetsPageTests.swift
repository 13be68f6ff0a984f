import Foundation
import Testing

/// Every console example of the pages on sheets, typed and compared with what the page shows.
@Suite struct SheetsPageTests {
    @Test(arguments: [("Sheets", 18), ("Lint", 3)])
    func consoleExamplesPrintWhatThePageSays(_ name: String, _ least: Int) throws {
        let page = try String(
            contentsOf: Command.root.appending(path: "Documentation/\(name).md"), encoding: .utf8)
        let scratch = try Scratch()
        var examples = 0
        for (info, body) in Self.blocks(page) {
            // The sheet shown last is the one that the examples name.
            if info.hasPrefix("markdown") { try scratch.write(body, "sheet.md") }
            guard info == "console" else { continue }
            let (lines, shown) = Self.session(body)
            examples += lines.count
            let run = try Command(shell: "exec 2>&1\n" + lines.joined(separator: "\n"), in: scratch.folder)
            #expect(run.output == shown, "\(lines.joined(separator: "\n"))")
        }
        #expect(examples >= least)
    }

    /// What is typed in a session, and all that is printed.
    private static func session(_ body: String) -> (typed: [String], shown: String) {
        var typed: [String] = []
        var shown = ""
        for line in body.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("$ ") {
                typed.append(String(line.dropFirst(2)))
            } else if line.hasPrefix("> "), !typed.isEmpty {
                typed[typed.count - 1] += "\n" + line.dropFirst(2)
            } else {
                shown += line + "\n"
            }
        }
        return (typed, shown)
    }

    /// The fenced blocks of a page.
    private static func blocks(_ page: String) -> [(info: String, body: String)] {
        var blocks: [(info: String, body: String)] = []
        var fence: (marks: Substring, info: String)?
        var body = ""
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = fence {
                if line == open.marks {
                    blocks.append((open.info, body))
                    fence = nil
                } else {
                    body += line + "\n"
                }
            } else if line.hasPrefix("```") {
                let marks = line.prefix { $0 == "`" }
                fence = (marks, String(line.dropFirst(marks.count)))
                body = ""
            }
        }
        return blocks
    }
}

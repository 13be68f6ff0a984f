import Formulas
import Testing

/// Every table and every block of Documentation/Grammar.md says what is true.
@Suite struct GrammarPageTests {
    private struct Row {
        var typed: String
        var result: String
    }

    /// The two-column tables whose second heading is the given one.
    private func rows(under heading: String, typed: String = "typed") throws -> [Row] {
        var rows: [Row] = []
        var isInTable = false
        for line in try Fixture.page("Documentation/Grammar.md").split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if line == "| \(typed) | \(heading) |" {
                isInTable = true
            } else if !line.hasPrefix("|") {
                isInTable = false
            } else if isInTable, !line.hasPrefix("|---") {
                let cells = line.dropFirst(2).dropLast(2).split(separator: " | ").map { cell in
                    cell.hasPrefix("`") && cell.hasSuffix("`") ? String(cell.dropFirst().dropLast()) : String(cell)
                }
                try #require(cells.count == 2, "\(line)")
                rows.append(Row(typed: cells[0], result: cells[1]))
            }
        }
        return rows
    }

    @Test func formulasAreReadAsThePageSays() throws {
        let rows = try rows(under: "read as")
        #expect(rows.count > 50)
        for row in rows {
            #expect(try Formula.read(row.typed).plain == row.result, "\(row.typed)")
        }
    }

    @Test func latexIsReadAsThePageSays() throws {
        let rows = try rows(under: "read as", typed: "LaTeX")
        #expect(rows.count == 12)
        for row in rows {
            #expect(try Formula.readLatex(row.typed).plain == row.result, "\(row.typed)")
        }
        for refused in ["2\\frac{1}{2}", "x^23", "1e-3", "\\sin 2x"] {
            #expect(throws: ReadingError.self) { try Formula.readLatex(refused) }
        }
    }

    @Test func refusalsAreWhatThePageSays() throws {
        let rows = try rows(under: "why it is refused")
        #expect(rows.count == 9)
        for row in rows {
            #expect {
                try Formula.read(row.typed)
            } throws: { error in
                (error as? ReadingError)?.description == row.result
            }
        }
    }

    @Test func stepsAreOfTheKindThePageSays() throws {
        let rows = try rows(under: "kind")
        #expect(rows.count == 11)
        for row in rows {
            let kind =
                switch try Statement.read(row.typed).kind {
                case .assignment: "assignment"
                case .declaration: "declaration"
                case .expression: "expression"
                }
            #expect(kind == row.result, "\(row.typed)")
        }
    }

    @Test func matricesOverSeveralLines() throws {
        let blocks = try Fixture.page("Documentation/Grammar.md").components(between: "```matrix\n", and: "```")
        #expect(blocks.count == 3)
        for block in blocks {
            #expect(try Formula.read(block).plain == "[1, 2; 3, 4]", "\(block)")
        }
    }
}

extension String {
    fileprivate func components(between opening: String, and closing: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let start = rest.range(of: opening), let end = rest[start.upperBound...].range(of: closing) {
            found.append(String(rest[start.upperBound..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return found
    }
}

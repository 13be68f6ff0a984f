import Rationals
import Testing

@testable import Sheets

/// The page on drawing says what the program does: its examples, counts and conditions.
@Suite struct DrawingPageTests {
    static let page = "Documentation/Drawing.md"

    /// The cells of table rows that begin with a piece of code.
    static func rows(_ columns: Int) throws -> [[String]] {
        let lines = try Files.text(page).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let rows: [[String]] = lines.map { line in
            line.split(separator: "|").map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
        return rows.filter { $0.count == columns }
    }

    @Test func everySheetOnThePageIsReadWithoutAMessage() throws {
        let sheets = try Files.blocks("markdown", of: Self.page)
        #expect(sheets.count >= 2)
        for sheet in sheets {
            let worked = WorkedSheet(text: sheet.text)
            #expect(worked.messages == [], "line \(sheet.line)")
            #expect(!worked.elaboration.draws.isEmpty)
        }
    }

    @Test func everyCountInTheTablesIsRight() throws {
        let rows = try Self.rows(3)
        #expect(rows.count >= 14)
        for row in rows {
            let distribution = row[0].filter { $0 != "`" }
            let isWhole = distribution.contains("[1, 2;") || distribution.hasPrefix("permutation")
            let draws = DrawTests.draws(
                "\(isWhole ? "X" : "d") ~ \(distribution)", given: "X = [1, 2; 2, 3]\nq = [1, 2]\nd = 1")
            #expect(draws.first?.space()?.count.description == row[2], "\(distribution)")
        }
    }

    @Test func everyDistributionAndPredicateIsListed() throws {
        let text = try Files.text(Self.page)
        for name in DistributionName.allCases { #expect(text.contains("| `\(name.rawValue)"), "\(name.rawValue)") }
        for predicate in Condition.Predicate.allCases { #expect(text.contains("`\(predicate.rawValue)(")) }
    }

    @Test func everyConditionInTheTableIsRead() throws {
        let rows = try Self.rows(2)
        #expect(rows.count >= 18)
        for row in rows {
            let condition = row[0].filter { $0 != "`" }
            let text = """
                # Question 1

                ```given
                X = [1, 2; 2, 3]
                s = [1, 4, 2]
                z = 1/2
                ```

                ```require
                \(condition)
                ```

                ```solve
                S = X X^T
                p = softmax([0, ln(2)])
                ```
                """
            let worked = WorkedSheet(text: text)
            #expect(worked.messages == [], "\(condition)")
            #expect(worked.elaboration.conditions.count == 1)
        }
    }
}

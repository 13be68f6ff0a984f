import Attention
import Testing

@testable import Sheets

/// The page on sheets says what the program does: its examples are read, its tables hold every function and option.
@Suite struct SheetsPageTests {
    static let page = "Documentation/Sheets.md"

    @Test func everySheetOnThePageIsReadWithoutAMessage() throws {
        let sheets = try Files.blocks("markdown", of: Self.page)
        #expect(!sheets.isEmpty)
        for sheet in sheets { #expect(WorkedSheet(text: sheet.text).messages == [], "line \(sheet.line)") }
    }

    @Test func everySheetThatIsSaidToBeWrongIs() throws {
        let sheets = try Files.blocks("markdown wrong", of: Self.page)
        #expect(!sheets.isEmpty)
        for sheet in sheets { #expect(WorkedSheet(text: sheet.text).messages.count > 1, "line \(sheet.line)") }
    }

    @Test func everyKindOfBlockIsExplained() throws {
        let text = try Files.text(Self.page)
        for kind in BlockKind.allCases { #expect(text.contains("`\(kind.rawValue)`")) }
    }

    @Test func everyFunctionIsListed() throws {
        let text = try Files.text(Self.page)
        for name in SheetFunction.byName.keys.sorted() + Catalogue.all.map(\.name)
            + Array(SheetFunction.mechanismAliases.keys)
        {
            #expect(text.contains("`\(name)`") || text.contains("`\(name)("), "\(name)")
        }
    }

    @Test func theTableOfOptionsIsTheCatalogues() throws {
        let rows = try Files.text(Self.page).split(separator: "\n").filter { $0.hasPrefix("| `") }
            .map { $0.split(separator: "|").map { $0.trimmingSpaces } }
        for mechanism in Catalogue.all {
            for option in mechanism.options {
                let row = try #require(rows.first { $0.count == 4 && $0[0] == "`\(option.label)`" }, "\(option.label)")
                #expect(row[2].filter { $0 != "`" } == option.fallback)
                #expect(
                    row[3] == "all" || row[3].contains("`\(mechanism.name)`"), "\(option.label) of \(mechanism.name)")
                switch option.kind {
                case .word(let words), .wordOrValue(let words):
                    for word in words { #expect(row[1].contains("`\(word)`"), "\(option.label): \(word)") }
                case .wordCallOrValue(let words, let calls):
                    for word in words { #expect(row[1].contains("`\(word)`"), "\(option.label): \(word)") }
                    for call in calls { #expect(row[1].contains("`\(call)("), "\(option.label): \(call)") }
                case .count(let range):
                    #expect(row[1].contains("from \(range.lowerBound) to \(range.upperBound)"))
                case .value: continue
                }
            }
        }
        // And nothing more than the catalogue's.
        let labels = Set(Catalogue.all.flatMap(\.options).map(\.label))
        let listed = rows.filter { $0.count == 4 }.map { String($0[0].filter { $0 != "`" }) }
        #expect(Set(listed) == labels)
    }

    @Test(arguments: [
        ("2 marks", "2 marks"), ("1.5 marks", "3/2 marks"), ("1/2 mark", "1/2 marks"), ("exact", "exact"),
        ("lowest terms", "lowest terms"), ("3 decimals", "3 decimals"), ("4 digits", "4 significant digits"),
        ("tolerance 0.01", "within 1/100"), ("published (0.25, 0.75)", ""),
        ("1 mark, 3 decimals", "1 mark, 3 decimals"),
    ])
    func answersAreReadAsThePageSays(_ written: String, _ display: String) {
        let worked = WorkedSheet(
            text: "# Question 1\n\n## (a) One\n\n```solve\nz = 2\n```\n\n```answer\nz: \(written)\n```\n")
        #expect(worked.messages == [])
        #expect(worked.elaboration.answers.map(\.id) == ["1a.z"])
        #expect(worked.elaboration.answers.map(\.answer.display) == [display])
    }

    @Test func explanationsHaveAnId() {
        let worked = WorkedSheet(text: "# Question 1\n\n## (a) One\n\n```answer\nin words: 2 marks\n```\n")
        #expect(worked.elaboration.answers.map(\.id) == ["1a.words"])
        #expect(worked.elaboration.answers[0].node == nil)
    }
}

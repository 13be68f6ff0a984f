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
        // The sentence that names the mechanisms with the options of attention.
        let takers = try Files.text(Self.page).split(separator: "\n\n").first {
            $0.contains("take the options of `attention` as well")
        }
        let attends = { (name: String) in takers?.contains("`\(name)`") ?? false }
        for mechanism in Catalogue.all {
            for option in mechanism.options {
                // An option that means other things elsewhere has a row for each.
                let all = rows.filter { $0.count == 4 && $0[0].contains("`\(option.label)`") }
                let own = all.first { $0[3].contains("`\(mechanism.name)`") }
                let general = all.first { $0[3] == "all" || $0[3].contains("`attention`") && attends(mechanism.name) }
                let row = try #require(own ?? general, "\(option.label) of \(mechanism.name)")
                #expect(row[2].filter { $0 != "`" } == option.fallback)
                let values = row[1] == "as for `attention`" ? try #require(general)[1] : row[1]
                switch option.kind {
                case .word(let words), .wordOrValue(let words):
                    for word in words { #expect(values.contains("`\(word)`"), "\(option.label): \(word)") }
                case .wordCallOrValue(let words, let calls):
                    for word in words { #expect(values.contains("`\(word)`"), "\(option.label): \(word)") }
                    for call in calls { #expect(values.contains("`\(call)("), "\(option.label): \(call)") }
                case .count(let range), .countOrSize(let range):
                    #expect(values.contains("from \(range.lowerBound) to \(range.upperBound)"))
                case .value: continue
                }
            }
        }
        // And nothing more than the catalogue's.
        let labels = Set(Catalogue.all.flatMap(\.options).map(\.label))
        let listed = rows.filter { $0.count == 4 }.flatMap { row in
            row[0].split(separator: "`").enumerated().filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }
        }
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

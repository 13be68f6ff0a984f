import Documents
import Sheets
import Testing
import Yams

@testable import Exams

@Suite struct BankTests {
    static let sheet = """
        # Question 1

        ```given
        q = [1, 0]
        ```

        ```answer
        p: 2 marks, 3 decimals
        s: 1/2 marks, exact
        ```

        ### Solution

        ```solve
        p = softmax(q)
        s = q_1 / 3
        ```
        """

    static func variant(_ number: Int) throws -> Variant {
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))
        let node = try #require(worked.elaboration.lines.first?.nodes.first)
        let value = DrawnValue(id: "1.q", value: try #require(worked.exact[node]), text: "[1, 0]")
        return Variant(number: number, form: "F\(number)", values: [value], text: sheet, worked: worked)
    }

    @Test func theBankHoldsValuesAndAnswers() throws {
        var writer = BankWriter(options: ExamOptions(stem: "sheet", classList: [.init(name: "Ada", id: "7")]))
        try writer.add(try Self.variant(1))
        try writer.add(try Self.variant(2))
        let file = try #require(try writer.finish().first)
        #expect(file.name == "sheet-bank.json")
        let root = try #require(try Yams.compose(yaml: String(decoding: file.bytes, as: UTF8.self)))
        #expect(root["variants"]?.sequence?.count == 2)
        let variant = try #require(root["variants"]?[0])
        #expect(variant["candidate"]?["name"]?.string == "Ada")
        #expect(variant["values"]?["1.q"]?.string == "[1, 0]")
        let answer = try #require(variant["answers"]?[0])
        // e/(e + 1) and 1/(e + 1), to three places: 0.7310585…, 0.2689414….
        #expect(answer["decimal"]?.sequence?.compactMap(\.string) == ["0.731", "0.269"])
        #expect(answer["tolerance"]?.sequence?.compactMap(\.string) == ["1/2000", "1/2000"])
        #expect(answer["marks"]?.string == "2")
        #expect(variant["answers"]?[1]?["exact"]?.string == "1/3")
        #expect(root["variants"]?[1]?["candidate"] == nil)
    }

    @Test func theBankSaysWhatMistakesGiveWhereThatIsAskedFor() throws {
        var options = ExamOptions(stem: "sheet")
        options.hasMistakes = true
        var writer = BankWriter(options: options)
        var variant = try Self.variant(1)
        variant.work.multiplications = 4
        try writer.add(variant)
        let file = try #require(try writer.finish().first)
        let root = try #require(try Yams.compose(yaml: String(decoding: file.bytes, as: UTF8.self)))
        let answer = try #require(root["variants"]?[0]?["answers"]?[0])
        let mistakes = try #require(answer["mistakes"]?.sequence)
        // 2 and 1 over 3, in the form that is asked for.
        let base = try #require(mistakes.first { $0["code"]?.string == "base-two" })
        #expect(base["exact"]?.sequence?.compactMap(\.string) == ["2/3", "1/3"])
        #expect(base["decimal"]?.sequence?.compactMap(\.string) == ["0.667", "0.333"])
        let codes = mistakes.compactMap { $0["code"]?.string }
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { root["mistakes"]?[$0]?.string?.isEmpty == false })
        #expect(root["variants"]?[0]?["work"]?["multiplications"]?.string == "4")
    }

    @Test func aBankWithoutVariantsIsABank() throws {
        let file = try #require(try BankWriter(options: ExamOptions(stem: "sheet")).finish().first)
        let root = try #require(try Yams.compose(yaml: String(decoding: file.bytes, as: UTF8.self)))
        #expect(root["variants"]?.sequence?.isEmpty == true)
        #expect(root["mistakes"] == nil)
    }

    @Test func theTableHasARowForEachVariant() throws {
        var writer = TableWriter(options: ExamOptions(stem: "sheet"))
        try writer.add(try Self.variant(1))
        try writer.add(try Self.variant(2))
        let text = String(decoding: try #require(try writer.finish().first).bytes, as: UTF8.self)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "number,form,1.q,1.p,1.p decimals,1.s,1.s decimals")
        #expect(lines[1].hasPrefix("1,F1,\"[1, 0]\","))
        #expect(lines[1].hasSuffix(",\"0.731; 0.269\",1/3,0.3333"))
    }
}

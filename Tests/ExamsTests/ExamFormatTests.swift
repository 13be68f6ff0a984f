import Exams
import Sheets
import Testing

/// The formats as the command names them, and the files they make.
@Suite struct ExamFormatTests {
    static func variant(_ text: String, number: Int = 7) -> Variant {
        Variant(
            number: number, form: "1-7-\(number)-K7QX5", values: [], text: text,
            worked: WorkedSheet(file: "sheet.md", bytes: Array(text.utf8)))
    }

    @Test func filesAreNamedByStemNumberAndKind() {
        var options = ExamOptions(stem: "sheet")
        #expect(options.fileName(of: 7, ending: "md") == "sheet-007.md")
        #expect(options.fileName(of: 12_345, kind: "key", ending: "tex") == "sheet-12345-key.tex")
        #expect(options.fileName(kind: "key", ending: "tex") == "sheet-key.tex")
        options.share = ExamOptions.Share(index: 2, of: 4)
        #expect(options.fileName(ending: "json") == "sheet-2of4.json")
        // A file of one variant is the same whichever share makes it.
        #expect(options.fileName(of: 7, ending: "md") == "sheet-007.md")
    }

    /// The sheet of a variant is a sheet: its front matter names the form, everything else is as it was.
    @Test(arguments: [
        "# Question 1\n\n```given\nx = 1\n```\n", "---\ntitle: Two\n---\n\n# Question 1\n",
        "---\r\ntitle: Two\r\n---\r\n",
    ])
    func sheetsNameTheirForm(_ text: String) throws {
        var writer = ExamFormat.sheet.writer(options: ExamOptions(stem: "sheet"))
        try writer.add(Self.variant(text))
        let files = try writer.finish()
        #expect(files.map(\.name) == ["sheet-007.md"])
        let sheet = Sheet.reading(file: "sheet.md", bytes: files[0].bytes)
        let entries = sheet.frontMatter.entries.map { "\($0.label): \($0.text)" }
        #expect(entries.first == "form: 1-7-7-K7QX5")
        let before = Sheet.reading(file: "sheet.md", bytes: Array(text.utf8))
        #expect(sheet.frontMatter.title == before.frontMatter.title)
        #expect(sheet.items.count == before.items.count)
    }

    /// Questions that were prepared are those that are worked out.
    @Test func preparedQuestionsAreTheSame() throws {
        let text =
            "# Question 1\n\n```given\nx = 2\n```\n\n```solve\ny = x / 3\n```\n\n```answer\ny: 2 marks, 2 decimals\n```\n"
        var variant = Self.variant(text)
        try variant.prepare(HandoutOptions(digits: 6))
        for digits in [6, 3] {
            let options = HandoutOptions(digits: digits)
            let fields = try variant.questions(options).flatMap(\.fields)
            #expect(fields.map(\.id) == ["1.y"])
            #expect(fields[0].decimals?.elements.map(\.description) == ["0.67"])
        }
    }
}

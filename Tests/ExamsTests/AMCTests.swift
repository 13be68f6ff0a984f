import Documents
import Testing

@testable import Exams

/// Source for auto-multiple-choice; `Scripts/reference/check_amc.py` has the program itself mark it.
@Suite struct AMCTests {
    static func text(_ options: ExamOptions = ExamOptions(stem: "sheet"), count: Int = 2) throws -> [OutputFiles.File] {
        var writer = ExamFormat.amc.writer(options: options)
        let sheet = ChoiceQuestionTests.sheet("p: 2 marks, 3 decimals\nin words: 3/2 marks", ChoiceQuestionTests.steps)
        for number in 1...count { try writer.add(ExamFormatTests.variant(sheet, number: number)) }
        let files = try writer.finish()
        #expect(Set(writer.notes).count == writer.notes.count)
        #expect(writer.notes.contains { $0.contains("a person ticks") })
        return files
    }

    /// Every variant is one copy; a field has one name in all of them and one right choice in each.
    @Test func aVariantIsACopy() throws {
        let files = try Self.text()
        #expect(files.map(\.name) == ["sheet-amc.tex"])
        let text = String(decoding: files[0].bytes, as: UTF8.self)
        func count(_ part: String) -> Int { text.ranges(of: part).count }
        #expect(count("\\onecopy{1}{") == 2)
        #expect(count("\\begin{question}{1-p}\\scoring{b=2,m=0,e=0,v=0}") == 2)
        #expect(count("\\begin{question}{1-words}") == 2)
        // One for the value and one for the marks of the words.
        #expect(count("\\correctchoice") == 4)
        #expect(count("\\AMCsetFoot{\\footnotesize\\texttt{1-7-1-K7QX5}}") == 1)
        #expect(count("\\scoring{0.5}") == 2 && count("\\correctchoice[1.5]{1.5}\\scoring{1.5}") == 2)
    }

    @Test func separateFilesAndNames() throws {
        var options = ExamOptions(stem: "sheet", classList: [.init(name: "Ada & Emmy", id: "7")])
        options.isSeparate = true
        let files = try Self.text(options)
        #expect(files.map(\.name) == ["sheet-001-amc.tex", "sheet-002-amc.tex"])
        let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(texts[0].contains("Ada \\& Emmy") && texts[0].contains("\\AMCassociation{7}"))
        #expect(texts[1].contains("\\dotfill") && !texts[1].contains("AMCassociation{7}"))
    }

    /// Papers have a box for each choice, the key one tick; what has no choices is asked as ever.
    @Test func papersHaveBoxes() throws {
        let options = ExamOptions(stem: "sheet", questions: .choice)
        var writer = ExamFormat.tex.writer(options: options)
        let sheet = ChoiceQuestionTests.sheet("p: 2 marks, 3 decimals\nin words: 1 mark", ChoiceQuestionTests.steps)
        try writer.add(ExamFormatTests.variant(sheet))
        let texts = try writer.finish().filter { $0.name.hasSuffix(".tex") }.map {
            String(decoding: $0.bytes, as: UTF8.self)
        }
        #expect(texts.count == 2)
        let choices = texts.map { $0.split(separator: "\n").filter { $0.hasPrefix("\\choice{") } }
        #expect(choices[0].count == choices[1].count && (3...5).contains(choices[0].count))
        #expect(choices[0].allSatisfy { $0.hasPrefix("\\choice{}") })
        #expect(choices[1].count { $0.hasPrefix("\\choice{$\\times$}") } == 1)
        #expect(texts[0].contains("In your own words"))
    }
}

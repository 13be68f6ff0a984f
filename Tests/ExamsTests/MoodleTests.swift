import Documents
import Exams
import Foundation
import Sheets
import Testing

/// Moodle XML, STACK and GIFT; what they mean to other programs is checked by Scripts/reference/check_moodle.py.
@Suite struct MoodleTests {
    static let sheet = """
        ---
        title: Weights / scores
        ---

        # Question 1

        Two keys, 1 < 2 & {~} in every one.

        ```given
        X = [1, 2; 0, 1]
        q = [1, 1]
        ```

        ## (a) Weights

        ```answer
        s: 1 mark, exact
        p: 3 marks, 3 decimals
        in words: 1 mark
        ```

        ### Solution

        ```solve
        s = X q / sqrt(2)
        p = softmax(s)
        ```

        ## (b) A matrix

        ```answer
        B: 2 marks, lowest terms
        t: 1 mark, within 0.01
        ```

        ### Solution

        ```solve
        B = X X / 6
        t = 12345 / 3
        ```

        # Question 2

        ```given
        a = [3, 4]
        b = [1, -1]
        ```

        ```answer
        y: 2 marks, 2 decimals
        ```

        ```solve
        y = softmax(a)_1
        ```

        # Question 3

        ```given
        c = [0, 1000]
        ```

        ```answer
        w: 1 mark, 4 significant digits
        ```

        ```solve
        w = softmax(c)_1
        ```

        """

    static func written(
        _ format: ExamFormat, separate: Bool = false, questions: ExamOptions.QuestionKind = .entry
    ) throws -> (files: [OutputFiles.File], notes: [String]) {
        let options = ExamOptions(
            stem: "sheet", title: "Weights / scores", questions: questions, isSeparate: separate)
        var writer = format.writer(options: options)
        for number in 1...2 {
            let variant = ExamFormatTests.variant(sheet, number: number)
            try #require(variant.worked.diagnostics.isEmpty, "\(variant.worked.diagnostics)")
            try writer.add(variant)
        }
        return (try writer.finish(), writer.notes)
    }

    static func text(_ format: ExamFormat, questions: ExamOptions.QuestionKind = .entry) throws -> String {
        let files = try written(format, questions: questions).files
        #expect(files.count == 1)
        return String(decoding: files.first?.bytes ?? [], as: UTF8.self)
    }

    /// s = (3, 1)/√2, so p₁ = 1/(1 + e^(−√2)) = 0.8044…; without the scale 1/(1 + e^(−2)) = 0.8807….
    @Test func gapsHoldTheRightValueAndThatOfAMistake() throws {
        let text = try Self.text(.moodle)
        // Shares of 1/2, 3/2, 2/4 and 1, as whole numbers.
        #expect(text.contains("{3:NUMERICAL:=0.804:0.0005005"))
        #expect(text.contains("{1:NUMERICAL:=2.121:0.0005005"))
        #expect(text.contains("{2:NUMERICAL:=4115:0.01"))
        #expect(text.contains("~%0%0.881:0.0005005#"))
        #expect(text.contains("<text>$course$/top/Weights // scores/Question 1</text>"))
        #expect(text.contains("<idnumber>1-7-2-K7QX5/1</idnumber>"))
        #expect(text.contains("<tags><tag><text>1-7-2-K7QX5</text></tag></tags>"))
        #expect(text.contains("<question type=\"essay\">"))
    }

    /// e³/(e³ + e⁴) = 1/(1 + e) = 0.2689….
    @Test func oneNumberAloneIsANumericalQuestion() throws {
        let text = try Self.text(.moodle)
        #expect(text.components(separatedBy: "<question type=\"numerical\">").count == 5)
        #expect(text.contains("<text>0.27</text>") && text.contains("<defaultgrade>2</defaultgrade>"))
        for fraction in text.components(separatedBy: "fraction=\"").dropFirst() {
            #expect(fraction.hasPrefix("100\"") || fraction.hasPrefix("0\""))
        }
    }

    /// The right value of p and that of a softmax without the scale, each once; nothing of p is left among the gaps.
    @Test func choicesAreQuestionsOfTheirOwn() throws {
        let text = try Self.text(.moodle, questions: .choice)
        let questions = text.components(separatedBy: "<question type=\"multichoice\">").dropFirst()
        let weights = try #require(questions.first { $0.contains("<idnumber>1-7-1-K7QX5/1a.p</idnumber>") })
        #expect(weights.contains("<single>true</single>") && weights.contains("<shuffleanswers>true</shuffleanswers>"))
        #expect(weights.components(separatedBy: "fraction=\"100\"").count == 2)
        #expect(
            weights.contains("fraction=\"100\" format=\"html\"><text><![CDATA[<p>\\(\\begin{bmatrix} 0.804 "))
        #expect(!text.contains("NUMERICAL:=0.804"))
        let notes = try Self.written(.gift, questions: .choice).notes
        #expect(Set(notes).count == notes.count)
        #expect(try Self.text(.gift, questions: .choice).contains("\t=\\\\(\\\\begin\\{bmatrix\\} 0.804 "))
    }

    /// 1/(1 + e¹⁰⁰⁰) = 5.0759588975494568e-435 (mpmath 1.3.0): 0 in floating point, and near 0 long before to Moodle.
    @Test(arguments: [ExamFormat.moodle, .gift])
    func smallNumbersStandBeforeAPowerOfTen(_ format: ExamFormat) throws {
        let text = try Self.text(format)
        if format == .gift {
            #expect(text.contains("10^\\{-435\\}") && text.contains("=%100%5.076:0.0005005#"))
        } else {
            #expect(text.contains(" = ? \\(\\cdot 10^{-435}\\)</p>") && text.contains("<text>5.076</text>"))
        }
    }

    @Test func stackComparesByAlgebraAndKnowsTheMistakes() throws {
        let text = try Self.text(.stack)
        #expect(
            text.contains("ta1: matrix([3*sqrt(2)/2],[sqrt(2)/2]);")
                || text.contains("ta1: matrix([(3*sqrt(2))/2],[sqrt(2)/2]);"))
        #expect(text.contains("<type>matrix</type>") && text.contains("<forbidfloat>1</forbidfloat>"))
        #expect(text.contains("[[feedback:prt2]]") && text.contains("da2: matrix([0.804],[0.196]);"))
        // X X = (1, 4; 0, 1).
        #expect(text.contains("ta3: matrix([1/6,2/3],[0,1/6]);"))
        #expect(text.contains("<requirelowestterms>1</requirelowestterms>"))
    }

    @Test func giftEscapesWhatItReads() throws {
        let text = try Self.text(.gift)
        #expect(text.contains("1 &lt; 2 &amp; \\{\\~\\} in every one"))
        #expect(text.contains("\t=%100%0.804:0.0005005#"))
        #expect(text.contains("$CATEGORY: $course$/top/Weights // scores/Question 1/1a.p 1"))
        #expect(text.contains("::1b.B 2,1 (1-7-1-K7QX5)::"))
    }

    @Test(arguments: [ExamFormat.moodle, .stack, .gift])
    func whatAFormatCannotHoldIsSaidOnce(_ format: ExamFormat) throws {
        let notes = try Self.written(format).notes
        #expect(Set(notes).count == notes.count)
        #expect(notes.contains { $0.contains("in words") })
        #expect(notes.contains { $0.contains("exact form") } == (format != .stack))
        #expect(notes.contains { $0.contains("for each entry") } == (format == .gift))
    }

    /// The same variants in one file or in files of their own, the same bytes every time.
    @Test(arguments: [ExamFormat.moodle, .stack, .gift])
    func separateFilesHoldOneVariantEach(_ format: ExamFormat) throws {
        let names = try Self.written(format, separate: true).files.map(\.name)
        #expect(
            names
                == [1, 2].map { number in
                    format == .gift ? "sheet-00\(number).gift" : "sheet-00\(number)-\(format.rawValue).xml"
                })
        #expect(try Self.written(format).files == Self.written(format).files)
    }

    /// Maxima, Python's XML and pygiftparser, with the bank as the judge.
    @Test(arguments: ExamOptions.QuestionKind.allCases)
    func filesMeanTheSameToOtherPrograms(_ questions: ExamOptions.QuestionKind) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "attest-moodle-\(questions.rawValue)-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        for format in [ExamFormat.moodle, .stack, .gift, .json] {
            try OutputFiles(folder: folder.path, replacing: true).write(
                try Self.written(format, questions: questions).files)
        }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", root.path + "/Scripts/reference/check_moodle.py", folder.path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}

import Documents
import Foundation
import Rationals
import Sheets
import Testing

@testable import Exams

/// Packages for QTI 2.1, Canvas and PrairieLearn, read by programs that are not ours.
@Suite struct PackageTests {
    static func sheet(_ first: String) -> String {
        """
        # Question 1: Scores < weights

        ```given
        X = [\(first), 2; 0, 1; 1, -1]
        q = [1, 2]
        ```

        ## (a) Scores

        ```answer
        s: 2 marks
        ```

        ### Solution

        ```solve
        s = X q / sqrt(2)
        ```

        ## (b) Weights

        ```answer
        p: 1 mark, 3 decimals
        z: 3 marks, 2 significant digits
        in words: 1 mark
        ```

        ### Solution

        ```solve
        p = softmax(s)
        z = X^T p
        ```

        # Question 2

        ```given
        a = \(first)
        B = [1, 2; 3, 4]
        ```

        ```answer
        y: 1 mark, 2 decimals
        t: 1 mark, 3 significant digits
        C: 2 marks, exact
        ```

        ```solve
        y = a / 3
        t = a / 300000
        C = B B / 2
        ```

        """
    }

    static func files(
        _ format: ExamFormat, isSeparate: Bool = false, questions: ExamOptions.QuestionKind = .entry
    ) throws -> [OutputFiles.File] {
        var options = ExamOptions(stem: "sheet", title: "Attention & more", questions: questions)
        options.isSeparate = isSeparate
        var writer = format.writer(options: options)
        for (number, first) in [(1, "3"), (2, "-1"), (3, "5")] {
            let variant = ExamFormatTests.variant(Self.sheet(first), number: number)
            try #require(variant.worked.diagnostics.isEmpty, "\(variant.worked.diagnostics)")
            try writer.add(variant)
        }
        return try writer.finish()
    }

    /// The values of the standard's own example, “123456789”, and of nothing.
    @Test func checksums() {
        #expect(ZIPArchive.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(ZIPArchive.checksum(of: []) == 0)
    }

    @Test(arguments: [
        ("0.125", "0.125"), ("-1/2", "-0.5"), ("1/200000", "0.000005"), ("1200", "1200"), ("0", "0"),
        ("-45/2", "-22.5"),
    ])
    func decimalsHaveNoExponent(_ number: String, _ text: String) throws {
        #expect(try #require(Rational(number)).decimalText() == text)
    }

    @Test func identifiersTellTextsApart() {
        #expect("1a.p".identifier == "1a_2e_p")
        #expect(Set(["a.b", "a_b", "a-b", "ab"].map(\.identifier)).count == 4)
    }

    @Test(arguments: [ExamFormat.qti, .canvas, .prairielearn])
    func whatAFormatCannotHoldIsSaidOnce(_ format: ExamFormat) throws {
        var writer = format.writer(options: ExamOptions(stem: "sheet"))
        for number in 1...2 { try writer.add(ExamFormatTests.variant(Self.sheet("3"), number: number)) }
        _ = try writer.finish()
        #expect(Set(writer.notes).count == writer.notes.count)
        #expect(writer.notes.contains { $0.contains("exact form") })
        #expect(writer.notes.contains { $0.contains("in words") })
    }

    @Test(arguments: [ExamFormat.qti, .canvas, .prairielearn])
    func sameVariantsSameBytes(_ format: ExamFormat) throws {
        #expect(try Self.files(format) == Self.files(format))
        #expect(Set(try Self.files(format, isSeparate: true).map(\.name)).count >= 3)
    }

    /// Schemas, zipfile, unzip, and a reading of the marking rules in Python.
    @Test func packagesAreValidAndMarkRightAndWrong() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("attest-platforms-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        for format in [ExamFormat.qti, .canvas, .prairielearn] {
            try OutputFiles(folder: folder.path, replacing: true).write(try Self.files(format))
            try OutputFiles(folder: folder.path + "/choices", replacing: true)
                .write(try Self.files(format, questions: .choice))
            try OutputFiles(folder: folder.path + "/separate", replacing: true)
                .write(try Self.files(format, isSeparate: true))
        }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", root.path + "/Scripts/reference/check_qti.py", folder.path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    /// By hand: (3, 2, −1)/√2, −1/3, B²/2; softmax and its average by mpmath 1.3.0.
    @Test func fieldsHoldTheDecimalsAskedFor() throws {
        let variant = ExamFormatTests.variant(Self.sheet("-1"))
        let questions = try PackageQuestion.all(of: variant, ExamOptions(stem: "sheet"))
        let values = try questions.flatMap(\.fields).map { field in
            try field.entries.map { try $0.value.decimalText() }.joined(separator: " ")
        }
        #expect(
            values == [
                "2.121 1.414 -0.7071", "0.644 0.318 0.038", "-0.61 1.6", "", "-0.33", "-0.00000333", "3.5 5 7.5 11",
            ])
        let forms = questions.flatMap(\.fields).map(\.form)
        #expect(forms.prefix(3) == ["4 significant digits", "3 decimals", "2 significant digits"])
        let marks = questions.map { $0.fields.map(\.marks) }
        #expect(marks == [[2, 1, 3, 1], [1, 1, 2]])
    }
}

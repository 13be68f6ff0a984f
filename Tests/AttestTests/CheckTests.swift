import Foundation
import Testing

/// `attest check` as a tutor runs it.
@Suite struct CheckTests {
    /// 3 · 2 = 6 and 6 + 1/3 = 19/3, by hand.
    static let sheet = """
        # Question 1

        ```given
        a = 3
        ```

        ```answer
        b: 2 marks
        c: 1 mark
        ```

        ### Solution

        ```solve
        b = 2 a
        c = b + 1/3
        ```
        """

    func check(
        _ line: String, _ files: KeyValuePairs<String, String> = [:]
    ) throws -> (run: Command, scratch: Scratch) {
        let scratch = try Scratch()
        try scratch.write(Self.sheet, "sheet.md")
        for (name, text) in files { try scratch.write(text, name) }
        return (try Command(shell: "attest check sheet.md \(line)", in: scratch.folder), scratch)
    }

    // MARK: Exit status

    @Test(arguments: [
        ("--answer 1.b=6", Int32(0)), ("--answer 1.b=6 --answer 1.c=19/3", 0), ("--answer 1.c=6.33", 0),
        ("--answer 1.b=7", 1), ("--answer 1.b='(6, 6)'", 1), ("--answer 1.b=six", 2), ("--answer 1.b='1/0'", 2),
        ("--answer 1.b=7 --answer 1.c=what", 2), ("--answer 1.b=?", 0), ("--answer 1.q=6", 2), ("--answer b=6", 2),
        ("--answer 6", 2), ("--answer 1.b=6 --answer 1.b=6", 2), ("", 2), ("nothing.yaml", 2), (".", 2),
        ("--answer 1.b=6 --format doc", 2), ("--answer 1.b=6 --format ,", 2), ("--answer 1.b=6 --format pdf", 2),
        ("--answer 1.b=6 --format csv,json", 2), ("--answer 1.c='6,33'", 2), ("--answer 1.c='6,33' --decimal-comma", 0),
        ("/dev/null", 2),
    ])
    func status(_ arguments: String, _ status: Int32) throws {
        #expect(try check(arguments).run.status == status, "\(arguments)")
    }

    @Test func unknownIDsGetASuggestion() throws {
        #expect(try check("--answer 1b=6").run.errors.contains("Did you mean ‘1.b’?"))
        #expect(try check("--answer x=6").run.errors.contains("The answers are 1.b, 1.c."))
        let (near, _) = try check("a.yaml", ["a.yaml": "1_b: 6\n1.c: 19/3\n"])
        #expect(near.status == 2)
        #expect(
            near.errors == "a.yaml: error: ‘1_b’ is no answer of the sheet and is left out. Did you mean ‘1.b’? (a)\n")
        #expect(near.output.contains("right, exact"))
        let (other, _) = try check("a.csv", ["a.csv": "student,tutorial,1.b\nAda,7,6\n"])
        #expect(other.status == 0)
        #expect(other.errors.hasPrefix("a.csv:1: warning: The column ‘tutorial’"))
    }

    @Test func anErrorInTheSheetIsTheSheets() throws {
        let scratch = try Scratch()
        try scratch.write(Self.sheet.replacing("2 a", with: "2 q"), "sheet.md")
        let run = try Command("check", "sheet.md", "--answer", "1.b=6", in: scratch.folder)
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("sheet.md:15:7: error: ‘q’ has no value."))
        #expect(run.output.isEmpty)
    }

    // MARK: Files

    @Test func oneStudentIsAReportSeveralAreLines() throws {
        let (one, _) = try check("Ada.yaml", ["Ada.yaml": "1.b: 6\n1.c: 19/3\n"])
        #expect(one.status == 0)
        #expect(one.output.hasPrefix("Ada\n\n3 of 3 marks.\n"))
        let (two, _) = try check("Ada.yaml c.csv", ["Ada.yaml": "1: {b: 6}\n", "c.csv": "name;1.b;1.c\nBob;7;7 1/3\n"])
        #expect(two.output.hasPrefix("Ada: 2 of 3 marks; 1.c not answered\nBob: "))
        #expect(two.output.contains("2 submissions; mean "))
        let (summary, _) = try check("Ada.yaml --summary", ["Ada.yaml": "1.b: 6\n"])
        #expect(summary.output.hasPrefix("The class\n\n1 submission; mean 2.00 of 3 marks, from 2 to 2.\n"))
    }

    /// One bad row, one bad file: the others are marked.
    @Test func badRowsAndFilesStopNothing() throws {
        let text = "student,1.b\r\nAda,6\r\nBob,\"6\r\nEve,6,6\r\nZoë 山田,6\r\n\r\nGil,\u{0}\r\nHal,=1+1\r\n"
        let (run, _) = try check(
            "a.csv missing.yaml b.json c.xlsx d.csv --format csv",
            ["a.csv": "\u{FEFF}" + text, "b.json": "{", "c.xlsx": "PK", "d.csv": "student,1.b\nIda,6\n"])
        #expect(run.status == 2)
        let rows = run.output.split(separator: "\r\n")
        #expect(rows.map { $0.prefix { $0 != "," } } == ["student", "Ada", "Zoë 山田", "Gil", "Hal", "Ida"])
        #expect(rows[1] == "Ada,2,0,2,3,")
        let errors = run.errors.split(separator: "\n")
        #expect(errors.count == 5)
        #expect(errors[0].hasPrefix("a.csv:3: error: "))
        #expect(errors[1].hasPrefix("a.csv:4: error: The row has 3 cells, the first line 2."))
        #expect(errors[2] == "missing.yaml: error: The file cannot be read: No such file or directory.")
        #expect(errors[3].hasPrefix("b.json:"))
        #expect(errors[4].hasPrefix("c.xlsx: error: ‘c.xlsx’ is no kind of file that answers can stand in."))
    }

    @Test func longLinesAreALimit() throws {
        let long = String(repeating: "9", count: 3 << 20)
        let (run, _) = try check("a.csv --format csv", ["a.csv": "student,1.b\nAda,\(long)\nBob,6\n"])
        #expect(run.status == 4)
        #expect(run.output.hasSuffix("Bob,2,0,2,3,\r\n"))
        #expect(run.errors.hasPrefix("a.csv:2: error: "))
        #expect(run.errors.utf8.count < 200)
    }

    @Test func standardInput() throws {
        let (run, _) = try check("- --format csv < a", ["a": "student,1.b\nAda,6\n"])
        #expect(run.output.hasSuffix("Ada,2,0,2,3,\r\n"))
        #expect(try check("- < a", ["a": "1.b: 6\n"]).run.output.contains("2 of 3 marks"))
    }

    @Test func filledInSheets() throws {
        let filled = Self.sheet.replacing("b: 2 marks", with: "b: 2 marks = 6").replacing("c: 1 mark", with: "c = 6.33")
        let (run, _) = try check("Ada.md", ["Ada.md": filled])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("Ada\n\n3 of 3 marks.\n"))
    }

    // MARK: Results

    @Test func everythingGoesToAFolder() throws {
        let csv = "student,1.b\n../../Ada,6\nada,7\nclass,6\n.,6\n"
        let (run, scratch) = try check(
            "a.csv -o out --format text,md,tex,json,csv,gradescope,prairielearn", ["a.csv": csv])
        #expect(run.status == 1)
        #expect(run.output.isEmpty && run.errors.isEmpty)
        let students = ["_.._Ada", "ada", "class-2", "student"]
        let endings = ["gradescope.json", "md", "prairielearn.json", "tex", "txt"]
        let ofClass = ["class.md", "class.tex", "class.txt"].map { "out/\($0)" }
        let expected = students.flatMap { name in endings.map { "out/\(name).\($0)" } } + ofClass
        #expect(
            Set(scratch.names)
                == Set(expected + ["a.csv", "sheet.md", "out", "out/sheet-marks.csv", "out/sheet-marks.json"]))
        #expect(try scratch.text("out/sheet-marks.csv").contains("\r\nada,0,0,0,3,"))
        // The same again changes nothing and needs no leave.
        #expect(
            try Command("check", "sheet.md", "a.csv", "-o", "out", "--format", "csv", in: scratch.folder).status == 1)
    }

    @Test func nothingIsOverwritten() throws {
        let (run, scratch) = try check(
            "Ada.md -o . --format md --force", ["Ada.md": Self.sheet.replacing("b: 2 marks", with: "b = 6")])
        #expect(run.status == 2)
        #expect(run.errors.contains("Ada.md"))
        #expect(try scratch.text("Ada.md").contains("b = 6"))
        let (refused, other) = try check("--answer 1.b=6 -o . --format csv", ["sheet-marks.csv": "mine"])
        #expect(refused.status == 2)
        #expect(refused.errors.contains("--force"))
        #expect(try other.text("sheet-marks.csv") == "mine")
    }

    @Test func platformsHoldOneStudent() throws {
        let csv = "student,1.b\nAda,6\nBob,6\n"
        for format in ["gradescope", "prairielearn", "tex"] {
            let (run, _) = try check("a.csv --format \(format)", ["a.csv": csv])
            #expect(run.status == 2)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("-o"))
        }
        // A platform waits for a result also when there is nothing to read.
        let (gradescope, _) = try check("a.yaml --format gradescope", ["a.yaml": "{{"])
        #expect(gradescope.status == 2)
        #expect(gradescope.output.contains("\"score\": 0"))
        let (prairielearn, _) = try check("a.yaml --format prairielearn", ["a.yaml": "{{"])
        #expect(prairielearn.output.contains("\"gradable\": false"))
    }

    @Test func progressIsOnStandardErrorAndOnlyWhenAskedFor() throws {
        let csv = "student,1.b\n" + (1...50).map { "s\($0),6\n" }.joined()
        let (asked, _) = try check("a.csv --format csv --progress", ["a.csv": csv])
        #expect(asked.errors.hasSuffix("[########################] 100 %, 50 marked\n"))
        #expect(asked.output.split(separator: "\r\n").count == 51)
        let (silent, _) = try check("a.csv --format csv", ["a.csv": csv])
        #expect(silent.errors.isEmpty)
        #expect(silent.output == asked.output)
    }
}

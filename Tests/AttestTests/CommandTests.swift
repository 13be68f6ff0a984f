import Foundation
import Testing

@Suite struct CommandTests {
    static let good = """
        # Question 1

        ```given
        X = [1, 2; 3, 4]
        ```

        ### Solution

        ```solve
        S = X X^T   # scores
        ```
        """

    // MARK: Exit statuses, standard output and standard error

    @Test(arguments: [
        ["--help"], ["eval", "--help"], ["solve", "-h"], ["help", "solve"], ["check", "-h"], ["verify", "-h"],
        ["--version"], [],
    ])
    func helpIsAResult(_ arguments: [String]) throws {
        let run = try Command(shell: "attest \(arguments.joined(separator: " "))")
        #expect(run.status == 0)
        #expect(!run.output.isEmpty)
        #expect(run.errors.isEmpty)
    }

    @Test func everySubcommandHasAnExample() throws {
        for name in ["eval", "plot", "solve", "code", "check", "verify"] {
            #expect(try Command("help", name).output.contains("\n  attest \(name) "))
        }
    }

    @Test(arguments: [
        "attest frobnicate", "attest eval", "attest eval 1 2", "attest eval 1 --digits 0", "attest eval 1 --digits x",
        "attest eval 1 --latex --json", "attest eval 1 --frob", "attest solve", "attest solve nothing-here.md",
        "attest solve .", "attest solve README.md --format doc", "attest solve README.md --format ,",
        "attest solve README.md --detail huge", "attest solve README.md --format tex,md",
        "attest solve README.md --format json --template x", "attest solve README.md --template nothing-here",
        "attest eval 'x'", "attest eval '1/0'", "attest eval ''", "attest eval - < /dev/null",
        "attest code", "attest code README.md", "attest code README.md --for jax",
        "attest code nothing-here.md --for numpy",
        "attest code README.md README.md --for numpy", "attest code README.md README.md --for numpy -o one.py",
    ])
    func wrongUsageAndUnreadableInputAreTwo(_ line: String) throws {
        let run = try Command(shell: line)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test(arguments: [
        "attest eval '2^(10^12)'", "attest eval 'pi' --digits 1000000000", "attest eval 'exp(exp(exp(exp(9))))'",
        "attest eval 'softmax([10^30, 0])'",
    ])
    func limitsAreFour(_ line: String) throws {
        let run = try Command(shell: line)
        #expect(run.status == 4)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("expression:1:1: error: "))
        #expect(run.errors.contains("\n  fix: "))
    }

    @Test(arguments: [
        ("1/3 + 1/6", "1/2\n= 0.5000000000\n"), ("2 + 2", "4\n"), ("-1/2 - 1/2", "−1\n"), ("-sqrt(4)", "−2\n"),
        ("X = [1, 2; 3, 4]\nX X^T", "[5, 11;\n 11, 25]\n"), ("[1, 2]^T", "[1, 2]ᵀ\n"), ("Q in R^(n x d)", "n × d\n"),
        ("sqrt(2)", "√2\n≈ 1.414213562\n"), ("tanh(0)", "0\n"), ("10^-400 * 10^400", "1\n"),
    ])
    func evalPrintsTheLastValue(_ lines: String, _ output: String) throws {
        let run = try Command("eval", lines)
        #expect(run.status == 0)
        #expect(run.output == output)
        #expect(run.errors.isEmpty)
    }

    @Test func evalReadsStandardInputAndDigits() throws {
        #expect(try Command("eval", "-", input: "a = 1/3\na + a\n", in: Command.root).output == "2/3\n≈ 0.6666666667\n")
        #expect(try Command("eval", "--digits", "3", "2/3").output == "2/3\n≈ 0.667\n")
        #expect(try Command("eval", "2/3", "--latex").output == "\\frac{2}{3}\n")
        let bad = try Command("eval", "-", input: "a = 1\nb = a c\n")
        #expect(bad.status == 2)
        #expect(bad.errors.hasPrefix("standard input:2:7: error: ‘c’ has no value."))
    }

    // MARK: Files

    @Test func solveWritesTheFormatsAskedFor() throws {
        let scratch = try Scratch()
        try scratch.write(Self.good, "sheet.md")
        let run = try Command("solve", "sheet.md", "-o", "out/deep", "--format", "tex,md,json,text", in: scratch.folder)
        #expect(run.status == 0)
        #expect(run.output.isEmpty && run.errors.isEmpty)
        let files = ["json", "md", "tex", "txt"].map { "out/deep/sheet.\($0)" }
        #expect(scratch.names == ["out", "out/deep"] + files + ["sheet.md"])
        #expect(try scratch.text("sheet.md") == Self.good)
        for file in files { #expect(try scratch.text(file).contains("11")) }
        // A second run changes nothing and needs no leave.
        #expect(try Command("solve", "sheet.md", "-o", "out/deep", "--format", "json", in: scratch.folder).status == 0)
    }

    @Test func studentsSeeNoSolutions() throws {
        let scratch = try Scratch()
        try scratch.write(Self.good, "sheet.md")
        #expect(try Command("solve", "sheet.md", "-o", "out", "--student", in: scratch.folder).status == 0)
        let page = try scratch.text("out/sheet-student.md")
        #expect(page.contains("Question 1") && !page.contains("25"))
    }

    @Test func otherFilesAreNotOverwritten() throws {
        let scratch = try Scratch()
        try scratch.write(Self.good, "sheet.md")
        try FileManager.default.createDirectory(
            at: scratch.folder.appending(path: "out"), withIntermediateDirectories: true)
        try scratch.write("mine", "out/sheet.tex")
        let refused = try Command("solve", "sheet.md", "-o", "out", in: scratch.folder)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("--force"))
        #expect(scratch.names == ["out", "out/sheet.tex", "sheet.md"])
        #expect(try scratch.text("out/sheet.tex") == "mine")
        #expect(try Command("solve", "sheet.md", "-o", "out", "--force", in: scratch.folder).status == 0)
        #expect(try scratch.text("out/sheet.tex") != "mine")
    }

    @Test(arguments: [".", "./", "folder/.."])
    func aSheetIsNeverOverwritten(_ output: String) throws {
        let scratch = try Scratch()
        try scratch.write(Self.good, "sheet.md")
        try FileManager.default.createDirectory(
            at: scratch.folder.appending(path: "folder"), withIntermediateDirectories: true)
        let run = try Command("solve", "sheet.md", "-o", output, "--format", "md,tex", "--force", in: scratch.folder)
        #expect(run.status == 2)
        #expect(run.errors.contains("sheet"))
        #expect(scratch.names == ["folder", "sheet.md"])
        #expect(try scratch.text("sheet.md") == Self.good)
    }

    @Test func nothingIsWrittenWhenOneSheetIsWrong() throws {
        let scratch = try Scratch()
        try scratch.write(Self.good, "good.md")
        try scratch.write("# Q\n\n```solve\nz = x\ny = 1/0\n```\n", "bad.md")
        try scratch.write("# Q\n\n```solve\nz = [1, 2; 3]\n```\n", "worse.md")
        let run = try Command("solve", "good.md", "bad.md", "worse.md", "-o", "out", in: scratch.folder)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        // Every error of every sheet in one run.
        let heads = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }.map {
            $0.prefix { $0 != " " }
        }
        #expect(heads == ["bad.md:4:5:", "bad.md:5:5:", "worse.md:4:12:"])
        #expect(scratch.names == ["bad.md", "good.md", "worse.md"])
    }

    @Test func sheetsOfTheSameNameAreRefused() throws {
        let scratch = try Scratch()
        for folder in ["a", "b"] {
            try FileManager.default.createDirectory(
                at: scratch.folder.appending(path: folder), withIntermediateDirectories: true)
            try scratch.write(Self.good, "\(folder)/sheet.md")
        }
        let run = try Command("solve", "a/sheet.md", "b/sheet.md", "-o", "out", in: scratch.folder)
        #expect(run.status == 2)
        #expect(!scratch.names.contains("out"))
    }

    @Test func brokenFilesAreNamedWithTheirPlaces() throws {
        let scratch = try Scratch()
        let files: [(name: String, bytes: [UInt8], says: String)] = [
            ("empty.md", [], "empty.md:1:1: error: The sheet is empty."),
            ("utf16.md", [0xFF, 0xFE, 0x23, 0x00], "UTF-16"),
            (
                "latin.md", Array("# Q\n\nGr".utf8) + [0xFC, 0xDF] + Array("e\n".utf8),
                "latin.md:3:3: error: The byte 0xfc"
            ),
            (
                "nul.md", Array("# Q\n\na".utf8) + [0] + Array("b\n".utf8),
                "nul.md:3:2: error: The control character 0x0"
            ),
        ]
        for file in files {
            try Data(file.bytes).write(to: scratch.folder.appending(path: file.name))
            let run = try Command("solve", file.name, in: scratch.folder)
            #expect(run.status == 2)
            #expect(run.errors.contains(file.says), "\(run.errors)")
            #expect(run.errors.contains("fix: "))
        }
    }
}

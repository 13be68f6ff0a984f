import Foundation
import Testing

/// `attest generate` as a lecturer runs it.
@Suite struct GenerateTests {
    /// Scores of a query with two tokens; 7⁶ draws, about half of them accepted.
    static let sheet = """
        # Question 1

        ```given
        K = [1, 0; 0, 1]
        q = [1, 2]
        ```

        ```answer
        s: 1 mark
        a: 2 marks, 3 decimals
        ```

        ### Solution

        ```solve
        s = K q            # scores
        a = softmax(s)     # weights
        ```

        ```vary
        K ~ integers(-3..3)
        q ~ integers(-3..3)
        ```

        ```require
        max(s) - min(s) <= 4
        ```

        """

    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write(Self.sheet, "sheet.md")
    }

    func attest(_ line: String) throws -> Command { try Command(shell: "attest \(line)", in: scratch.folder) }

    func files(_ folder: String) throws -> [String: String] {
        let names = scratch.names.filter { $0.hasPrefix(folder + "/") }
        return try Dictionary(
            uniqueKeysWithValues: names.filter { !$0.hasSuffix("/.attest-generate") }
                .map { (String($0.dropFirst(folder.count + 1)), try scratch.text($0)) })
    }

    @Test func theSameBytesForAnyNumberOfJobsAndShards() throws {
        let options = "generate sheet.md --format sheet --seed 7 --count 30"
        #expect(try attest("\(options) -o one --jobs 1").status == 0)
        #expect(try attest("\(options) -o three --jobs 3").status == 0)
        for share in 1...4 { #expect(try attest("\(options) -o shares --shard \(share)/4").status == 0) }
        let one = try files("one")
        #expect(one.count == 30)
        #expect(try files("three") == one)
        #expect(try files("shares") == one)
        // Whatever is drawn, no two variants have the same data.
        let data = one.values.map { $0.split(separator: "\n").filter { $0.hasPrefix("K = ") || $0.hasPrefix("q = ") } }
        #expect(Set(data).count == 30)
        // The third of them alone, by its id.
        let third = try #require(one["sheet-003.md"])
        let form = try #require(third.split(separator: "\n").first { $0.hasPrefix("form: ") }).dropFirst(6)
        #expect(try attest("generate sheet.md --form \(form)").output == third)
        #expect(try attest("generate sheet.md --form \(form.lowercased())").output == third)
    }

    /// Killed without a chance to clean up, the run leaves no file that can be seen, and goes on.
    @Test func aKilledRunGoesOn() throws {
        let options = "generate sheet.md --format sheet --count 400"
        let killed = try Command(
            shell: """
                attest \(options) -o out --jobs 1 2>/dev/null & run=$!
                until [ -s "$(echo out/.attest-generate/*.tsv)" ] || ! kill -0 $run; do sleep 0.01; done
                kill -9 $run
                wait $run 2>/dev/null
                ls out
                """, in: scratch.folder)
        #expect(killed.output.isEmpty)
        #expect(scratch.names.contains { $0.hasSuffix(".tsv") })
        let resumed = try attest("\(options) -o out --report")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(try attest("\(options) -o fresh --report").status == 0)
        #expect(try files("out") == (try files("fresh")))
        #expect(!scratch.names.contains { $0.contains(".attest-generate") })
    }

    /// Damaged notes of an earlier run are no harm.
    @Test func damagedNotesAreNotBelieved() throws {
        let options = "generate sheet.md --format sheet --count 20"
        _ = try attest("\(options) -o fresh")
        _ = try Command(
            shell: """
                attest \(options) -o out --count 2000 & run=$!
                until [ -s "$(echo out/.attest-generate/*.tsv)" ] || ! kill -0 $run; do sleep 0.01; done
                kill -9 $run
                for file in out/.attest-generate/*.tsv; do
                    sed -i.bak -e '1s/^1\t/2\t/' -e '2s/ / 9/' "$file"
                    head -c 50 /dev/urandom >> "$file"
                done
                """, in: scratch.folder)
        #expect(try attest("\(options) -o out").status == 0)
        let made = try files("out").filter { !$0.key.hasPrefix(".") }
        #expect(made == (try files("fresh")))
    }

    @Test func nothingIsOverwritten() throws {
        try scratch.write("mine", "sheet-002.md")
        let refused = try attest("generate sheet.md -o . --format sheet --count 3")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("sheet-002.md is there already"))
        #expect(scratch.names == ["sheet-002.md", "sheet.md"])
        #expect(try scratch.text("sheet-002.md") == "mine")
        #expect(try attest("generate sheet.md -o . --format sheet --count 3 --force").status == 0)
        #expect(try scratch.text("sheet-002.md") != "mine")
    }

    @Test func excludedVariantsDoNotComeAgain() throws {
        #expect(try attest("generate sheet.md -o last --format sheet --count 3").status == 0)
        #expect(
            try attest("generate sheet.md -o next --format sheet --count 6 --exclude last/sheet-002.md").status == 0)
        func data(_ text: String) -> [Substring] { text.split(separator: "\n").filter { $0.contains(" = [") } }
        let excluded = data(try scratch.text("last/sheet-002.md"))
        for text in try files("next").values { #expect(data(text) != excluded) }
    }

    @Test func theReportSaysWhatItTook() throws {
        #expect(try attest("generate sheet.md -o out --format sheet --count 10 --report").status == 0)
        let text = try scratch.text("out/sheet-report.txt")
        #expect(text.contains("10 variants from "))
        #expect(text.contains("‘max(s) - min(s) <= 4’"))
        let json = try JSONSerialization.jsonObject(with: Data(try scratch.text("out/sheet-report.json").utf8))
        let report = try #require(json as? [String: Any])
        let forms = try #require(report["forms"] as? [[String: Any]])
        #expect(forms.count == 10)
        let draws = forms.compactMap { $0["draws"] as? Int }.reduce(0, +)
        #expect(report["draws"] as? Int == draws)
        let refused = try #require(report["refusals"] as? [[String: Any]]).compactMap { $0["draws"] as? Int }
        #expect(refused.reduce(0, +) == draws - 10)
    }

    @Test(arguments: [
        ("max(s) - min(s) <= 4", "max(s) <= -40", Int32(4)), ("```vary", "```text", 2), ("K = [1", "K = [[1", 2),
    ])
    func status(_ old: String, _ new: String, _ status: Int32) throws {
        try scratch.write(Self.sheet.replacing(old, with: new), "other.md")
        let run = try attest("generate other.md -o out")
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.contains("error: "))
        #expect(!scratch.names.contains("out"))
    }

    /// Where all draws there are have been looked at, the conditions are known not to hold.
    @Test(arguments: ["max(s) <= -40", "max(s) <= 0"])
    func allDrawsLookedAt(_ condition: String) throws {
        try scratch.write(
            Self.sheet.replacing("K ~ integers(-3..3)\n", with: "").replacing("max(s) - min(s) <= 4", with: condition),
            "other.md")
        let run = try attest("generate other.md -o out --count 100")
        #expect(run.status == 1, "\(run.errors)")
        #expect(run.errors.contains("of 49 different draws") || run.errors.contains("of the 49 different draws"))
        #expect(!scratch.names.contains("out"))
    }

    @Test(arguments: [
        "--shard 4/3", "--shard 0/3", "--shard 3", "--format nonsense", "--format ,", "--count 0", "--from 0",
        "--from 200000", "--count 200000", "--band 9x", "--band 511", "--jobs 0", "--attempts 0", "--seed -1",
        "--form 1-1-1-AAAAA", "--form 1-1-1", "--form 1-1-1-AAAAA --seed 2", "--kind essay", "--digits 0", "--count 3",
    ])
    func wrongUsage(_ options: String) throws {
        let run = try attest("generate sheet.md \(options)")
        #expect(run.status == 2, "\(options): \(run.errors)")
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test func everyStudentGetsAVariant() throws {
        try scratch.write("name,id\nAda Lovelace,101\nAlan Turing,102\n", "class.csv")
        let run = try attest("generate sheet.md -o out --class-list class.csv --report --format sheet")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            try files("out").keys.sorted() == [
                "sheet-001.md", "sheet-002.md", "sheet-report.json", "sheet-report.txt",
            ])
        #expect(try scratch.text("out/sheet-report.txt").contains("101 Ada Lovelace"))
        try scratch.write("name,id\n", "class.csv")
        #expect(try attest("generate sheet.md -o out2 --class-list class.csv").status == 2)
    }

    /// A new sheet is a handout, a test and an exam as it stands.
    @Test func aNewSheetWorks() throws {
        #expect(try attest("new my-first_sheet").status == 0)
        let text = try scratch.text("my-first_sheet.md")
        #expect(text.contains("title: 'My first sheet'"))
        #expect(try attest("new my-first_sheet.md").status == 2)
        #expect(try scratch.text("my-first_sheet.md") == text)
        #expect(try attest("new folder/another").status == 0)
        #expect(scratch.names.contains("folder/another.md"))
        #expect(try attest("new it\\'s && attest solve it\\'s.md").output.hasPrefix("It's\n"))
        let solved = try attest("solve my-first_sheet.md")
        #expect(solved.status == 0, "\(solved.errors)")
        #expect(!solved.output.contains("<!--"))
        let made = try attest("generate my-first_sheet.md -o out --count 10 --format sheet")
        #expect(made.status == 0, "\(made.errors)")
        #expect(try attest("solve out/my-first_sheet-010.md").status == 0)
    }
}

import Testing

@testable import Marking

/// Files of answers as people and their programs write them.
@Suite struct SubmissionFileTests {
    static let ids = ["1a.p", "1a.z", "1b.Z^(2)", "2.words"]

    /// The file in pieces of a few bytes, so that every place is an end of a piece once.
    func items(_ text: String, _ format: SubmissionFile.Format, piece: Int = 3) throws -> [SubmissionFile.Item] {
        var rest = Array(text.utf8)[...]
        var file = try SubmissionFile(format, ids: Self.ids, name: "file") {
            let bytes = Array(rest.prefix(piece))
            rest = rest.dropFirst(piece)
            return bytes
        }
        var items: [SubmissionFile.Item] = []
        while let item = try file.next() { items.append(item) }
        return items
    }

    func submission(_ student: String, _ answers: (String, String)...) -> SubmissionFile.Item {
        .submission(Submission(student: student, answers: answers.map { .init(id: $0.0, text: $0.1) }))
    }

    @Test(arguments: [1, 2, 3, 1000]) func csv(_ piece: Int) throws {
        let text =
            "\u{FEFF}student,1a.p,1a.z\r\nAda,\"(0.5, 0.5)\",\"say \"\"3\"\"\"\r\n\r\nBob,,2\r\nEve,\"a\nb\",1"
        #expect(
            try items(text, .csv, piece: piece) == [
                submission("Ada", ("1a.p", "(0.5, 0.5)"), ("1a.z", "say \"3\"")), submission("Bob", ("1a.z", "2")),
                submission("Eve", ("1a.p", "a\nb"), ("1a.z", "1")),
            ])
    }

    @Test func semicolonsAndTabs() throws {
        #expect(
            try items("1a.p;name\n(0,5; 1);Ada\n", .csv) == [
                .problem(.init(.tooManyCells(found: 3, columns: 2), line: 2, student: "1)"))
            ])
        #expect(try items("1a.p;name\n\"(0,5; 1)\";Ada\n", .csv) == [submission("Ada", ("1a.p", "(0,5; 1)"))])
        #expect(try items("name\t1a.z\nAda\t1, 2\n", .csv) == [submission("Ada", ("1a.z", "1, 2"))])
    }

    /// One bad row never stops the others.
    @Test func badRows() throws {
        let text = "student,1a.z\nAda,1\nBob,\"2\"3\nEve,3,,4\nDan,4\nFay,\"5\n"
        let found = try items(text, .csv)
        #expect(found.count == 5)
        #expect(found[0] == submission("Ada", ("1a.z", "1")))
        #expect(found[1] == .problem(.init(.textBehindQuote, line: 3, student: "Bob")))
        #expect(found[2] == .problem(.init(.tooManyCells(found: 4, columns: 2), line: 4, student: "Eve")))
        #expect(found[3] == submission("Dan", ("1a.z", "4")))
        #expect(found[4] == .problem(.init(.quoteNotClosed, line: 6, student: "Fay")))
    }

    /// A quote that is not closed takes its own line and no other.
    @Test(arguments: [1, 7, 1000]) func openQuotes(_ piece: Int) throws {
        let text = "student,1a.z\nAda,\"1\nBob,2\nEve,\"3\"\nDan,\"(4,\n4)\"\n\"Fay,5\nGil,6\n"
        let found = try items(text, .csv, piece: piece)
        #expect(
            found == [
                .problem(.init(.textBehindQuote, line: 2, student: "Ada")), submission("Bob", ("1a.z", "2")),
                submission("Eve", ("1a.z", "3")), submission("Dan", ("1a.z", "(4,\n4)")),
                .problem(.init(.quoteNotClosed, line: 7, student: "Fay,5\nGil,6")), submission("Gil", ("1a.z", "6")),
            ])
    }

    @Test func rowsBeyondTheLimit() throws {
        let long = String(repeating: "x", count: CSVRows.rowLimit + 10)
        let found = try items("student,1a.z\nAda,\(long)\nBob,2\nEve,\"\(long)\n\(long)\nDan,4\n", .csv, piece: 60_000)
        #expect(found.count == 5)
        #expect(found[0] == .problem(.init(.tooLong(limit: CSVRows.rowLimit), line: 2, student: "Ada")))
        #expect(found[1] == submission("Bob", ("1a.z", "2")))
        #expect(found.last == submission("Dan", ("1a.z", "4")))
    }

    @Test func columns() throws {
        #expect(try items("", .csv) == [.problem(.init(.empty))])
        #expect(try items("a,b\n1,2\n", .csv) == [.problem(.init(.noAnswerColumn(known: Self.ids), line: 1))])
        #expect(try items("n,1a.z,1a.z\n", .csv) == [.problem(.init(.columnTwice("1a.z"), line: 1))])
        #expect(
            try items("student,1a_p,1a.z\nAda,1,2\n", .csv) == [
                .problem(.init(.unknownColumn("1a_p", suggestions: ["1a.p"]), line: 1)),
                submission("Ada", ("1a.z", "2")),
            ])
    }

    @Test func invalidBytes() throws {
        var pieces: [[UInt8]] = [Array("student,1a.z\nAda,".utf8), [0xFF, 0x0A], Array("Bob,2".utf8)]
        var file = try SubmissionFile(.csv, ids: Self.ids, name: "file") { pieces.isEmpty ? nil : pieces.removeFirst() }
        #expect(try file.next() == .problem(.init(.notUTF8, line: 2, student: "Ada")))
        #expect(try file.next() == submission("Bob", ("1a.z", "2")))
        #expect(try file.next() == nil)
    }

    /// 100,000 rows take the memory of one: the reader asks for a piece only when it needs it.
    @Test func rowsAreReadAsTheyCome() throws {
        var asked = 0
        var file = try SubmissionFile(.csv, ids: Self.ids, name: "file") {
            asked += 1
            if asked == 1 { return Array("student,1a.z\n".utf8) }
            return asked <= 100_001 ? Array("s\(asked),1\n".utf8) : nil
        }
        var count = 0
        while let item = try file.next() {
            count += 1
            #expect(item == submission("s\(count + 1)", ("1a.z", "1")))
            #expect(asked <= count + 2)
            if count >= 2_000 { break }
        }
        #expect(count == 2_000)
    }

    @Test func yaml() throws {
        #expect(
            try items("student: Ada\n1a.p: (0.50, 0.5)\n1a:\n  z: [1, 2.50, 1e-3]\n", .yaml) == [
                submission("Ada", ("1a.p", "(0.50, 0.5)"), ("1a.z", "[1, 2.50, 1e-3]"))
            ])
        #expect(
            try items("- student: Ada\n  1a.p: 1\n- 1a.p: 2\n- 7\n", .yaml) == [
                submission("Ada", ("1a.p", "1")), submission("student 2", ("1a.p", "2")),
                .problem(.init(.notAnswers, line: 4, student: "student 3")),
            ])
        #expect(
            try items("Ada:\n  1a.p: 1\nBob:\n  1a: {p: 2}\n", .yaml) == [
                submission("Ada", ("1a.p", "1")), submission("Bob", ("1a.p", "2")),
            ])
        #expect(
            try items("1a.p: null\n1a.z: ~\n1b.Z^(2): '[[1]]'\n", .yaml) == [submission("file", ("1b.Z^(2)", "[[1]]"))])
    }

    @Test func json() throws {
        let text =
            "{\n\t\"students\": [\n\t\t{\"student\": \"Ada\", \"1a.p\": [[0.10, 2], [3, 4]], \"1a.z\": \"\\\\frac{1}{2}\"}]\n}"
        #expect(
            try items(text, .json) == [submission("Ada", ("1a.p", "[[0.10, 2], [3, 4]]"), ("1a.z", "\\frac{1}{2}"))])
        #expect(try items("{\"1a.p\": 1, \"1a.p\": 2}", .json).first == .problem(.init(.answerTwice("1a.p"), line: 1)))
    }

    @Test(arguments: [
        "[", "1a.p: [", "a: &b [*b]", "{{{{", "- - - x: 1\n y", "7", String(repeating: "[", count: 100_000),
    ])
    func brokenDocuments(_ text: String) throws {
        let found = try items(text, .yaml, piece: 1_000)
        #expect(found.count == 1)
        guard case .problem? = found.first else {
            Issue.record("\(found)")
            return
        }
    }

    /// Ten lines that stand for a thousand million words.
    @Test(arguments: ["[", "{"]) func aliasesThatGrow(_ bracket: String) throws {
        var text = bracket == "[" ? "a0: &a0 [lol]\n" : "a0: &a0 {}\n"
        for level in 1...10 {
            let items = (0..<9).map { bracket == "[" ? "*a\(level - 1)" : "k\($0): *a\(level - 1)" }
            text += "a\(level): &a\(level) \(bracket)\(items.joined(separator: ", "))\(bracket == "[" ? "]" : "}")\n"
        }
        let found = try items(text + "1a.z: 2\n", .yaml, piece: 1_000)
        #expect(found.count == 1)
        guard case .problem = found[0] else {
            Issue.record("\(found)")
            return
        }
    }

    /// Brackets in a student's text are the student's affair.
    @Test func deepTextsInJSON() throws {
        let deep = String(repeating: "[", count: 500) + "\\\"" + String(repeating: "\\\\frac{", count: 500)
        let found = try items("[{\"student\": \"A\", \"1a.p\": \"\(deep)\"}, {\"student\": \"B\", \"1a.p\": 2}]", .json)
        #expect(found.count == 2)
        #expect(found.last == submission("B", ("1a.p", "2")))
    }

    @Test func filledInSheet() throws {
        let text = """
            ---
            student: Ada
            ---

            # Question 1

            ## (a) One

            ```answer
            p: 2 marks, 4 decimals = [0.5,
              0.5]
            z: 1 mark
            ```

            ## (b) Two

            ```answer
            Z^(2) = \\begin{bmatrix} 1 & 2 \\end{bmatrix}
            ```

            # Question 2

            ```answer
            in words: 2 marks = because
            ```
            """
        #expect(
            try items(text, .markdown) == [
                submission(
                    "Ada", ("1a.p", "[0.5,\n  0.5]"), ("1b.Z^(2)", "\\begin{bmatrix} 1 & 2 \\end{bmatrix}"),
                    ("2.words", "because"))
            ])
        #expect(
            try items("# Q\n\n```answer\np: 1 mark\n```\n", .markdown) == [
                .problem(.init(.noAnswerBlock, student: "file"))
            ])
    }

    /// A file whose ending says nothing is told by its first line.
    @Test(arguments: [
        ("student,1a.z\nAda,1\n", "Ada"), ("\"1a.z\"\n1\n", "row 1"), ("1a.z\tname\n1\tAda\n", "Ada"),
        ("student: Ada\n1a.z: 1\n", "Ada"), ("{\"1a.z\": 1}", "answers"), ("1a.z: 1, 2\n", "answers"),
        ("# Question 1\n\n## (a)\n\n```answer\nz = 1\n```\n", "answers"),
    ])
    func formatsByContent(_ text: String, _ student: String) throws {
        var rest: [UInt8]? = Array(text.utf8)
        var file = try SubmissionFile(path: "some/answers", ids: Self.ids) {
            defer { rest = nil }
            return rest
        }
        guard case .submission(let found) = try file.next() else {
            Issue.record("\(text)")
            return
        }
        #expect(found.student == student)
        #expect(found.answers.map(\.id) == ["1a.z"])
        #expect(try file.next() == nil)
    }

    @Test func spreadsheetsAreRefusedByName() {
        #expect(throws: SubmissionProblem(.unknownFormat("class.xlsx"))) {
            _ = try SubmissionFile(path: "a/class.xlsx", ids: Self.ids) { nil }
        }
    }

    @Test(arguments: [
        ("1a_p", ["1a.p"]), ("1A.P", ["1a.p"]), ("p", ["1a.p"]), ("1.a.z", ["1a.z"]), ("1a.word", []),
        ("2.wrods", ["2.words"]), ("email", []), ("", []), ("--", []),
    ])
    func suggestions(_ name: String, _ expected: [String]) {
        #expect(AnswerIDs.suggestions(for: name, among: Self.ids) == expected)
    }
}

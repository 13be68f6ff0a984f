import Foundation
import Testing

/// `attest verify` as a course runs it.
@Suite struct VerifyTests {
    /// The sheet of `CheckTests` with values printed for b = 6 and c = 19/3.
    func verify(_ b: String, _ c: String, _ options: String = "") throws -> Command {
        let scratch = try Scratch()
        let sheet = CheckTests.sheet.replacing("b: 2 marks", with: "b: 2 marks\(b)")
            .replacing("c: 1 mark", with: "c: 1 mark\(c)")
        try scratch.write(sheet, "sheet.md")
        return try Command(shell: "attest verify sheet.md \(options)", in: scratch.folder)
    }

    @Test(arguments: [
        (", published 6", ", published 19/3", Int32(0)), (", published 6", ", published 6.33", 0),
        (", published 6.0", "", 0), ("", "", 0), (", published 7", "", 1), ("", ", published 6.34", 1),
        (", published 7", ", published 22/3", 1), (", published six", "", 2), (", exact, published 6", "", 0),
        (", published 6, published 12/2", "", 0), (", published 6, published 7", "", 1),
        ("", ", 4 decimals, published 6.33", 0), ("", ", exact, published 6.333", 0),
    ])
    func status(_ b: String, _ c: String, _ status: Int32) throws {
        #expect(try verify(b, c).status == status, "\(b)\(c)")
    }

    @Test func placesAndRightValues() throws {
        let run = try verify(", published 6", ", published 6.4567")
        #expect(
            run.output == """
                sheet.md:8:23: 1.b: right, exact
                sheet.md:9:22: 1.c: wrong
                    9 | c: 1 mark, published 6.4567
                      |                      ^~~~~~
                  No known mistake gives this value.
                  The value is 19/3 ≈ 6.3333.
                sheet.md: 1 of 2 published values right

                """)
        #expect(run.errors.isEmpty)
        // What follows from a wrong value is not right.
        #expect(try verify(", published 7", ", published 22/3").output.contains("1.c: follows from your own values"))
    }

    @Test func nothingPublishedIsSaid() throws {
        #expect(try verify("", "").output.hasPrefix("sheet.md: There are no published values in it."))
        #expect(try verify("", "", "--format json").output.contains("\"values\": []"))
    }

    @Test func whatCannotBeReadIsUnderlined() throws {
        let run = try verify(", published 6 +* 1", "")
        #expect(run.status == 2)
        #expect(run.output.contains("1.b: unreadable\n"))
        #expect(run.output.contains("    8 | b: 2 marks, published 6 +* 1\n"))
        #expect(run.errors.isEmpty)
    }

    /// 19/3 to two decimals where four are asked of students.
    @Test func anotherFormIsRight() throws {
        let run = try verify("", ", 4 decimals, published 6.33")
        #expect(run.output.contains("1.c: right, in another form than is asked for\nsheet.md: 1 of 1"))
    }

    /// A projection by the identity can be forgotten or transposed unseen; a softmax cannot be left out.
    @Test func lintNamesWhatDoesNotShow() throws {
        let scratch = try Scratch()
        try scratch.write(
            "# Question 1\n\n```given\nX = [1, 2; 0, 1]\nW = [1, 0; 0, 1]\n```\n\n```solve\nQ = X W\nK = X W\n"
                + "Z = attention(Q, K, X)\n```\n\n```answer\nZ: 1 mark\n```\n", "sheet.md")
        let run = try Command(shell: "attest lint sheet.md", in: scratch.folder)
        #expect(run.status == 0)
        let right = run.output.split(separator: "\n").first {
            $0.hasPrefix("sheet.md:15:1: note: 1.Z comes out right all the same with ")
        }
        #expect(right?.contains("projection-transposed") == true, "\(run.output)")
        #expect(right?.contains("scores-as-weights") == false)
        let report = try Command(shell: "attest lint sheet.md --format json", in: scratch.folder)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any])
        let sheets = try #require(json["sheets"] as? [[String: Any]])
        let findings = try #require(sheets.first?["findings"] as? [[String: Any]])
        #expect(findings.first?["kind"] as? String == "mistakes")
        #expect(findings.first?["line"] as? Int == 15)
    }
}

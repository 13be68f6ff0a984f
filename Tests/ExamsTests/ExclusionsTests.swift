import Graphs
import Numbers
import Testing

@testable import Exams

@Suite struct ExclusionsTests {
    private static let ids = ["1.X", "1.q"]

    private func read(_ file: String, _ text: String) throws -> Exclusions {
        var exclusions = Exclusions()
        try exclusions.add(file: file, bytes: Array(text.utf8), ids: Self.ids)
        return exclusions
    }

    @Test func everyFormSaysTheSame() throws {
        let sheet = "# Question 1\n\n```given\nX = [1, 2; 0, -1/2]\nq = [1, 1]\n```\n"
        let csv = "variant,1.X,1.q,1.s\n1,\"[1, 2; 0, -1/2]\",\"[1, 1]\",7\n"
        let json = #"{"variants": [{"number": 1, "values": {"1.X": "[1, 2; 0, -0.5]", "1.q": "[1, 1]"}}]}"#
        let all = try [read("a.md", sheet), read("b.csv", csv), read("c.json", json)]
        #expect(Set(all.map(\.variants)).count == 1)
        #expect(Set(all.map(\.fingerprint)).count == 1)
        #expect(all[0].variants.first?.count == 2)
    }

    @Test func orderDoesNotMatterForTheFingerprint() throws {
        let first = try read("a.csv", "1.q\n\"[1, 2]\"\n\"[3, 4]\"\n")
        let second = try read("a.csv", "1.q\n\"[3, 4]\"\n\"[1, 2]\"\n")
        #expect(first.fingerprint == second.fingerprint && first.fingerprint != 0)
    }

    @Test func saysWhatIsWrong() throws {
        #expect(throws: Exclusions.Problem.noValues(known: Self.ids)) { try read("a.csv", "1.s,1.t\n1,2\n") }
        #expect(throws: Exclusions.Problem.value("[1, 2", id: "1.q", place: "line 2")) {
            try read("a.csv", "1.q\n\"[1, 2\"\n")
        }
        #expect(throws: Exclusions.Problem.row(line: 3)) { try read("a.csv", "1.q\n[1]\n\"[1\n") }
        do { _ = try read("a.json", "{") } catch {
            guard case Exclusions.Problem.json = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(throws: Exclusions.Problem.self) { try read("a.md", "```given\nX = [1, 2\n```\n") }
    }
}

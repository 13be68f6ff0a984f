import Foundation
import Marking
import Testing

@Suite struct MistakeTests {
    /// The wrong answers were worked out by plain loops in another language (Scripts/reference/mistakes.py).
    @Test func examplesAreWhatPlainLoopsGive() throws {
        let fixture = try Written.text("Tests/MarkingTests/Fixtures/mistakes.tsv")
        var answers: [String: String] = [:]
        for line in fixture.split(separator: "\n") {
            let cells = line.split(separator: "\t")
            answers[String(cells[0])] = String(cells[1])
        }
        for mistake in MistakeCatalogue.all {
            #expect(mistake.example.answer == answers[mistake.code], "\(mistake.code)")
        }
        #expect(answers.count == MistakeCatalogue.all.count)
    }

    @Test(arguments: MistakeCatalogue.all.map(\.code))
    func isNamedFirst(_ code: String) throws {
        let mistake = try #require(MistakeCatalogue.mistake(coded: code))
        let marker = Written.marker(mistake.example.sheet)
        let answer = try #require(marker.answer(mistake.example.asked, mistake.example.answer))
        #expect(answer.diagnoses.first?.code == code, "\(answer.outcome) \(answer.diagnoses.map(\.code))")
        #expect(answer.marks == 0)
    }
}

@Suite struct MistakePageTests {
    /// `ATTEST_WRITE_PAGES=1 swift test --filter MistakePageTests` writes it anew.
    @Test func thePageIsWhatTheProgramMakes() throws {
        let page = MistakeCatalogue.page(read: Written.read)
        if ProcessInfo.processInfo.environment["ATTEST_WRITE_PAGES"] != nil {
            try page.write(
                to: Written.root.appending(path: "Documentation/Mistakes.md"), atomically: true, encoding: .utf8)
        }
        #expect(try Written.text("Documentation/Mistakes.md") == page)
    }

    @Test func codesAreUniqueAndSentencesWhole() {
        let codes = MistakeCatalogue.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        for mistake in MistakeCatalogue.all {
            #expect(mistake.code.allSatisfy { $0.isLowercase && $0.isASCII || $0 == "-" }, "\(mistake.code)")
            #expect(mistake.sentence.hasSuffix("."), "\(mistake.code)")
            #expect(mistake.sentence.first?.isUppercase == true, "\(mistake.code)")
        }
    }
}

import Exams
import Foundation
import Graphs
import Rationals
import Sheets
import Testing

@Suite struct WorkTests {
    private static func work(given: String, solve: String) throws -> Work {
        let sheet = "# Question 1\n\n```given\n\(given)\n```\n\n## Solution\n\n```solve\n\(solve)\n```\n"
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))
        #expect(worked.diagnostics.isEmpty, "\(worked.diagnostics)")
        let graph = worked.elaboration.graph
        return Work(of: worked.exact, steps: graph.labelled.filter { graph[$0].role != .given })
    }

    private static func counts(_ work: Work) -> [Integer] { Work.Measure.allCases.map { work[$0] } }

    /// Loops in another language (Scripts/fixtures/work.py).
    @Test func countsAreThoseOfPlainLoops() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/work.tsv")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 40)
        for line in lines {
            let cells = line.split(separator: "\t").map(String.init)
            let work = try Self.work(
                given: cells[0].replacingOccurrences(of: "|", with: "\n"),
                solve: cells[1].replacingOccurrences(of: "|", with: "\n"))
            #expect(Self.counts(work).map(\.description) == Array(cells[2...]), "\(cells[0]) \(cells[1])")
        }
    }

    /// 2·(−4) and 1/2·6, then −5.
    @Test func aDotProduct() throws {
        let work = try Self.work(given: "q = [2, -3, 1/2]\nk = [-4, 0, 6]", solve: "s = q . k")
        #expect(Self.counts(work) == [2, 1, 1, 6, 0, 1])
    }

    /// s = [14, −6]/√3 takes the products 2·6, 2·1 (trivial), −3·2, 0·…; then two quotients by √3:
    /// X q = [12 + 2, −6 + 0] = [14, −6], s = [14√3/3, −2√3].
    @Test func rootsCountByTheirCoefficients() throws {
        let work = try Self.work(given: "X = [6, 1; -3, 0]\nq = [2, 2]", solve: "s = X q / sqrt(3)")
        // 6·2, −3·2, 14/√3, −6/√3; −3 and −6 are negative; 14/3 is a fraction; 14 and 3, then 2, are 4 digits.
        #expect(Self.counts(work) == [4, 2, 1, 14, 0, 4])
    }

    /// e² twice is one power, e⁰ none, and ln 2 makes e^(ln 2) = 2.
    @Test func powersCountOnceEach() throws {
        #expect(try Self.work(given: "s = [2, 2, 0, 1]", solve: "p = softmax(s)").exponentials == 2)
        #expect(try Self.work(given: "s = [ln(2), ln(3), 0]", solve: "p = softmax(s)").exponentials == 0)
        #expect(try Self.work(given: "s = [3, 1/2]", solve: "p = softmax(s, base: 2)").exponentials == 1)
        #expect(try Self.work(given: "S = [1, 5; 2, 3]", solve: "A = softmax(S, mask: causal)").exponentials == 3)
    }

    /// 2⁵ is four products of five factors; data are not worked.
    @Test func powersOfNumbersAndData() throws {
        #expect(Self.counts(try Self.work(given: "a = -2", solve: "b = a^5")) == [4, 5, 0, 32, 0, 2])
        #expect(Self.counts(try Self.work(given: "a = 7 * 8\nb = [1, 0]", solve: "c = b + b")) == [0, 0, 0, 2, 0, 1])
    }

    @Test func componentsAddUp() throws {
        let first = try Self.work(given: "a = 12", solve: "b = a a")
        let second = try Self.work(given: "s = [1, 2]", solve: "p = softmax(s)")
        #expect(Self.counts(first) == [1, 0, 0, 144, 0, 3])
        #expect(Self.counts(first + second) == [1, 0, 0, 144, 2, 3])
    }
}

import Documents
import Formulas
import Foundation
import Rationals
import Sheets
import Testing

@testable import Exams

@Suite struct PaperTests {
    static let sheets = ["attention-heads-by-hand", "query-key-value", "self-attention-practice"]

    /// Worked out once: in a debug build that takes a while.
    private static let worked: [String: (bytes: [UInt8], sheet: WorkedSheet)] = {
        var all: [String: (bytes: [UInt8], sheet: WorkedSheet)] = [:]
        for name in sheets {
            let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../Problems/\(name).md")
            let bytes = [UInt8]((try? Data(contentsOf: path)) ?? Data())
            all[name] = (bytes, WorkedSheet(file: "\(name).md", bytes: bytes))
        }
        return all
    }()

    static func variant(_ name: String, number: Int = 1) throws -> Variant {
        let (bytes, worked) = try #require(Self.worked[name])
        return Variant(
            number: number, form: "1-TEST-\(number)", values: [], text: String(decoding: bytes, as: UTF8.self),
            worked: worked)
    }

    static func files(_ name: String, _ options: ExamOptions) throws -> [OutputFiles.File] {
        var writer = PaperWriter(options: options, isPDF: false)
        try writer.add(try variant(name))
        try writer.add(try variant(name, number: 2))
        return try writer.finish()
    }

    @Test(arguments: sheets) func marksOfTheSchemeAreThoseOfTheAnswers(name: String) throws {
        let variant = try Self.variant(name)
        for question in try variant.questions() {
            for part in question.parts {
                let scheme = MarkingScheme(part, in: variant)
                for field in part.fields {
                    let sum = scheme.lines.filter { $0.id == field.id }.reduce(Rational(0)) { $0 + $1.marks }
                    #expect(sum == field.marks)
                }
                #expect(scheme.lines.allSatisfy { $0.marks > 0 })
            }
        }
    }

    @Test(arguments: sheets) func theStudentPaperShowsNoSolution(name: String) throws {
        let variant = try Self.variant(name)
        let files = try Self.files(name, ExamOptions(stem: name, kinds: [.paper, .key]))
        #expect(files.map(\.name) == ["\(name)-paper.tex", "\(name)-key.tex"])
        let paper = String(decoding: files[0].bytes, as: UTF8.self)
        let key = String(decoding: files[1].bytes, as: UTF8.self)
        var solutions = 0
        for part in try variant.questions().flatMap(\.parts) {
            for case .solution(let blocks) in part.solution {
                for case .equations(let equations) in blocks {
                    for equation in equations where equation.links.count > 1 {
                        // The first formula of a chain is the working itself.
                        let first = equation.links[0].right.latex
                        guard first.count > 12 else { continue }
                        solutions += 1
                        #expect(!paper.contains(first))
                    }
                }
            }
        }
        #expect(solutions > 0)
        #expect(key.count > paper.count)
        // Every variant begins anew and ends with the label that its pages are counted by.
        for label in ["\\label{variant-1}", "\\label{variant-2}"] { #expect(paper.contains(label)) }
    }

    /// Two steps lead to z; two of its four marks are for them, as half marks, the later step first.
    @Test func methodMarksGoToTheStepsOfThePart() throws {
        let sheet = """
            # Question 1

            ```given
            X = [1, 0; 0, 1]
            q = [1, 2]
            ```

            ```answer
            z: 4 marks
            ```

            ### Solution

            ```solve
            s = X q
            p = softmax(s)
            z = X^T p
            ```
            """
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))
        let variant = Variant(number: 1, form: "F", values: [], text: sheet, worked: worked)
        let part = try #require(try variant.questions().first?.parts.first)
        #expect(MarkingScheme(part, in: variant).lines.map { MarkingScheme.spelled($0.marks) } == ["1", "1", "2"])
    }

    @Test func blanksHoldTheValuesOfTheDerivation() throws {
        for part in try Self.variant("self-attention-practice").questions().flatMap(\.parts) {
            var blanked = BlankedDerivation()
            let blocks = blanked.blocks(part.solution)
            // Putting the values back gives the equations as they were.
            var values = blanked.values[...]
            let filled = BlankedDerivationTests.filled(blocks, &values)
            #expect(values.isEmpty)
            #expect(filled == BlankedDerivationTests.equations(part.solution))
        }
    }

    /// Writes the papers of a sheet where a person can look at them: `ATTEST_PAPERS=folder swift test --filter PaperTests`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["ATTEST_PAPERS"] != nil), arguments: sheets)
    func papersToLookAt(name: String) throws {
        let folder = ProcessInfo.processInfo.environment["ATTEST_PAPERS"] ?? "."
        for latexClass in ExamOptions.LaTeXClass.allCases {
            let options = ExamOptions(
                stem: "\(name)-\(latexClass.rawValue)", latexClass: latexClass, kinds: PaperKind.allCases)
            try OutputFiles(folder: folder, replacing: true).write(try Self.files(name, options))
        }
    }
}

enum BlankedDerivationTests {
    static func equations(_ blocks: [Block]) -> [Equation] {
        blocks.flatMap { block -> [Equation] in
            switch block {
            case .equations(let equations): equations
            case .solution(let inner), .quote(let inner): equations(inner)
            default: []
            }
        }
    }

    static func filled(_ blocks: [Block], _ values: inout ArraySlice<Formula>) -> [Equation] {
        var all = equations(blocks)
        for index in all.indices {
            for link in all[index].links.indices {
                guard case .text(let words) = all[index].links[link].right.node, words.hasSuffix("________"),
                    let value = values.popFirst()
                else { continue }
                all[index].links[link].right = value
            }
        }
        return all
    }
}

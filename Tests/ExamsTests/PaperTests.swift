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
                let scheme = try MarkingScheme(part, in: variant)
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
        for label in ["\\finishvariant{variant-1}", "\\finishvariant{variant-2}"] { #expect(paper.contains(label)) }
    }

    static func part(_ sheet: String) throws -> (ExamQuestion.Part, Variant) {
        let worked = WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))
        let variant = Variant(number: 1, form: "F", values: [], text: sheet, worked: worked)
        return (try #require(try variant.questions().first?.parts.first), variant)
    }

    static func sheet(_ answers: String) -> String {
        """
        # Question 1

        ```given
        X = [1, 0; 0, 1]
        q = [1, 2]
        ```

        ```answer
        \(answers)
        ```

        ### Solution

        ```solve
        s = X q
        p = softmax(s)
        z = X^T p
        ```
        """
    }

    /// Two steps lead to z: half of its marks are for them, whole marks, the later step first.
    ///
    /// A step that is asked for has marks of its own, and what comes after it follows through.
    @Test(arguments: [
        ("z: 4 marks", ["M1", "M1", "A2"]), ("z: 2 marks", ["M1", "A1"]), ("z: 6 marks", ["M1", "M2", "A3"]),
        ("z: 1 mark", ["B1"]), ("z: 5/2 marks", ["M1", "A1½"]), ("p: 2 marks\nz: 1 mark", ["M1", "A1", "B1 ft"]),
        ("in words: 3 marks", ["B3"]), ("s: 2 marks\nz: 2 marks", ["M1", "A1", "M1", "A1 ft"]),
    ])
    func methodMarksGoToTheStepsOfThePart(answers: String, codes: [String]) throws {
        let (part, variant) = try Self.part(Self.sheet(answers))
        #expect(try MarkingScheme(part, in: variant).lines.map(\.code) == codes)
    }

    /// Who errs in the step of a method mark keeps the others.
    @Test func aMistakeLeavesTheMarksOfTheOtherSteps() throws {
        let (part, variant) = try Self.part(Self.sheet("z: 6 marks"))
        let scheme = try MarkingScheme(part, in: variant)
        #expect(scheme.marks(of: "1.z", afterMistakeIn: "s") == 2)
        #expect(scheme.marks(of: "1.z", afterMistakeIn: "p") == 1)
        #expect(scheme.marks(of: "1.z", afterMistakeIn: "z") == 3)
        #expect(scheme.marks(of: "1.z", afterMistakeIn: nil) == 0)
        // The method of an answer of one step is the answer's own.
        let (single, sheet) = try Self.part(Self.sheet("s: 2 marks"))
        #expect(try MarkingScheme(single, in: sheet).marks(of: "1.s", afterMistakeIn: "s") == 0)
    }

    /// Working without a heading ‘Solution’ above it is none of the student's business; scores may be given.
    @Test func workingOutsideASolutionIsNotOnThePaper() throws {
        let text = Self.sheet("p: 2 marks").replacing("### Solution", with: "The weights are `=p`.")
        let (part, variant) = try Self.part(text)
        #expect(!part.solution.isEmpty)
        var writer = PaperWriter(options: ExamOptions(stem: "sheet", kinds: [.paper]), isPDF: false)
        try writer.add(variant)
        let paper = String(decoding: try #require(try writer.finish().first).bytes, as: UTF8.self)
        #expect(!paper.contains("softmax"))
        #expect(writer.notes == ["the text of question 1 shows a value that is asked for"])
        let given = text.replacing("The weights are `=p`.", with: "The scores are `=s`.")
        #expect(try Self.part(given).1.worked.elaboration.partsGivenAway.isEmpty)
    }

    /// s needs given numbers alone and may show them; p and z are worked from what stands in blanks.
    @Test func blanksGiveNoValueAway() throws {
        let (part, _) = try Self.part(Self.sheet("z: 4 marks"))
        let derivation = BlankedDerivation(part.solution)
        let pieces = BlankedDerivation.pieces(of: part.solution)
        #expect(derivation.blanks.first.map { ($0.rows, $0.columns) } ?? (0, 0) == (2, 1))
        #expect(derivation.blanks.map(\.number) == Array(1...derivation.blanks.count))
        var shown: [Formula] = []
        for case .shown(let blocks) in pieces {
            for case .equations(let equations) in blocks { shown += equations.flatMap(\.links).map(\.right) }
        }
        // X q, its numbers, softmax(s), Xᵀ p and that as a sum.
        #expect(shown.contains { $0.latex.contains("softmax") })
        for formula in shown.dropFirst(2) { #expect(BlankedDerivation.isSymbolic(formula)) }
    }

    /// Data that a solution adds are needed to fill in its blanks; the answers in the form asked for are not data.
    @Test func dataOfASolutionAreShown() throws {
        let text = Self.sheet("p: 2 marks, 3 decimals").replacing("```solve", with: "```given\nc = 5\n```\n\n```solve")
            .replacing("s = X q", with: "s = c X q")
        let (part, _) = try Self.part(text)
        var data: [String] = []
        for case .shown(let blocks) in BlankedDerivation.pieces(of: part.solution) {
            for case .data(let equations) in blocks { data += equations.map(\.left.latex) }
        }
        #expect(data == ["c"])
    }

    /// A chain of inequalities is a proof, not a value.
    @Test func inequalitiesAreNoBlanks() {
        let d = Formula(.name(Name("d")))
        let chain = Equation(left: d, links: [.init(.less, Formula(.number(.init(value: 3, spelling: "3"))))])
        #expect(BlankedDerivation([.equations([chain])]).blanks.isEmpty)
    }

    /// No value that a blank waits for stands in another line.
    @Test(arguments: sheets) func blanksOfTheSheetsGiveNoValueAway(name: String) throws {
        var blanks = 0
        for part in try Self.variant(name).questions().flatMap(\.parts) {
            let values = Set(BlankedDerivation(part.solution).blanks.compactMap(\.exact).map(\.latex))
            blanks += values.count
            for case .shown(let shown) in BlankedDerivation.pieces(of: part.solution) {
                for case .equations(let equations) in shown {
                    for link in equations.flatMap(\.links) where link.right.latex.contains("matrix") {
                        #expect(!values.contains(link.right.latex))
                    }
                }
            }
        }
        #expect(blanks > 0)
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

import Foundation
import Graphs
import Marking
import Numbers
import Rationals
import Sheets
import Testing

/// What is said of a draw by the mistakes prepared once is what the marker of the drawn sheet says.
@Suite struct SeparationTests {
    static let sheets = [
        "attention-heads-by-hand", "attention-questions", "query-key-value", "self-attention-practice",
        "self-attention-to-transformer",
    ]

    @Test(arguments: sheets) func sheetsAgree(_ name: String) throws {
        let text = try Written.text("Problems/\(name).md")
        var generator = SeededGenerator(state: 40)
        let sheet = try #require(DrawnSheet(text))
        #expect(try agree(sheet, -1...1, &generator))
    }

    @Test(arguments: MistakeCatalogue.all.map(\.code)) func examplesAgree(_ code: String) throws {
        let mistake = try #require(MistakeCatalogue.mistake(coded: code))
        var generator = SeededGenerator(state: 41)
        let sheet = try #require(DrawnSheet(mistake.example.sheet))
        for range in [-2...2, 0...1] { _ = try agree(sheet, range, &generator) }
    }

    /// Scores 2 and 1 have the largest in the same place when they are halved, so the output alone does not show a
    /// needless scale; the scores do.
    @Test func answersToAQuestionDiagnoseTogether() throws {
        func hides(_ answers: String) throws -> Bool {
            let sheet = try #require(
                DrawnSheet(
                    """
                    # Question 1

                    ```given
                    K = [1, 0, 0, 1; 0, 1, 1, 0]
                    q = [1, 1, 0, 1]
                    V = [3, 1; 5, 2]
                    ```

                    ```answer
                    \(answers)
                    ```

                    ```solve
                    s = K q
                    b = hardmax(s)
                    z = V^T b
                    ```

                    """))
            let own = sheet.nodes.map { sheet.elaboration.graph[$0] }.compactMap { node -> Tensor<Number>? in
                if case .constant(let value) = node.operation { value } else { nil }
            }
            let draw = Dictionary(uniqueKeysWithValues: zip(sheet.nodes, own))
            return sheet.separation.coincidences(of: draw).contains {
                $0.answer == "1.z" && $0.first == "scaled-needlessly" && $0.second == nil
            }
        }
        #expect(try hides("z: 1 mark"))
        #expect(try !hides("s: 1 mark\nz: 1 mark"))
    }

    /// What a condition makes of a step is no step of a student's.
    @Test(arguments: sheets) func conditionsChangeNothing(_ name: String) throws {
        let text = try Written.text("Problems/\(name).md")
        let marked = { (text: String) in
            Marker(worked: WorkedSheet(file: "sheet.md", bytes: Array(text.utf8)), read: Written.read)
                .indistinguishable()
        }
        #expect(marked(text) == marked(text + "\n\n```require\nsoftmax([1, 2; 3, 4]) [1, 0; 0, 1] > 0\n```\n"))
    }

    /// Whether the draw makes a sheet that can be compared.
    private func agree(
        _ sheet: DrawnSheet, _ range: ClosedRange<Int>, _ generator: inout SeededGenerator
    ) throws -> Bool {
        let values = sheet.draw(range, &generator)
        let drawn = WorkedSheet(file: "sheet.md", bytes: Array(sheet.text(values).utf8))
        guard sheet.computesTheSame(as: drawn.elaboration) else { return false }
        let expected = Marker(worked: drawn, read: Written.read).indistinguishable()
        let draw = Dictionary(uniqueKeysWithValues: zip(sheet.nodes, values))
        #expect(sheet.separation.findings(of: draw) == expected, "\(sheet.text(values))")
        #expect(sheet.separation.findings(of: draw, trace: drawn.exact) == expected)
        // The other answers to a question can only tell more apart.
        let all = sheet.separation.coincidences(of: draw)
        #expect(Set(all).isSubset(of: expected.flatMap(\.coincidences)))
        #expect(sheet.separation.coincidence(of: draw, except: Set(all)) == nil)
        if let last = all.last {
            let isLast = { (pair: Coincidence) in
                pair.answer == last.answer && Set([pair.first, pair.second]) == Set([last.first, last.second])
            }
            let found = sheet.separation.coincidence(of: draw, except: Set(all.filter { !isLast($0) }))
            #expect(found.map(isLast) == true)
        }
        return true
    }
}

/// A sheet whose given numbers can be drawn anew.
struct DrawnSheet {
    let elaboration: Elaboration
    private(set) var nodes: [NodeID] = []
    private(set) var separation: MistakeSeparation
    private let source: String
    private var ranges: [Range<Int>] = []

    init?(_ source: String) {
        self.source = source
        let elaboration = Elaboration(of: Sheet.reading(file: "sheet.md", bytes: Array(source.utf8)))
        guard elaboration.diagnostics.isEmpty else { return nil }
        var nodes: [NodeID] = []
        var ranges: [Range<Int>] = []
        for line in elaboration.lines where line.nodes.count == 1 {
            guard case .given(let calculation) = elaboration.sheet.items[line.item].content,
                case .constant = elaboration.graph[line.nodes[0]].operation,
                let statement = calculation.statements.first(where: { $0.range == line.range }),
                case .assignment(_, let value) = statement.kind, let range = value.range
            else { continue }
            nodes.append(line.nodes[0])
            ranges.append(range)
        }
        self.elaboration = elaboration
        separation = MistakeSeparation(of: elaboration, drawn: [])
        // A number that decides what is computed makes another sheet.
        var generator = SeededGenerator(state: 42)
        for index in nodes.indices.reversed() {
            (self.nodes, self.ranges) = ([nodes[index]], [ranges[index]])
            let text = self.text(draw(-3...3, &generator))
            guard !computesTheSame(as: Elaboration(of: Sheet.reading(file: "sheet.md", bytes: Array(text.utf8)))) else {
                continue
            }
            nodes.remove(at: index)
            ranges.remove(at: index)
        }
        (self.nodes, self.ranges) = (nodes, ranges)
        separation = MistakeSeparation(of: elaboration, drawn: nodes)
    }

    func draw(_ range: ClosedRange<Int>, _ generator: inout SeededGenerator) -> [Tensor<Number>] {
        nodes.compactMap { node in
            let shape = elaboration.graph[node].shape
            let entries = (0..<(shape.count ?? 0)).map { _ in
                Number(Rational(Int.random(in: range, using: &generator)))
            }
            return Tensor(shape: shape, elements: entries)
        }
    }

    func text(_ values: [Tensor<Number>]) -> String {
        var bytes = Array(source.utf8)
        for (range, value) in zip(ranges, values).reversed() {
            let rows = (0..<value.rows).map { value.row($0).map(\.description).joined(separator: ", ") }
            let list = "[" + rows.joined(separator: value.shape.isVector ? ", " : "; ") + "]"
            let text: String
            switch value.shape {
            case .scalar: text = rows[0]
            case .row: text = list + "^T"
            case .column, .matrix: text = list
            }
            bytes.replaceSubrange(range, with: Array(text.utf8))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    func computesTheSame(as other: Elaboration) -> Bool {
        let (a, b) = (elaboration.graph, other.graph)
        return other.diagnostics.isEmpty && a.nodes.count == b.nodes.count
            && zip(a.ids, b.ids).allSatisfy { x, y in
                nodes.contains(x) && b[y].inputs.isEmpty
                    || a[x].operation == b[y].operation && a[x].inputs == b[y].inputs
            }
    }
}

import Documents
import Formulas
import Numbers
import Testing

@testable import Sheets

/// `plot` blocks: what their lines mean, which numbers are printed and how dark their cells are.
@Suite struct PlotTests {
    private func figure(_ plot: String, _ steps: String = "A = softmax([0, ln(3); ln(4), 0])") throws -> Figure {
        let worked = WorkedSheet(text: sheet(solve: steps, rest: "```plot\n\(plot)\n```"))
        #expect(worked.messages == [])
        return try #require(try worked.figures().first)
    }

    private func texts(_ figure: Figure) -> [String] { figure.panels.flatMap { $0.cells.map(\.text) } }
    private func levels(_ figure: Figure) -> [Int] { figure.panels.flatMap { $0.cells.map(\.level) } }

    /// e^0 : e^ln 3 is 1 : 3, e^ln 4 : e^0 is 4 : 1.
    @Test func shadesAndNumbersAreTheWeights() throws {
        let figure = try figure("A")
        #expect(figure.form == .map)
        #expect(texts(figure) == ["0.25", "0.75", "0.80", "0.20"])
        #expect(levels(figure) == [250, 750, 800, 200])
        #expect(figure.scale == Figure.Scale(end: "1", isSigned: false))
        #expect(figure.rowTitle == "query" && figure.columnTitle == "key")
        #expect(figure.panels[0].rows == [.text("1"), .text("2")])
    }

    @Test func exactZeroAndOneDifferFromRoundedOnes() throws {
        let figure = try figure("map A", "A = softmax([0, 20; 0, 0], mask: causal)")
        #expect(texts(figure) == ["1", "0", "0.50", "0.50"])
        let other = try self.figure("map A", "A = softmax([0, 20])^T")
        // e^−20 is 2.1·10^−9.
        #expect(texts(other) == ["0.00", "1.00"])
    }

    @Test func tiesOfShadesGoToTheEvenStep() throws {
        #expect(levels(try figure("A", "A = [1/2000, 3/2000; 5/2000, 1]")) == [0, 2, 2, 1000])
    }

    @Test(arguments: [
        ("[3, 14; 0, 1]", "20", false), ("[3, -14; 0, 1]", "20", true), ("[1, -1; 0, 1/2]", "1", true),
        ("[20, 0; 0, 0]", "20", false), ("[20.01, 0; 0, 0]", "50", false), ("[101, 0; 0, 0]", "200", false),
        ("[0, 0; 0, 0]", "1", false), ("[1.5, 0; 0, 1]", "2", false), ("[10^9, 0; 0, 1]", "1e9", false),
    ])
    func theScaleHoldsAllEntries(_ matrix: String, _ end: String, _ isSigned: Bool) throws {
        let figure = try figure("map A", "A = \(matrix)")
        #expect(figure.scale == Figure.Scale(end: end, isSigned: isSigned))
    }

    @Test func theAuthorsScaleIsKeptAndWhatLiesBeyondIsSaid() throws {
        let figure = try figure("map A, scale: 0..0.5")
        #expect(levels(figure) == [500, 1000, 1000, 400])
        #expect(figure.scale == Figure.Scale(end: "0.5", isSigned: false, isExceededAbove: true))
        let signed = try self.figure("map A, scale: -1..1", "A = [-2, 1/4]^T")
        #expect(levels(signed) == [-1000, 250])
        #expect(signed.scale == Figure.Scale(end: "1", isSigned: true, isExceededBelow: true))
    }

    @Test func decimals() throws {
        #expect(texts(try figure("A, decimals: 4", "A = [1/3, 2/3; -1/8, 1]")) == ["0.3333", "0.6667", "−0.1250", "1"])
        #expect(texts(try figure("A, decimals: 0", "A = [0.4, 0.6]^T")) == ["0", "1"])
        // Two digits of the largest where all are small.
        #expect(texts(try figure("map A", "A = [1/256, 1/1024]^T")) == ["0.0039", "0.0010"])
        #expect(texts(try figure("map A", "A = [-0.001, 1/2]^T")) == ["0.00", "0.50"])
        #expect(texts(try figure("map A", "A = [1234567.5, 1/2]^T")) == ["1.23e6", "0.50"])
    }

    @Test func labels() throws {
        let words = try figure("map A, tokens: \"the cat\"")
        #expect(
            words.panels[0].rows == [.text("the"), .text("cat")] && words.panels[0].columns == words.panels[0].rows)
        let mixed = try figure("map A, rows: [x_1, \"a, b: c # d\"], columns: k")
        #expect(mixed.panels[0].rows == [.formula(Formula(.name(Name("x", subscripts: ["1"])))), .text("a, b: c # d")])
        #expect(
            mixed.panels[0].columns == ["1", "2"].map { .formula(Formula(.name(Name("k", subscripts: [$0])))) })
        let plain = try figure("map A, rows: [the, alpha], axes: [\"from, here\", to], title: \"T: [1\"  # remark")
        #expect(plain.panels[0].rows == [.text("the"), .formula(Formula(.name(Name("alpha"))))])
        #expect(plain.rowTitle == "from, here" && plain.columnTitle == "to" && plain.caption == "T: [1")
        // A list for one axis beside the tokens for both.
        let both = try figure("map A, columns: [p, q], tokens: \"a b\"")
        #expect(both.panels[0].rows == [.text("a"), .text("b")])
        #expect(both.panels[0].columns == ["p", "q"].map { .formula(Formula(.name(Name($0)))) })
    }

    @Test func vectorsAreBarsAndSeveralMatricesShareAScale() throws {
        let bars = try figure("A_1", "A = softmax([0, ln(3); ln(4), 0])")
        #expect(bars.form == .bars && bars.panels[0].rows.count == 1 && texts(bars) == ["0.25", "0.75"])
        #expect(try figure("map A_1").form == .map)
        let heads = try figure("map A^(1), A^(2)", "A^(1) = [1, 0; 0, 1]\nA^(2) = [4, 0; 0, 1]")
        #expect(heads.panels.count == 2 && heads.scale.end == "5")
        #expect(levels(heads) == [200, 0, 0, 200, 800, 0, 0, 200])
        #expect(heads.panels[1].name == Formula(.name(Name("A", superscript: "2"))))
    }

    @Test func aQuantityMayBeCalledMap() throws {
        #expect(try figure("map", "map = [1, 2; 3, 4]").panels[0].name == Formula(.name(Name("map"))))
        #expect(try figure("map map", "map = [1, 2; 3, 4]").form == .map)
        #expect(try figure("bars map_1", "map = [1, 2; 3, 4]").form == .bars)
        #expect(try figure("map_1", "map = [1, 2; 3, 4]").form == .bars)
    }

    @Test func aPlotUnderASolutionIsForTheSolutionOnly() throws {
        let text = "# Q\n\n```solve\nA = [1, 0; 0, 1]\n```\n\n### Solution\n\n```plot\nA\n```\n"
        let worked = WorkedSheet(text: text)
        func figures(_ blocks: [Block]) -> Int {
            blocks.map { block in
                if case .figure = block { return 1 }
                if case .solution(let inner) = block { return figures(inner) }
                return 0
            }.reduce(0, +)
        }
        #expect(figures(try worked.handout().blocks) == 1)
        #expect(figures(try worked.handout(HandoutOptions(isForStudents: true)).blocks) == 0)
    }

    static let planted: [(plot: String, says: String)] = [
        ("map ⟦r⟧", "‘r’ has no value"),
        ("map ⟦s⟧", "‘s’ is a number; a map shows a matrix"),
        ("bars ⟦s⟧", "bars show a vector"),
        ("bars ⟦X⟧", "‘X’ is 2 × 2; bars show one row or one column"),
        ("map X, ⟦titel⟧: \"x\"", "A figure has no option ‘titel’"),
        ("map X, title: \"a\", ⟦title⟧: \"b\"", "The option ‘title’ is given twice"),
        ("map X, title: ⟦plain words⟧", "no value for the option ‘title’"),
        ("map X, decimals: ⟦7⟧", "no value for the option ‘decimals’"),
        ("map X, decimals: ⟦two⟧", "no value for the option ‘decimals’"),
        ("map X, scale: ⟦0.5⟧", "no value for the option ‘scale’"),
        ("map X, scale: ⟦-1..2⟧", "no value for the option ‘scale’"),
        ("map X, scale: ⟦0..0⟧", "no value for the option ‘scale’"),
        ("map X, axes: ⟦[query]⟧", "no value for the option ‘axes’"),
        ("map X, rows: ⟦2 + 3⟧", "no value for the option ‘rows’"),
        ("map X, tokens: ⟦\"\"⟧", "no value for the option ‘tokens’"),
        ("map X, rows: ⟦[a, b, c]⟧", "3 labels for 2 rows"),
        ("map X, columns: ⟦\"a\"⟧", "1 label for 2 columns"),
        ("bars q, tokens: ⟦\"a b c\"⟧", "3 labels for 2 entries"),
        ("map X, title: ⟦\"⟧open", "This quotation mark has no partner"),
        ("⟦title: \"x\"⟧", "Nothing says what is drawn"),
        ("map X +⟦⟧", "expected a number, a name or a bracket"),
        ("map X,⟦⟧", "Something is missing between the commas"),
        ("map ⟦ones(200, 2)⟧", "too large to be drawn"),
        ("map ⟦H⟧", "‘H’ has a shape but no value"),
        ("map X + ⟦1/0⟧", "divides by zero"),
    ]

    @Test(arguments: planted.indices) func plantedErrors(_ index: Int) throws {
        let (plot, says) = Self.planted[index]
        let planted = Planted(
            "# Q\n\n```given\nX = [1, 2; 3, 4]\nq = [5, 6]\nH in R^(2 x 2)\n```\n\n```solve\ns = 2\n```\n\n"
                + "```plot\n\(plot)\n```\n")
        let worked = WorkedSheet(text: planted.text)
        #expect(worked.diagnostics.count == 1, "\(worked.messages)")
        let diagnostic = try #require(worked.diagnostics.first)
        let message = diagnostic.message(in: worked.elaboration.sheet.source)
        #expect(message.contains(says), "\(message)")
        #expect(message.contains("\n  fix: "), "\(message)")
        // A place where something is missing may be drawn as one column.
        #expect(diagnostic.range.lowerBound == planted.range.lowerBound, "\(message)")
        if !planted.range.isEmpty { #expect(diagnostic.range == planted.range, "\(message)") }
    }

    @Test func sizesBeyondTheLimitAreALimit() {
        let worked = WorkedSheet(text: "# Q\n\n```plot\nmap ones(129, 1)\n```\n")
        #expect(worked.diagnostics.map(\.status) == [4])
        #expect(WorkedSheet(text: "# Q\n\n```plot\nmap ones(128, 1)\n```\n").messages == [])
    }
}

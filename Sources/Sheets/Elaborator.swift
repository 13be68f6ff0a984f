import Attention
import Formulas
import Graphs
import Numbers
import Rationals

/// The way from what is written to what is computed: one pass over a sheet's lines, then over what refers to them.
struct Elaborator {
    var result: Elaboration
    let source: SourceText
    /// One per section.
    var scopes: [Scope]
    /// The section of the line at hand.
    var section = 0
    /// The sections whose names hold here, nearest first.
    private(set) var visible: [Int] = [0]
    /// The last section whose heading has been passed.
    private var latest = 0
    /// The sections of each question, in order.
    private let sectionsOfQuestion: [String: [Int]]
    /// The values of the indices that the line at hand runs through: `i` in `q_i for i in 1..3`.
    var indices: [String: Int] = [:]
    /// The place that nodes being added come from.
    var place: Range<Int> = 0..<0
    var hasReportedLimit = false
    /// The constants whose values had a say in what the computation is.
    let folded = FoldedConstants()
    /// What was read off computations in the line at hand.
    var readings: [Reading] = []
    /// The names that the author gives anywhere in a question, its later lines included: no inner step may take them.
    private let ownNames: [String?: Set<String>]

    init(_ sheet: Sheet) {
        result = Elaboration(sheet: sheet)
        source = sheet.source
        scopes = Array(repeating: Scope(), count: sheet.sections.count)
        var ownNames: [String?: Set<String>] = [:]
        for item in sheet.items {
            switch item.content {
            case .given(let calculation), .solve(let calculation):
                for case .assignment(let target, _) in calculation.statements.map(\.kind) {
                    guard case .name(let name) = target.node else { continue }
                    ownNames[sheet.sections[item.section].question, default: []].insert(name.spelling)
                }
            case .heading, .prose, .answer, .plot, .vary, .require: continue
            }
        }
        self.ownNames = ownNames
        result.graph.restrictLabels(to: [:], reserving: ownNames[nil] ?? [])
        sectionsOfQuestion = Dictionary(grouping: sheet.sections.indices) { sheet.sections[$0].question ?? "" }
    }

    mutating func elaborate() {
        for (index, item) in result.sheet.items.enumerated() {
            enter(item.section)
            switch item.content {
            case .given(let calculation): elaborate(calculation, item: index, role: .given)
            case .solve(let calculation): elaborate(calculation, item: index, role: .step)
            case .heading, .prose, .answer, .plot, .vary, .require:
                continue
            }
        }
        // Values in prose, answers and figures may stand before the lines they refer to.
        var asked: [String: Range<Int>] = [:]
        for (index, item) in result.sheet.items.enumerated() {
            enter(item.section)
            switch item.content {
            case .prose(let prose):
                for insertion in prose.insertions { elaborate(insertion) }
            case .answer(let answers):
                for answer in answers { elaborate(answer, item: index, &asked) }
            case .plot(let plots):
                for plot in plots { elaborate(plot, item: index) }
            case .heading, .given, .solve, .vary, .require:
                continue
            }
        }
        elaborateDraws()
        elaborateConditions()
        result.folded = folded.nodes
    }

    private mutating func elaborate(_ calculation: Calculation, item: Int, role: Graph.Role) {
        // Names of lines that could not be read: whoever needs them is silently left out as well.
        for name in calculation.unreadable { scopes[section].unreadable[name.base, default: []].append(name) }
        for statement in calculation.statements { elaborate(statement, item: item, role: role) }
    }

    /// Goes to a section: its own names hold there, those of the parts of its question before it (the latest first),
    /// those of the question, and those of what stands before all questions.
    mutating func enter(_ next: Int) {
        latest = max(latest, next)
        guard next != section || visible.isEmpty else { return }
        section = next
        let here = result.sheet.sections[next]
        let siblings = sectionsOfQuestion[here.question ?? "", default: []].filter { $0 != next }
        let isPart = here.part != nil
        let parts = siblings.filter {
            result.sheet.sections[$0].part != nil && (isPart ? $0 < next : $0 <= latest)
        }
        let question = isPart ? siblings.first { result.sheet.sections[$0].part == nil } : nil
        visible = [next] + parts.reversed() + [question].compactMap { $0 }
        if !visible.contains(0) { visible.append(0) }
        result.graph.restrictLabels(to: visibleLabels(), reserving: reservedLabels)
    }

    /// The names that no inner step of this question may take.
    var reservedLabels: Set<String> { ownNames[result.sheet.sections[section].question] ?? [] }

    mutating func report(_ fact: Diagnostic.Fact, at range: Range<Int>?) {
        result.diagnostics.append(Diagnostic(fact, at: range ?? place))
    }

    // MARK: Nodes

    /// Adds a node; what goes wrong with the shapes is reported with the formulas of the inputs.
    mutating func add(
        _ operation: Operation, _ inputs: [NodeID] = [], of formulas: [Formula] = [], at range: Range<Int>?,
        role: Graph.Role = .step
    ) -> NodeID? {
        guard result.graph.nodes.count < Elaboration.nodeLimit else {
            if !hasReportedLimit { report(.tooManyNodes(limit: Elaboration.nodeLimit), at: range) }
            hasReportedLimit = true
            return nil
        }
        do throws(ShapeError) {
            try requireNoRepeatedColumn(operation, inputs)
            let id = try result.graph.add(operation, inputs, role: role, origin: range)
            fillOrigins(range)
            return id
        } catch {
            let operands = zip(formulas, inputs).map { operand($0, $1) }
            report(.shape(error, operands: operands), at: range)
            return nil
        }
    }

    /// A row beside a matrix is a bias, taken for every row; a column there is nearly always a vector that was meant to
    /// lie down, so a formula must not hold it.
    private func requireNoRepeatedColumn(_ operation: Operation, _ inputs: [NodeID]) throws(ShapeError) {
        switch operation {
        case .add, .subtract, .multiply, .divide: break
        default: return
        }
        let shapes = inputs.map { result.graph[$0].shape }
        for (a, b) in [(0, 1), (1, 0)] where shapes.count == 2 {
            if case .column = shapes[a], shapes[a].isRepeated(over: shapes[b]) {
                throw .entrywise(shapes[0], shapes[1])
            }
        }
    }

    /// Nodes added since the last call come from this place.
    mutating func fillOrigins(_ range: Range<Int>?) {
        while result.origins.count < result.graph.nodes.count { result.origins.append(range ?? place) }
    }

    func operand(_ formula: Formula, _ id: NodeID) -> Diagnostic.Operand {
        var text = formula.range.map { source.text($0) } ?? ""
        text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if text.count > 40 { text = String(text.prefix(39)) + "…" }
        var origin: Range<Int>?
        if case .name(let name) = formula.node { origin = definition(of: name)?.place }
        return Diagnostic.Operand(text: text, shape: result.graph[id].shape, origin: origin)
    }

    // MARK: Lines

    mutating func elaborate(_ insertion: Insertion) {
        place = insertion.range
        guard let id = node(of: insertion.formula) else { return }
        result.insertions.append(Elaboration.InsertedValue(insertion: insertion, node: id))
    }

    mutating func elaborate(_ answer: Answer, item: Int, _ asked: inout [String: Range<Int>]) {
        place = answer.targetRange
        let header = result.sheet.sections[section]
        switch answer.target {
        case .words:
            result.answers.append(.init(id: header.id(of: "words"), answer: answer, node: nil, item: item))
        case .quantity(let formula):
            guard let id = node(of: formula) else { return }
            let name = header.id(of: spelling(of: formula))
            if let first = asked[name] { report(.answerTwice(name, first: first), at: answer.targetRange) }
            asked[name] = answer.targetRange
            result.answers.append(.init(id: name, answer: answer, node: id, item: item))
        }
    }
}

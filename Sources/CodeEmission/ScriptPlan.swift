import Formulas
import Graphs
import Numbers
import Sheets

/// Which nodes of a sheet become statements of a script, and when each is needed for the last time.
struct ScriptPlan {
    let elaboration: Elaboration
    /// Nodes that get a statement of their own: the handout's steps, and parts that stand in several places.
    private(set) var named: Set<NodeID> = []
    /// The last line of the sheet, as an index into `elaboration.lines`, that needs a node.
    private(set) var lastUse: [NodeID: Int] = [:]
    /// Nodes without a finite value in double precision.
    private(set) var unavailable: Set<NodeID> = []

    var graph: Graph { elaboration.graph }

    /// Deeper formulas get names for their parts: Python's reader has a bound, and so have human ones.
    private static let deepest = 12

    init(_ worked: WorkedSheet) {
        elaboration = worked.elaboration.withoutConditions
        for line in elaboration.lines { named.formUnion(Self.steps(of: line, in: graph)) }
        nameSharedParts()
        findUnavailable(worked)
        for (index, line) in elaboration.lines.enumerated() {
            for id in statements(of: line) {
                need(id, at: index)
                for operand in operands(of: id) { need(operand, at: index) }
            }
            for call in calls(in: line) {
                for argument in call.arguments.flatMap({ $0 }) { need(argument, at: index) }
                for case .node(let option) in call.options.values { need(option, at: index) }
                need(call.result, at: index)
            }
        }
        for answer in elaboration.answers {
            guard let node = answer.node else { continue }
            // Answers are printed behind the last line of their question.
            let question = elaboration.question(ofItem: answer.item)
            let last = elaboration.lines.lastIndex { elaboration.question(ofItem: $0.item) == question }
            need(node, at: last ?? elaboration.lines.count)
        }
    }

    /// The nodes of a line that get a statement, in order.
    func statements(of line: Elaboration.Line) -> [NodeID] {
        let inner = graph.ids[line.added].filter { named.contains($0) }
        return Set(inner + line.nodes).sorted()
    }

    /// The mechanism calls that a line makes.
    func calls(in line: Elaboration.Line) -> [Graph.Call] {
        graph.calls.filter { line.added.overlaps($0.added) }
    }

    private static func steps(of line: Elaboration.Line, in graph: Graph) -> [NodeID] {
        graph.ids[line.added].filter { graph[$0].label != nil } + line.nodes
    }

    /// The nodes with names that a formula is made of.
    func operands(of id: NodeID) -> [NodeID] {
        graph[id].inputs.flatMap { named.contains($0) ? [$0] : operands(of: $0) }
    }

    /// A value that a line needs: by its name, or the names that its formula is made of.
    private mutating func need(_ id: NodeID, at line: Int) {
        for operand in named.contains(id) ? [id] : operands(of: id) {
            lastUse[operand] = max(lastUse[operand] ?? 0, line)
        }
    }

    /// A part that two formulas need is worked out once; so is a part under a deep formula.
    private mutating func nameSharedParts() {
        var uses: [NodeID: Int] = [:]
        for id in graph.ids {
            for input in graph[id].inputs { uses[input, default: 0] += 1 }
        }
        var depths: [Int] = []
        for id in graph.ids {
            let depth = graph[id].inputs.map { named.contains($0) ? 0 : depths[$0.index] }.max().map { $0 + 1 } ?? 0
            depths.append(depth)
            guard !named.contains(id), uses[id, default: 0] > 0 else { continue }
            let isShared = uses[id, default: 0] > 1 && !isShort(id)
            if isShared || depth >= Self.deepest { named.insert(id) }
        }
    }

    /// Whether a formula is as short as a name would be: a number, or a part of something that has a name.
    private func isShort(_ id: NodeID) -> Bool {
        let node = graph[id]
        switch node.operation {
        case .constant, .placeholder, .size: return node.shape == .scalar
        case .identity, .transpose, .row, .column, .entry, .columns, .rows:
            return named.contains(node.inputs[0])
        case .add, .subtract, .negate, .multiply, .divide, .matrixProduct, .dot, .power, .apply, .normalise, .reduce,
            .stack, .concatenate, .part, .whole:
            return false
        }
    }

    private mutating func findUnavailable(_ worked: WorkedSheet) {
        let doubles = graph.evaluate(Double.self)
        for id in graph.ids {
            let isFinite = worked.exact[id] != nil && (doubles[id]?.elements.allSatisfy(\.isFinite) ?? false)
            if !isFinite || graph[id].inputs.contains(where: { unavailable.contains($0) }) { unavailable.insert(id) }
        }
    }
}

extension Elaboration {
    /// The question that an item belongs to, nil before the first.
    func question(ofItem item: Int) -> String? { sheet.sections[sheet.items[item].section].question }
}

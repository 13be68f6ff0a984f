import Documents
import Formulas
import Graphs
import Numbers

/// The operations that a computation takes, step by step: what a count was read off.
public struct OperationTable: Sendable {
    /// The computation that is counted.
    public let graph: Graph
    /// One row per step: its name or formula, and what it takes, its unnamed parts included.
    public let rows: [Row]
    /// The kinds that are shown; all that occur where one total is asked for.
    public let kinds: [OperationCount.Kind]
    /// Whether the kinds are added up.
    public let isTotal: Bool

    /// One step.
    public struct Row: Sendable {
        /// The step's node.
        public var node: NodeID
        /// How many parts it stands for, 1 for most.
        public var repetitions: Polynomial
        /// What all of them take.
        public var count: OperationCount
    }

    /// All rows together.
    public var count: OperationCount { rows.reduce(OperationCount()) { $0 + $1.count } }

    /// The number asked for.
    public var result: Polynomial {
        isTotal ? count.total : kinds.reduce(0) { $0 + count[$1] }
    }

    /// Counts the operations of nodes.
    ///
    /// - Parameters:
    ///   - ids: the nodes to count, in order.
    ///   - kind: what is counted; nil for everything.
    public init(_ graph: Graph, _ ids: [NodeID], kind: OperationCount.Kind?) {
        let counted = Set(ids)
        let parts = graph.parts
        // A node without a name belongs to the step whose formula it stands in.
        var owners: [NodeID: NodeID] = [:]
        for id in ids.reversed() {
            let isStep = graph[id].label != nil && graph[id].role != .given
            let owner = isStep ? id : owners[id] ?? id
            owners[id] = owner
            for input in graph[id].inputs where counted.contains(input) && owners[input] == nil {
                owners[input] = owner
            }
        }
        var counts: [NodeID: OperationCount] = [:]
        for id in ids {
            counts[owners[id] ?? id, default: OperationCount()] =
                counts[owners[id] ?? id, default: OperationCount()] + graph.operationCount(of: [id])
        }
        self.graph = graph
        rows = counts.keys.sorted().compactMap { id in
            guard let count = counts[id], !count.kinds.isEmpty else { return nil }
            let repetitions = parts[id.index].reduce(Polynomial(1)) { $0 * Polynomial($1.count) }
            return Row(node: id, repetitions: repetitions, count: count)
        }
        isTotal = kind == nil
        let all = rows.reduce(OperationCount()) { $0 + $1.count }
        kinds = kind.map { [$0] } ?? all.kinds
    }

    /// The table, and what it leaves out in words.
    public var blocks: [Block] {
        let shown = rows.filter { row in kinds.contains { !row.count[$0].isZero } }
        guard !shown.isEmpty else {
            return [.remark([.text("Nothing is counted: numbers are only moved.")])]
        }
        let notation = Notation(trace: graph.unevaluated, scope: shown.map(\.node), written: [:], digits: 4)
        let areRepeated = shown.contains { $0.repetitions != 1 }
        var header: [[Inline]] = [[.text("Step")], [.text("Shape")]]
        if areRepeated { header.append([.text("Times")]) }
        header += kinds.map { [.text(kinds.count > 3 ? $0.shortTitle : $0.title)] }
        var lines = shown.map { row -> [[Inline]] in
            let node = graph[row.node]
            var step = notation.definition(of: row.node)
            if node.label != nil { step = Formula(.comparison(notation.name(of: row.node), .equal, step)) }
            var line: [[Inline]] = [[.formula(step)], [.formula(Exposition.formula(of: node.shape))]]
            if areRepeated { line.append([.formula(Formula(row.repetitions))]) }
            line += kinds.map { kind in Self.cell(row.count[kind]) }
            return line
        }
        if shown.count > 1 {
            let total = count
            var line: [[Inline]] = [[.strong([.text("Total")])], []]
            if areRepeated { line.append([]) }
            line += kinds.map { Self.cell(total[$0]) }
            lines.append(line)
        }
        let alignments: [ColumnAlignment] = [.left, .left] + header.dropFirst(2).map { _ in .right }
        var blocks: [Block] = [.table(header: header, alignments: alignments, rows: lines)]
        if result.constant == nil {
            blocks.append(.remark([.text("It grows as "), .formula(result.growth), .text(".")]))
        }
        return blocks
    }

    private static func cell(_ amount: Polynomial) -> [Inline] {
        amount.isZero ? [.text("–")] : [.formula(Formula(amount))]
    }
}

extension OperationCount.Kind {
    /// The head of its column.
    var title: String {
        switch self {
        case .multiplications: "Multiplications"
        case .additions: "Additions"
        case .divisions: "Divisions"
        case .exponentials: "Exponentials"
        case .functions: "Functions"
        case .powers: "Roots, powers"
        case .comparisons: "Comparisons"
        }
    }

    /// The head of its column beside many others.
    var shortTitle: String {
        switch self {
        case .multiplications: "Mult."
        case .additions: "Add."
        case .divisions: "Div."
        case .exponentials: "Exp."
        case .functions: "Funct."
        case .powers: "Roots"
        case .comparisons: "Comp."
        }
    }
}

extension Polynomial {
    /// `O(n² d + n d²)`: the monomials that no other one outgrows.
    var growth: Formula {
        let terms = leading.map { Formula($0) }
        let sum = terms.isEmpty ? Formula(spelledNumber: "0") : terms.count == 1 ? terms[0] : Formula(.sum(terms))
        return Formula(.call("O", [sum], []))
    }
}

import Formulas
import Graphs
import Numbers
import Rationals
import Sheets

/// The walk over a sheet that writes its script.
struct ScriptWriter {
    let worked: WorkedSheet
    let target: ScriptTarget
    let isChecked: Bool
    let plan: ScriptPlan
    var expressions: ExpressionWriter
    var names = PythonNames()
    /// The script without its head, which depends on what the rest needs.
    var body: [String] = []
    /// Headings under which nothing has been written yet.
    var headings: [Sheet.Heading] = []
    /// The modules that library calls need.
    var imports: Set<LibraryCall.Module> = []
    /// How far rounding can take each step, for the checks.
    let bounds: Trace<RunningError>?

    var graph: Graph { plan.graph }
    var elaboration: Elaboration { worked.elaboration }

    init(_ worked: WorkedSheet, _ target: ScriptTarget, isChecked: Bool) throws {
        self.worked = worked
        self.target = target
        self.isChecked = isChecked
        plan = ScriptPlan(worked)
        let graph = plan.graph
        var literals: [NodeID: PythonExpression] = [:]
        var large: Set<NodeID> = []
        let doubles = graph.evaluate(Double.self)
        for id in graph.ids {
            if case .constant(let tensor) = graph[id].operation {
                literals[id] = try PythonLiteral.constant(tensor, written: worked.elaboration.written[id], target)
            }
            // A size that is known is a number; one with names in it has no value.
            if case .size = graph[id].operation, let value = worked.exact[id] {
                literals[id] = try PythonLiteral.constant(value, written: nil, target)
            }
            if graph[id].shape == .scalar, let value = doubles[id]?.elements.first, abs(value) >= 1e15 {
                large.insert(id)
            }
        }
        expressions = ExpressionWriter(graph: graph, target: target, literals: literals, large: large)
        bounds = isChecked ? graph.evaluate(RunningError.self) : nil
    }

    mutating func script() throws -> String {
        var question: String?
        var lines = Array(elaboration.lines.enumerated())[...]
        for (index, item) in elaboration.sheet.items.enumerated() {
            let section = elaboration.sheet.sections[item.section]
            if section.question != question {
                try answers(of: question)
                question = section.question
            }
            if case .heading(let heading) = item.content, !heading.opensSolution {
                headings.removeAll { $0.level >= heading.level }
                headings.append(heading)
            }
            var shown: [NodeID] = []
            var isWritten = false
            while let (place, line) = lines.first, line.item == index {
                lines.removeFirst()
                if !isWritten { openBlock() }
                isWritten = true
                try shown += statements(of: line, at: place)
            }
            if case .solve = item.content {
                try show(shown)
                claims(of: index)
            }
        }
        try answers(of: question)
        return (head() + body).joined(separator: "\n") + "\n"
    }

    // MARK: Statements

    /// The statements of one line of the sheet; the steps among them that the handout shows.
    private mutating func statements(of line: Elaboration.Line, at place: Int) throws -> [NodeID] {
        var shown: [NodeID] = []
        for id in plan.statements(of: line) {
            if assign(id, at: place, in: line.item), graph[id].role != .given,
                graph[id].label != nil || line.nodes.contains(id)
            {
                shown.append(id)
            }
        }
        for call in plan.calls(in: line) where !plan.unavailable.contains(call.result) { compare(call, at: place) }
        return shown
    }

    /// `S = Q @ K.T  # (3, 3): scores`; a comment when there is no value.
    ///
    /// - Returns: whether there is one.
    @discardableResult
    mutating func assign(_ id: NodeID, at place: Int, in item: Int) -> Bool {
        guard expressions.names[id] == nil else { return true }
        let node = graph[id]
        let caption = elaboration.captions[id] ?? node.caption
        guard !plan.unavailable.contains(id) else {
            unavailable(id, caption)
            return false
        }
        let expression = expressions.formula(of: id)
        let label = node.label ?? (elaboration.lines.contains { $0.nodes.contains(id) } ? "result" : "part")
        let name = names.claim(
            label, question: elaboration.question(ofItem: item), at: place, lastUse: plan.lastUse[id] ?? place)
        expressions.names[id] = PythonExpression(name, isNumber: expression.isNumber)
        let shape = node.shape == .scalar ? nil : Self.shape(node.shape)
        let remark = [shape, caption].compactMap { $0 }.joined(separator: ": ")
        body += PythonText.lines("\(name) = \(expression.text)", remark: remark)
        return true
    }

    /// A step on declared shapes, or one that double precision cannot hold.
    private mutating func unavailable(_ id: NodeID, _ caption: String?) {
        guard let label = graph[id].label else { return }
        let name = PythonNames.identifier(label)
        let what = caption.map { ", \($0)" } ?? ""
        let remark =
            worked.exact[id] == nil
            ? "\(name)\(what): a shape without numbers, \(Self.shape(graph[id].shape))"
            : "\(name)\(what): beyond double precision"
        body += PythonText.folded("# " + PythonText.comment(remark))
    }

    /// `(3, d_k)`, as Python writes a shape.
    static func shape(_ shape: Shape) -> String {
        switch shape {
        case .scalar: "()"
        case .column(let n), .row(let n): "(\(n),)"
        case .matrix(let m, let n): "(\(m), \(n))"
        }
    }

    // MARK: Library calls

    /// The mechanism in the library's own words, beside the steps that work it out.
    private mutating func compare(_ call: Graph.Call, at place: Int) {
        guard target == .pytorch, let result = expressions.names[call.result] else { return }
        let arguments = call.arguments.map { list in list.map { expressions.operand($0) } }
        var options: [String: PythonExpression] = [:]
        for (label, option) in call.options {
            if case .node(let id) = option { options[label] = expressions.operand(id) }
        }
        let setting = LibraryCall.Setting(
            graph: graph, call: call, arguments: arguments, options: options,
            functional: isNamed("F") ? "nn.functional" : "F")
        guard let library = LibraryCall.table[call.mechanism]?(setting) else { return }
        imports.formUnion(library.modules.map { $0 == .functional && isNamed("F") ? .nn : $0 })
        body.append("# The same by PyTorch's own \(library.title):")
        for statement in library.statements { body += PythonText.lines(statement, remark: nil) }
        body += PythonText.lines("torch.testing.assert_close(\(library.value), \(result.text))", remark: nil)
    }

    /// Whether the sheet has a quantity of this name, which then is not the name of a module.
    private func isNamed(_ name: String) -> Bool {
        plan.named.contains { graph[$0].label.map(PythonNames.identifier) == name }
    }

    /// The headings over what follows, which stand in the script only where there is something to calculate.
    private mutating func openBlock() {
        for heading in headings { self.heading(heading) }
        headings = []
        if let last = body.last, !last.isEmpty, !last.hasPrefix("#") { body.append("") }
    }
}

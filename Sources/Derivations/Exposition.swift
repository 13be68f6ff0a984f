import Documents
import Formulas
import Graphs
import Numbers
import Rationals

/// Which lines a teacher writes for a step, by what the step computes.
struct Exposition {
    let notation: Notation
    let detail: Detail

    struct Lines {
        var equations: [Equation] = []
        var remarks: [[Inline]] = []
    }

    var graph: Graph { notation.graph }
    var trace: Trace<Number> { notation.trace }

    /// Above these sizes a value is written whole, not row by row or entry by entry.
    static let mostRows = 8
    static let mostTerms = 10
    static let mostEntries = 64
    /// So many entries are written out one by one even where detail does not ask for it.
    static let fewEntries = 9

    /// nil when the step has no value to write: an error reported elsewhere.
    func lines(of id: NodeID) throws -> Lines? {
        guard let value = trace[id] else { return shapeLines(of: id) }
        if let rows = WeightRows(id, in: trace) { return try weightLines(rows, value) }
        switch graph[id].operation {
        case .matrixProduct:
            return try weightedSumLines(of: id, value) ?? generalLines(of: id, value)
        case .columns(let range):
            return try blockLines(of: id, value, range, ("Column", "Columns"))
        case .rows(let range):
            return try blockLines(of: id, value, range, value.shape.isVector ? ("Entry", "Entries") : ("Row", "Rows"))
        case .constant, .placeholder, .size, .part, .whole, .identity, .add, .subtract, .negate, .multiply, .divide,
            .dot, .transpose,
            .power, .apply, .normalise, .reduce, .row, .column, .entry, .stack, .concatenate:
            return try generalLines(of: id, value)
        }
    }

    /// The lines of scores that become weights, by the rule.
    private func weightLines(_ rows: WeightRows, _ value: Tensor<Number>) throws -> Lines {
        switch rows.rule {
        case .softmax(let base): try softmaxLines(rows, value, base: base, extraOne: false)
        case .softmaxOne(let base): try softmaxLines(rows, value, base: base, extraOne: true)
        case .topK(let k, let ties, let base): try topKLines(rows, value, k: k, ties: ties, base: base)
        case .argmax(let rule): try argmaxLines(rows, value, rule: rule)
        case .relu: try quotientLines(rows, value, rectified: true)
        case .sum: try quotientLines(rows, value, rectified: false)
        case .sigmoid: try sigmoidLines(rows, value)
        case .sparsemax: try sparsemaxLines(rows, value)
        case .entmax15: try entmaxLines(rows, value)
        }
    }

    /// The columns of a projection that belong to one head, or some of the rows, said in words.
    private func blockLines(
        of id: NodeID, _ value: Tensor<Number>, _ range: Range<Int>, _ kind: (one: String, many: String)
    ) throws -> Lines {
        let block =
            range.count == 1
            ? "\(kind.one) \(range.upperBound) of " : "\(kind.many) \(range.lowerBound + 1) to \(range.upperBound) of "
        return Lines(
            equations: [Equation(left: notation.name(of: id), links: try notation.valueLinks(value))],
            remarks: [[.text(block), .formula(notation.operand(graph[id].inputs[0])), .text(".")]])
    }

    // MARK: Any step

    private func generalLines(of id: NodeID, _ value: Tensor<Number>) throws -> Lines {
        let name = notation.name(of: id)
        var main: [Equation.Link] = []
        if graph[id].label != nil, !isConstant(id) { main.append(.init(.equal, definition(of: id))) }
        let expansions = detail == .standard && value.shape != .scalar ? expansions(of: id, value) : []
        if detail != .brief, !isClearerByEntry(id) { append(&main, notation.substituted(id)) }
        for formula in expansions { append(&main, formula) }
        guard let entries = entriesToExpand(of: id, value, areShown: !expansions.isEmpty) else {
            for link in try notation.valueLinks(value) { append(&main, link) }
            return Lines(equations: [Equation(left: name, links: main)])
        }
        if value.shape == .scalar {
            append(&main, notation.entry(of: id, 0, 0))
            if let folded = Self.folded(notation.entry(of: id, 0, 0)) { append(&main, folded) }
            for link in try notation.valueLinks(value) { append(&main, link) }
            return Lines(equations: [Equation(left: name, links: main)])
        }
        var equations = [Equation(left: name, links: main)]
        for (i, j) in entries {
            let expansion = notation.entry(of: id, i, j)
            var links: [Equation.Link] = [.init(.equal, expansion)]
            if let folded = Self.folded(expansion) { append(&links, folded) }
            for link in try notation.valueLinks(Tensor(scalar: value[i, j])) { append(&links, link) }
            equations.append(Equation(left: notation.entryName(of: id, i, j) ?? name, links: links))
        }
        equations.append(Equation(left: name, links: try notation.valueLinks(value)))
        return Lines(equations: equations)
    }

    /// The formula of a step; of many columns put together only the first two, whose pattern the others follow.
    private func definition(of id: NodeID) -> Formula {
        let whole = notation.definition(of: id)
        guard case .row(let parts) = whole.node, parts.count > 3, whole.latexWidth > Self.widestMatrix,
            Self.joinsComputed(graph, id)
        else { return whole }
        return Formula(.row(Array(parts.prefix(2)) + [Formula(.elided("\(parts.count - 2) more columns"))]))
    }

    private func isConstant(_ id: NodeID) -> Bool {
        if case .constant = graph[id].operation { return true }
        return false
    }

    /// The entries written out one by one: a number's always, those of small matrices that did not fit on a line, and
    /// all at full detail.
    private func entriesToExpand(of id: NodeID, _ value: Tensor<Number>, areShown: Bool) -> [(Int, Int)]? {
        guard detail != .brief, Self.adds(graph, id), !areShown else { return nil }
        guard value.elements.count <= (detail == .full ? Self.mostEntries : Self.fewEntries) else { return nil }
        return (0..<value.rows).flatMap { i in (0..<value.columns).map { (i, $0) } }
    }

    /// A vector or a small matrix with every entry written out in its place, then worked out as far as a divisor that
    /// all entries have, a root say, allows; nothing when it would not fit on a line.
    ///
    ///     1/√2 · [1·3 + 2·4, …] = 1/√2 · [11, …]
    private func expansions(of id: NodeID, _ value: Tensor<Number>) -> [Formula] {
        guard value.elements.count <= 16, Self.adds(graph, id) else { return [] }
        let node = graph[id]
        var sums = id
        var divisor: Formula?
        if case .divide = node.operation, graph[node.inputs[1]].shape == .scalar, graph[node.inputs[0]].label == nil {
            sums = node.inputs[0]
            divisor = notation.operand(node.inputs[1])
        }
        func divided(_ formula: Formula) -> Formula {
            divisor.map { Formula(.product([.reciprocal(of: $0), formula], .juxtaposition)) } ?? formula
        }
        let entries = divided(Formula(value.mapPlaces { notation.entry(of: sums, $0, $1) }))
        guard entries.latexWidth <= (isClearerByEntry(id) ? 3 : 1) * Self.widestMatrix else { return [] }
        guard divisor != nil, let inner = trace[sums], inner.elements.allSatisfy({ $0.rational != nil }) else {
            return [entries]
        }
        return [entries, divided(notation.value(inner))]
    }

    /// In em; a line of an A4 page holds about 41.
    static let widestMatrix = 36.0

    /// Whether the node's own formula holds products or sums of entries: something to write out.
    static func adds(_ graph: Graph, _ id: NodeID) -> Bool {
        let node = graph[id]
        switch node.operation {
        case .matrixProduct, .dot, .reduce: return true
        case .constant, .placeholder, .size, .part, .whole, .normalise: return false
        case .add, .subtract, .multiply, .divide:
            return repeatsColumn(graph, id) || node.inputs.contains { graph[$0].label == nil && adds(graph, $0) }
        case .stack, .concatenate:
            return joinsComputed(graph, id) || node.inputs.contains { graph[$0].label == nil && adds(graph, $0) }
        case .identity, .negate, .transpose, .power, .apply, .row, .column, .entry, .columns, .rows:
            return node.inputs.contains { graph[$0].label == nil && adds(graph, $0) }
        }
    }

    /// Whether one number per row goes to a whole matrix, the mean of each token say, here or inside the formula.
    private static func repeatsColumn(_ graph: Graph, _ id: NodeID) -> Bool {
        let node = graph[id]
        return node.inputs.contains { input in
            if case .column = graph[input].shape, graph[input].shape.isRepeated(over: node.shape) { return true }
            guard graph[input].label == nil else { return false }
            switch graph[input].operation {
            case .add, .subtract, .multiply, .divide: return repeatsColumn(graph, input)
            default: return false
            }
        }
    }

    /// Whether columns or rows are put together that are worked out in the same line: sines and cosines of angles.
    private static func joinsComputed(_ graph: Graph, _ id: NodeID) -> Bool {
        graph[id].inputs.contains { input in
            guard graph[input].label == nil, graph[input].shape != .scalar else { return false }
            switch graph[input].operation {
            case .apply, .power, .add, .subtract, .multiply, .divide, .negate: return true
            default: return false
            }
        }
    }

    /// Whether the formula with whole vectors in numbers is harder to read than one entry after the other.
    private func isClearerByEntry(_ id: NodeID) -> Bool {
        switch graph[id].operation {
        case .add, .subtract, .multiply, .divide: Self.repeatsColumn(graph, id)
        case .stack, .concatenate: Self.joinsComputed(graph, id)
        default: false
        }
    }

    /// A link unless it says what the one before it said.
    func append(_ links: inout [Equation.Link], _ formula: Formula) {
        append(&links, Equation.Link(.equal, formula))
    }

    func append(_ links: inout [Equation.Link], _ link: Equation.Link) {
        guard links.last?.right != link.right else { return }
        links.append(link)
    }

    // MARK: Arithmetic between the expansion and the value

    /// A quotient whose numerator is worked out but whose denominator is not: 4.5/√3 between Σ…/√3 and 3√3/2.
    static func folded(_ formula: Formula) -> Formula? {
        guard case .quotient(let numerator, let denominator) = formula.node, rational(denominator) == nil,
            let value = rational(numerator)
        else { return nil }
        if case .number = numerator.node { return nil }
        return Formula(.quotient(Formula(Number(value)), denominator))
    }

    /// The value of a formula of literals, nil when it holds anything else.
    private static func rational(_ formula: Formula) -> Rational? {
        switch formula.node {
        case .number(let literal):
            return literal.value
        case .negative(let inner):
            return rational(inner).map { -$0 }
        case .sum(let terms):
            return terms.reduce(Rational(0)) { sum, term in sum.flatMap { s in rational(term).map { s + $0 } } }
        case .product(let factors, _):
            return factors.reduce(Rational(1)) { product, factor in
                product.flatMap { p in rational(factor).map { p * $0 } }
            }
        case .quotient(let a, let b):
            return rational(a).flatMap { p in rational(b).flatMap { p.divided(by: $0) } }
        case .name, .subscripted, .power, .root, .transpose, .dot, .call, .column, .row, .matrix, .summation,
            .shortened,
            .comparison, .text, .elided:
            return nil
        }
    }
}

import Attention
import Derivations
import Formulas
import Graphs
import Numbers
import Rationals

extension Elaborator {
    /// What a call of a function that reads a computation came to: nil inside when it is wrong, which has been reported.
    struct ReadNode {
        var node: NodeID?
    }

    /// Functions that read a computation, or build one on shapes; nil for all others.
    mutating func reading(
        _ function: SheetFunction, _ name: String, _ arguments: [Formula], _ options: [Formula.Option],
        _ formula: Formula
    ) -> ReadNode? {
        switch function {
        case .count(let kind):
            guard takes([], options, name) else { return ReadNode() }
            return ReadNode(node: count(kind, name, arguments, formula))
        case .dotVariance: return ReadNode(node: dotVariance(name, arguments, options, formula))
        case .layer: return ReadNode(node: layer(name, arguments, options, formula))
        case .comparison, .crossover:
            report(.readingInFormula(name), at: formula.range)
            return ReadNode()
        case .elementary, .reduce, .concatenate, .stack, .entrywiseProduct, .norm, .row, .column, .rowCount,
            .columnCount, .ones, .zeros, .identity:
            return nil
        }
    }

    /// A line that compares costs and has no value of its own; false for every other line.
    mutating func elaborateComparison(_ formula: Formula) -> Bool {
        guard case .call(let name, let arguments, let options) = formula.node,
            let function = SheetFunction.byName[name]
        else { return false }
        if function == .comparison {
            compare(name, arguments, options, formula)
            return true
        }
        if function == .crossover {
            crossover(name, arguments, options, formula)
            return true
        }
        return false
    }

    /// Whether all options are among the known ones; the others are reported.
    private mutating func takes(_ known: [String], _ options: [Formula.Option], _ name: String) -> Bool {
        var areKnown = true
        for option in options where !known.contains(option.label) {
            areKnown = false
            report(
                .unknownOption(
                    option.label, function: name, known: known,
                    suggestions: Spelling.suggestions(for: option.label, among: known)), at: option.labelRange)
        }
        return areKnown
    }

    // MARK: Counts

    /// A formula is counted as it is written, the names in it being known; a name counts what its line works out.
    private mutating func count(
        _ kind: OperationCount.Kind?, _ name: String, _ arguments: [Formula], _ formula: Formula
    ) -> NodeID? {
        guard expect(1...Int.max, arguments.count, name, formula) else { return nil }
        // What is counted is no step of the sheet: it is built in a copy.
        var counted = self
        var ids: Set<NodeID> = []
        var isComplete = true
        for argument in arguments {
            if let line = counted.line(of: argument) {
                ids.formUnion(counted.result.graph.ids[line])
                continue
            }
            let before = counted.result.graph.nodes.count
            guard counted.node(of: argument) != nil else {
                isComplete = false
                continue
            }
            counted.result.graph.nameHiddenWeights(in: before..<counted.result.graph.nodes.count)
            ids.formUnion(counted.result.graph.ids[before...])
        }
        result.diagnostics = counted.result.diagnostics
        hasReportedLimit = counted.hasReportedLimit
        scopes[section].reported = counted.scopes[section].reported
        guard isComplete else { return nil }
        let table = OperationTable(counted.result.graph, ids.sorted(), kind: kind)
        readings = counted.readings + [.count(table)]
        return number(table.result, at: formula.range)
    }

    /// The nodes that the line of a name added.
    private func line(of formula: Formula) -> Range<Int>? {
        guard case .name(let name) = formula.node else { return nil }
        let full = substituted(name)
        let nodes = definition(of: full)?.node.map { [$0] } ?? family(of: full)?.members.compactMap(\.node) ?? []
        return result.lines.first { line in nodes.contains { line.nodes.contains($0) } }?.added
    }

    /// A polynomial as a value: a number where no name stands in it.
    private mutating func number(_ polynomial: Polynomial, at range: Range<Int>?) -> NodeID? {
        guard let value = polynomial.constant else { return add(.size(polynomial), at: range) }
        return add(.constant(Tensor(scalar: Number(value))), at: range)
    }

    // MARK: Layers

    /// `layer(gru, X)`, `layer(convolution, X, kernel: k)`.
    private mutating func layer(
        _ name: String, _ arguments: [Formula], _ options: [Formula.Option], _ formula: Formula
    ) -> NodeID? {
        guard expect(2...2, arguments.count, name, formula, parameters: ["layer", "X"]),
            takes(["kernel"], options, name)
        else { return nil }
        let layer = layer(arguments[0])
        let kernel = size("kernel", options, "k")
        let tokens = node(of: arguments[1])
        guard let layer, let kernel, let tokens else { return nil }
        do throws(MechanismError) {
            let id = try layer.build(&result.graph, tokens, kernel)
            fillOrigins(formula.range)
            return id
        } catch {
            fillOrigins(formula.range)
            report(
                .mechanism(error, function: layer.name, operands: [operand(arguments[1], tokens)]), at: formula.range)
            return nil
        }
    }

    private mutating func layer(_ formula: Formula) -> Layer? {
        let word = word(formula) ?? ""
        if let layer = Layer.named(word) { return layer }
        let known = Layer.all.map(\.name)
        report(
            .unknownLayer(spelling(of: formula), known: known, Spelling.suggestions(for: word, among: known)),
            at: formula.range)
        return nil
    }

    /// The size that an option gives, or the field's letter for it.
    private mutating func size(_ label: String, _ options: [Formula.Option], _ fallback: String) -> Dimension? {
        guard let option = options.last(where: { $0.label == label }) else { return Dimension(fallback) }
        return dimension(option.value)
    }

    /// `compare(self_attention, gru, tokens: n, width: d, kernel: k)`.
    private mutating func compare(
        _ name: String, _ arguments: [Formula], _ options: [Formula.Option], _ formula: Formula
    ) {
        guard expect(1...Int.max, arguments.count, name, formula),
            takes(["tokens", "width", "kernel"], options, name)
        else { return }
        let tokens = size("tokens", options, "n")
        let width = size("width", options, "d")
        let kernel = size("kernel", options, "k")
        let layers = arguments.map { layer($0) }
        guard let tokens, let width, let kernel else { return }
        var costs: [LayerCost] = []
        for layer in layers {
            guard let layer, let cost = try? LayerCost(layer, tokens: tokens, width: width, kernel: kernel) else {
                return
            }
            costs.append(cost)
        }
        readings.append(.layers(costs))
    }

    /// `crossover(c_attention, c_gru, n)`: for which n the first is the smaller one.
    private mutating func crossover(
        _ name: String, _ arguments: [Formula], _ options: [Formula.Option], _ formula: Formula
    ) {
        guard takes([], options, name),
            expect(3...3, arguments.count, name, formula, parameters: ["smaller", "larger", "size"])
        else { return }
        let sides = arguments.prefix(2).map { node(of: $0) }
        guard case .name(let variable) = arguments[2].node else {
            report(.notASize, at: arguments[2].range)
            return
        }
        let polynomials = result.graph.polynomials()
        var found: [Polynomial] = []
        for (side, argument) in zip(sides, arguments) {
            guard let side else { return }
            guard let polynomial = polynomials[side] ?? rationalValue(of: argument).map({ Polynomial($0) }) else {
                report(.notAPolynomial(spelling(of: argument)), at: argument.range)
                return
            }
            found.append(polynomial)
        }
        guard found.count == 2 else { return }
        guard found.contains(where: { $0.names.contains(variable.spelling) }) else {
            report(.sizeDoesNotOccur(variable.spelling), at: arguments[2].range)
            return
        }
        guard let crossover = Crossover(found[0], isBelow: found[1], for: variable.spelling) else {
            report(.unsolvedCrossover(variable.spelling), at: formula.range)
            return
        }
        readings.append(.crossover(crossover))
    }

    // MARK: Random vectors

    /// `dot_variance(d, q: normal(0, 1), k: uniform(-1, 1))`: Var[q · k].
    private mutating func dotVariance(
        _ name: String, _ arguments: [Formula], _ options: [Formula.Option], _ formula: Formula
    ) -> NodeID? {
        guard expect(1...1, arguments.count, name, formula, parameters: ["d"]), takes(["q", "k"], options, name) else {
            return nil
        }
        let size = dimension(arguments[0])
        let given = ["q", "k"].compactMap { label in options.last { $0.label == label }?.value }
        guard let first = given.first else {
            report(.distribution(""), at: formula.range)
            return nil
        }
        let query = distribution(first)
        let key = given.count == 2 ? distribution(given[1]) : query
        guard let size, let query, let key else { return nil }
        let moments = DotProductMoments(dimension: Polynomial(size), query: query, key: key)
        readings.append(.moments(moments))
        return number(moments.variance, at: formula.range)
    }

    /// `normal(0, 1)`, `uniform(-1, 1)`, `integers(-2, 2)`, `one_of(1, 2, 5)`, `bernoulli(1/2)`, `sign()`.
    private mutating func distribution(_ formula: Formula) -> Distribution? {
        guard case .call(let name, let arguments, let options) = formula.node, options.isEmpty else {
            report(.distribution(spelling(of: formula)), at: formula.range)
            return nil
        }
        let values = arguments.compactMap { rationalValue(of: $0) }
        let distribution: Distribution?
        switch (name, values.count) {
        case ("normal", 2): distribution = values[1].signum() < 0 ? nil : .normal(mean: values[0], variance: values[1])
        case ("uniform", 2): distribution = values[0] < values[1] ? .uniform(values[0], values[1]) : nil
        case ("integers", 2):
            let areWhole = values[0].isInteger && values[1].isInteger && values[0] <= values[1]
            distribution = areWhole ? .integers(values[0].numerator, values[1].numerator) : nil
        case ("one_of", 1...): distribution = .oneOf(values)
        case ("bernoulli", 1): distribution = values[0].signum() >= 0 && values[0] <= 1 ? .bernoulli(values[0]) : nil
        case ("sign", 0): distribution = .sign
        default: distribution = nil
        }
        guard let distribution, values.count == arguments.count else {
            report(.distribution(spelling(of: formula)), at: formula.range)
            return nil
        }
        return distribution
    }
}

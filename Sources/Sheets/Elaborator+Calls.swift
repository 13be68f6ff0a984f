import Attention
import Formulas
import Graphs
import Numbers
import Rationals

extension Elaborator {
    mutating func call(
        _ name: String, _ arguments: [Formula], _ options: [Formula.Option], _ formula: Formula
    ) -> NodeID? {
        if let function = SheetFunction.byName[name] {
            if let reading = reading(function, name, arguments, options, formula) { return reading.node }
            if let option = options.first {
                report(
                    .unknownOption(option.label, function: name, known: [], suggestions: []), at: option.labelRange)
                for argument in arguments { _ = node(of: argument) }
                return nil
            }
            return apply(function, name, arguments, formula)
        }
        if let mechanism = SheetFunction.mechanism(named: name) {
            return build(mechanism, arguments, options, formula)
        }
        // The arguments may hold more to report.
        for argument in arguments { _ = node(of: argument) }
        let isName = definition(of: Name(spelling: name)) != nil
        let range = formula.range.map { $0.lowerBound..<min($0.upperBound, $0.lowerBound + name.utf8.count) }
        let suggestions = isName ? [] : Spelling.suggestions(for: name, among: SheetFunction.names)
        report(.unknownFunction(name, isName: isName, suggestions: suggestions), at: range)
        return nil
    }

    // MARK: Functions of one operation

    private mutating func apply(
        _ function: SheetFunction, _ name: String, _ arguments: [Formula], _ formula: Formula
    ) -> NodeID? {
        switch function {
        case .ones, .zeros, .identity: return filled(function, name, arguments, formula)
        case .row, .column: return line(function, name, arguments, formula)
        default: break
        }
        let nodes = arguments.map { node(of: $0) }
        guard nodes.allSatisfy({ $0 != nil }) else { return nil }
        var ids = nodes.compactMap { $0 }
        let range = formula.range
        switch function {
        case .elementary(let elementary):
            guard expect(1...1, ids.count, name, formula) else { return nil }
            return add(.apply(elementary), ids, of: arguments, at: range)
        case .reduce(let reduction, let axis):
            guard expect(1...Int.max, ids.count, name, formula) else { return nil }
            // max(a, b) of several numbers is the maximum of their column.
            if ids.count > 1 {
                guard let column = add(.stack, ids, of: arguments, at: range) else { return nil }
                ids = [column]
            }
            return add(.reduce(reduction, over: axis), ids, of: arguments, at: range)
        case .concatenate, .stack:
            guard expect(1...Int.max, ids.count, name, formula) else { return nil }
            return add(function == .stack ? .stack : .concatenate, ids, of: arguments, at: range)
        case .entrywiseProduct:
            guard expect(2...2, ids.count, name, formula) else { return nil }
            return add(.multiply, ids, of: arguments, at: range)
        case .norm:
            guard expect(1...1, ids.count, name, formula),
                let square = add(.dot, ids + ids, of: arguments + arguments, at: range),
                let half = Rational(1, over: 2)
            else { return nil }
            return add(.power(half), [square], at: range)
        case .rowCount, .columnCount:
            guard expect(1...1, ids.count, name, formula) else { return nil }
            let shape = result.graph[ids[0]].shape
            guard let count = (function == .rowCount ? shape.rows : shape.columns).value else {
                report(.shape(.needsSize(shape), operands: [operand(arguments[0], ids[0])]), at: range)
                return nil
            }
            return constant(Rational(count), written: Formula(literal: count, range: range))
        case .row, .column, .ones, .zeros, .identity, .count, .dotVariance, .layer, .comparison, .crossover:
            return nil
        }
    }

    /// `row(X, 2)`, `column(X, 1)`: counted from 1.
    private mutating func line(
        _ function: SheetFunction, _ name: String, _ arguments: [Formula], _ formula: Formula
    ) -> NodeID? {
        guard expect(2...2, arguments.count, name, formula) else { return nil }
        let matrix = node(of: arguments[0])
        let index = wholeNumber(arguments[1])
        guard let matrix, let index else { return nil }
        let shape = result.graph[matrix].shape
        let count = (function == .row ? shape.rows : shape.columns).value
        guard index >= 1, index <= count ?? .max else {
            let part: Diagnostic.Part = function == .row ? .row : .column
            report(
                .noSuchPart(spelling(of: arguments[0]), part, index: index, count: count ?? 0), at: arguments[1].range)
            return nil
        }
        return add(function == .row ? .row(index - 1) : .column(index - 1), [matrix], of: arguments, at: formula.range)
    }

    /// `ones(3, 2)`, `zeros(4)`, `identity(3)`.
    private mutating func filled(
        _ function: SheetFunction, _ name: String, _ arguments: [Formula], _ formula: Formula
    ) -> NodeID? {
        guard expect(function == .identity ? 1...1 : 1...2, arguments.count, name, formula) else { return nil }
        let sizes = arguments.map { wholeNumber($0) }
        guard sizes.allSatisfy({ $0 != nil }) else { return nil }
        let known = sizes.compactMap { $0 }
        for (size, argument) in zip(known, arguments) where !(1...Self.filledLimit).contains(size) {
            report(size < 1 ? .notASize : .sizeTooLarge(limit: Self.filledLimit), at: argument.range)
            return nil
        }
        let rows = known[0]
        let columns = function == .identity ? rows : known.count > 1 ? known[1] : 1
        let shape: Shape =
            known.count > 1 || function == .identity
            ? .matrix(Dimension(rows), Dimension(columns)) : .column(Dimension(rows))
        var elements = Array(repeating: Number(Rational(function == .ones ? 1 : 0)), count: rows * columns)
        if function == .identity {
            for index in 0..<rows { elements[index * columns + index] = Number(1) }
        }
        guard let tensor = Tensor(shape: shape, elements: elements) else { return nil }
        return add(.constant(tensor), at: formula.range)
    }

    private static let filledLimit = 1_000

    mutating func expect(
        _ expected: ClosedRange<Int>, _ found: Int, _ name: String, _ formula: Formula, parameters: [String] = []
    ) -> Bool {
        if expected.contains(found) { return true }
        report(.argumentCount(name, found: found, expected: expected, parameters: parameters), at: formula.range)
        return false
    }

    // MARK: Mechanisms

    private mutating func build(
        _ mechanism: Mechanism, _ arguments: [Formula], _ options: [Formula.Option], _ formula: Formula
    ) -> NodeID? {
        let parameters = mechanism.parameters
        let required = parameters.filter(\.isRequired).count
        let takesRest = parameters.last?.kind == .rest
        let labels = parameters.map(\.label)
        let isCountRight = expect(
            required...(takesRest ? Int.max : parameters.count), arguments.count, mechanism.name, formula,
            parameters: labels)
        var values: [Arguments.Value] = []
        var isComplete = isCountRight
        for (index, argument) in arguments.enumerated() {
            let parameter = index < parameters.count ? parameters[index] : takesRest ? parameters.last : nil
            if let value = value(argument, parameter) { values.append(value) } else { isComplete = false }
        }
        var optionValues: [String: Arguments.OptionValue] = [:]
        for option in options {
            guard let known = mechanism.options.first(where: { $0.label == option.label }) else {
                let labels = mechanism.options.map(\.label)
                report(
                    .unknownOption(
                        option.label, function: mechanism.name, known: labels,
                        suggestions: Spelling.suggestions(for: option.label, among: labels)), at: option.labelRange)
                isComplete = false
                continue
            }
            switch optionValue(option, known, of: mechanism) {
            case .left: continue
            case .value(let value): optionValues[option.label] = value
            case .wrong: isComplete = false
            }
        }
        guard isComplete else { return nil }
        return built(mechanism, Arguments(values: values, options: optionValues), arguments, formula)
    }

    private mutating func built(
        _ mechanism: Mechanism, _ arguments: Arguments, _ written: [Formula], _ formula: Formula
    ) -> NodeID? {
        guard result.graph.nodes.count < Elaboration.nodeLimit else {
            return add(.identity, at: formula.range)
        }
        do throws(MechanismError) {
            let before = result.graph.nodes.count
            let id = try mechanism.build(&result.graph, arguments)
            result.graph.calls.append(
                Graph.Call(
                    mechanism: mechanism.name, arguments: arguments.values.indices.map { arguments.list($0) },
                    options: recorded(arguments, of: mechanism), result: id,
                    added: before..<result.graph.nodes.count))
            fillOrigins(formula.range)
            return id
        } catch {
            fillOrigins(formula.range)
            var operands: [Diagnostic.Operand] = []
            for (value, argument) in zip(arguments.values, written) {
                if case .node(let id) = value { operands.append(operand(argument, id)) }
            }
            report(.mechanism(error, function: mechanism.name, operands: operands), at: formula.range)
            return nil
        }
    }

    /// The labelled arguments, and the whole numbers among the others under the labels of their parameters.
    private func recorded(_ arguments: Arguments, of mechanism: Mechanism) -> [String: Graph.Call.Option] {
        var options = arguments.options.mapValues(Graph.Call.Option.init)
        for (index, parameter) in mechanism.parameters.enumerated() {
            if let count = arguments.count(at: index) { options[parameter.label] = .count(count) }
        }
        return options
    }

    private mutating func value(_ argument: Formula, _ parameter: Mechanism.Parameter?) -> Arguments.Value? {
        switch parameter?.kind ?? .value {
        case .value:
            return node(of: argument).map { .node($0) }
        case .count(let range):
            guard let value = wholeNumber(argument) else { return nil }
            guard range.contains(value) else {
                report(.argumentRange(parameter?.label ?? "", range), at: argument.range)
                return nil
            }
            return .count(value)
        case .list, .rest:
            if let members = members(argument) { return members.map { .list($0) } ?? nil }
            return node(of: argument).map { .node($0) }
        }
    }

    /// The values of a list `[W_1, W_2]`, or the members of a family; nil when the argument is neither.
    private mutating func members(_ argument: Formula) -> [NodeID]?? {
        switch argument.node {
        case .column(let entries), .row(let entries):
            let areNumbers = entries.allSatisfy { entry in
                if case .number = entry.node { return true }
                if case .negative = entry.node { return true }
                return false
            }
            if areNumbers { return nil }
            let nodes = entries.map { node(of: $0) }
            guard nodes.allSatisfy({ $0 != nil }) else { return .some(nil) }
            return nodes.compactMap { $0 }
        case .name(let name):
            let name = substituted(name)
            guard definition(of: name) == nil, let family = family(of: name) else { return nil }
            let nodes = family.members.map(\.node)
            guard nodes.allSatisfy({ $0 != nil }) else { return .some(nil) }
            return nodes.compactMap { $0 }
        default:
            return nil
        }
    }
}

extension Graph.Call.Option {
    init(_ value: Arguments.OptionValue) {
        switch value {
        case .word(let word): self = .word(word)
        case .count(let count): self = .count(count)
        case .node(let id): self = .node(id)
        case .call(let word, let count): self = .call(word, count)
        case .list(let parts): self = .list(parts.map(Self.init))
        }
    }
}

extension Formula {
    /// A whole number as a literal.
    init(literal value: Int, range: Range<Int>?) {
        self.init(.number(Literal(value: Rational(value), spelling: String(value))), range: range)
    }
}

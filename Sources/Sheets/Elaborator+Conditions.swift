import Formulas
import Graphs
import Numbers
import Rationals

/// A condition before its quantities are looked up.
private struct ReadCondition {
    var kind: Condition.Kind
    var quantifier = Condition.Quantifier.all
    /// The sides or arguments.
    var formulas: [Formula]
}

extension Elaborator {
    /// The `require` blocks, last of all: what they add to the computation comes behind everything a reader sees.
    mutating func elaborateConditions() {
        let first = result.graph.nodes.count
        let items = result.sheet.items
        for (index, item) in items.enumerated() {
            guard case .require(let lines) = item.content else { continue }
            enter(item.section)
            for line in lines { condition(line, item: index) }
        }
        result.conditionNodes = first..<result.graph.nodes.count
    }

    private mutating func condition(_ line: ConditionLine, item: Int) {
        place = line.range
        guard let read = readCondition(line.body) else { return }
        let words = self.words(in: read.formulas)
        let rows: [Condition.NormalisedRow?] = words.isEmpty ? [nil] : normalisedRows()
        guard !rows.isEmpty else {
            report(.condition(.noWeights(words[0].rawValue)), at: line.range)
            return
        }
        var instances: [Condition.Instance] = []
        let isWhole = forEachIndex(line.family[...]) { elaborator, indices in
            for row in rows {
                guard let nodes = elaborator.nodes(of: read, row, words) else { return false }
                instances.append(.init(indices: indices, nodes: nodes, row: row))
            }
            return true
        }
        guard isWhole else { return }
        result.conditions.append(
            Condition(
                item: item, range: line.range, kind: read.kind, quantifier: read.quantifier,
                indices: line.family.map(\.name.base), instances: instances, texts: read.formulas.map { text(of: $0) }))
    }

    private func text(of formula: Formula) -> String {
        spelling(of: formula).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: Reading

    private mutating func readCondition(_ whole: Range<Int>) -> ReadCondition? {
        var body = whole
        var quantifier = Condition.Quantifier.all
        let end = body.first { source.byte(at: $0).map { !SourceText.isWordByte($0) } ?? true } ?? body.upperBound
        let word = source.text(body.lowerBound..<end)
        let behind = source.trimmed(end..<body.upperBound)
        if ["all", "any", "some"].contains(word), !isKnown(Name(word)), behind.lowerBound > end,
            let next = source.byte(at: behind.lowerBound), !behind.isEmpty,
            SourceText.isWordByte(next) || next == UInt8(ascii: "(") || next == UInt8(ascii: "[")
        {
            body = behind
            quantifier = word == "all" ? .all : .some
        }
        guard let (sides, relations) = sides(of: body) else { return nil }
        guard !relations.isEmpty else { return predicate(sides[0], quantifier) }
        let places = sides.indices.filter { denominatorArgument(sides[$0]) != nil }
        guard let place = places.first, let argument = denominatorArgument(sides[place]) else {
            return ReadCondition(kind: .comparison(relations), quantifier: quantifier, formulas: sides)
        }
        guard sides.count == 2, places.count == 1 else {
            report(.condition(.denominators), at: body)
            return nil
        }
        return ReadCondition(
            kind: .denominators(place == 0 ? relations[0] : relations[0].reversed), quantifier: quantifier,
            formulas: [argument, sides[1 - place]])
    }

    private func denominatorArgument(_ formula: Formula) -> Formula? {
        guard case .call(let name, let arguments, let options) = formula.node, options.isEmpty, arguments.count == 1,
            name == "denominators" || name == "denominator"
        else { return nil }
        return arguments[0]
    }

    private mutating func predicate(_ formula: Formula, _ quantifier: Condition.Quantifier) -> ReadCondition? {
        guard case .call(let name, let arguments, let options) = formula.node, !SheetFunction.isKnown(name) else {
            report(.condition(.noCondition), at: formula.range)
            return nil
        }
        let range = formula.range.map { $0.lowerBound..<min($0.upperBound, $0.lowerBound + name.utf8.count) }
        guard let predicate = Condition.Predicate(rawValue: name) else {
            let known = Condition.Predicate.allCases.map(\.rawValue) + ["denominators"]
            let suggestions = Spelling.suggestions(for: name, among: known)
            if name.hasPrefix("denominator") {
                report(.condition(.denominators), at: formula.range)
            } else if suggestions.isEmpty {
                report(.condition(.noCondition), at: formula.range)
            } else {
                report(.unknownFunction(name, isName: false, suggestions: suggestions), at: range)
            }
            return nil
        }
        if let option = options.first {
            report(.unknownOption(option.label, function: name, known: [], suggestions: []), at: option.labelRange)
            return nil
        }
        guard expect(predicate.arguments, arguments.count, name, formula) else { return nil }
        return ReadCondition(kind: .predicate(predicate), quantifier: quantifier, formulas: arguments)
    }

    /// The sides of a comparison or a chain of them; one side where nothing is compared.
    private mutating func sides(of body: Range<Int>) -> ([Formula], [Formula.Comparison])? {
        let failure: Diagnostic
        do throws(Diagnostic) {
            let formula = try source.formula(body)
            guard case .comparison(let left, let relation, let right) = formula.node else { return ([formula], []) }
            guard relation != .approximatelyEqual else { throw Diagnostic(.approximateClaim, at: body) }
            return ([left, right], [relation])
        } catch {
            failure = error
        }
        let signs = comparisonSigns(in: body)
        guard signs.count > 1 else {
            result.diagnostics.append(failure)
            return nil
        }
        var sides: [Formula] = []
        var start = body.lowerBound
        for end in signs.map(\.range.lowerBound) + [body.upperBound] {
            guard let side = read(source.trimmed(start..<end)) else { return nil }
            sides.append(side)
            start = signs.first { $0.range.lowerBound == end }?.range.upperBound ?? end
        }
        return (sides, signs.map(\.relation))
    }

    private func comparisonSigns(in body: Range<Int>) -> [(range: Range<Int>, relation: Formula.Comparison)] {
        let spellings: [(String, Formula.Comparison)] = [
            ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("==", .equal), ("!=", .notEqual), ("≤", .lessOrEqual),
            ("≥", .greaterOrEqual), ("≠", .notEqual), ("<", .less), (">", .greater), ("=", .equal),
        ]
        var signs: [(range: Range<Int>, relation: Formula.Comparison)] = []
        for offset in source.outsideBrackets(body) where offset >= signs.last?.range.upperBound ?? 0 {
            let ahead = source.bytes[offset..<body.upperBound]
            guard let (spelling, relation) = spellings.first(where: { ahead.starts(with: $0.0.utf8) }) else { continue }
            signs.append((offset..<offset + spelling.utf8.count, relation))
        }
        return signs
    }

    // MARK: Weights and scores

    /// The words `weights` and `scores` that stand in the formulas and are no quantities of the sheet.
    private func words(in formulas: [Formula]) -> [ConditionWord] {
        var found: [ConditionWord] = []
        for formula in formulas {
            _ = formula.mapParts { part in
                if case .name(let name) = part.node, let word = ConditionWord(rawValue: name.base),
                    !found.contains(word),
                    !isKnown(Name(name.base)), !isKnown(name)
                {
                    found.append(word)
                }
                return nil
            }
        }
        return found
    }

    /// The rows of all normalisations that the lines in sight work out; one-hot choices of the largest are none.
    private func normalisedRows() -> [Condition.NormalisedRow] {
        var rows: [Condition.NormalisedRow] = []
        for line in result.lines where visible.contains(result.sheet.items[line.item].section) {
            for index in line.added where result.graph.nodes.indices.contains(index) {
                let node = result.graph.nodes[index]
                guard case .normalise(let rule, let mask) = node.operation, let size = node.shape.size else { continue }
                if case .argmax = rule { continue }
                let isOne = node.shape.isVector || node.shape == .scalar
                let count = isOne ? size.rows * size.columns : size.columns
                for row in 0..<(isOne ? 1 : size.rows) {
                    let columns = (0..<count).filter { mask?.allows(row: row, column: $0) ?? true }
                    // A query with one key has no choice: under a causal mask no draw would be good enough.
                    if columns.count < 2, count > 1 { continue }
                    rows.append(
                        .init(
                            weights: result.graph.ids[index], name: node.label, row: isOne ? nil : row, columns: columns
                        ))
                }
            }
        }
        return rows
    }

    private mutating func nodes(
        of read: ReadCondition, _ row: Condition.NormalisedRow?, _ words: [ConditionWord]
    ) -> [NodeID]? {
        let before = result.graph.nodes.count
        let outer = (scopes[section], indices)
        if let row {
            for word in words {
                guard let input = word.areWeights ? row.weights : result.graph[row.weights].inputs.first,
                    let node = entries(row, of: input)
                else { return nil }
                scopes[section].definitions[Name(word.rawValue)] = Definition(node: node, place: place)
            }
            let n = Name("n")
            let isSize = visible.contains { scopes[$0].sizes.contains("n") }
            if !isKnown(n), !isSize, indices["n"] == nil { indices["n"] = row.columns.count }
        }
        // Both are looked at even when one is wrong: all errors are reported in one run.
        let nodes = read.formulas.map { node(of: $0) }
        let reported = scopes[section].reported
        (scopes[section], indices) = outer
        scopes[section].reported = reported
        fillOrigins(place)
        result.graph.dropLabels(in: before..<result.graph.nodes.count)
        result.graph.restrictLabels(to: visibleLabels(), reserving: reservedLabels)
        let known = nodes.compactMap { $0 }
        return known.count == nodes.count && haveFittingShapes(known, read) ? known : nil
    }

    /// The entries of a row of weights or scores that the mask leaves.
    private mutating func entries(_ row: Condition.NormalisedRow, of whole: NodeID) -> NodeID? {
        let shape = result.graph[whole].shape
        let isWhole = row.columns.count == (shape.isVector ? shape.length?.value : shape.columns.value) ?? 0
        if isWhole {
            guard let index = row.row else { return whole }
            return add(.row(index), [whole], at: place)
        }
        var nodes: [NodeID] = []
        for column in row.columns {
            var isColumn = false
            if case .column = shape { isColumn = true }
            let operation: Operation = isColumn ? .entry(column, 0) : .entry(row.row ?? 0, column)
            guard let node = add(operation, [whole], at: place) else { return nil }
            nodes.append(node)
        }
        return add(.stack, nodes, at: place)
    }

    private mutating func haveFittingShapes(_ nodes: [NodeID], _ read: ReadCondition) -> Bool {
        let shapes = nodes.map { result.graph[$0].shape }
        switch read.kind {
        case .comparison:
            guard let whole = shapes.first(where: { $0 != .scalar }) else { return true }
            for (index, shape) in shapes.enumerated() where shape != .scalar && shape != whole {
                let other = shapes.firstIndex(of: whole) ?? 0
                report(
                    .shape(
                        .entrywise(whole, shape),
                        operands: [
                            operand(read.formulas[other], nodes[other]), operand(read.formulas[index], nodes[index]),
                        ]),
                    at: nil)
                return false
            }
            return true
        case .denominators:
            guard let shape = shapes.last, shape == .scalar else {
                report(.condition(.denominators), at: nil)
                return false
            }
            return true
        case .predicate(.distinctRows):
            guard case .matrix = shapes[0] else {
                report(.condition(.noRows), at: read.formulas[0].range)
                return false
            }
            return true
        case .predicate: return true
        }
    }
}

extension Formula.Comparison {
    /// The relation seen from the other side.
    var reversed: Formula.Comparison {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .equal, .notEqual, .approximatelyEqual: self
        }
    }
}

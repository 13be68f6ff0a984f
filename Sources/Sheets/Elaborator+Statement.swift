import Formulas
import Graphs

extension Elaborator {
    /// One line of a block.
    mutating func elaborate(_ statement: Statement, item: Int, role: Graph.Role) {
        place = statement.range
        let before = result.graph.nodes.count
        var nodes: [NodeID] = []
        switch statement.kind {
        case .assignment(let target, let value):
            nodes = assign(value, to: target, statement, role: role)
        case .declaration(let names, let dimensions):
            nodes = declare(names, dimensions)
        case .expression(let formula) where elaborateComparison(formula): break
        case .expression(let formula):
            if role == .step, case .comparison(let left, let relation, let right) = formula.node {
                claim(left, relation, right, statement, item: item)
                return
            }
            if role == .given { report(.givenWithoutName, at: statement.range) }
            if let id = node(of: formula) { nodes = [id] }
            if role == .step { result.graph.nameHiddenWeights(in: before..<result.graph.nodes.count) }
        }
        fillOrigins(statement.range)
        let added = before..<result.graph.nodes.count
        rememberInnerSteps(added)
        if let comment = statement.comment, let first = nodes.first { result.captions[first] = comment }
        result.lines.append(
            Elaboration.Line(item: item, range: statement.range, nodes: nodes, added: added, readings: readings))
        readings = []
    }

    // MARK: Assignments

    private mutating func assign(
        _ value: Formula, to target: Formula, _ statement: Statement, role: Graph.Role
    ) -> [NodeID] {
        guard !statement.family.isEmpty else {
            guard let name = targetName(target) else {
                _ = node(of: value)
                return []
            }
            return assign(value, to: name, at: target.range ?? statement.range, role: role, []).map { [$0] } ?? []
        }
        guard isFamily(target, statement) else { return [] }
        var members: [Family.Member] = []
        var nodes: [NodeID] = []
        var isWhole = true
        let targetPlace = target.range ?? statement.range
        let reported = result.diagnostics.count
        isWhole = forEachIndex(statement.family[...]) { elaborator, values in
            guard let name = elaborator.targetName(target) else { return false }
            let node = elaborator.assign(value, to: name, at: targetPlace, role: role, values)
            members.append(Family.Member(indices: values, name: name, node: node))
            guard let id = node else {
                // The other members would repeat the message.
                return elaborator.result.diagnostics.count == reported
            }
            nodes.append(id)
            return true
        }
        let key = familyName(target, statement)
        if isWhole {
            scopes[section].families[key] = Family(members: members, place: targetPlace)
        } else {
            scopes[section].unreadable[key.base, default: []].append(key)
        }
        return nodes
    }

    private mutating func assign(
        _ value: Formula, to name: Name, at place: Range<Int>, role: Graph.Role, _ indices: [Int]
    ) -> NodeID? {
        let before = result.graph.nodes.count
        let id = role == .given ? literal(value) ?? node(of: value) : node(of: value)
        guard let id, scopes[section].definitions[name] == nil else {
            define(name, nil, at: place)
            return nil
        }
        let named = result.graph.name(id, name.spelling, role: role, origin: value.range)
        fillOrigins(value.range)
        if let written = result.written[id], named != id { result.written[named] = written }
        define(name, named, at: place)
        if role == .step { result.graph.nameHiddenWeights(in: before..<result.graph.nodes.count, indices: indices) }
        return named
    }

    /// The name that a target is, with the values of running indices in it.
    mutating func targetName(_ target: Formula) -> Name? {
        switch target.node {
        case .name(let name):
            return substituted(name)
        case .subscripted(let base, let parts):
            guard case .name(var name) = base.node else { return nil }
            name = substituted(name)
            for part in parts {
                guard let index = wholeNumber(part) else { return nil }
                name.subscripts.append(String(index))
            }
            return name
        default:
            return nil
        }
    }

    // MARK: Families

    /// Whether every running index stands in the target, once each as a name.
    private mutating func isFamily(_ target: Formula, _ statement: Statement) -> Bool {
        var seen: Set<String> = []
        let labels = targetLabels(target)
        for range in statement.family {
            let index = range.name.base
            if !seen.insert(index).inserted {
                report(.indexRepeated(index), at: range.range)
                return false
            }
            if !labels.contains(index) {
                report(.indexUnused(index, name: spelling(of: target)), at: target.range)
                return false
            }
        }
        return true
    }

    private func targetLabels(_ target: Formula) -> Set<String> {
        switch target.node {
        case .name(let name):
            return Set(name.subscripts + [name.superscript].compactMap { $0 })
        case .subscripted(let base, let parts):
            var labels = targetLabels(base)
            for part in parts { labels.formUnion(names(in: part)) }
            return labels
        default:
            return []
        }
    }

    private func names(in formula: Formula) -> Set<String> {
        switch formula.node {
        case .name(let name): [name.base]
        case .sum(let parts), .product(let parts, _): parts.reduce(into: []) { $0.formUnion(names(in: $1)) }
        case .negative(let inner): names(in: inner)
        default: []
        }
    }

    /// The target without the running indices: `q` of `q_i`.
    private func familyName(_ target: Formula, _ statement: Statement) -> Name {
        let running = Set(statement.family.map(\.name.base))
        var name = Name("")
        switch target.node {
        case .name(let own): name = own
        case .subscripted(let base, _): if case .name(let own) = base.node { name = own }
        default: break
        }
        name.subscripts.removeAll { running.contains($0) }
        if let superscript = name.superscript, running.contains(superscript) { name.superscript = nil }
        return name
    }

    /// Runs through all values of the indices, the last the fastest; stops when the body says so.
    mutating func forEachIndex(
        _ ranges: ArraySlice<Statement.IndexRange>, values: [Int] = [],
        _ body: (inout Elaborator, [Int]) -> Bool
    ) -> Bool {
        guard let range = ranges.first else { return body(&self, values) }
        guard let bounds = indexRange(range.from, range.to, at: range.range) else { return false }
        let index = range.name.base
        let outer = indices[index]
        defer { indices[index] = outer }
        for value in bounds {
            indices[index] = value
            guard forEachIndex(ranges.dropFirst(), values: values + [value], body) else { return false }
        }
        return true
    }

    // MARK: Declarations

    /// `Q in R^(n x d_k)`: a shape without values.
    private mutating func declare(_ names: [Statement.Declared], _ dimensions: [Formula]) -> [NodeID] {
        guard let shape = shape(dimensions) else {
            for declared in names { define(declared.name, nil, at: declared.range) }
            return []
        }
        var nodes: [NodeID] = []
        for declared in names {
            if let first = scopes[section].definitions[declared.name] {
                report(.alreadyDefined(declared.name.spelling, first: first.place), at: declared.range)
                continue
            }
            guard let id = add(.placeholder(shape), at: declared.range, role: .given) else {
                define(declared.name, nil, at: declared.range)
                continue
            }
            let named = result.graph.name(id, declared.name.spelling, role: .given, origin: declared.range)
            define(declared.name, named, at: declared.range)
            nodes.append(named)
        }
        return nodes
    }
}

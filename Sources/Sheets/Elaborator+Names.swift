import Formulas
import Graphs
import Rationals

extension Elaborator {
    // MARK: What is visible

    func definition(of name: Name) -> Definition? {
        for index in visible {
            if let definition = scopes[index].definitions[name] { return definition }
        }
        return nil
    }

    func family(of name: Name) -> Family? {
        for index in visible {
            if let family = scopes[index].families[name] { return family }
        }
        return nil
    }

    /// Whether a name means something here, be it that its line could not be read.
    func isKnown(_ name: Name) -> Bool {
        definition(of: name) != nil || family(of: name) != nil || isUnreadable(name)
    }

    private func isUnreadable(_ name: Name) -> Bool {
        visible.contains { index in
            scopes[index].unreadable[name.base]?.contains { $0.covers(name) } ?? false
        }
    }

    /// Whether e or pi is the number: no name in sight stands for something else.
    func isNumber(_ name: Name) -> Bool {
        (name == Name("e") || name == Name("pi")) && indices[name.base] == nil && definition(of: name) == nil
    }

    /// `Q^(2)` where it or others such as Q^(1) are in sight: the name, not the power.
    func superscripted(_ formula: Formula) -> Formula? {
        let bytes = source.bytes
        guard let other = formula.superscripted({ bytes.indices.contains($0) && bytes[$0] == UInt8(ascii: "(") }) else {
            return nil
        }
        var core = other
        while true {
            switch core.node {
            case .transpose(let inner), .power(let inner, _), .subscripted(let inner, _): core = inner
            case .name(let name):
                let isSibling = { (known: Name) in
                    known.superscript != nil && known.differsOnlyInSuperscript(from: name)
                }
                let isName =
                    isKnown(substituted(name))
                    || visible.contains { index in
                        scopes[index].order.contains(where: isSibling)
                            || scopes[index].inner.keys.contains(where: isSibling)
                    }
                return isName ? other : nil
            default: return nil
            }
        }
    }

    private func innerNode(of name: Name) -> NodeID? {
        for index in visible {
            if let id = scopes[index].inner[name] { return id }
        }
        return nil
    }

    /// The labels that names of inner steps must keep clear of.
    func visibleLabels() -> [String: NodeID] {
        var labels: [String: NodeID] = [:]
        for index in visible.reversed() {
            for (name, id) in scopes[index].inner { labels[name.spelling] = id }
            for (name, definition) in scopes[index].definitions { labels[name.spelling] = definition.node }
        }
        return labels
    }

    /// Names in sight, for suggestions.
    func visibleNames() -> [String] {
        visible.flatMap { scopes[$0].order.map(\.spelling) }
    }

    // MARK: Defining

    /// Gives a name its value, or marks it as one whose value is missing.
    mutating func define(_ name: Name, _ node: NodeID?, at place: Range<Int>) {
        if let first = scopes[section].definitions[name] {
            report(.alreadyDefined(name.spelling, first: first.place), at: place)
            return
        }
        scopes[section].definitions[name] = Definition(node: node, place: place)
        scopes[section].order.append(name)
    }

    /// Inner steps of a mechanism can be referred to by their labels.
    mutating func rememberInnerSteps(_ nodes: Range<Int>) {
        for index in nodes {
            let node = result.graph.nodes[index]
            guard node.role == .inner, let label = node.label else { continue }
            scopes[section].inner[Name(spelling: label)] = result.graph.ids[index]
        }
    }

    // MARK: Referring

    /// A name as it stands in a formula: with the values of running indices in place of their letters.
    func substituted(_ name: Name) -> Name {
        guard !indices.isEmpty else { return name }
        var name = name
        name.subscripts = name.subscripts.map { label in indices[label].map(String.init) ?? label }
        if let superscript = name.superscript, let value = indices[superscript] { name.superscript = String(value) }
        return name
    }

    mutating func node(of written: Name, _ formula: Formula) -> NodeID? {
        if written == Name(written.base), let value = indices[written.base] {
            return constant(Rational(value), written: formula)
        }
        let name = substituted(written)
        return resolve(name, indices: [], formula)
    }

    /// A name followed by further indices: as a name of its own, else as a part of a shorter name's value.
    mutating func resolve(_ name: Name, indices further: [Int], _ formula: Formula) -> NodeID? {
        var full = name
        full.subscripts += further.map(String.init)
        if let definition = definition(of: full) { return definition.node }
        if let family = family(of: full) { return stacked(family, formula) }
        if let id = innerNode(of: full) { return id }
        // The subscripts that are numbers, from the last to the first, may be indices.
        var base = full
        var taken: [Int] = []
        while let last = base.subscripts.last, let index = wholeNumber(ofLabel: last) {
            base.subscripts.removeLast()
            taken.insert(index, at: 0)
            if let definition = definition(of: base) {
                guard let whole = definition.node else { return nil }
                return part(of: whole, taken, named: base.spelling, formula)
            }
            if let family = family(of: base) { return member(taken, of: family, named: base, formula) }
            if let whole = innerNode(of: base) { return part(of: whole, taken, named: base.spelling, formula) }
        }
        if isNumber(full) { return constant(named: full, formula) }
        if let size = declaredSize(full, formula) { return size }
        reportUnknown(full, formula)
        return nil
    }

    /// A size of a declared shape used as a number, `sqrt(d_k)`: a number without a value.
    private mutating func declaredSize(_ name: Name, _ formula: Formula) -> NodeID? {
        guard visible.contains(where: { scopes[$0].sizes.contains(name.spelling) }),
            let id = add(.size(Polynomial(name.spelling)), at: formula.range, role: .given)
        else { return nil }
        let named = result.graph.name(id, name.spelling, role: .given, origin: formula.range)
        define(name, named, at: formula.range ?? place)
        return named
    }

    private mutating func reportUnknown(_ name: Name, _ formula: Formula) {
        let spelling = name.spelling
        if isUnreadable(name) { return }
        // One message for a name is enough.
        guard scopes[section].reported.insert(name).inserted else { return }
        if let later = laterPlace(of: name) {
            report(.usedBeforeDefined(spelling, at: later), at: formula.range)
            return
        }
        if SheetFunction.isKnown(spelling) || SheetFunction.isKnown(name.identifier) {
            report(.functionWithoutCall(name.identifier), at: formula.range)
            return
        }
        let members = visibleNames().filter { member in
            let other = Name(spelling: member)
            return other.base == name.base && other.subscripts.count > name.subscripts.count
                && other.subscripts.starts(with: name.subscripts)
        }
        if let elsewhere = placeElsewhere(of: name) {
            report(.nameElsewhere(spelling, at: elsewhere), at: formula.range)
            return
        }
        let suggestions = Spelling.suggestions(for: spelling, among: visibleNames())
        report(
            .unknownName(spelling, suggestions: suggestions, members: Array(members.prefix(4))), at: formula.range)
    }

    /// Where a later line of the section gives the name its value.
    private func laterPlace(of name: Name) -> Range<Int>? {
        for item in result.sheet.items where item.section == section {
            let statements: [Statement]
            switch item.content {
            case .given(let calculation), .solve(let calculation): statements = calculation.statements
            case .heading, .prose, .answer, .plot, .vary, .require: continue
            }
            for case .assignment(let target, _) in statements.map(\.kind) {
                if case .name(name) = target.node, let range = target.range, range.lowerBound > place.lowerBound {
                    return range
                }
            }
        }
        return nil
    }

    /// Where another question gives the name its value.
    func placeElsewhere(of name: Name) -> Range<Int>? {
        scopes.lazy.compactMap { $0.definitions[name]?.place }.first
    }

    // MARK: Parts

    /// Row i of a matrix, entry i of a vector, entry (i, j) of a matrix; indices from 1.
    mutating func part(of whole: NodeID, _ indices: [Int], named name: String, _ formula: Formula) -> NodeID? {
        let shape = result.graph[whole].shape
        let sizes: [Dimension]
        switch (shape, indices.count) {
        case (.matrix(let rows, _), 1): sizes = [rows]
        case (.matrix(let rows, let columns), 2): sizes = [rows, columns]
        case (.column(let count), 1), (.row(let count), 1): sizes = [count]
        case (.scalar, _):
            report(.notIndexable(name), at: formula.range)
            return nil
        case (.matrix, _), (.column, _), (.row, _):
            report(.indexCount(name, shape, found: indices.count), at: formula.range)
            return nil
        }
        for (position, (index, size)) in zip(indices, sizes).enumerated() where index < 1 || index > size.value ?? .max
        {
            let part: Diagnostic.Part = shape.isVector ? .entry : position == 0 ? .row : .column
            report(.noSuchPart(name, part, index: index, count: size.value ?? 0), at: formula.range)
            return nil
        }
        let operation: Operation =
            switch shape {
            case .matrix: indices.count == 1 ? .row(indices[0] - 1) : .entry(indices[0] - 1, indices[1] - 1)
            case .row: .entry(0, indices[0] - 1)
            case .column, .scalar: .entry(indices[0] - 1, 0)
            }
        return add(operation, [whole], of: [formula], at: formula.range)
    }

    func spelling(of formula: Formula) -> String {
        formula.range.map { source.text($0) } ?? ""
    }

    // MARK: Families

    /// The member with these indices, or the members whose first indices they are.
    private mutating func member(
        _ indices: [Int], of family: Family, named base: Name, _ formula: Formula
    ) -> NodeID? {
        let matching = family.members.filter { $0.indices.starts(with: indices) }
        guard !matching.isEmpty else {
            report(
                .familyMember(
                    base.spelling, missing: spelling(of: formula), members: family.members.map(\.name.spelling)),
                at: formula.range)
            return nil
        }
        return stacked(Family(members: matching, place: family.place), formula, isPart: true)
    }

    /// All members on top of one another, a column lying down as a row: scalars give a column, vectors a matrix.
    ///
    /// The members of a row of a family with two indices give a row.
    mutating func stacked(_ family: Family, _ formula: Formula, isPart: Bool = false) -> NodeID? {
        var nodes: [NodeID] = []
        for member in family.members {
            guard let id = member.node else { return nil }
            nodes.append(id)
        }
        guard let first = nodes.first else { return nil }
        if nodes.count == 1, isPart { return first }
        let shape = result.graph[first].shape
        for id in nodes where result.graph[id].shape != shape {
            report(.familyShapes(spelling(of: formula), result.graph[id].shape, shape), at: formula.range)
            return nil
        }
        if shape == .scalar {
            if isPart { return add(.concatenate, nodes, at: formula.range) }
            let widths = Set(family.members.compactMap(\.indices.first))
            if (family.members.first?.indices.count ?? 0) == 2, widths.count > 1 {
                return matrix(of: family, formula)
            }
            return add(.stack, nodes, at: formula.range)
        }
        guard case .column = shape else { return add(.stack, nodes, at: formula.range) }
        var rows: [NodeID] = []
        for id in nodes {
            guard let row = add(.transpose, [id], at: formula.range) else { return nil }
            rows.append(row)
        }
        return add(.stack, rows, at: formula.range)
    }

    /// Scalars with two indices as a matrix.
    private mutating func matrix(of family: Family, _ formula: Formula) -> NodeID? {
        var rows: [NodeID] = []
        var remaining = family.members[...]
        while let first = remaining.first?.indices.first {
            let members = remaining.prefix { $0.indices.first == first }
            remaining = remaining.dropFirst(members.count)
            let nodes = members.compactMap(\.node)
            guard nodes.count == members.count, let row = add(.concatenate, nodes, at: formula.range) else {
                return nil
            }
            rows.append(row)
        }
        return add(.stack, rows, at: formula.range)
    }
}

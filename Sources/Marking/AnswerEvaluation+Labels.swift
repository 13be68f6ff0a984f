import Formulas
import Graphs
import Numbers

/// Entries with their own names: `p_1 = 0.25, p_2 = 0.75`.
extension AnswerEvaluation {
    /// Where an entry belongs.
    private struct Label: Hashable {
        var name: Name
        var indices: [Int]
    }

    /// The layout of entries that are all named; nil when they are not.
    ///
    /// Also takes the name off a list without brackets: `z = 1, 2, 3`.
    mutating func labelled(_ entries: [Formula], _ formula: Formula) throws(UnreadableAnswer) -> AnswerLayout? {
        guard let first = entries.first, case .comparison(let left, let relation, let right) = first.node,
            entries.count > 1
        else { return nil }
        guard entries.allSatisfy({ $0.firstLink != nil }) else {
            let others = entries.dropFirst()
            guard left.isLabel, !isConstant(left), others.allSatisfy({ $0.firstLink == nil }),
                relation == .equal || relation == .approximatelyEqual
            else {
                if entries.contains(where: { $0.firstLink?.isLabel == true }) {
                    throw refusal(
                        "Some entries have names and some have not.", fix: "Name all of them or none.", formula)
                }
                return nil
            }
            let list = Formula(.column([right] + others), range: formula.range)
            return try layout(of: list)
        }
        let labels = entries.map { $0.firstLink.flatMap(label) }
        if labels.allSatisfy({ $0 == nil }) { return nil }
        var named: [Formula] = []
        var indices: [[Int]] = []
        for (entry, label) in zip(entries, labels) {
            guard let label, label.name == labels[0]?.name, label.indices.count == labels[0]?.indices.count else {
                throw refusal(
                    "This gives values to different names.", fix: "Give every value as an answer of its own.", formula)
            }
            for other in sharing(label, in: entry) {
                named.append(entry)
                indices.append(other)
            }
        }
        return try arranged(named, indices, formula)
    }

    /// A chain that gives one value to several entries, `p_1 = p_2 = 0.5`; nil for any other.
    mutating func shared(_ chain: Formula) throws(UnreadableAnswer) -> AnswerLayout? {
        guard let label = chain.firstLink.flatMap(label) else { return nil }
        let indices = sharing(label, in: chain)
        guard indices.count > 1 else { return nil }
        return try arranged(indices.map { _ in chain }, indices, chain)
    }

    /// The indices of the entries that a chain names: two in `p_1 = p_3 = 0.25`.
    private func sharing(_ label: Label, in chain: Formula) -> [[Int]] {
        var indices: [[Int]] = []
        for link in chain.links.dropLast() {
            guard let other = self.label(link) else { break }
            let isAlike = other.name == label.name && other.indices.count == label.indices.count
            if isAlike, !indices.contains(other.indices) { indices.append(other.indices) }
        }
        return indices
    }

    private func isConstant(_ formula: Formula) -> Bool {
        guard case .name(let name) = formula.node else { return false }
        return name == Name("e") || name == Name("pi")
    }

    /// `p_1`, `p_{2,1}`, `p1`; nil without an index.
    private func label(_ formula: Formula) -> Label? {
        switch formula.node {
        case .name(var name):
            if name.subscripts.isEmpty {
                let digits = name.base.utf8.reversed().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
                guard !digits.isEmpty, digits.count < name.base.utf8.count, digits.count <= 4,
                    let index = Int(name.base.suffix(digits.count))
                else { return nil }
                name.base = String(name.base.dropLast(digits.count))
                return Label(name: name, indices: [index])
            }
            var indices: [Int] = []
            while let last = name.subscripts.last, let index = Int(last), index >= 0, last.utf8.count <= 4 {
                indices.insert(index, at: 0)
                name.subscripts.removeLast()
            }
            return indices.isEmpty ? nil : Label(name: name, indices: indices)
        default: return nil
        }
    }

    private mutating func arranged(
        _ entries: [Formula], _ indices: [[Int]], _ formula: Formula
    ) throws(UnreadableAnswer) -> AnswerLayout {
        let order = indices.indices.sorted { indices[$0].lexicographicallyPrecedes(indices[$1]) }
        let sorted = order.map { indices[$0] }
        let first = sorted[0].min() == 0 ? 0 : 1
        let rows: Int
        let columns: Int
        switch sorted[0].count {
        case 1: (rows, columns) = (sorted.count, 1)
        case 2:
            columns = sorted.prefix { $0[0] == sorted[0][0] }.count
            rows = sorted.count / max(1, columns)
        default: (rows, columns) = (0, 0)
        }
        for (place, index) in sorted.enumerated() {
            let expected =
                sorted[0].count == 1
                ? [place + first] : [place / max(1, columns) + first, place % max(1, columns) + first]
            guard rows * columns == sorted.count, index == expected else {
                throw refusal(
                    "The indices of the entries leave one out or name one twice.",
                    fix: "Give every entry once: p_1 = 0.25, p_2 = 0.75.", formula)
            }
        }
        let shape: Shape =
            sorted[0].count == 1
            ? .column(Dimension(rows)) : .matrix(Dimension(rows), Dimension(columns))
        if order != Array(indices.indices) { notes.append("The entries were put in the order of their indices.") }
        return try list(order.map { entries[$0] }, shape: shape, isOriented: false, formula)
    }
}

extension Formula {
    /// What stands between the signs of a chain, from the left.
    fileprivate var links: [Formula] {
        var links: [Formula] = []
        var rest = self
        while case .comparison(let left, _, let right) = rest.node {
            links.append(right)
            rest = left
        }
        links.append(rest)
        return links.reversed()
    }

    /// The left end of a chain; nil where there is no sign.
    fileprivate var firstLink: Formula? {
        guard case .comparison(var left, _, _) = node else { return nil }
        while case .comparison(let inner, _, _) = left.node { left = inner }
        return left
    }
}

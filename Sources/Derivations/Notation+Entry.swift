import Formulas
import Graphs
import Numbers

extension Notation {
    /// The formula of one entry with the numbers in, dot products written out.
    ///
    ///     s_1 = ((−2)·(−2) + 1·1 + (−1)·0.5) / √3
    func entry(of id: NodeID, _ i: Int, _ j: Int) -> Formula {
        formulaOfEntry(id, i, j)
    }

    /// An entry inside a formula: its value where that is short, its name, or the formula it is.
    private func leaf(_ id: NodeID, _ i: Int, _ j: Int) -> Formula {
        let node = graph[id]
        if case .constant = node.operation { return entryValue(of: id, i, j) ?? name(of: id) }
        guard node.label != nil else { return formulaOfEntry(id, i, j) }
        if let value = trace[id]?[i, j], value.rational != nil || Self.isSingleTerm(value) {
            return entryValue(of: id, i, j) ?? name(of: id)
        }
        return entryName(of: id, i, j) ?? name(of: id)
    }

    private func formulaOfEntry(_ id: NodeID, _ i: Int, _ j: Int) -> Formula {
        let node = graph[id]
        let inputs = node.inputs
        /// Entry of an input of the same shape, or of the scalar, row or column that is taken again and again.
        func same(_ k: Int) -> Formula {
            let shape = graph[inputs[k]].shape
            let isRepeated = shape.isRepeated(over: node.shape)
            return leaf(
                inputs[k], shape == .scalar || isRepeated && shape.rows == 1 ? 0 : i,
                shape == .scalar || isRepeated && shape.columns == 1 ? 0 : j)
        }
        switch node.operation {
        case .constant, .placeholder, .size, .part, .whole: return entryValue(of: id, i, j) ?? name(of: id)
        case .identity: return leaf(inputs[0], i, j)
        case .add: return .sum(same(0), same(1))
        case .subtract: return .sum(same(0), Formula(.negative(same(1))))
        case .negate: return Formula(.negative(same(0)))
        case .multiply: return Formula(.product([same(0), same(1)], .dot))
        case .divide: return Formula(.quotient(same(0), same(1)))
        case .power(let exponent): return power(same(0), exponent)
        case .apply(let function): return Formula(.call(function.spelling, [same(0)], []))
        case .transpose: return leaf(inputs[0], j, i)
        case .dot:
            let (a, b) = (graph[inputs[0]].shape, graph[inputs[1]].shape)
            return dotProduct((a.length ?? 1).value ?? 1) { k in
                (vectorLeaf(inputs[0], a, k), vectorLeaf(inputs[1], b, k))
            }
        case .matrixProduct:
            let (a, b) = (graph[inputs[0]].shape, graph[inputs[1]].shape)
            guard a != .scalar, b != .scalar, a.columns == b.rows else {
                return Formula(.product([same(0), same(1)], .dot))
            }
            return dotProduct(a.columns.value ?? 0) { k in (leaf(inputs[0], i, k), leaf(inputs[1], k, j)) }
        case .normalise: return entryName(of: id, i, j) ?? entryValue(of: id, i, j) ?? name(of: id)
        case .reduce(let reduction, let axis): return reduced(inputs[0], reduction, axis, i, j)
        case .row(let row): return leaf(inputs[0], row, j)
        case .column(let column): return leaf(inputs[0], i, column)
        case .entry(let row, let column): return leaf(inputs[0], row, column)
        case .columns(let range): return leaf(inputs[0], i, range.lowerBound + j)
        case .rows(let range): return leaf(inputs[0], range.lowerBound + i, j)
        case .stack:
            return joined(inputs, i) {
                graph[$0].shape.rows.value ?? 0
            } entry: {
                leaf($0, $1, j)
            }
        case .concatenate:
            return joined(inputs, j) {
                graph[$0].shape.columns.value ?? 0
            } entry: {
                leaf($0, i, $1)
            }
        }
    }

    private func vectorLeaf(_ id: NodeID, _ shape: Shape, _ k: Int) -> Formula {
        switch shape {
        case .scalar: leaf(id, 0, 0)
        case .column, .matrix: leaf(id, k, 0)
        case .row: leaf(id, 0, k)
        }
    }

    /// Σ a_k · b_k.
    private func dotProduct(_ count: Int, _ factors: (Int) -> (Formula, Formula)) -> Formula {
        let terms = (0..<count).map { k in
            let (a, b) = factors(k)
            return Formula(.product([a, b], .dot))
        }
        return terms.count == 1 ? terms[0] : Formula(.sum(terms))
    }

    private func reduced(_ input: NodeID, _ reduction: Reduction, _ axis: Axis, _ i: Int, _ j: Int) -> Formula {
        let size = graph[input].shape.size ?? (0, 0)
        let cells: [(Int, Int)]
        switch axis {
        case .all: cells = (0..<size.rows).flatMap { r in (0..<size.columns).map { (r, $0) } }
        case .eachRow: cells = (0..<size.columns).map { (i, $0) }
        case .eachColumn: cells = (0..<size.rows).map { ($0, j) }
        }
        let terms = cells.map { leaf(input, $0.0, $0.1) }
        let sum = terms.count == 1 ? terms[0] : Formula(.sum(terms))
        switch reduction {
        case .sum: return sum
        case .mean: return Formula(.quotient(sum, Formula(spelledNumber: "\(terms.count)")))
        case .maximum: return Formula(.call("max", terms, []))
        case .minimum: return Formula(.call("min", terms, []))
        }
    }

    /// The entry at a position along inputs that stand one after another.
    private func joined(
        _ inputs: [NodeID], _ position: Int, size: (NodeID) -> Int, entry: (NodeID, Int) -> Formula
    ) -> Formula {
        var rest = position
        for input in inputs {
            let count = size(input)
            if rest < count { return entry(input, rest) }
            rest -= count
        }
        return Formula(.elided(""))
    }
}

import Documents
import Formulas
import Graphs
import Numbers

extension Exposition {
    /// Outputs as weighted sums of the values.
    ///
    ///     z_1 = a_11 x_1 + a_12 x_2 + a_13 x_3
    ///         = 1/Z_1 · (e^14 [2, −1, 3] + e^12 [1, 2, 4] + e^(−7) [−2, −3, 0])
    ///         = [(2e^14 + e^12 − 2e^(−7))/Z_1, …] ≈ [1.881, …]
    ///
    /// nil when the product is not of that kind: weights that have names, times values that are written in numbers.
    func weightedSumLines(of id: NodeID, _ value: Tensor<Number>) throws -> Lines? {
        guard detail != .brief else { return nil }
        let (left, right) = (graph[id].inputs[0], graph[id].inputs[1])
        let (leftShape, rightShape) = (graph[left].shape, graph[right].shape)
        guard leftShape != .scalar, rightShape != .scalar, value.shape != .scalar,
            let inner = leftShape.columns.value, inner <= Self.mostTerms
        else { return nil }
        let weights: NodeID
        let summands: Summands
        if case .column = rightShape {
            guard isNamedWeights(right), let rows = summandsAsColumns(left) else { return nil }
            (weights, summands) = (right, rows)
        } else {
            guard isNamedWeights(left), let rows = summandsAsRows(right) else { return nil }
            (weights, summands) = (left, rows)
        }
        let rows = value.shape.isVector ? 1 : value.rows
        guard rows <= Self.mostRows else { return nil }

        let name = notation.name(of: id)
        var lines = Lines()
        if rows > 1 {
            lines.equations.append(Equation(left: name, links: [.init(.equal, notation.definition(of: id))]))
        }
        for row in 0..<rows {
            let isVector = value.shape.isVector
            func cell(_ k: Int) -> (Int, Int) {
                if case .column = graph[weights].shape { return (k, 0) }
                return (row, k)
            }
            var links: [Equation.Link] = rows == 1 ? [.init(.equal, notation.definition(of: id))] : []
            let named = (0..<inner).compactMap { k -> Formula? in
                guard let weight = notation.entryName(of: weights, cell(k).0, cell(k).1), let row = summands.names?[k]
                else { return nil }
                return Formula(.product([weight, row], .juxtaposition))
            }
            if named.count == inner { append(&links, Self.sum(named)) }
            append(&links, weightedSum(of: weights, inner, cell, summands.values, row: isVector ? nil : row))
            let result = isVector ? value : notation.row(value, row)
            for link in try notation.valueLinks(result, row: isVector ? nil : row) { append(&links, link) }
            lines.equations.append(
                Equation(left: isVector ? name : notation.rowName(of: id, row) ?? name, links: links))
        }
        if rows > 1 {
            lines.equations.append(Equation(left: name, links: try decimalLinks(value)))
        }
        return lines
    }

    /// What is added up, as vectors with the numbers in, and by name where they have names.
    private struct Summands {
        var values: [Formula]
        var names: [Formula]?
    }

    /// Weights that the page has names for because their values are long.
    private func isNamedWeights(_ id: NodeID) -> Bool {
        graph[id].label != nil && trace[id] != nil && !notation.isShort(id)
    }

    /// The rows of the right factor.
    private func summandsAsRows(_ id: NodeID) -> Summands? {
        guard let value = trace[id], let source = base(of: id), notation.isShort(source.id) else { return nil }
        let values = (0..<value.rows).map { i in
            Formula(.row((0..<value.columns).map { entry(source, i, $0) }))
        }
        let names = source.isTransposed ? nil : (0..<value.rows).map { notation.rowName(of: source.id, $0) }
        return Summands(values: values, names: Self.complete(names))
    }

    /// The columns of the left factor: the rows of what it is the transpose of.
    private func summandsAsColumns(_ id: NodeID) -> Summands? {
        guard let value = trace[id], let source = base(of: id), notation.isShort(source.id) else { return nil }
        let values = (0..<value.columns).map { j in
            Formula(.column((0..<value.rows).map { entry(source, $0, j) }))
        }
        let names =
            source.isTransposed
            ? (0..<value.columns).map { notation.rowName(of: source.id, $0).map { Formula(.transpose($0)) } } : nil
        return Summands(values: values, names: Self.complete(names))
    }

    private static func complete(_ names: [Formula?]?) -> [Formula]? {
        guard let names else { return nil }
        let all = names.compactMap(\.self)
        return all.count == names.count ? all : nil
    }

    /// The named node or literal behind a factor, possibly through one transpose.
    private func base(of id: NodeID) -> (id: NodeID, isTransposed: Bool)? {
        if graph[id].label != nil { return (id, false) }
        switch graph[id].operation {
        case .constant: return (id, false)
        case .transpose: return base(of: graph[id].inputs[0]).map { ($0.id, !$0.isTransposed) }
        default: return nil
        }
    }

    private func entry(_ source: (id: NodeID, isTransposed: Bool), _ i: Int, _ j: Int) -> Formula {
        let (row, column) = source.isTransposed ? (j, i) : (i, j)
        return notation.entryValue(of: source.id, row, column) ?? notation.name(of: source.id)
    }

    /// Σ weight_k · vector_k with the numbers in; a common denominator stands in front.
    private func weightedSum(
        of weights: NodeID, _ count: Int, _ cell: (Int) -> (Int, Int), _ vectors: [Formula], row: Int?
    ) -> Formula {
        let values = (0..<count).map { k -> Formula in
            let isReadable = trace[weights].map { notation.isReadable(Tensor(scalar: $0[cell(k).0, cell(k).1])) }
            let value = isReadable ?? false ? notation.entryValue(of: weights, cell(k).0, cell(k).1) : nil
            return value ?? notation.entryName(of: weights, cell(k).0, cell(k).1) ?? notation.name(of: weights)
        }
        let numerators = values.map { value -> (Formula, Formula)? in
            if case .quotient(let numerator, let denominator) = value.node { return (numerator, denominator) }
            return nil
        }
        let shared = numerators.first.flatMap { $0?.1 }
        let isNamed = notation.denominators.isName(shared)
        guard let shared, isNamed, zip(numerators, values).allSatisfy({ $0?.1 == shared || $1.isZero }) else {
            let terms = (0..<count).map { k -> Formula in
                let isLong = trace[weights].map { !Notation.isSingleTerm($0[cell(k).0, cell(k).1]) } ?? true
                let weight =
                    isLong && !isFraction(values[k]) ? notation.entryName(of: weights, cell(k).0, cell(k).1) : nil
                return Formula(.product([weight ?? values[k], vectors[k]], .juxtaposition))
            }
            return Self.sum(terms)
        }
        let terms = (0..<count).compactMap { k -> Formula? in
            guard let numerator = numerators[k]?.0 else { return nil }
            return numerator.isOne ? vectors[k] : Formula(.product([numerator, vectors[k]], .juxtaposition))
        }
        let whole = Formula(.product([.reciprocal(of: shared), Self.sum(terms)], .juxtaposition))
        guard whole.latexWidth > Self.widestMatrix else { return whole }
        // Too long for one line: term by term, so that it can be broken between the terms.
        return Self.sum((0..<count).map { Formula(.product([values[$0], vectors[$0]], .juxtaposition)) })
    }

    /// A fraction over a named denominator: short on the page.
    private func isFraction(_ formula: Formula) -> Bool {
        guard case .quotient(_, let denominator) = formula.node else { return false }
        return notation.denominators.isName(denominator)
    }

    static func sum(_ terms: [Formula]) -> Formula {
        terms.count == 1 ? terms[0] : Formula(.sum(terms))
    }
}

extension Formula {
    var isOne: Bool {
        if case .number(let literal) = node { return literal.value == 1 }
        return false
    }

    var isZero: Bool {
        if case .number(let literal) = node { return literal.value.isZero }
        return false
    }
}

import Documents
import Formulas
import Graphs
import Numbers
import Rationals

extension Exposition {
    /// The softmax of each row with its denominator named.
    ///
    ///     Z_1 = e^14 + e^12 + e^(−7) ≈ 1.366e6
    ///     a_1 = 1/Z_1 · [e^14, e^12, e^(−7)] ≈ [0.8808, 0.1192, 6.677e-10]
    func softmaxLines(of id: NodeID, _ value: Tensor<Number>, base: Rational?, mask: Mask?) throws -> Lines {
        let name = notation.name(of: id)
        let scores = graph[id].inputs[0]
        let isVector = value.shape.isVector || value.shape == .scalar
        let rows = isVector ? 1 : value.rows
        let columns = isVector ? value.elements.count : value.columns
        var lines = Lines(equations: [Equation(left: name, links: [.init(.equal, notation.definition(of: id))])])
        guard rows <= Self.mostRows, columns <= Self.mostTerms else {
            lines.equations[0].links += try notation.valueLinks(value)
            return lines
        }
        for row in 0..<rows {
            let exponentials: [Formula?] = (0..<columns).map { column in
                guard mask?.allows(row: row, column: column) ?? true else { return nil }
                let score = cell(of: scores, row, column, isVector: isVector)
                return base.map { notation.power($0, score) } ?? Formula(.call("exp", [score], []))
            }
            let present = exponentials.compactMap(\.self)
            guard let denominator = notation.denominators.name(of: id, row: isVector ? nil : row) else {
                // The weights are fractions already: nothing to name.
                if !isVector, detail != .brief {
                    lines.equations.append(try rowEquation(of: id, value, row))
                }
                continue
            }
            let sum = present.count == 1 ? present[0] : Formula(.sum(present))
            lines.equations.append(
                Equation(
                    left: denominator.name,
                    links: [.init(.equal, sum)] + (try decimalLinks(Tensor(scalar: denominator.value)))))
            guard detail != .brief else { continue }
            let numerators = exponentials.map { $0 ?? Formula(spelledNumber: "0") }
            let vector =
                value.shape == .scalar
                ? numerators[0] : isColumn(value) ? Formula(.column(numerators)) : Formula(.row(numerators))
            let weights = isVector ? value : notation.row(value, row)
            lines.equations.append(
                Equation(
                    left: isVector ? name : notation.rowName(of: id, row) ?? name,
                    links: [
                        .init(.equal, Formula(.product([.reciprocal(of: denominator.name), vector], .juxtaposition)))
                    ]
                        + (try decimalLinks(weights))))
        }
        if isVector, detail == .standard || detail == .full, notation.denominators.name(of: id, row: nil) != nil {
            return lines
        }
        if isVector || detail == .brief {
            lines.equations.append(Equation(left: name, links: try notation.valueLinks(value)))
        } else {
            lines.equations.append(Equation(left: name, links: try decimalLinks(value)))
        }
        return lines
    }

    private func isColumn(_ value: Tensor<Number>) -> Bool {
        if case .column = value.shape { return true }
        return false
    }

    /// The score at a place: its value where that is short, otherwise its name.
    private func cell(of scores: NodeID, _ row: Int, _ column: Int, isVector: Bool) -> Formula {
        let shape = graph[scores].shape
        let (i, j) =
            if case .column = shape { (column, 0) } else if isVector { (0, column) } else { (row, column) }
        if let value = trace[scores]?[i, j], !(value.rational != nil || Notation.isSingleTerm(value)),
            let entry = notation.entryName(of: scores, i, j)
        {
            return entry
        }
        return notation.entryValue(of: scores, i, j) ?? notation.name(of: scores)
    }

    /// `a_i = value ≈ decimals` for one row.
    private func rowEquation(of id: NodeID, _ value: Tensor<Number>, _ row: Int) throws -> Equation {
        Equation(
            left: notation.rowName(of: id, row) ?? notation.name(of: id),
            links: try notation.valueLinks(notation.row(value, row), row: row))
    }

    /// `≈ decimals`, or `= decimals` where they are the value.
    func decimalLinks(_ value: Tensor<Number>) throws -> [Equation.Link] {
        let decimals = try notation.decimals(value)
        return [.init(decimals.isExact ? .equal : .approximatelyEqual, decimals.formula)]
    }

    /// Argmax attention: who has the largest score, ties in words.
    func argmaxLines(of id: NodeID, _ value: Tensor<Number>, rule: TieRule, mask: Mask?) throws -> Lines {
        var lines = Lines(
            equations: [
                Equation(
                    left: notation.name(of: id),
                    links: [.init(.equal, notation.definition(of: id))] + (try notation.valueLinks(value)))
            ])
        guard detail != .brief, let scores = trace[graph[id].inputs[0]] else { return lines }
        let isVector = value.shape.isVector || value.shape == .scalar
        let rows = isVector ? 1 : value.rows
        let columns = isVector ? value.elements.count : value.columns
        guard rows <= Self.mostRows else { return lines }
        for row in 0..<rows {
            let candidates = (0..<columns).filter { mask?.allows(row: row, column: $0) ?? true }
            var winners: [Int] = []
            for column in candidates {
                guard let best = winners.first else {
                    winners = [column]
                    continue
                }
                let (new, old) = (scores.elements[row * columns + column], scores.elements[row * columns + best])
                switch try Number.order(new, old) {
                case .less: continue
                case .equal: winners.append(column)
                case .greater: winners = [column]
                }
            }
            guard let best = winners.first else { continue }
            let score = notation.denominators.formula(of: scores.elements[row * columns + best], row: nil)
            var remark: [Inline] = isVector ? [] : [.text("Row \(row + 1): ")]
            if winners.count == 1 {
                remark += [
                    .text(isVector ? "The largest score, " : "the largest score, "), .formula(score),
                    .text(", stands at position \(best + 1)."),
                ]
            } else {
                let places = winners.map { "\($0 + 1)" }
                let list = places.dropLast().joined(separator: ", ") + " and " + (places.last ?? "")
                remark += [
                    .text("\(isVector ? "Positions" : "positions") \(list) share the largest score, "), .formula(score),
                    .text("; \(rule.sentence)."),
                ]
            }
            lines.remarks.append(remark)
        }
        return lines
    }
}

extension TieRule {
    /// What the rule does with a tie, in words.
    var sentence: String {
        switch self {
        case .shared: "they share the weight equally"
        case .first: "the first of them gets the weight"
        case .last: "the last of them gets the weight"
        }
    }
}

extension Notation {
    func row(_ tensor: Tensor<Number>, _ row: Int) -> Tensor<Number> {
        Tensor(shape: .row(Dimension(tensor.columns)), elements: Array(tensor.row(row))) ?? tensor
    }

    func power(_ base: Rational, _ exponent: Formula) -> Formula {
        Formula(.power(Formula(Number(base)), exponent))
    }
}

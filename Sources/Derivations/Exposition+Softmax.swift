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
    func softmaxLines(
        _ rows: WeightRows, _ value: Tensor<Number>, base: Rational?, extraOne: Bool
    ) throws -> Lines {
        let id = rows.id
        let name = notation.name(of: id)
        let isVector = rows.isVector
        var lines = Lines(equations: [Equation(left: name, links: [.init(.equal, notation.definition(of: id))])])
        guard rows.queries <= Self.mostRows, rows.keys <= Self.mostTerms else {
            lines.equations[0].links += try notation.valueLinks(value)
            return lines
        }
        for query in 0..<rows.queries {
            let kept = try rows.exponentiated(query, in: trace)
            let exponentials: [Formula?] = kept.enumerated().map { key, score in
                guard score != nil else { return nil }
                let score = notation.score(rows, query, key)
                return base.map { notation.power($0, score) } ?? Formula(.call("exp", [score], []))
            }
            let present = (extraOne ? [Formula(spelledNumber: "1")] : []) + exponentials.compactMap(\.self)
            guard let denominator = notation.denominators.name(of: id, row: isVector ? nil : query) else {
                // The weights are fractions already: nothing to name.
                if !isVector, detail != .brief {
                    lines.equations.append(try rowEquation(rows, value, query))
                }
                continue
            }
            let sum = present.count == 1 ? present[0] : Formula(.sum(present))
            lines.equations.append(
                Equation(
                    left: denominator.name,
                    links: [.init(.equal, sum)] + (try decimalLinks(Tensor(scalar: denominator.value)))))
            guard detail != .brief else { continue }
            let vector = rows.vector(exponentials.map { $0 ?? Formula(spelledNumber: "0") })
            lines.equations.append(
                Equation(
                    left: notation.queryName(rows, query),
                    links: [
                        .init(.equal, Formula(.product([.reciprocal(of: denominator.name), vector], .juxtaposition)))
                    ]
                        + (try decimalLinks(rows.weights(query, of: value)))))
        }
        if isVector, detail == .standard || detail == .full, notation.denominators.name(of: id, row: nil) != nil {
            return lines
        }
        try appendValue(of: rows, value, &lines)
        return lines
    }

    /// The last line: a vector exactly, a matrix, whose rows stand above, in decimals.
    func appendValue(of rows: WeightRows, _ value: Tensor<Number>, _ lines: inout Lines) throws {
        let links =
            rows.isVector || detail == .brief ? try notation.valueLinks(value) : try decimalLinks(value)
        lines.equations.append(Equation(left: notation.name(of: rows.id), links: links))
    }

    /// `a_i = value ≈ decimals` for one row.
    private func rowEquation(_ rows: WeightRows, _ value: Tensor<Number>, _ query: Int) throws -> Equation {
        Equation(
            left: notation.queryName(rows, query),
            links: try notation.valueLinks(rows.weights(query, of: value), row: query))
    }

    /// `≈ decimals`, or `= decimals` where they are the value.
    func decimalLinks(_ value: Tensor<Number>) throws -> [Equation.Link] {
        let decimals = try notation.decimals(value)
        return [.init(decimals.isExact ? .equal : .approximatelyEqual, decimals.formula)]
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

import Documents
import Formulas
import Graphs
import Numbers

extension Exposition {
    /// Scores, or their positive parts, over their sum.
    ///
    ///     a_1 = 1/(1 + 2 + 0) · [max(1, 0), max(2, 0), max(−3, 0)] = [1/3, 2/3, 0]
    func quotientLines(_ rows: WeightRows, _ value: Tensor<Number>, rectified: Bool) throws -> Lines {
        let name = notation.name(of: rows.id)
        var lines = Lines(equations: [Equation(left: name, links: [.init(.equal, notation.definition(of: rows.id))])])
        guard detail != .brief, rows.queries <= Self.mostRows, rows.keys <= Self.mostTerms else {
            lines.equations[0].links += try notation.valueLinks(value)
            return lines
        }
        for query in 0..<rows.queries {
            let scores = rows.scores(query, in: trace)
            var terms: [Formula] = []
            var entries: [Formula] = []
            var rectifiers: [Formula] = []
            let zero = Formula(spelledNumber: "0")
            for (key, score) in scores.enumerated() {
                guard let score else {
                    entries.append(zero)
                    rectifiers.append(zero)
                    continue
                }
                let written = notation.score(rows, query, key)
                rectifiers.append(Formula(.call("max", [written, zero], [])))
                let counts = rectified ? try Number.order(score, 0) == .greater : true
                let part = counts ? written : zero
                entries.append(part)
                terms.append(part)
            }
            let sum = Self.sum(terms)
            func over(_ vector: [Formula]) -> Formula {
                Formula(.product([.reciprocal(of: sum), rows.vector(vector)], .juxtaposition))
            }
            var links: [Equation.Link] = []
            if rectified { append(&links, over(rectifiers)) }
            append(&links, over(entries))
            for link in try notation.valueLinks(rows.weights(query, of: value), row: query) { append(&links, link) }
            lines.equations.append(Equation(left: notation.queryName(rows, query), links: links))
        }
        if !rows.isVector { lines.equations.append(Equation(left: name, links: try decimalLinks(value))) }
        return lines
    }

    /// The logistic function of every score by itself.
    func sigmoidLines(_ rows: WeightRows, _ value: Tensor<Number>) throws -> Lines {
        var links: [Equation.Link] = [.init(.equal, notation.definition(of: rows.id))]
        if detail != .brief, rows.queries * rows.keys <= Self.fewEntries {
            let one = Formula(spelledNumber: "1")
            append(
                &links,
                Formula(
                    value.mapPlaces { i, j in
                        let (query, key) = rows.standing == .rows ? (i, j) : rows.isVector ? (0, max(i, j)) : (j, i)
                        guard rows.allows(query, key) else { return Formula(spelledNumber: "0") }
                        let score = notation.score(rows, query, key)
                        let power = Formula(.call("exp", [Formula(.negative(score)).withoutDoubleMinus], []))
                        return Formula(.quotient(one, Formula(.sum([one, power]))))
                    }))
        }
        for link in try notation.valueLinks(value) { append(&links, link) }
        return Lines(equations: [Equation(left: notation.name(of: rows.id), links: links)])
    }
}

extension Formula {
    /// x for −(−x).
    var withoutDoubleMinus: Formula {
        if case .negative(let inner) = node, case .negative(let positive) = inner.node { return positive }
        if case .negative(let inner) = node, inner.isZero { return inner }
        return self
    }
}

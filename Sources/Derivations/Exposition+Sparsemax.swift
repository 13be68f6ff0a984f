import Documents
import Formulas
import Graphs
import Numbers
import Rationals

extension Exposition {
    /// Sparsemax of each row: the support by the sorted scores, the threshold, what stands above it.
    ///
    ///     1 + 2 · 1/2 = 2 > 1 + 1/2 = 3/2        k = 2
    ///     τ_1 = (1 + 1/2 − 1)/2 = 1/4
    ///     a_1 = [1 − τ_1, 1/2 − τ_1, 0] = [3/4, 1/4, 0]
    func sparsemaxLines(_ rows: WeightRows, _ value: Tensor<Number>) throws -> Lines {
        try thresholdLines(rows, value) { query, lines in
            let scores = rows.scores(query, in: trace)
            let order = try Normalisation.descending(scores)
            let support = try Normalisation.sparsemaxSupport(scores)
            lines.remarks.append(sorted(rows, query, order, kept: support.count))
            for count in 1...max(1, min(support.count + 1, order.count)) {
                lines.equations.append(supportCondition(rows, query, order, scores, count, of: support.count))
            }
            let terms = support.map { notation.score(rows, query, $0) }
            let numerator = Formula(.sum(terms + [Formula(.negative(Formula(spelledNumber: "1")))]))
            let quotient =
                support.count == 1
                ? numerator : Formula(.quotient(numerator, Formula(spelledNumber: "\(support.count)")))
            let sum = support.compactMap { scores[$0] }.reduce(Number(0)) { $0 + $1 }
            let threshold = try (sum - 1).divided(by: Number(Rational(support.count)))
            lines.equations.append(
                Equation(
                    left: notation.threshold(rows, query, "tau"),
                    links: links(quotient, try notation.valueLinks(Tensor(scalar: threshold)))))
            return try weightEquation(rows, value, query, scores) { key in
                let below = notation.short(threshold) ?? notation.threshold(rows, query, "tau")
                return Formula.difference(notation.score(rows, query, key), below)
            }
        }
    }

    /// 1 + k s_(k) against the sum of the k largest scores.
    private func supportCondition(
        _ rows: WeightRows, _ query: Int, _ order: [Int], _ scores: [Number?], _ count: Int, of kept: Int
    ) -> Equation {
        let largest = order.prefix(count).map { notation.score(rows, query, $0) }
        let last = largest.last ?? Formula(spelledNumber: "0")
        let product =
            count == 1 ? last : Formula(.product([Formula(spelledNumber: "\(count)"), last], .dot))
        let values = order.prefix(count).compactMap { scores[$0] }
        let smallest = values.last ?? 0
        let left = Number(1) + Number(Rational(count)) * smallest
        var links: [Equation.Link] = []
        if let short = notation.short(left) { links.append(.init(.equal, short)) }
        links.append(.init(count <= kept ? .greater : .lessOrEqual, Self.sum(largest)))
        if count > 1, let short = notation.short(values.reduce(Number(0)) { $0 + $1 }) {
            links.append(.init(.equal, short))
        }
        links[links.count - 1].comment = place(rows, query, count)
        return Equation(left: Formula.sum(Formula(spelledNumber: "1"), product), links: links)
    }

    /// `row 2, k = 3` beside a line.
    func place(_ rows: WeightRows, _ query: Int, _ count: Int) -> String {
        switch rows.standing {
        case .row, .column: "k = \(count)"
        case .rows: "row \(query + 1), k = \(count)"
        case .columns: "column \(query + 1), k = \(count)"
        }
    }

    /// The lines that rules with a threshold have in common.
    func thresholdLines(
        _ rows: WeightRows, _ value: Tensor<Number>, _ body: (Int, inout Lines) throws -> Equation
    ) throws -> Lines {
        let name = notation.name(of: rows.id)
        var lines = Lines(equations: [Equation(left: name, links: [.init(.equal, notation.definition(of: rows.id))])])
        guard detail != .brief, rows.queries <= Self.mostRows, rows.keys <= Self.mostTerms else {
            lines.equations[0].links += try notation.valueLinks(value)
            return lines
        }
        for query in 0..<rows.queries {
            let equation = try body(query, &lines)
            lines.equations.append(equation)
        }
        if !rows.isVector { lines.equations.append(Equation(left: name, links: try decimalLinks(value))) }
        return lines
    }

    /// `a_1 = [max(s − τ, 0), …] = [s − τ, …, 0] = value`.
    func weightEquation(
        _ rows: WeightRows, _ value: Tensor<Number>, _ query: Int, _ scores: [Number?], exponent: Rational = 1,
        _ difference: (Int) -> Formula
    ) throws -> Equation {
        let zero = Formula(spelledNumber: "0")
        let entries = scores.enumerated().map { key, score -> Formula in
            guard score != nil else { return zero }
            let part = Formula(.call("max", [difference(key), zero], []))
            return exponent == 1 ? part : Formula(.power(part, Formula(Number(exponent))))
        }
        return Equation(
            left: notation.queryName(rows, query),
            links: links(
                rows.vector(entries), try notation.valueLinks(rows.weights(query, of: value), row: query)))
    }

    func links(_ first: Formula, _ rest: [Equation.Link]) -> [Equation.Link] {
        var links: [Equation.Link] = [.init(.equal, first)]
        for link in rest { append(&links, link) }
        return links
    }

    /// The scores in falling order, in words, and how many are kept.
    func sorted(_ rows: WeightRows, _ query: Int, _ order: [Int], kept: Int) -> [Inline] {
        var remark =
            opening(rows, query) + [
                .text(rows.isVector ? "In falling order the scores are " : "in falling order the scores are ")
            ]
        for (index, place) in order.enumerated() {
            if index > 0 { remark.append(.text(", ")) }
            remark.append(.formula(notation.score(rows, query, place)))
        }
        let words =
            kept == order.count
            ? "; the condition holds for all of them."
            : kept == 1
                ? "; the condition holds for the first only." : "; the condition holds for the first \(kept)."
        return remark + [.text(words)]
    }
}

extension Formula {
    /// a − b, with a minus and a minus as a plus.
    static func difference(_ a: Formula, _ b: Formula) -> Formula {
        if b.isZero { return a }
        if case .negative(let positive) = b.node { return sum(a, positive) }
        return sum(a, Formula(.negative(b)))
    }
}

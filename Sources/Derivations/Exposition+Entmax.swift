import Documents
import Formulas
import Graphs
import Numbers
import Rationals

extension Exposition {
    /// Entmax with α = 1.5 of each row: halved scores, the support, mean and threshold, squares above it.
    ///
    ///     (1 − 1/4)² = 9/16 < 1
    ///     μ_1 = (1/2 + 1/4)/2 = 3/8,  δ_1 = (1 − (1/2 − 3/8)² − (1/4 − 3/8)²)/2 = 31/64
    ///     τ_1 = μ_1 − √δ_1 = 3/8 − √31/8
    ///     a_1 = [max(1/2 − τ_1, 0)², …] = …
    func entmaxLines(_ rows: WeightRows, _ value: Tensor<Number>) throws -> Lines {
        try thresholdLines(rows, value) { query, lines in
            let scores = rows.scores(query, in: trace)
            let order = try Normalisation.descending(scores)
            let support = try Normalisation.entmaxSupport(scores)
            func half(_ key: Int) throws -> (value: Number, formula: Formula) {
                let value = try (scores[key] ?? 0).divided(by: 2)
                let formula =
                    notation.short(value)
                    ?? Formula(.quotient(notation.score(rows, query, key), Formula(spelledNumber: "2")))
                return (value, formula)
            }
            func squares(_ places: some Sequence<Int>, _ centre: Formula) throws -> [Formula] {
                try places.map { place in
                    let difference = Formula.difference(try half(place).formula, centre)
                    return Formula(.power(difference, Formula(spelledNumber: "2")))
                }
            }
            if order.count > 1 {
                lines.remarks.append(sorted(rows, query, order, kept: support.count))
                for count in 2...max(2, min(support.count + 1, order.count)) where count <= order.count {
                    let last = order[count - 1]
                    var sum = Number(0)
                    for place in order.prefix(count - 1) {
                        let difference = try half(place).value - half(last).value
                        sum = sum + difference * difference
                    }
                    let left = Self.sum(try squares(order.prefix(count - 1), try half(last).formula))
                    var links: [Equation.Link] = []
                    if let short = notation.short(sum) { links.append(.init(.equal, short)) }
                    links.append(
                        .init(
                            count <= support.count ? .less : .greaterOrEqual, Formula(spelledNumber: "1"),
                            comment: place(rows, query, count)))
                    lines.equations.append(Equation(left: left, links: links))
                }
            }
            let (mean, radicand) = try Normalisation.entmaxThreshold(support.compactMap { scores[$0] })
            let threshold = mean - (try radicand.raised(to: .half))
            let count = Formula(spelledNumber: "\(support.count)")
            func over(_ formula: Formula) -> Formula {
                support.count == 1 ? formula : Formula(.quotient(formula, count))
            }
            let (mu, delta) = (notation.threshold(rows, query, "mu"), notation.threshold(rows, query, "delta"))
            lines.equations.append(
                Equation(
                    left: mu,
                    links: links(
                        over(Self.sum(try support.map { try half($0).formula })),
                        try notation.valueLinks(Tensor(scalar: mean)))))
            let centre = notation.short(mean) ?? mu
            let spread = try squares(support, centre).map { Formula(.negative($0)) }
            lines.equations.append(
                Equation(
                    left: delta,
                    links: links(
                        over(Formula(.sum([Formula(spelledNumber: "1")] + spread))),
                        try notation.valueLinks(Tensor(scalar: radicand)))))
            lines.equations.append(
                Equation(
                    left: notation.threshold(rows, query, "tau"),
                    links: links(
                        Formula.difference(mu, Formula(.root(delta, degree: 2))),
                        try notation.valueLinks(Tensor(scalar: threshold)))))
            return try weightEquation(rows, value, query, scores, exponent: 2) { key in
                let below = notation.short(threshold) ?? notation.threshold(rows, query, "tau")
                return Formula.difference((try? half(key).formula) ?? notation.score(rows, query, key), below)
            }
        }
    }
}

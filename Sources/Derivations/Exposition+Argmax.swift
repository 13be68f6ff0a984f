import Documents
import Formulas
import Graphs
import Numbers
import Rationals

extension Exposition {
    /// Argmax attention: who has the largest score, ties in words.
    func argmaxLines(_ rows: WeightRows, _ value: Tensor<Number>, rule: TieRule) throws -> Lines {
        var lines = Lines(
            equations: [
                Equation(
                    left: notation.name(of: rows.id),
                    links: [.init(.equal, notation.definition(of: rows.id))] + (try notation.valueLinks(value)))
            ])
        guard detail != .brief, rows.queries <= Self.mostRows else { return lines }
        for query in 0..<rows.queries {
            let scores = rows.scores(query, in: trace)
            let winners = try Normalisation.winners(scores)
            guard let best = winners.first, let largest = scores[best] else { continue }
            let score = try shownScore(largest, notation.score(rows, query, best))
            var remark = opening(rows, query)
            if winners.count == 1 {
                remark += [
                    .text(rows.isVector ? "The largest score, " : "the largest score, "), .formula(score),
                    .text(", stands at position \(best + 1)."),
                ]
            } else {
                remark += [
                    .text(
                        "\(rows.isVector ? "Positions" : "positions") \(Self.list(winners)) share the largest score, "),
                    .formula(score), .text("; \(rule.sentence)."),
                ]
            }
            lines.remarks.append(remark)
        }
        return lines
    }

    /// Top-k attention: whose scores are kept, then their softmax.
    func topKLines(
        _ rows: WeightRows, _ value: Tensor<Number>, k: Int, ties: TieRule, base: Rational?
    ) throws -> Lines {
        var lines = try softmaxLines(rows, value, base: base, extraOne: false)
        guard detail != .brief, rows.queries <= Self.mostRows, rows.keys <= Self.mostTerms else { return lines }
        for query in 0..<rows.queries {
            let scores = rows.scores(query, in: trace)
            let present = scores.indices.filter { scores[$0] != nil }
            let kept = try Normalisation.largest(k, of: scores, ties: ties)
            let opening = opening(rows, query)
            guard kept.count < present.count else {
                let words =
                    present.count <= k
                    ? "there are no more than \(k) keys, all are kept." : "all tie with the \(k) largest and are kept."
                lines.remarks.append(opening + [.text(rows.isVector ? words.capitalisedFirst : words)])
                continue
            }
            let smallest = try kept.compactMap { scores[$0] }.reduce(nil as Number?) { least, score in
                guard let least else { return score }
                return try Number.order(score, least) == .less ? score : least
            }
            let level = try scores.indices.filter { place in
                guard let score = scores[place], let smallest else { return false }
                return try Number.order(score, smallest) == .equal
            }
            let isOne = kept.count == 1
            let words = "position\(isOne ? "" : "s") \(Self.list(kept)) \(isOne ? "is" : "are") kept"
            var remark = opening + [.text(rows.isVector ? words.capitalisedFirst : words)]
            if level.count > 1, let smallest {
                remark += [
                    .text("; positions \(Self.list(level)) tie at "),
                    .formula(notation.denominators.formula(of: smallest, row: nil)),
                    .text(ties == .shared ? ", and all of them count" : ", and the \(ties.rawValue) count"),
                ]
            }
            lines.remarks.append(remark + [.text(".")])
        }
        return lines
    }

    /// `Row 2: `, `Column 2: `, nothing for a single query.
    func opening(_ rows: WeightRows, _ query: Int) -> [Inline] {
        switch rows.standing {
        case .row, .column: []
        case .rows: [.text("Row \(query + 1): ")]
        case .columns: [.text("Column \(query + 1): ")]
        }
    }

    /// A score in a sentence: its value, or where that is long its name or its decimals.
    private func shownScore(_ score: Number, _ name: Formula) throws -> Formula {
        let value = notation.denominators.formula(of: score, row: nil)
        if value.latexWidth <= Self.widestScore { return value }
        return name.latexWidth <= Self.widestScore
            ? name : Formula(try score.decimal(significantDigits: notation.digits))
    }

    /// In em.
    private static let widestScore = 12.0

    /// `1`, `1 and 3`, `1, 2 and 3`; counted from 1.
    static func list(_ places: [Int]) -> String {
        let words = places.map { "\($0 + 1)" }
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension String {
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
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

import Graphs
import Numbers
import Rationals
import Sheets

extension SheetLint {
    /// What the numbers of a sheet do, each thing once.
    static func values(_ worked: WorkedSheet) -> [ValueFinding] {
        var seen: Set<ValueFinding.Place> = []
        return (ties(worked) + equalRows(worked) + vanishing(worked)).filter { seen.insert($0.place).inserted }
    }

    // MARK: Ties

    private static func ties(_ worked: WorkedSheet) -> [ValueFinding] {
        let elaboration = worked.elaboration
        let graph = elaboration.graph
        // What claims try for hundreds of cases is no quantity of the sheet.
        let shown =
            elaboration.answers.compactMap(\.node) + elaboration.insertions.map(\.node)
            + elaboration.plots.flatMap(\.nodes) + elaboration.lines.flatMap(\.nodes)
        let needed = graph.ancestors(of: shown)
        return graph.ids.filter { needed[$0.index] }.compactMap { id in
            guard case .normalise(let rule, let mask) = graph[id].operation,
                let scores = worked.exact[graph[id].inputs[0]], let tie = tie(rule, mask, scores)
            else { return nil }
            let label = graph[id].label ?? graph[graph[id].inputs[0]].label
            let line = elaboration.lines.firstIndex { $0.nodes.contains(id) || $0.added.contains(id.index) }
            return ValueFinding(
                place: .scores(line: line, label: label),
                fact: .tie(weights: label, row: tie.row.map { $0 + 1 }, places: tie.places.map { $0 + 1 }, draws: nil),
                range: elaboration.origin(of: id) ?? 0..<0)
        }
    }

    /// The first row whose largest score stands there more than once.
    private static func tie(
        _ rule: Normalisation, _ mask: Mask?, _ scores: Tensor<Number>
    ) -> (row: Int?, places: [Int])? {
        // Every score for itself: none is the largest of anything.
        if case .sigmoid = rule { return nil }
        let isVector = scores.shape.length != nil || scores.shape == .scalar
        let (rows, columns) = isVector ? (1, scores.elements.count) : (scores.rows, scores.columns)
        for row in 0..<rows {
            let present = (0..<columns).filter { mask?.allows(row: row, column: $0) ?? true }
            guard var best = present.first else { continue }
            var places = [best]
            for place in present.dropFirst() {
                guard
                    let order = try? Number.order(
                        scores.elements[row * columns + place], scores.elements[row * columns + best])
                else { continue }
                switch order {
                case .greater: (best, places) = (place, [place])
                case .equal: places.append(place)
                case .less: continue
                }
            }
            if places.count > 1 { return (isVector ? nil : row, places) }
        }
        return nil
    }

    private static func equalRows(_ worked: WorkedSheet) -> [ValueFinding] {
        let elaboration = worked.elaboration
        var isUsed = Array(repeating: false, count: elaboration.graph.nodes.count)
        for node in elaboration.graph.nodes { for input in node.inputs { isUsed[input.index] = true } }
        return elaboration.lines.enumerated().compactMap { index, line in
            guard case .given(let calculation) = elaboration.sheet.items[line.item].content, line.nodes.count == 1,
                // What a function makes, one letter of a string after another say, is as it must be.
                case .assignment(_, let written)? = calculation.statements.first(where: { $0.range == line.range })?
                    .kind,
                case .matrix = written.node, let node = line.nodes.first, isUsed[node.index],
                let name = elaboration.graph[node].label,
                // Rows of a projection are no tokens.
                !name.hasPrefix("W"), !name.hasPrefix("U"), let value = worked.exact[node], value.rows > 1,
                value.columns > 1
            else { return nil }
            for first in 0..<value.rows {
                let equal = (first..<value.rows).filter { Array(value.row($0)) == Array(value.row(first)) }
                if equal.count > 1 {
                    return ValueFinding(
                        place: .rows(line: index), fact: .equalRows(name, rows: equal.map { $0 + 1 }, draws: nil),
                        range: line.range)
                }
            }
            return nil
        }
    }

    // MARK: Weights that vanish

    private static func vanishing(_ worked: WorkedSheet) -> [ValueFinding] {
        worked.elaboration.answers.compactMap { asked in
            guard let node = asked.node, isWeights(node, in: worked.elaboration.graph), let value = worked.exact[node],
                let places = asked.answer.places
            else { return nil }
            var printed: [String] = []
            for entry in value.elements where entry.rational == nil {
                guard let decimal = try? entry.decimal(places: places), let rounded = decimal.rational,
                    rounded == 0 || rounded == 1
                else { continue }
                printed.append(decimal.description)
            }
            // A row with a 1 has zeros as well, which say it all.
            guard let text = printed.first(where: { $0.hasPrefix("0") }) ?? printed.first else { return nil }
            return ValueFinding(
                place: .weights(answer: asked.id),
                fact: .vanishing(
                    answer: asked.id, count: printed.count { $0 == text }, of: value.elements.count, printed: text,
                    draws: nil), range: asked.answer.range)
        }
    }

    /// Whether a value is weights, or a part of them.
    private static func isWeights(_ id: NodeID, in graph: Graph) -> Bool {
        switch graph[id].operation {
        case .normalise: true
        case .identity, .transpose, .row, .column, .entry, .rows, .columns:
            graph[id].inputs.first.map { isWeights($0, in: graph) } ?? false
        case .constant, .placeholder, .size, .add, .subtract, .negate, .multiply, .divide, .matrixProduct, .dot, .power,
            .apply, .reduce, .stack, .concatenate, .part, .whole:
            false
        }
    }
}

extension Answer {
    /// Digits behind the point that are asked for; nil where none are said.
    fileprivate var places: Int? {
        for case .decimals(let places) in terms { return places }
        return nil
    }
}

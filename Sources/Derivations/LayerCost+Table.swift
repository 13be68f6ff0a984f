import Attention
import Documents
import Formulas
import Graphs

extension LayerCost {
    /// The table that compares layers: multiplications, growth, steps that must follow one another, longest path.
    public static func table(_ costs: [LayerCost]) -> [Block] {
        let rows = costs.map { cost -> [[Inline]] in
            [
                [.text(cost.layer.title)], [.formula(Formula(cost.count[.multiplications]))],
                [.formula(cost.count.total.growth)], [.formula(cost.sequentialSteps.growth)], cost.path,
            ]
        }
        let header = ["Layer", "Multiplications", "All operations", "Sequential steps", "Longest path"]
        return [
            .table(
                header: header.map { [.text($0)] }, alignments: [.left, .right, .right, .right, .right], rows: rows)
        ] + remarks(costs)
    }

    /// What the table's letters stand for.
    private static func remarks(_ costs: [LayerCost]) -> [Block] {
        guard let first = costs.first else { return [] }
        var words: [Inline] = [.formula(Formula(first.tokens)), .text(" tokens of dimension ")]
        words.append(.formula(Formula(first.width)))
        guard costs.contains(where: { $0.layer.reach == .kernel }) else { return [.remark(words + [.text(".")])] }
        words += [
            .text(", kernels of "), .formula(Formula(first.kernel)), .text(" tokens; so many layers of them lie "),
        ]
        words.append(.text("between the first token and the last, or about the logarithm to the base "))
        words += [
            .formula(Formula(first.kernel)),
            .text(" of that when each layer widens the gaps between the tokens it sees."),
        ]
        return [.remark(words)]
    }

    /// How many steps lie between two tokens at most.
    private var path: [Inline] {
        func growth(_ formula: Formula) -> Inline { .formula(Formula(.call("O", [formula], []))) }
        let (n, k) = (Formula(tokens), Formula(kernel))
        switch layer.reach {
        case .everything: return [growth(Formula(spelledNumber: "1"))]
        case .previous: return [growth(n)]
        case .kernel: return [growth(Formula(.quotient(n, k)))]
        }
    }
}

import Formulas
import Graphs
import Numbers
import Rationals

/// Chains `z = 1/2 = 0.5`.
///
/// Names and what has no value lead in. All links that have values must agree, a decimal with as many digits as it has;
/// of these the exact one counts, the last if there are several, or else the decimal with the most digits.
extension AnswerEvaluation {
    mutating func resolved(chain: Formula) throws(UnreadableAnswer) -> AnswerLayout {
        let links = try links(of: chain)
        var layouts: [AnswerLayout] = []
        var isLeadIn = links[0].isLabel
        for (index, link) in links.enumerated() {
            if isLeadIn, index < links.count - 1, !hasValue(link) { continue }
            isLeadIn = false
            layouts.append(try layout(of: link))
        }
        guard var chosen = layouts.indices.first else {
            throw refusal("The chain holds no value.", fix: "Write the value behind the last sign.", chain)
        }
        for index in layouts.indices where rank(layouts[index]) >= rank(layouts[chosen]) { chosen = index }
        for index in layouts.indices where index != chosen {
            try checkAgreement(of: layouts[index], with: layouts[chosen], chain)
        }
        var result = layouts[chosen]
        if case .transpose(let name) = links[0].node, name.isLabel {
            try turn(&result, chain)
        }
        if layouts.count > 1 {
            notes.append("Of the values given, which agree, \(shortened(result.shown.plain)) counts.")
        }
        return result
    }

    private func links(of chain: Formula) throws(UnreadableAnswer) -> [Formula] {
        var links: [Formula] = []
        var rest = chain
        while case .comparison(let left, let relation, let right) = rest.node {
            guard relation == .equal || relation == .approximatelyEqual else {
                throw refusal("A comparison is no answer.", fix: "Write the value itself.", rest)
            }
            links.append(right)
            rest = left
        }
        links.append(rest)
        return links.reversed()
    }

    /// Whether a link at the beginning is a value and not only a name for it: numbers and known names alone.
    private func hasValue(_ formula: Formula) -> Bool {
        switch formula.node {
        case .number: return true
        case .name(let name): return name == Name("e") || name == Name("pi") || options.names[name] != nil
        case .text, .elided, .shortened, .subscripted: return false
        case .negative(let inner), .root(let inner, _), .transpose(let inner): return hasValue(inner)
        case .sum(let parts), .product(let parts, _), .column(let parts), .row(let parts):
            return parts.allSatisfy { hasValue($0) }
        case .call(let name, let parts, _):
            return Self.functions.contains(name) && parts.allSatisfy { hasValue($0) }
        case .quotient(let a, let b), .power(let a, let b), .dot(let a, let b), .comparison(let a, _, let b):
            return hasValue(a) && hasValue(b)
        case .matrix(let rows): return rows.allSatisfy { $0.allSatisfy { hasValue($0) } }
        case .summation: return false
        }
    }

    private static let functions: Set<String> = [
        "exp", "ln", "log", "log2", "log10", "tanh", "sinh", "cosh", "sigmoid", "logistic", "sin", "cos", "tan", "erf",
        "abs", "relu", "max", "min",
    ]

    /// Exact is more than mixed, mixed more than decimals, more decimals more than fewer.
    private func rank(_ layout: AnswerLayout) -> Int {
        var least = Int.max
        for entry in layout.entries {
            switch entry.form {
            case .exact: continue
            case .mixed: least = min(least, Int.max - 1)
            case .decimal(let places, _): least = min(least, places)
            }
        }
        return least
    }

    /// `z^T = …` gives the transpose of z; a vector may stand either way.
    private func turn(_ layout: inout AnswerLayout, _ chain: Formula) throws(UnreadableAnswer) {
        if layout.shape.isVector {
            layout.isOriented = false
        } else if layout.shape != .scalar {
            throw refusal("This gives the transpose, not the matrix.", fix: "Write the matrix itself.", chain)
        }
    }

    // MARK: Agreement

    private func checkAgreement(
        of link: AnswerLayout, with chosen: AnswerLayout, _ chain: Formula
    ) throws(UnreadableAnswer) {
        guard link.matches(chosen) else {
            throw refusal("The links of the chain have different sizes.", fix: "Write the last one only.", chain)
        }
        for (a, b) in zip(link.entries, chosen.entries) where !agree(a, b) {
            let pair = "\(shortened(a.formula.plain)) and \(shortened(b.formula.plain))"
            throw refusal(
                "The links of the chain do not agree: \(pair).", fix: "Write the value that you mean only.",
                a.formula.range == nil ? chain : a.formula)
        }
    }

    /// Whether a decimal is the other value rounded or cut to its digits, or two exact values are equal.
    private func agree(_ entry: AnswerReading.Entry, _ chosen: AnswerReading.Entry) -> Bool {
        guard case .decimal(let places, _) = entry.form else {
            return decided { Number.equality(entry.value, chosen.value) == .equal } ?? false
        }
        // Digits so far out that a unit of the last one is no number here: only equality is left to ask for.
        guard abs(places) <= 20_000, let unit = try? Rational(10).raised(to: -places),
            let half = unit.divided(by: 2)
        else { return entry.value == chosen.value }
        return decided {
            let difference = chosen.value - entry.value
            if try isWithin(difference, Number(half), orEqual: true) { return true }
            guard try isWithin(difference, Number(unit), orEqual: false) else { return false }
            // Cut: nearer to zero than the value itself.
            let side = try Number.order(difference, 0)
            let sign = try Number.order(chosen.value, 0)
            let given = try Number.order(entry.value, 0)
            return side == sign && (given == sign || given == .equal)
        } ?? false
    }

    private func isWithin(_ difference: Number, _ bound: Number, orEqual: Bool) throws -> Bool {
        let above = try Number.order(difference, bound)
        let below = try Number.order(difference, -bound)
        if above == .equal || below == .equal { return orEqual }
        return above == .less && below == .greater
    }

    func shortened(_ text: String) -> String {
        text.utf8.count <= 60 ? text : String(text.prefix(59)) + "…"
    }
}

extension Formula {
    /// What can stand left of the first sign of a chain as a name for what follows: `z`, `z_1`, `softmax(s)`, `z^T`,
    /// `(z_1, z_2)`.
    var isLabel: Bool {
        switch node {
        case .name, .subscripted, .call: true
        case .transpose(let inner): inner.isLabel
        case .column(let entries), .row(let entries): entries.allSatisfy(\.isLabel)
        default: false
        }
    }
}

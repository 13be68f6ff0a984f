import Formulas
import Graphs
import Numbers
import Rationals

/// What surrounds a list: signs, factors, divisors, transposes.
extension AnswerEvaluation {
    func mapped(
        _ layout: AnswerLayout, _ whole: Formula, _ transform: (Formula) -> Formula, value: (Number) throws -> Number
    ) throws(UnreadableAnswer) -> AnswerLayout {
        var result = layout
        result.shown = whole
        for (index, entry) in layout.entries.enumerated() {
            let formula = transform(entry.formula)
            result.entries[index] = AnswerReading.Entry(
                formula: formula, value: try limited(whole) { try value(entry.value) },
                form: AnswerReading.Form(of: formula))
        }
        return result
    }

    /// A transpose turns a row or column that is written as such; `(1, 2)^T` stands either way, since some write columns
    /// like that and some rows.
    func transposed(_ layout: AnswerLayout, _ formula: Formula) -> AnswerLayout {
        var result = layout
        result.shown = formula
        if layout.shape.isVector, !layout.isOriented { return result }
        let flipped = Tensor(shape: layout.shape, elements: layout.entries)?.transposed
        result.shape = flipped?.shape ?? layout.shape
        result.entries = flipped?.elements ?? layout.entries
        return result
    }

    /// A factor stands in every entry; what would be enormous written out is refused.
    private func checkGrowth(_ layout: AnswerLayout, _ factors: [Formula], _ formula: Formula) throws(UnreadableAnswer)
    {
        let size = factors.reduce(0) { $0 + ($1.range?.count ?? 1) }
        guard size.multipliedReportingOverflow(by: layout.entries.count).partialValue <= 1_000_000 else {
            throw refusal("The factor is too long to stand in every entry.", fix: "Work it out.", formula)
        }
    }

    mutating func divided(
        _ list: Formula, by divisor: Formula, _ formula: Formula
    ) throws(UnreadableAnswer) -> AnswerLayout {
        let layout = try layout(of: list)
        try checkGrowth(layout, [divisor], formula)
        let inverse = try limited(Formula(.quotient(Formula(1), divisor), range: divisor.range)) {
            try Number(1).divided(by: Number(divisor, names: options.names))
        }
        return try mapped(layout, formula) {
            Formula(.quotient($0, divisor), range: $0.range)
        } value: {
            $0 * inverse
        }
    }

    mutating func scaled(
        _ factors: [Formula], _ sign: Formula.ProductSign, _ formula: Formula
    ) throws(UnreadableAnswer) -> AnswerLayout {
        let lists = factors.indices.filter { factors[$0].holdsList }
        guard lists.count == 1 else { throw calculation(formula) }
        let layout = try layout(of: factors[lists[0]])
        let others = factors.indices.filter { $0 != lists[0] }.map { factors[$0] }
        try checkGrowth(layout, others, formula)
        let scale = try limited(formula) {
            try others.reduce(Number(1)) { $0 * (try Number($1, names: options.names)) }
        }
        let shownSign: Formula.ProductSign = sign == .cross ? .cross : .dot
        return try mapped(layout, formula) {
            Formula(.product(others + [$0], shownSign), range: $0.range)
        } value: {
            $0 * scale
        }
    }

    mutating func sum(_ terms: [Formula], _ formula: Formula) throws(UnreadableAnswer) -> AnswerLayout {
        var total: AnswerLayout?
        for term in terms {
            guard term.holdsList else { throw calculation(formula) }
            let next = try layout(of: term)
            guard let sum = total else {
                total = next
                continue
            }
            guard sum.matches(next) else {
                throw refusal("Lists of different sizes are added.", fix: "Work the sum out.", term)
            }
            var result = sum.isOriented ? sum : next
            for index in sum.entries.indices {
                let (a, b) = (sum.entries[index], next.entries[index])
                let formula = Formula(.sum([a.formula, b.formula]), range: a.formula.range)
                result.entries[index] = AnswerReading.Entry(
                    formula: formula, value: try limited(term) { a.value + b.value },
                    form: AnswerReading.Form(of: formula))
            }
            total = result
        }
        guard var total else { throw calculation(formula) }
        total.shown = formula
        return total
    }
}

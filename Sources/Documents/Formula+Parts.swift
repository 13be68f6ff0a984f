package import Formulas

extension Formula {
    /// Calls `body` for the formula and every formula in it, outermost first.
    package func forEachPart(_ body: (Formula) -> Void) {
        body(self)
        switch node {
        case .number, .name, .text, .elided, .shortened: break
        case .negative(let inner), .root(let inner, _), .transpose(let inner): inner.forEachPart(body)
        case .sum(let parts), .product(let parts, _), .column(let parts), .row(let parts):
            for part in parts { part.forEachPart(body) }
        case .subscripted(let base, let indices):
            base.forEachPart(body)
            for part in indices { part.forEachPart(body) }
        case .quotient(let first, let second), .power(let first, let second), .dot(let first, let second),
            .comparison(let first, _, let second):
            first.forEachPart(body)
            second.forEachPart(body)
        case .call(_, let arguments, let options):
            for part in arguments { part.forEachPart(body) }
            for option in options { option.value.forEachPart(body) }
        case .matrix(let rows): for part in rows.joined() { part.forEachPart(body) }
        case .summation(_, let from, let to, let inner):
            from.forEachPart(body)
            to.forEachPart(body)
            inner.forEachPart(body)
        }
    }

    /// Two terms or more, or a sign in front of them.
    var isSum: Bool {
        switch node {
        case .sum: true
        case .negative(let inner): inner.isSum
        case .number, .name, .subscripted, .product, .quotient, .power, .root, .transpose, .dot, .call, .column, .row,
            .matrix, .summation, .comparison, .text, .elided, .shortened:
            false
        }
    }

    /// Whether it needs parentheses as a factor, a base or the body of a summation.
    var needsParenthesesAsOperand: Bool {
        switch node {
        case .sum, .negative, .comparison: true
        case .number, .name, .subscripted, .product, .quotient, .power, .root, .transpose, .dot, .call, .column, .row,
            .matrix, .summation, .text, .elided, .shortened:
            false
        }
    }
}

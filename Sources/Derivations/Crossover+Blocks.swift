import Documents
import Formulas
import Graphs
import Numbers
import Rationals

extension Crossover {
    /// The inequality, solved line by line.
    public var blocks: [Block] {
        let variable = Formula(.name(Name(spelling: self.variable)))
        func line(_ left: Polynomial, _ right: Polynomial, _ comment: String?) -> Equation {
            Equation(left: Formula(left), links: [.init(.less, Formula(right), comment: comment)])
        }
        var equations = [line(smaller, larger, nil)]
        if factor != 1 { equations.append(line(sides.smaller, sides.larger, "divided by \(factor)")) }
        switch answer {
        case .always:
            return [.equations(equations), .paragraph([.text("This holds for all sizes from 1 on.")])]
        case .never:
            return [.equations(equations), .paragraph([.text("This holds for no sizes from 1 on.")])]
        case .within(let spans):
            let words = spans.map(\.words).joined(separator: " and ")
            return [
                .equations(equations),
                .paragraph([
                    .text("In whole numbers from 1 on this holds for "), .formula(variable), .text(" \(words)."),
                ]),
            ]
        case .below(let bound): return [.equations(equations + solved(bound, .less))] + said(variable, bound)
        case .above(let bound): return [.equations(equations + solved(bound, .greater))] + said(variable, bound)
        }
    }

    /// The terms with the variable on the left where they do not stand so already, then the variable alone.
    private func solved(_ bound: Bound, _ relation: Formula.Comparison) -> [Equation] {
        let variable = Formula(.name(Name(spelling: self.variable)))
        var equations: [Equation] = []
        if let isolated, isolated.coefficient != 1 {
            let left = Formula(isolated.coefficient * Polynomial(self.variable))
            let line = Equation(left: left, links: [.init(relation, Formula(isolated.right))])
            let isSaid = left == Formula(sides.smaller) && isolated.right == sides.larger
            if !isSaid || relation != .less { equations.append(line) }
        } else if isolated == nil {
            let difference = sides.larger - sides.smaller
            equations.append(
                Equation(
                    left: Formula(difference), links: [.init(.greater, Formula(spelledNumber: "0"))]))
        }
        equations.append(Equation(left: variable, links: [.init(relation, Formula(bound))]))
        return equations
    }

    private func said(_ variable: Formula, _ bound: Bound) -> [Block] {
        var words: [Inline] = []
        switch answer {
        case .always, .never, .within: return []
        case .below:
            if let whole = answer.wholeNumber {
                guard whole.signum() > 0 else { return [.paragraph([.text("This holds for no size from 1 on.")])] }
                words = [.text("In whole numbers: "), .formula(variable), .text(" at most \(whole).")]
            }
        case .above:
            if let whole = answer.wholeNumber {
                words = [
                    .text("In whole numbers: "), .formula(variable),
                    .text(" at least \(whole.signum() > 0 ? whole : 1)."),
                ]
            }
        }
        if words.isEmpty {
            words = [.text("This holds if and only if "), .formula(comparison(variable, bound)), .text(", all sizes")]
            words.append(.text(" being whole numbers from 1 on."))
        }
        return [.paragraph(words)]
    }

    private func comparison(_ variable: Formula, _ bound: Bound) -> Formula {
        let relation: Formula.Comparison = if case .below = answer { .less } else { .greater }
        return Formula(.comparison(variable, relation, Formula(bound)))
    }
}

extension Crossover.Span {
    /// `at most 6`, `from 2 to 6`, `at least 7`.
    fileprivate var words: String {
        guard let to else { return "at least \(from)" }
        return from == to ? "equal to \(from)" : from == 1 ? "at most \(to)" : "from \(from) to \(to)"
    }
}

extension Formula {
    /// A bound as it is written.
    init(_ bound: Crossover.Bound) {
        if let polynomial = bound.polynomial {
            self.init(polynomial)
            return
        }
        var above = Formula(bound.numerator)
        if let radicand = bound.radicand {
            let root = Formula(.root(Formula(radicand), degree: 2))
            above = bound.numerator.isZero ? root : .sum(above, root)
        }
        self.init(.quotient(above, Formula(bound.denominator)))
    }
}

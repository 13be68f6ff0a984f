import Formulas
import Graphs
import Numbers
import Rationals

extension Formula {
    /// A polynomial as it is written: `2 n² d − n²`.
    public init(_ polynomial: Polynomial) {
        let terms = polynomial.terms.map(Formula.init)
        switch terms.count {
        case 0: self.init(spelledNumber: "0")
        case 1: self = terms[0]
        default: self.init(.sum(terms))
        }
    }

    /// A size.
    init(_ dimension: Dimension) { self.init(Polynomial(dimension)) }

    /// A monomial without a coefficient, 1 for a constant.
    init(_ monomial: Polynomial.Monomial) {
        let factors = monomial.factors.map { factor -> Formula in
            let name = Formula(.name(Name(spelling: factor.name)))
            return factor.exponent == 1 ? name : Formula(.power(name, Formula(spelledNumber: "\(factor.exponent)")))
        }
        switch factors.count {
        case 0: self.init(spelledNumber: "1")
        case 1: self = factors[0]
        default: self.init(.product(factors, .juxtaposition))
        }
    }

    private init(_ term: Polynomial.Term) {
        let size = term.coefficient.magnitude
        let names = Formula(term.monomial)
        var formula: Formula
        if term.monomial.degree == 0 {
            formula = Formula(Number(size))
        } else {
            formula = names
            if size.numerator != 1 {
                var factors = [Formula(Number(size.numerator))]
                if case .product(let parts, .juxtaposition) = names.node {
                    factors += parts
                } else {
                    factors.append(names)
                }
                formula = Formula(.product(factors, .juxtaposition))
            }
            if !size.isInteger { formula = Formula(.quotient(formula, Formula(Number(size.denominator)))) }
        }
        self = term.coefficient.signum() < 0 ? Formula(.negative(formula)) : formula
    }
}

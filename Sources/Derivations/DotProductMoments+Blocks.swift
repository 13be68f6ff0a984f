import Attention
import Documents
import Formulas
import Graphs
import Numbers
import Rationals

extension DotProductMoments {
    /// Mean and variance of q · k, worked from the entries: what makes the case for √d.
    public var blocks: [Block] {
        let (q, k) = (Formula(.name(Name("q", subscripts: ["i"]))), Formula(.name(Name("k", subscripts: ["i"]))))
        let dot = Formula(.dot(Formula(.name(Name("q"))), Formula(.name(Name("k")))))
        let d = Formula(dimension)
        let (mq, mk) = (Formula(Number(query.mean)), Formula(Number(key.mean)))
        let (sq, sk) = (Formula(Number(query.secondMoment)), Formula(Number(key.secondMoment)))
        let meanProduct = query.mean * key.mean
        let term = Formula(.product([q, k], .juxtaposition))
        let two = Formula(spelledNumber: "2")
        var equations = query.equations(of: q) + key.equations(of: k)
        equations.append(
            Self.chain(
                Self.expectation(dot),
                [
                    .product([d, Self.expectation(q), Self.expectation(k)], .juxtaposition),
                    .product([d, mq, mk], .dot),
                ], Formula(mean)))
        equations.append(
            Self.chain(
                Self.variance(term),
                [
                    .sum([
                        Formula(
                            .product(
                                [Self.expectation(Self.square(q)), Self.expectation(Self.square(k))], .juxtaposition)),
                        Formula(
                            .negative(
                                Formula(
                                    .power(
                                        Formula(.product([Self.expectation(q), Self.expectation(k)], .juxtaposition)),
                                        two)))),
                    ]),
                    .sum([
                        Formula(.product([sq, sk], .dot)),
                        Formula(.negative(Formula(.power(Formula(Number(meanProduct)), two)))),
                    ]),
                ], Formula(Number(termVariance))))
        equations.append(
            Self.chain(
                Self.variance(dot), [.product([d, Self.variance(term)], .juxtaposition)], Formula(variance)))
        let root = Formula(.root(d, degree: 2))
        equations.append(
            Self.chain(
                Self.variance(Formula(.quotient(dot, root))),
                [.quotient(Self.variance(dot), d)], Formula(Number(scaledVariance))))
        return [
            .equations(equations),
            .remark([
                .text("All entries are independent, so the variances of the terms add up; dividing by "),
                .formula(root), .text(" makes the variance independent of the number of entries."),
            ]),
        ]
    }

    private static func chain(_ left: Formula, _ steps: [Formula.Node], _ value: Formula) -> Equation {
        var links = steps.map { Equation.Link(.equal, Formula($0)) }
        if links.last?.right != value { links.append(.init(.equal, value)) }
        return Equation(left: left, links: links)
    }

    fileprivate static func expectation(_ formula: Formula) -> Formula { Formula(.call("E", [formula], [])) }
    private static func variance(_ formula: Formula) -> Formula { Formula(.call("Var", [formula], [])) }
    fileprivate static func square(_ formula: Formula) -> Formula {
        Formula(.power(formula, Formula(spelledNumber: "2")))
    }
}

extension Distribution {
    /// The first two moments of an entry, from the definition.
    fileprivate func equations(of entry: Formula) -> [Equation] {
        [
            equation(DotProductMoments.expectation(entry), meanFormula, mean),
            equation(
                DotProductMoments.expectation(DotProductMoments.square(entry)), secondMomentFormula, secondMoment),
        ]
    }

    private func equation(_ left: Formula, _ formula: Formula?, _ value: Rational) -> Equation {
        let value = Formula(Number(value))
        guard let formula, formula != value else { return Equation(left: left, links: [.init(.equal, value)]) }
        return Equation(left: left, links: [.init(.equal, formula), .init(.equal, value)])
    }

    private static func number(_ value: Rational) -> Formula { Formula(Number(value)) }
    private static func square(_ value: Rational) -> Formula { DotProductMoments.square(number(value)) }
    private static func quotient(_ terms: [Formula], _ divisor: Int) -> Formula {
        Formula(.quotient(terms.count == 1 ? terms[0] : Formula(.sum(terms)), Formula(spelledNumber: "\(divisor)")))
    }

    /// The mean with the distribution's own numbers in; nil where it is one of them.
    private var meanFormula: Formula? {
        switch self {
        case .normal, .bernoulli: nil
        case .uniform(let a, let b): Self.quotient([Self.number(a), Self.number(b)], 2)
        case .integers(let a, let b): Self.quotient([Self.number(Rational(a)), Self.number(Rational(b))], 2)
        case .oneOf(let values): Self.quotient(values.map(Self.number), values.count)
        case .sign: Self.quotient([Self.number(-1), Self.number(1)], 2)
        }
    }

    private var secondMomentFormula: Formula? {
        switch self {
        case .normal(let mean, let variance):
            return Formula(.sum([Self.number(variance), Self.square(mean)]))
        case .uniform(let a, let b):
            return Self.quotient(
                [Self.square(a), Formula(.product([Self.number(a), Self.number(b)], .dot)), Self.square(b)], 3)
        case .integers(let a, let b):
            let count = Rational(b - a + 1)
            let spread = Self.quotient([Self.square(count), Formula(.negative(Self.number(1)))], 12)
            return Formula(.sum([spread, Self.square(mean)]))
        case .oneOf(let values): return Self.quotient(values.map(Self.square), values.count)
        case .bernoulli: return nil
        case .sign: return Self.quotient([Self.square(-1), Self.square(1)], 2)
        }
    }
}

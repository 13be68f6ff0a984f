import Numbers
import Rationals

extension Formula {
    /// The exact number as it is written on a page: always possible, in the order in which the computation met its
    /// terms, nothing simplified that the number itself has not simplified.
    ///
    /// Every part is one quotient over a common denominator, `(1 + √3)/2` and `3√3/2`; coefficients of sums in a
    /// denominator are cleared as well.
    ///
    /// Law: `Number(Formula(n)) == n`.
    ///
    ///     let score = try Number(9).divided(by: Number(12).raised(to: Rational(1, over: 2)!))
    ///     print(Formula(score).plain)    // 3√3/2
    public init(_ number: Number) {
        if let rational = number.rational {
            self.init(rational)
            return
        }
        if number.refusal != nil {
            self.init(.text("no value"))
            return
        }
        let parts = number.parts.map(Formula.quotient)
        self = parts.count == 1 ? parts[0] : Formula(.sum(parts))
    }

    /// `7`, `-3/4` with the sign in front of the quotient.
    public init(_ rational: Rational) {
        let magnitude = Formula.positive(rational.magnitude)
        self = rational.signum() < 0 ? Formula(.negative(magnitude)) : magnitude
    }

    private static func positive(_ value: Rational) -> Formula {
        if value.isInteger { return Formula(value.numerator) }
        return Formula(.quotient(Formula(value.numerator), Formula(value.denominator)))
    }

    /// A whole number; a negative one is a literal with a sign.
    init(_ value: Integer) {
        self.init(.number(Literal(value: Rational(value), spelling: value.description)))
    }

    /// A surd as one quotient: `3√3/2`, `(1 + √2)/3`.
    public init(_ surd: Surd) {
        let terms = surd.terms.map { Written(coefficient: $0.coefficient, factors: Self.roots($0.radicals)) }
        self = Self.quotient(of: terms, over: [])
    }

    // MARK: Quotients

    /// A coefficient and what it multiplies.
    private struct Written {
        var coefficient: Rational
        var factors: [Formula]
    }

    private static func written(_ sum: ExponentialSum) -> [Written] {
        sum.terms.map { Written(coefficient: $0.coefficient, factors: factors(of: $0)) }
    }

    private static func quotient(_ part: Number.Part) -> Formula {
        var terms = written(part.numerator)
        var denominator: [Formula] = []
        for factor in part.denominator {
            var below = written(factor.factor)
            // e/2 + 1 in a denominator becomes e + 2, and the numerator is doubled.
            let common = commonDenominator(below)
            if !common.isOne, let scale = try? Rational(common).raised(to: factor.power) {
                for index in below.indices { below[index].coefficient = below[index].coefficient * Rational(common) }
                for index in terms.indices { terms[index].coefficient = terms[index].coefficient * scale }
            }
            let base = sum(below)
            denominator.append(factor.power == 1 ? base : Formula(.power(base, Formula(literal: factor.power))))
        }
        return quotient(of: terms, over: denominator)
    }

    private static func commonDenominator(_ terms: [Written]) -> Integer {
        terms.reduce(1) { $0.lcm($1.coefficient.denominator) }
    }

    private static func quotient(of terms: [Written], over factors: [Formula]) -> Formula {
        let common = commonDenominator(terms)
        let isNegative = !terms.isEmpty && terms.allSatisfy { $0.coefficient.signum() < 0 }
        let scale = isNegative ? -Rational(common) : Rational(common)
        let numerator = sum(terms.map { Written(coefficient: $0.coefficient * scale, factors: $0.factors) })
        let below = (common.isOne ? [] : [Formula(common)]) + factors
        var result = numerator
        if let first = below.first {
            result = Formula(.quotient(numerator, below.count == 1 ? first : Formula(.product(below, .juxtaposition))))
        }
        return isNegative ? Formula(.negative(result)) : result
    }

    private static func sum(_ terms: [Written]) -> Formula {
        let formulas = terms.map(product)
        switch formulas.count {
        case 0: return Formula(literal: 0)
        case 1: return formulas[0]
        default: return Formula(.sum(formulas))
        }
    }

    private static func product(_ term: Written) -> Formula {
        let magnitude = term.coefficient.magnitude
        var factors = term.factors
        let positiveFactors: Formula
        if magnitude.isInteger {
            if !magnitude.isOne || factors.isEmpty { factors.insert(Formula(magnitude.numerator), at: 0) }
            positiveFactors = factors.count == 1 ? factors[0] : Formula(.product(factors, .juxtaposition))
        } else {
            if !magnitude.numerator.isOne || factors.isEmpty { factors.insert(Formula(magnitude.numerator), at: 0) }
            let numerator = factors.count == 1 ? factors[0] : Formula(.product(factors, .juxtaposition))
            positiveFactors = Formula(.quotient(numerator, Formula(magnitude.denominator)))
        }
        return term.coefficient.signum() < 0 ? Formula(.negative(positiveFactors)) : positiveFactors
    }

    // MARK: Factors

    private static func factors(of term: Term) -> [Formula] {
        var factors = roots(term.radicals)
        let constants = term.atoms.filter { $0.atom.kind == .pi }
        factors += constants.map(power)
        if term.exponent.rational?.isOne == true {
            factors.append(Formula(.name(Name("e"))))
        } else if !term.exponent.isZero {
            factors.append(Formula(.call("exp", [Formula(term.exponent)], [])))
        }
        switch term.wave {
        case .cosine(let angle): factors.append(Formula(.call("cos", [Formula(angle)], [])))
        case .sine(let angle): factors.append(Formula(.call("sin", [Formula(angle)], [])))
        case nil: break
        }
        factors += term.atoms.filter { $0.atom.kind != .pi }.map(power)
        return factors
    }

    private static func power(_ power: AtomPower) -> Formula {
        let base = formula(of: power.atom)
        return power.power == 1 ? base : Formula(.power(base, Formula(literal: power.power)))
    }

    private static func formula(of atom: Atom) -> Formula {
        switch atom.kind {
        case .root(let number, let degree): Formula(.root(Formula(number), degree: degree))
        case .exponential(let number): Formula(.call("exp", [Formula(number)], []))
        case .logarithm(let number): Formula(.call("ln", [Formula(number)], []))
        case .errorFunction(let number): Formula(.call("erf", [Formula(number)], []))
        case .sine(let number): Formula(.call("sin", [Formula(number)], []))
        case .cosine(let number): Formula(.call("cos", [Formula(number)], []))
        case .pi: Formula(.name(Name("pi")))
        case .refused: Formula(.text("no value"))
        }
    }

    /// The radicals under as few roots as can be read: √2·√3 is √6, 2^(2/3)·3^(1/3) is ∛12, and where a root would hold
    /// a long number a power is written instead, 10^(7/9).
    private static func roots(_ radicals: [Radical]) -> [Formula] {
        var degrees: [Integer] = []
        for radical in radicals where !degrees.contains(radical.exponent.denominator) {
            degrees.append(radical.exponent.denominator)
        }
        var formulas: [Formula] = []
        for degree in degrees {
            let group = radicals.filter { $0.exponent.denominator == degree }
            if let root = root(of: group, degree: degree) {
                formulas.append(root)
            } else {
                formulas += powers(group)
            }
        }
        return formulas
    }

    private static func root(of radicals: [Radical], degree: Integer) -> Formula? {
        guard let degree = Int(exactly: degree), degree <= 6 else { return nil }
        var radicand: Integer = 1
        for radical in radicals {
            guard let power = Int(exactly: radical.exponent.numerator),
                let factor = try? radical.prime.raised(to: power)
            else { return nil }
            radicand = radicand * factor
        }
        // A square root is a root whatever it holds; a prime alone cannot be written any shorter.
        let isShort = degree == 2 || radicals.allSatisfy { $0.exponent.numerator.isOne } || radicand.bitWidth <= 20
        guard isShort, !radicand.isBeyondLimit else { return nil }
        return Formula(.root(Formula(radicand), degree: degree))
    }

    private static func powers(_ radicals: [Radical]) -> [Formula] {
        var exponents: [Rational] = []
        for radical in radicals where !exponents.contains(radical.exponent) { exponents.append(radical.exponent) }
        return exponents.map { exponent in
            let base = radicals.filter { $0.exponent == exponent }.reduce(Integer(1)) { $0 * $1.prime }
            return Formula(.power(Formula(base), Formula(exponent)))
        }
    }
}

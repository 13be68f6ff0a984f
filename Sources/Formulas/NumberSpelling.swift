import Numbers
import Rationals

/// Spells exact numbers as formulas, remembering what many numbers of one calculation share: the entries of a softmax
/// row have the same exponentials and the same denominator.
struct NumberSpelling {
    private var exponentials: [(exponent: Surd, formula: Formula)] = []
    private var denominators: [Below] = []

    /// A denominator with the whole number that cleared the coefficients of its factors.
    private struct Below {
        var factors: [Number.DenominatorFactor]
        var formulas: [Formula]
        var scale: Rational
    }

    /// How many exponentials and denominators are remembered: a search among more costs more than it saves.
    private static let memory = 24

    mutating func formula(of number: Number) -> Formula {
        if let rational = number.rational { return Formula(rational) }
        if number.refusal != nil { return Formula(.text("no value")) }
        let parts = number.parts
        if parts.count == 1 { return quotient(parts[0]) }
        return Formula(.sum(parts.map { quotient($0) }))
    }

    /// A surd as one quotient: `3√3/2`, `(1 + √2)/3`.
    mutating func formula(of surd: Surd) -> Formula {
        if let rational = surd.rational { return Formula(rational) }
        return quotient(surd.terms, over: [], scale: 1, coefficient: \.coefficient) { spelling, term, factors in
            factors += Self.roots(term.radicals)
        }
    }

    // MARK: Quotients

    private mutating func quotient(_ part: Number.Part) -> Formula {
        let factors = part.denominator
        guard !factors.isEmpty else { return quotient(part.numerator.terms, over: [], scale: 1) }
        let below = denominator(factors)
        return quotient(part.numerator.terms, over: below.formulas, scale: below.scale)
    }

    private mutating func denominator(_ factors: [Number.DenominatorFactor]) -> Below {
        if let known = denominators.last(where: { $0.factors == factors }) { return known }
        var below = Below(factors: factors, formulas: [], scale: 1)
        for factor in factors {
            let terms = factor.factor.terms
            // e/2 + 1 in a denominator becomes e + 2, and the numerator is doubled.
            var common = Rational(Self.commonDenominator(terms, coefficient: \.coefficient))
            if !common.isOne, let scale = try? common.raised(to: factor.power) {
                below.scale = below.scale * scale
            } else {
                common = 1
            }
            let base = sum(terms, scale: common, coefficient: \.coefficient) { $0.appendFactors(of: $1, to: &$2) }
            below.formulas.append(
                factor.power == 1 ? base : Formula(.power(base, Formula(literal: factor.power))))
        }
        if denominators.count < Self.memory { denominators.append(below) }
        return below
    }

    private static func commonDenominator<T>(_ terms: [T], coefficient: (T) -> Rational) -> Integer {
        var common: Integer = 1
        for term in terms {
            let value = coefficient(term)
            if !value.isInteger { common = common.lcm(value.denominator) }
        }
        return common
    }

    private mutating func quotient(_ terms: [Term], over factors: [Formula], scale: Rational) -> Formula {
        quotient(terms, over: factors, scale: scale, coefficient: \.coefficient) { $0.appendFactors(of: $1, to: &$2) }
    }

    private mutating func quotient<T>(
        _ terms: [T], over factors: [Formula], scale: Rational, coefficient: (T) -> Rational,
        appending append: (inout NumberSpelling, T, inout [Formula]) -> Void
    ) -> Formula {
        let common = Self.commonDenominator(terms) { scale.isOne ? coefficient($0) : coefficient($0) * scale }
        let isNegative = !terms.isEmpty && terms.allSatisfy { coefficient($0).signum() < 0 }
        let whole = (isNegative ? -scale : scale) * Rational(common)
        var result = sum(terms, scale: whole, coefficient: coefficient, appending: append)
        if common.isOne, factors.count == 1 {
            result = Formula(.quotient(result, factors[0]))
        } else if !common.isOne || !factors.isEmpty {
            let below = (common.isOne ? [] : [Formula(common)]) + factors
            result = Formula(.quotient(result, below.count == 1 ? below[0] : Formula(.product(below, .juxtaposition))))
        }
        return isNegative ? Formula(.negative(result)) : result
    }

    private mutating func sum<T>(
        _ terms: [T], scale: Rational, coefficient: (T) -> Rational,
        appending append: (inout NumberSpelling, T, inout [Formula]) -> Void
    ) -> Formula {
        var formulas: [Formula] = []
        formulas.reserveCapacity(terms.count)
        for term in terms {
            let value = scale.isOne ? coefficient(term) : coefficient(term) * scale
            var factors: [Formula] = []
            append(&self, term, &factors)
            formulas.append(Self.product(value, factors))
        }
        switch formulas.count {
        case 0: return Formula(literal: 0)
        case 1: return formulas[0]
        default: return Formula(.sum(formulas))
        }
    }

    private static func product(_ coefficient: Rational, _ others: [Formula]) -> Formula {
        let isNegative = coefficient.signum() < 0
        let magnitude = isNegative ? -coefficient : coefficient
        var factors = others
        if !magnitude.numerator.isOne || factors.isEmpty { factors.insert(Formula(magnitude.numerator), at: 0) }
        var formula = factors.count == 1 ? factors[0] : Formula(.product(factors, .juxtaposition))
        if !magnitude.isInteger { formula = Formula(.quotient(formula, Formula(magnitude.denominator))) }
        return isNegative ? Formula(.negative(formula)) : formula
    }

    // MARK: Factors

    private mutating func appendFactors(of term: Term, to factors: inout [Formula]) {
        if !term.radicals.isEmpty { factors += Self.roots(term.radicals) }
        for power in term.atoms where power.atom.kind == .pi { factors.append(self.power(power)) }
        if !term.exponent.isZero { factors.append(exponential(of: term.exponent)) }
        switch term.wave {
        case .cosine(let angle): factors.append(Formula(.call("cos", [formula(of: angle)], [])))
        case .sine(let angle): factors.append(Formula(.call("sin", [formula(of: angle)], [])))
        case nil: break
        }
        for power in term.atoms where power.atom.kind != .pi { factors.append(self.power(power)) }
    }

    private mutating func exponential(of exponent: Surd) -> Formula {
        if let known = exponentials.first(where: { $0.exponent == exponent }) { return known.formula }
        let isOne = exponent.rational?.isOne ?? false
        let formula = Formula(isOne ? .name(Name("e")) : .call("exp", [formula(of: exponent)], []))
        if exponentials.count < Self.memory { exponentials.append((exponent, formula)) }
        return formula
    }

    private mutating func power(_ power: AtomPower) -> Formula {
        let base = formula(of: power.atom)
        return power.power == 1 ? base : Formula(.power(base, Formula(literal: power.power)))
    }

    private mutating func formula(of atom: Atom) -> Formula {
        switch atom.kind {
        case .root(let number, let degree): Formula(.root(formula(of: number), degree: degree))
        case .exponential(let number): Formula(.call("exp", [formula(of: number)], []))
        case .logarithm(let number): Formula(.call("ln", [formula(of: number)], []))
        case .errorFunction(let number): Formula(.call("erf", [formula(of: number)], []))
        case .sine(let number): Formula(.call("sin", [formula(of: number)], []))
        case .cosine(let number): Formula(.call("cos", [formula(of: number)], []))
        case .pi: Formula(.name(Name("pi")))
        case .refused: Formula(.text("no value"))
        }
    }
}

extension NumberSpelling {
    /// The radicals under as few roots as can be read.
    ///
    /// √2·√3 is √6, 2^(2/3)·3^(1/3) is ∛12, and where a root would hold a long number a power is written instead,
    /// 10^(7/9).
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

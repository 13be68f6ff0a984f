import Rationals

extension EqualityProof {
    /// Sums of algebraic coefficients times exponentials of algebraic numbers, nested radicals in both.
    ///
    /// Terms are grouped by exponents that are proven equal; by Lindemann–Weierstrass the sum is zero only if every
    /// group's coefficient is. Nil when something else occurs or a comparison stays open.
    func isZeroByExponents(_ sum: ExponentialSum) -> Bool? {
        var groups: [(exponent: Number, wave: Wave?, terms: [Number])] = []
        for (coefficient, monomial) in sum.multiples {
            var exponent = Number(monomial.exponent)
            var kept: [AtomPower] = []
            for factor in monomial.atoms {
                switch factor.atom.kind {
                case .root(let radicand, _):
                    guard radicand.isAlgebraic else { return nil }
                    kept.append(factor)
                case .exponential(let argument):
                    guard argument.isAlgebraic else { return nil }
                    exponent = exponent + argument
                case .logarithm, .errorFunction, .sine, .cosine, .pi, .refused:
                    return nil
                }
            }
            let term = Number(coefficient, Monomial(radicals: monomial.radicals, atoms: kept))
            var home: Int?
            for (index, group) in groups.enumerated() where group.wave == monomial.wave {
                if group.exponent == exponent {
                    home = index
                    break
                }
                // Two surds are equal only if they look it.
                if group.exponent.surd != nil, exponent.surd != nil { continue }
                guard let isSame = (group.exponent - exponent).isAlgebraicZero else { return nil }
                if isSame {
                    home = index
                    break
                }
            }
            if let home { groups[home].terms.append(term) } else { groups.append((exponent, monomial.wave, [term])) }
        }
        for group in groups {
            let coefficient = group.terms.reduce(0 as Number) { $0 + $1 }
            if let rational = coefficient.rational, rational.isZero { continue }
            guard let isZero = coefficient.isAlgebraicZero else { return nil }
            if !isZero { return false }
        }
        return true
    }
}

extension Number {
    /// Whether it is made of rationals and roots only.
    var isAlgebraic: Bool {
        switch storage {
        case .rational: true
        case .refused: false
        case .sum(let list):
            list.parts.allSatisfy { part in
                part.numerator.isAlgebraic && part.divisor.powers.allSatisfy { $0.factor.sum.isAlgebraic }
            }
        }
    }
}

extension ExponentialSum {
    fileprivate var isAlgebraic: Bool {
        forEachTerm { _, monomial in
            monomial.exponent.isZero && monomial.wave == nil
                && monomial.atoms.allSatisfy { factor in
                    if case .root(let radicand, _) = factor.atom.kind { radicand.isAlgebraic } else { false }
                }
        }
    }
}

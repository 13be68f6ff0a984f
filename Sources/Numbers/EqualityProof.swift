import Rationals

/// The search for a proof that two numbers are equal, or that they differ.
struct EqualityProof {
    private let a: Number
    private let b: Number

    init(_ a: Number, _ b: Number) {
        self.a = a
        self.b = b
    }

    var answer: Equality {
        if a.refusal != nil || b.refusal != nil { return .undecided }
        if let x = a.rational, let y = b.rational { return x == y ? .equal : .different }
        if a == b { return .equal }
        let difference = a - b
        if difference.refusal != nil { return refuted(a, b, to: Limits.current.undecidedPrecision) ? .different : .undecided }
        if let rational = difference.rational { return rational.isZero ? .equal : .different }
        let isDecided = !difference.hasAtoms
        // One quotient without atoms: empty or not, that is the answer, and no enclosure was needed.
        let aligned = difference.withAlignedDenominators()
        if let rational = aligned.rational { return rational.isZero ? .equal : .different }
        if isDecided, aligned.parts.count == 1 { return .different }
        if refuted(a, b, to: 128) { return .different }
        if let numerator = try? aligned.asSinglePart().numerator {
            if numerator.isEmpty { return .equal }
            if isDecided { return .different }
        }
        return refuted(a, b, to: Limits.current.undecidedPrecision) ? .different : .undecided
    }

    /// Whether certified enclosures part at some precision up to the given one.
    private func refuted(_ a: Number, _ b: Number, to last: Int) -> Bool {
        var precision = 128
        while precision <= last {
            let table = EnclosureTable(precision: precision)
            if table.enclosure(of: a).isDisjoint(from: table.enclosure(of: b)) { return true }
            precision *= 2
        }
        return false
    }
}

extension Number {
    /// The same number with every factor of a denominator divided by its leading term c·e^α, so that denominators that
    /// differ by such a factor only (a softmax shifted by a constant, tanh with e^(2x) for e^x) become one.
    func withAlignedDenominators() -> Number {
        guard case .sum(let list) = storage, list.parts.contains(where: { !$0.divisor.isOne }) else { return self }
        var aligned: [ObjectIdentifier: (factor: Denominator.Factor, inverse: Monomial.Multiple)] = [:]
        var parts: [Part] = []
        for part in list.parts {
            var numerator = part.numerator
            var powers: [Denominator.Power] = []
            for (factor, power) in part.divisor.powers {
                let key = ObjectIdentifier(factor)
                let entry = aligned[key] ?? factor.aligned ?? (factor, (1, .one))
                aligned[key] = entry
                powers.append((entry.factor, power))
                for _ in 0..<power {
                    let multiple = ExponentialSum(entry.inverse.coefficient, entry.inverse.monomial)
                    guard let product = try? ExponentialSum.product(numerator, multiple) else { return self }
                    numerator = product
                }
            }
            var divisor = Denominator.one
            for power in powers { divisor = Denominator.product(divisor, Denominator([power])) }
            parts.append(Part(numerator, divisor))
        }
        return Number(summing: parts)
    }
}

extension Denominator.Factor {
    /// The factor over its leading term, and the inverse of that term.
    fileprivate var aligned: (factor: Denominator.Factor, inverse: Monomial.Multiple)? {
        let terms = sum.multiples
        guard let leading = terms.max(by: { Surd.precedes($0.monomial.exponent, $1.monomial.exponent) }) else {
            return nil
        }
        // Several terms can share the largest exponent (different radicals, waves): then only e^α and the coefficient
        // of the canonically first of them are divided out.
        let rivals = terms.filter { $0.monomial.exponent == leading.monomial.exponent }
        let isUnique = rivals.count == 1
        let monomial = isUnique ? leading.monomial : Monomial(exponent: leading.monomial.exponent)
        let first = isUnique ? leading : rivals.min { Radicals.precedes($0.monomial.radicals, $1.monomial.radicals) }
        guard let coefficient = first?.coefficient.reciprocal,
            let inverse = try? monomial.inverse() ?? Monomial(exponent: monomial.exponent).inverse()
        else { return nil }
        let multiple = ExponentialSum(inverse.coefficient * coefficient, inverse.monomial)
        guard let scaled = try? ExponentialSum.product(sum, multiple) else { return nil }
        return (Denominator.Factor(scaled), (inverse.coefficient * coefficient, inverse.monomial))
    }
}

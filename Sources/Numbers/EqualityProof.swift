import Rationals

/// The search for a proof that two numbers are equal, or that they differ.
struct EqualityProof {
    /// How many steps of taking atoms apart may follow one another.
    private let effort: Int
    private let work: Work

    /// How many questions one question may raise in all.
    private final class Work {
        var remaining = 256
    }

    init() {
        effort = 8
        work = Work()
    }

    private init(continuing proof: EqualityProof) {
        effort = proof.effort - 1
        work = proof.work
    }

    func answer(_ a: Number, _ b: Number) -> Equality {
        work.remaining -= 1
        if work.remaining < 0 { return .undecided }
        if a.refusal != nil || b.refusal != nil { return .undecided }
        if let x = a.rational, let y = b.rational { return x == y ? .equal : .different }
        if a == b { return .equal }
        let (a, b) = Number.refined(a, b)
        let difference = a - b
        let last = Limits.current.undecidedPrecision
        if difference.refusal != nil { return isRefuted(a, b, upTo: last) ? .different : .undecided }
        if let rational = difference.rational { return rational.isZero ? .equal : .different }
        let isDecided = !difference.hasAtoms
        // One quotient without atoms: empty or not, that is the answer, and no enclosure was needed.
        let aligned = difference.withAlignedDenominators()
        if let rational = aligned.rational { return rational.isZero ? .equal : .different }
        if isDecided, aligned.parts.count == 1 { return .different }
        if isRefuted(a, b, upTo: 128) { return .different }
        if isDecided {
            if let numerator = try? aligned.asSinglePart().numerator { return numerator.isEmpty ? .equal : .different }
        } else if let answer = isZero(aligned) {
            return answer ? .equal : .different
        }
        return isRefuted(a, b, upTo: last) ? .different : .undecided
    }

    /// Whether certified enclosures part at some precision up to the given one.
    private func isRefuted(_ a: Number, _ b: Number, upTo last: Int) -> Bool {
        var precision = 128
        while precision <= last {
            let table = EnclosureTable(precision: precision)
            if table.enclosure(of: a).isDisjoint(from: table.enclosure(of: b)) { return true }
            precision *= 2
        }
        return false
    }

    /// Whether a number with atoms is zero; nil without a proof.
    private func isZero(_ number: Number) -> Bool? {
        if let zero = number.isAlgebraicZero { return zero }
        guard effort > 0 else { return nil }
        let next = EqualityProof(continuing: self)
        // Denominators whose atoms are equal in disguise become one, rather than multiply.
        if number.parts.count > 1, let unified = next.unifyingAtoms(inPartsOf: number)?.withAlignedDenominators(),
            unified.refusal == nil
        {
            return unified.rational.map(\.isZero) ?? next.isZero(unified)
        }
        guard let numerator = try? number.asSinglePart().numerator else { return nil }
        if numerator.isEmpty { return true }
        if let zero = next.isZeroByExponents(numerator) { return zero }
        if let zero = next.isZeroByExponentiating(numerator) { return zero }
        // Atoms that are equal in disguise become one.
        if let unified = next.unifyingAtoms(in: numerator) {
            return unified.rational.map(\.isZero) ?? next.isZero(unified)
        }
        if let zero = next.isZeroByEliminatingRoot(numerator) { return zero }
        return nil
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
            var divisor = Denominator.one
            for (factor, power) in part.divisor.powers {
                let key = ObjectIdentifier(factor)
                let entry = aligned[key] ?? factor.aligned ?? (factor, (1, .one))
                aligned[key] = entry
                guard let next = try? Denominator.product(divisor, Denominator([(entry.factor, power)])) else {
                    return self
                }
                divisor = next
                for _ in 0..<power {
                    let multiple = ExponentialSum(entry.inverse.coefficient, entry.inverse.monomial)
                    guard let product = try? ExponentialSum.product(numerator, multiple) else { return self }
                    numerator = product
                }
            }
            parts.append(Part(numerator, divisor))
        }
        return Number(summing: parts)
    }
}

extension Denominator.Factor {
    /// The factor over its leading term, and the inverse of that term.
    fileprivate var aligned: (factor: Denominator.Factor, inverse: Monomial.Multiple)? {
        guard let inverse = sum.inverseOfLeadingTerm,
            let scaled = try? ExponentialSum.product(sum, ExponentialSum(inverse.coefficient, inverse.monomial))
        else { return nil }
        return (Denominator.Factor(scaled), inverse)
    }
}

extension ExponentialSum {
    /// 1/(c·e^α) for the term with the largest exponent in the order that shifts respect, so that proportional sums have
    /// proportional leading terms.
    var inverseOfLeadingTerm: Monomial.Multiple? {
        let terms = multiples
        guard let leading = terms.max(by: { Surd.precedes($0.monomial.exponent, $1.monomial.exponent) }) else {
            return nil
        }
        // Several terms can share the largest exponent (different radicals, waves, atoms): then only e^α and the
        // coefficient of the first of them by radicals are divided out.
        let rivals = terms.filter { $0.monomial.exponent == leading.monomial.exponent }
        let first = rivals.min { Radicals.precedes($0.monomial.radicals, $1.monomial.radicals) } ?? leading
        guard let coefficient = first.coefficient.reciprocal else { return nil }
        if rivals.count == 1, let inverse = (try? leading.monomial.inverse()) ?? nil {
            return (inverse.coefficient * coefficient, inverse.monomial)
        }
        return (coefficient, Monomial(exponent: -leading.monomial.exponent))
    }
}

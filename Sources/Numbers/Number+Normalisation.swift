import Rationals

extension Number {
    init(_ numerator: ExponentialSum, over divisor: Denominator = .one) {
        self = Number(summing: [Part(numerator, divisor)])
    }

    init(_ coefficient: Rational, _ monomial: Monomial) {
        self = monomial.isOne ? Number(coefficient) : Number(ExponentialSum(coefficient, monomial))
    }

    /// The sum of quotients in any form: equal denominators merge, a numerator proportional to a factor of its
    /// denominator cancels with it, powers of roots and sines are rewritten.
    ///
    /// One quotient of a number as a number of its own.
    public init(_ part: Part) { self.init(part.numerator, over: part.divisor) }

    init(summing parts: [Part]) {
        var merged: [Part] = []
        merged.reserveCapacity(parts.count)
        // A few denominators are found faster by looking than by hashing.
        var positions: [Denominator: Int]? = parts.count > 16 ? [:] : nil
        for part in parts {
            let known = positions.map { $0[part.divisor] } ?? merged.firstIndex { $0.divisor == part.divisor }
            if let known {
                merged[known] = Part(merged[known].numerator + part.numerator, part.divisor)
            } else {
                positions?[part.divisor] = merged.count
                merged.append(part)
            }
        }
        self = Number.normalised(merged)
    }

    /// One quotient in any form, as ``init(summing:)``.
    init(single part: Part) {
        guard !part.numerator.basis.isReducible, !part.divisor.isOne, !part.numerator.isEmpty,
            !part.numerator.isBeyondLimit
        else {
            self.init(summing: [part])
            return
        }
        let cancelled = part.cancelled
        if cancelled.divisor === part.divisor {
            self.init(storage: .sum(PartList(part)))
        } else {
            self.init(summing: [cancelled])
        }
    }

    /// The number of parts with distinct denominators.
    private static func normalised(_ parts: [Part]) -> Number {
        var result: [Part] = []
        result.reserveCapacity(parts.count)
        var hasCancelled = false
        for part in parts where !part.numerator.isEmpty {
            if part.numerator.isBeyondLimit { return Number(refused: .veryLargeRational) }
            if part.numerator.isReducible { return reduced(parts) }
            let cancelled = part.divisor.isOne ? part : part.cancelled
            hasCancelled = hasCancelled || cancelled.divisor !== part.divisor
            result.append(cancelled)
        }
        if hasCancelled, result.count > 1 { return Number(summing: result) }
        if result.isEmpty { return 0 }
        if result.count == 1, result[0].divisor.isOne, let rational = result[0].numerator.rational {
            return Number(rational)
        }
        return Number(storage: .sum(PartList(result)))
    }

    /// Rewrites √F·√F as F and sin²F as 1 − cos²F.
    private static func reduced(_ parts: [Part]) -> Number {
        var regular: [Part] = []
        var sum: Number = 0
        for part in parts {
            guard part.numerator.isReducible else {
                regular.append(part)
                continue
            }
            for (coefficient, monomial) in part.numerator.multiples {
                let kept = monomial.atoms.filter { !$0.isReducible }
                let rest = Monomial(
                    radicals: monomial.radicals, exponent: monomial.exponent, wave: monomial.wave, atoms: kept)
                var value = Number(ExponentialSum(coefficient, rest), over: part.divisor)
                for factor in monomial.atoms where factor.isReducible { value = value * factor.rewritten }
                sum = sum + value
                if let refusal = sum.refusal { return Number(refused: refusal) }
            }
        }
        return regular.isEmpty ? sum : sum + Number(summing: regular)
    }
}

extension AtomPower {
    /// The power without its reducible part, as a number.
    fileprivate var rewritten: Number {
        switch atom.kind {
        case .root(let radicand, let degree):
            let rest = power % degree
            var value = rest == 0 ? 1 : Number(1, Monomial(atoms: [AtomPower(atom, rest)]))
            guard let whole = try? radicand.raised(to: Rational(power / degree)) else {
                return Number(refused: .tooLarge(.terms(Limits.current.terms)))
            }
            value = value * whole
            return value
        case .sine(let angle):
            guard let cosine = try? Atom(.cosine(angle)) else {
                return Number(refused: .tooLarge(.nesting(Limits.current.nesting)))
            }
            let square = 1 - Number(1, Monomial(atoms: [AtomPower(cosine, 2)]))
            var value = power % 2 == 0 ? 1 : Number(1, Monomial(atoms: [AtomPower(atom, 1)]))
            guard let whole = try? square.raised(to: Rational(power / 2)) else {
                return Number(refused: .tooLarge(.terms(Limits.current.terms)))
            }
            value = value * whole
            return value
        case .exponential, .logarithm, .errorFunction, .cosine, .pi, .refused:
            return Number(1, Monomial(atoms: [self]))
        }
    }
}

extension Number.Part {
    /// The same quotient with factors that the numerator is a multiple of taken out.
    fileprivate var cancelled: Number.Part {
        for (factor, _) in divisor.powers {
            if let ratio = numerator.ratio(to: factor.sum) {
                return Number.Part(ExponentialSum(ratio), divisor.removing(factor))
            }
            if let multiple = numerator.monomialRatio(to: factor.sum) {
                return Number.Part(multiple, divisor.removing(factor))
            }
        }
        return self
    }
}

extension ExponentialSum {
    /// The c·e^α with self = c·e^α · other, found term by term in display order; nil when there is none of that form.
    ///
    /// Only for sums of plain exponentials, where looking costs no more than comparing.
    func monomialRatio(to other: ExponentialSum) -> ExponentialSum? {
        if basis === other.basis, basis.count > 1, case .dense = coefficients, case .dense = other.coefficients {
            return nil  // Over one basis only a rational ratio is in display order.
        }
        let (x, y) = (multiples, other.multiples)
        guard x.count == y.count, x.count > 1, x.allSatisfy({ $0.monomial.isPlainExponential }),
            y.allSatisfy({ $0.monomial.isPlainExponential }),
            let ratio = x[0].coefficient.divided(by: y[0].coefficient)
        else { return nil }
        let shift = x[0].monomial.exponent - y[0].monomial.exponent
        for (a, b) in zip(x, y) {
            if a.coefficient != ratio * b.coefficient { return nil }
            if a.monomial.exponent != b.monomial.exponent + shift { return nil }
        }
        return ExponentialSum(ratio, Monomial(exponent: shift))
    }
}

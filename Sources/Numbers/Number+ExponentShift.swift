import Rationals

extension Number {
    /// A part s of F that belongs to F as a function of its exponentials, however it is written: when F − G is algebraic,
    /// F − s(F) and G − s(G) are the same number.
    /// ```
    /// s((E + 1)/(2E + 1)) = 1/2 = s(1/2 + 1/(2 + 4E))
    /// ```
    /// It is the limit as the exponentials grow or, where that is infinite, as they vanish; nil when there is none in
    /// closed form.
    var exponentShift: Number? {
        if let limit = limit(.growing) { return limit }
        // Infinite parts can cancel.
        var single: Number?
        if parts.count > 1, termCount <= 64, let part = try? asSinglePart() { single = Number(part) }
        return single?.limit(.growing) ?? limit(.vanishing) ?? single?.limit(.vanishing)
    }

    private func limit(_ end: ExponentialSum.End) -> Number? {
        var sum: Number = 0
        for part in parts {
            guard let (exponent, numerator) = part.numerator.outermost(end) else { continue }
            var divisorExponent = Surd.zero
            var scale = Surd(1)
            for (factor, power) in part.divisor.powers {
                guard power <= 8, let (exponent, terms) = factor.sum.outermost(end), let surd = terms.surd,
                    let inverse = try? surd.inverse(fieldDegree: 24)
                else { return nil }
                for _ in 0..<power {
                    divisorExponent = divisorExponent + exponent
                    scale = scale * inverse
                }
            }
            if exponent == divisorExponent {
                sum = sum + Number(numerator) * Number(scale)
            } else if end.puts(exponent, beyond: divisorExponent) {
                return nil
            }
        }
        return sum.refusal == nil ? sum : nil
    }
}

extension ExponentialSum {
    fileprivate enum End {
        case growing
        case vanishing

        func puts(_ a: Surd, beyond b: Surd) -> Bool {
            switch self {
            case .growing: Surd.precedes(b, a)
            case .vanishing: Surd.precedes(a, b)
            }
        }
    }

    /// The terms with the last exponent in the order that shifts respect, or the first, over that exponential.
    fileprivate func outermost(_ end: End) -> (exponent: Surd, terms: ExponentialSum)? {
        let terms = multiples
        guard var last = terms.first?.monomial.exponent else { return nil }
        for (_, monomial) in terms where end.puts(monomial.exponent, beyond: last) { last = monomial.exponent }
        var collector = MonomialCollector()
        for (coefficient, monomial) in terms where monomial.exponent == last {
            collector.add(
                coefficient, Monomial(radicals: monomial.radicals, wave: monomial.wave, atoms: monomial.atoms))
        }
        return (last, collector.sum)
    }
}

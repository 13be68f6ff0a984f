import Rationals

extension Number {
    /// The real power x^r; a square root is `raised(to: 1/2)`.
    ///
    ///     print(try Number(12).raised(to: Rational(1, over: 2)!))    // 2*3^(1/2)
    /// - Throws: `hasNoValue` for even roots of negatives and negative powers of zero; `undecided` when the sign is;
    ///   `tooLarge`.
    public func raised(to exponent: Rational) throws -> Number {
        if let rational = try checked().rational { return Number(try Surd.power(rational, exponent)) }
        if exponent.isZero { return 1 }
        if exponent.isOne { return self }
        if exponent.signum() < 0 { return try raised(to: -exponent).inverted() }
        if let surd, let power = try surd.raised(to: exponent) { return Number(power) }
        if let whole = exponent.integer { return try wholePower(whole) }
        let (whole, fraction) = exponent.wholeAndFraction
        let root = try fractionalPower(fraction)
        return whole.isZero ? root : try (wholePower(whole) * root).checked()
    }

    /// Multiplied out: refused before the terms pass the limit.
    func wholePower(_ exponent: Integer) throws -> Number {
        if exponent.isOne { return self }
        guard case .sum(let list) = storage else { return self }
        if list.parts.count == 1, let single = try list.parts[0].wholePowerOfMonomial(exponent) { return single }
        let limit = Limits.current.terms
        guard let power = Int(exactly: exponent), power <= 4096 else { throw NumberError.tooLarge(.terms(limit)) }
        var result: Number = 1
        var square = self
        var rest = power
        while rest > 0 {
            if rest & 1 == 1 { result = try (result * square).checked() }
            rest >>= 1
            if rest > 0 { square = try (square * square).checked() }
        }
        return result
    }

    /// x^(a/n), 0 < a < n: what has an exact power comes out of the root, the rest is the atom's a-th power.
    private func fractionalPower(_ exponent: Rational) throws -> Number {
        guard let degree = Int(exactly: Rational(exponent.denominator)),
            let power = Int(exactly: Rational(exponent.numerator))
        else { throw NumberError.tooLarge(.integerBits(63)) }
        let sign = try sign()
        if sign == 0 { return 0 }
        if sign < 0 {
            if degree % 2 == 0 { throw NumberError.hasNoValue(.evenRootOfNegative) }
            let root = try (-self).fractionalPower(exponent)
            return power % 2 == 0 ? root : -root
        }
        let content = content
        guard let reciprocal = content.reciprocal else { return 0 }
        var outside = Number(try Surd.power(content, exponent))
        var inside = scaled(by: reciprocal)
        if case .sum(let list) = inside.storage, list.parts.count == 1 {
            let (extracted, rest) = try list.parts[0].extractingPower(exponent)
            outside = outside * extracted
            inside = rest
        }
        if inside == 1 { return try outside.checked() }
        if let rational = inside.rational { return try (outside * Number(Surd.power(rational, exponent))).checked() }
        let atom = try Atom(.root(inside, degree: degree))
        return try (outside * Number(1, Monomial(atoms: [AtomPower(atom, power)]))).checked()
    }
}

extension Number.Part {
    /// (c·e^α·√…)^k without multiplying k times; nil unless the numerator is one such term over 1.
    fileprivate func wholePowerOfMonomial(_ exponent: Integer) throws -> Number? {
        guard divisor.isOne, let (coefficient, monomial) = numerator.singleMultiple, monomial.wave == nil,
            monomial.atoms.isEmpty
        else { return nil }
        let power = Rational(exponent)
        let alpha = monomial.exponent * power
        try alpha.requireWithinExponentRange()
        let (carry, radicals) = try Radicals.collecting(monomial.radicals.map { ($0.prime, $0.exponent * power) })
        let scale = try coefficient.boundedPower(exponent) * carry
        return try Number(scale, Monomial(radicals: radicals, exponent: alpha)).checked()
    }

    /// Splits x^r of a positive quotient into (e^α)^r · e^(F r) · D^(−k r) for whole k·r, and what is left inside.
    fileprivate func extractingPower(_ exponent: Rational) throws -> (outside: Number, inside: Number) {
        var outside: Number = 1
        var inside = Number(numerator)
        if let (coefficient, monomial) = numerator.singleMultiple, monomial.wave == nil {
            let (carry, radicals) = try Radicals.collecting(
                monomial.radicals.map { ($0.prime, $0.exponent * exponent) })
            outside = Number(carry, Monomial(radicals: radicals, exponent: monomial.exponent * exponent))
            var kept: [AtomPower] = []
            for factor in monomial.atoms {
                if case .exponential(let argument) = factor.atom.kind {
                    let scaled = argument.scaled(by: exponent * Rational(factor.power))
                    let (scale, power) = try Number.exponentialMonomial(scaled)
                    outside = outside * Number(scale, power)
                } else {
                    kept.append(factor)
                }
            }
            inside = Number(coefficient, Monomial(atoms: kept))
        }
        var rest = Denominator.one
        for (factor, power) in divisor.powers {
            let whole = exponent * Rational(power)
            if let count = Int(exactly: whole), factor.isManifestlyPositive {
                outside = Number(
                    summing: try outside.parts.map {
                        Number.Part($0.numerator, try Denominator.product($0.divisor, Denominator([(factor, count)])))
                    })
            } else {
                rest = try Denominator.product(rest, Denominator([(factor, power)]))
            }
        }
        if !rest.isOne {
            inside = Number(summing: inside.parts.map { Number.Part($0.numerator, rest) })
        }
        return (outside, inside)
    }
}

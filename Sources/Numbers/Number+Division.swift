import Rationals

extension Number {
    /// The quotient.
    ///
    /// The divisor's sums become factors of the denominator as they stand.
    /// - Throws: `hasNoValue(.divisionByZero)`; `undecided` when the divisor may be zero; `tooLarge`.
    public func divided(by divisor: Number) throws -> Number {
        let dividend = try checked()
        if let value = try divisor.checked().rational {
            guard let reciprocal = value.reciprocal else { throw NumberError.hasNoValue(.divisionByZero) }
            return try dividend.scaled(by: reciprocal).checked()
        }
        try divisor.requireNonzero()
        let quotient = try divisor.asSinglePart()
        // x / (N/D) = x · D / N
        var result = try dividend.overNonzero(quotient.numerator)
        for (factor, power) in quotient.divisor.powers {
            for _ in 0..<power { result = result * Number(factor.sum) }
        }
        return try result.checked()
    }

    /// The inverse.
    public func inverted() throws -> Number { try Number(1).divided(by: self) }

    private func requireNonzero() throws {
        if isManifestlyPositive { return }
        let list = parts
        // One quotient with a nonempty numerator and no atoms is not zero: that is what the normal form says.
        if list.count == 1, !hasAtoms, !isUnfactored { return }
        switch Number.equality(self, 0) {
        case .different: return
        case .equal: throw NumberError.hasNoValue(.divisionByZero)
        case .undecided:
            throw NumberError.undecided(Undecided(.equality, precision: Limits.current.undecidedPrecision))
        }
    }

    /// The same number as one quotient, denominators multiplied out where there are several parts.
    func asSinglePart() throws -> Part {
        var number = self
        var denominator = Denominator.one
        // Each round clears one denominator; rewriting roots can bring up new ones, but only of lesser depth.
        for _ in 0..<64 {
            let list = try number.checked().parts
            if list.isEmpty { return Part(.zero) }
            if list.count == 1 { return Part(list[0].numerator, try Denominator.product(list[0].divisor, denominator)) }
            let common = Number.commonDenominator(list)
            if common.isOne { break }
            denominator = try Denominator.product(denominator, common)
            number = try Number.cleared(list, of: common)
        }
        throw NumberError.tooLarge(.terms(Limits.current.terms))
    }

    /// Every factor at its highest power.
    static func commonDenominator(_ parts: [Part]) -> Denominator {
        var powers: [Denominator.Power] = []
        for part in parts {
            for (factor, power) in part.divisor.powers {
                if let index = powers.firstIndex(where: { $0.factor == factor }) {
                    powers[index].power = max(powers[index].power, power)
                } else {
                    powers.append((factor, power))
                }
            }
        }
        return powers.isEmpty ? .one : Denominator(powers)
    }

    /// The sum of parts times a common denominator of theirs.
    static func cleared(_ parts: [Part], of common: Denominator) throws -> Number {
        var products: [Part] = []
        for part in parts {
            var numerator = part.numerator
            for (factor, power) in common.powers {
                for _ in 0..<(power - part.divisor.power(of: factor)) {
                    numerator = try ExponentialSum.product(numerator, factor.sum)
                }
            }
            products.append(Part(numerator))
        }
        return Number(summing: products)
    }

    /// The quotient by a sum that is known not to be zero.
    private func overNonzero(_ sum: ExponentialSum) throws -> Number {
        // 1/(1 + √2) is √2 − 1 on any page; beyond a few terms the denominator is the better reading.
        if let surd = sum.surd, let inverse = try? surd.inverse(fieldDegree: 4) { return self * Number(inverse) }
        if let (coefficient, monomial) = sum.singleMultiple, let reciprocal = coefficient.reciprocal {
            if let (carry, inverse) = try monomial.inverse() { return self * Number(carry * reciprocal, inverse) }
            return try dividedParts(by: Denominator(ExponentialSum(1, monomial)), times: reciprocal)
        }
        // Fractions and the leading sign move to the numerator: x / (e/2 + 1/2) is 2x / (e + 1).
        var scale = sum.content
        if let first = sum.multiples.first, first.coefficient.signum() < 0 { scale = -scale }
        guard let reciprocal = scale.reciprocal else { throw NumberError.hasNoValue(.divisionByZero) }
        return try dividedParts(by: Denominator(sum.scaled(by: reciprocal)), times: reciprocal)
    }

    /// The value as a surd, also when its denominators are surds that were left standing: exponents and angles have to
    /// be in canonical form.
    var rationalisedSurd: Surd? {
        if let surd { return surd }
        guard case .sum(let list) = storage else { return nil }
        var sum = Surd.zero
        for part in list.parts {
            guard var value = part.numerator.surd else { return nil }
            for (factor, power) in part.divisor.powers {
                guard let divisor = factor.sum.surd, let inverse = try? divisor.inverse(fieldDegree: 24),
                    let scale = try? inverse.raised(to: Rational(power))
                else { return nil }
                value = value * scale
            }
            sum = sum + value
        }
        return sum
    }

    private func dividedParts(by divisor: Denominator, times factor: Rational) throws -> Number {
        Number(
            summing: try parts.map {
                Part($0.numerator.scaled(by: factor), try Denominator.product($0.divisor, divisor))
            })
    }
}

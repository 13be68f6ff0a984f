import Rationals

extension Number {
    public static func softmax(_ scores: [Number?], base: Rational?) throws -> [Number] {
        if base == nil, let weights = try softmaxOfRationals(scores) { return weights }
        var collector = MonomialCollector()
        collector.reserveCapacity(scores.count)
        var multiples: [Monomial.Multiple?] = []
        multiples.reserveCapacity(scores.count)
        var isRegular = true
        var powers: [Number?] = []
        for score in scores {
            guard let score else {
                multiples.append(nil)
                powers.append(nil)
                continue
            }
            if base == nil, let exponent = score.rational {
                let surd = Surd(exponent)
                try surd.requireWithinExponentRange()
                let multiple: Monomial.Multiple = (1, exponent.isZero ? .one : Monomial(exponent: surd))
                multiples.append(multiple)
                powers.append(nil)
                collector.add(1, multiple.monomial)
                continue
            }
            let power = try Number.power(base, score)
            powers.append(power)
            if let multiple = power.singleMultiple {
                multiples.append(multiple)
                collector.add(multiple.coefficient, multiple.monomial)
            } else {
                isRegular = false
                multiples.append(nil)
            }
        }
        if !scores.contains(where: { $0 != nil }) { throw NumberError.hasNoValue(.emptySoftmax) }
        if !isRegular { return try quotients(scores, base) }
        // Every weight of the row is one term over the row's exponentials, divided by their shared sum.
        let basis = Basis(collector.monomials)
        let total = ExponentialSum(basis, collector.coefficients)
        let divisor = Denominator(total)
        var positions: [Monomial: Int] = [:]
        for (index, monomial) in basis.monomials.enumerated() { positions[monomial] = index }
        return try multiples.map { multiple in
            guard let (coefficient, monomial) = multiple, let index = positions[monomial] else { return 0 }
            let numerator = ExponentialSum(basis, index: index, coefficient)
            if basis.count == 1 { return try Number(numerator, over: divisor).checked() }
            return Number(storage: .sum(PartList([Part(numerator, divisor)])))
        }
    }

    /// The softmax of a row of rational scores, by far the most frequent: equal scores are found with one small table
    /// instead of hashing every monomial several times. Nil when some score is not rational, or none is left.
    private static func softmaxOfRationals(_ scores: [Number?]) throws -> [Number]? {
        var exponents: [Rational] = []
        var multiplicities: [Rational] = []
        var positions: [Int] = []
        exponents.reserveCapacity(scores.count)
        multiplicities.reserveCapacity(scores.count)
        positions.reserveCapacity(scores.count)
        // Open addressing at a load below one half; entries are positions + 1.
        let mask = (1 << (Int.bitWidth - scores.count.leadingZeroBitCount + 1)) - 1
        var table = [Int](repeating: 0, count: mask + 1)
        for score in scores {
            guard let score else {
                positions.append(-1)
                continue
            }
            guard case .rational(let exponent) = score.storage else { return nil }
            var slot = exponent.quickHash & mask
            while table[slot] != 0, exponents[table[slot] - 1] != exponent { slot = (slot + 1) & mask }
            if table[slot] == 0 {
                try Surd(exponent).requireWithinExponentRange()
                exponents.append(exponent)
                multiplicities.append(1)
                table[slot] = exponents.count
            } else {
                multiplicities[table[slot] - 1] += 1
            }
            positions.append(table[slot] - 1)
        }
        if exponents.isEmpty { return nil }
        let basis = Basis(exponents.map { $0.isZero ? .one : Monomial(exponent: Surd($0)) })
        let divisor = Denominator(ExponentialSum(basis, multiplicities))
        if basis.count == 1 {
            let weight = try Number(ExponentialSum(basis, index: 0, 1), over: divisor).checked()
            return positions.map { $0 < 0 ? 0 : weight }
        }
        var weights: [Number?] = Array(repeating: nil, count: basis.count)
        return positions.map { position in
            if position < 0 { return 0 }
            if let weight = weights[position] { return weight }
            let weight = Number(
                storage: .sum(PartList([Part(ExponentialSum(basis, index: position, 1), divisor)])))
            weights[position] = weight
            return weight
        }
    }

    /// base^score, e without a base.
    private static func power(_ base: Rational?, _ score: Number) throws -> Number {
        guard let base else { return try score.exponential() }
        guard base.signum() > 0 else { throw NumberError.hasNoValue(.baseNotPositive) }
        if let exponent = score.rational { return try Number(base).raised(to: exponent) }
        return try (score * logarithm(of: base)).exponential()
    }

    /// Softmax by division, for scores whose exponentials are not single terms (logarithms of sums, say).
    private static func quotients(_ scores: [Number?], _ base: Rational?) throws -> [Number] {
        let powers = try scores.map { try $0.map { try power(base, $0) } }
        let total = powers.reduce(0 as Number) { $0 + ($1 ?? 0) }
        return try powers.map { try $0?.divided(by: total) ?? 0 }
    }

    /// The only term, when the number is one term over 1.
    var singleMultiple: Monomial.Multiple? {
        switch storage {
        case .rational(let value): value.isZero ? nil : (value, .one)
        case .sum(let list): list.parts.count == 1 && list.parts[0].divisor.isOne ? list.parts[0].numerator.singleMultiple : nil
        case .refused: nil
        }
    }
}

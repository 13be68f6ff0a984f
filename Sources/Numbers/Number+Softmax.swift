import Rationals

extension Number {
    /// The exact softmax of one row: every weight is one exponential over the sum that the row shares.
    public static func softmax(_ scores: [Number?], base: Rational?) throws -> [Number] {
        if !scores.contains(where: { $0 != nil }) { throw NumberError.hasNoValue(.emptySoftmax) }
        if base == nil, let weights = try softmaxOfRationals(scores) { return weights }
        var collector = MonomialCollector()
        collector.reserveCapacity(scores.count)
        var places: [(index: Int, coefficient: Rational)?] = []
        places.reserveCapacity(scores.count)
        for score in scores {
            guard let score else {
                places.append(nil)
                continue
            }
            if let (coefficient, monomial) = try Number.power(base, score).singleMultiple {
                places.append((collector.add(coefficient, monomial), coefficient))
            } else {
                return try quotients(scores, base)
            }
        }
        // Every weight of the row is one term over the row's exponentials, divided by their shared sum.
        let basis = Basis(collector.monomials)
        let divisor = Denominator(ExponentialSum(basis, collector.coefficients))
        return try places.map { place in
            guard let (index, coefficient) = place else { return 0 }
            let numerator = ExponentialSum(basis, index: index, coefficient)
            if basis.count == 1 { return try Number(numerator, over: divisor).checked() }
            return Number(storage: .sum(PartList([Part(numerator, divisor)])))
        }
    }

    /// The softmax of a row of rational scores, by far the most frequent: equal scores are found with one small table
    /// instead of hashing every monomial several times.
    ///
    /// Nil when some score is not rational, or none is left.
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
                storage: .sum(PartList(Part(ExponentialSum(basis, index: position, 1), divisor))))
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
        case .sum(let list):
            list.parts.count == 1 && list.parts[0].divisor.isOne ? list.parts[0].numerator.singleMultiple : nil
        case .refused: nil
        }
    }
}

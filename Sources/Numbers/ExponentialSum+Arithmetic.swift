import Rationals

extension ExponentialSum {
    static prefix func - (a: ExponentialSum) -> ExponentialSum { a.scaled(by: -1) }

    func scaled(by factor: Rational) -> ExponentialSum {
        if factor.isOne { return self }
        switch coefficients {
        case .single(let index, let value):
            return ExponentialSum(basis, index: index, value * factor)
        case .dense(let values):
            if factor.isZero { return .zero }
            return ExponentialSum(basis, values.map { $0 * factor })
        }
    }

    static func + (a: ExponentialSum, b: ExponentialSum) -> ExponentialSum {
        if a.basis === b.basis { return sumOverSharedBasis(a, b) }
        if a.isEmpty { return b }
        if b.isEmpty { return a }
        var collector = MonomialCollector()
        collector.reserveCapacity(a.termCount + b.termCount)
        a.forEachTerm {
            collector.add($0, $1)
            return true
        }
        b.forEachTerm {
            collector.add($0, $1)
            return true
        }
        return collector.sum
    }

    static func - (a: ExponentialSum, b: ExponentialSum) -> ExponentialSum { a + -b }

    private static func sumOverSharedBasis(_ a: ExponentialSum, _ b: ExponentialSum) -> ExponentialSum {
        switch (a.coefficients, b.coefficients) {
        case (.single(let i, let x), .single(let j, let y)):
            if i == j { return ExponentialSum(a.basis, index: i, x + y) }
            var values = Array(repeating: 0 as Rational, count: a.basis.count)
            values[i] = x
            values[j] = y
            return ExponentialSum(a.basis, values)
        case (.dense(var values), .single(let index, let x)), (.single(let index, let x), .dense(var values)):
            values[index] = values[index] + x
            return ExponentialSum(a.basis, values)
        case (.dense(var values), .dense(let others)):
            for index in values.indices where !others[index].isZero { values[index] = values[index] + others[index] }
            return ExponentialSum(a.basis, values)
        }
    }

    /// The product, refused before it is formed when it would have too many terms.
    static func product(_ a: ExponentialSum, _ b: ExponentialSum) throws -> ExponentialSum {
        if let factor = b.rational { return a.scaled(by: factor) }
        if let factor = a.rational { return b.scaled(by: factor) }
        let (count, overflow) = a.termCount.multipliedReportingOverflow(by: b.termCount)
        let limit = Limits.current.terms
        // Products of atoms add their arguments, which are numbers of their own.
        let weight = a.basis.hasAtoms || b.basis.hasAtoms ? 16 : 1
        if overflow || count > limit / weight { throw NumberError.tooLarge(.terms(limit)) }
        var collector = MonomialCollector()
        collector.reserveCapacity(count)
        try a.forEachTerm { x, m in
            try b.forEachTerm { y, n in
                let coefficient = x * y
                if m.isPlainExponential, n.isPlainExponential {
                    collector.add(coefficient, Monomial(exponent: m.exponent + n.exponent))
                } else {
                    for (factor, monomial) in try Monomial.product(m, n) {
                        collector.add(coefficient * factor, monomial)
                    }
                }
                return true
            }
        }
        return collector.sum
    }

    /// The rational c with self = c · other, term by term; nil when there is none.
    func ratio(to other: ExponentialSum) -> Rational? {
        guard basis === other.basis, case .dense(let x) = coefficients, case .dense(let y) = other.coefficients else {
            return ratioOfTerms(to: other)
        }
        var ratio: Rational?
        for index in x.indices {
            if y[index].isZero != x[index].isZero { return nil }
            if y[index].isZero { continue }
            if let ratio {
                if x[index] != ratio * y[index] { return nil }
            } else {
                ratio = x[index].divided(by: y[index])
            }
        }
        return ratio
    }

    private func ratioOfTerms(to other: ExponentialSum) -> Rational? {
        let (x, y) = (multiples, other.multiples)
        guard x.count == y.count, let first = x.first,
            let match = y.first(where: { $0.monomial == first.monomial }),
            let ratio = first.coefficient.divided(by: match.coefficient)
        else { return nil }
        return self == other.scaled(by: ratio) ? ratio : nil
    }

    /// The greatest rational c > 0 for which self / c has integer coefficients.
    var content: Rational {
        var numerator: Integer = 0
        var denominator: Integer = 1
        forEachTerm { coefficient, _ in
            numerator = numerator.gcd(coefficient.numerator)
            denominator = denominator.lcm(coefficient.denominator)
            return true
        }
        return Rational(numerator.isZero ? 1 : numerator, over: denominator) ?? 1
    }
}

import Rationals

extension Number {
    /// ln F: a sum of k·ln p for a rational; exponents, radicals and positive factors of a quotient come out as terms.
    /// - Throws: `hasNoValue(.logarithmOfNonPositive)`; `undecided` when the sign of F is.
    func logarithm() throws -> Number {
        guard try checked().sign() > 0 else { throw NumberError.hasNoValue(.logarithmOfNonPositive) }
        if let rational { return try Number.logarithm(of: rational) }
        guard case .sum(let list) = storage, list.parts.count == 1, list.parts[0].divisor.isManifestlyPositive else {
            return try logarithmOfSum()
        }
        // The denominator is positive and so is the quotient, hence the numerator.
        var result = try list.parts[0].numerator.logarithmOfPositive()
        for (factor, power) in list.parts[0].divisor.powers {
            result = try result - factor.sum.logarithmOfPositive().scaled(by: Rational(power))
        }
        return try result.checked()
    }

    /// Σ k·ln p over the factors of a positive rational.
    static func logarithm(of value: Rational) throws -> Number {
        var sum: Number = 0
        for (integer, sign) in [(value.numerator, 1 as Rational), (value.denominator, -1)] {
            for factor in try integer.factors() {
                let atom = try Atom(.logarithm(Number(factor.base)))
                sum = sum + Number(sign * Rational(factor.power), Monomial(atoms: [AtomPower(atom, 1)]))
            }
        }
        return sum
    }

    /// Several quotients: the rational content comes out, the rest is an atom.
    private func logarithmOfSum() throws -> Number {
        let content = content
        guard let reciprocal = content.reciprocal else { throw NumberError.hasNoValue(.logarithmOfNonPositive) }
        let atom = try Atom(.logarithm(scaled(by: reciprocal)))
        return try Number.logarithm(of: content) + Number(1, Monomial(atoms: [AtomPower(atom, 1)]))
    }

    /// The greatest rational by which all numerators can be divided, keeping integers.
    var content: Rational {
        if let rational { return rational.isZero ? 1 : rational.magnitude }
        var numerator: Integer = 0
        var denominator: Integer = 1
        for part in parts {
            let content = part.numerator.content
            numerator = numerator.gcd(content.numerator)
            denominator = denominator.lcm(content.denominator)
        }
        return Rational(numerator.isZero ? 1 : numerator, over: denominator) ?? 1
    }
}

extension ExponentialSum {
    fileprivate func logarithmOfPositive() throws -> Number {
        let content = content
        guard let reciprocal = content.reciprocal else { throw NumberError.hasNoValue(.logarithmOfNonPositive) }
        let outside = try Number.logarithm(of: content)
        let primitive = scaled(by: reciprocal)
        guard let (coefficient, monomial) = primitive.singleMultiple, coefficient.isOne,
            let inside = try monomial.logarithm()
        else {
            let atom = try Atom(.logarithm(Number(primitive)))
            return outside + Number(1, Monomial(atoms: [AtomPower(atom, 1)]))
        }
        return outside + inside
    }
}

extension Monomial {
    /// Σ r·ln p + α + F for Π p^r · e^α · e^F; nil with other factors.
    fileprivate func logarithm() throws -> Number? {
        guard wave == nil else { return nil }
        var sum = Number(exponent)
        for radical in radicals {
            sum = sum + (try Number.logarithm(of: Rational(radical.prime))).scaled(by: radical.exponent)
        }
        for factor in atoms {
            switch factor.atom.kind {
            case .exponential(let argument):
                sum = sum + argument.scaled(by: Rational(factor.power))
            case .root(let radicand, let degree):
                guard try radicand.sign() > 0, let share = Rational(Integer(factor.power), over: Integer(degree)) else {
                    return nil
                }
                sum = sum + (try radicand.logarithm()).scaled(by: share)
            case .logarithm, .errorFunction, .sine, .cosine, .pi, .refused:
                guard atoms.count > 1, try factor.atom.isPositive else { return nil }
                let atom = try Atom(.logarithm(Number(1, Monomial(atoms: [AtomPower(factor.atom, 1)]))))
                sum = sum + Number(Rational(factor.power), Monomial(atoms: [AtomPower(atom, 1)]))
            }
        }
        return sum
    }
}

extension Atom {
    fileprivate var isPositive: Bool {
        get throws { try Number(1, Monomial(atoms: [AtomPower(self, 1)])).sign() > 0 }
    }
}

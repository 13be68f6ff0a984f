import Rationals

extension Number {
    /// r, when the number is r·π with rational r.
    var multipleOfPi: Rational? {
        guard let (coefficient, monomial) = singleMultiple, monomial.radicals.isEmpty, monomial.exponent.isZero,
            monomial.wave == nil, monomial.atoms.count == 1, monomial.atoms[0].power == 1, monomial.atoms[0].atom.isPi
        else { return nil }
        return coefficient
    }

    /// cos(rπ) with r brought into [0, 1/2]; the angles 0, π/6, π/5, π/4, π/3, 2π/5, π/2, π/12, 5π/12 become surds.
    static func cosine(ofPiTimes multiple: Rational) throws -> Number {
        // Period 2, even, and cos(π − x) = −cos x.
        let half = Rational.half
        let periods = Rational((multiple * half).floor)
        var angle = multiple - periods - periods
        if angle > 1 { angle = 2 - angle }
        if angle > half { return try -cosine(ofPiTimes: 1 - angle) }
        func root(_ value: Rational) throws -> Surd { try Surd.power(value, half) }
        let quarter = half * half
        for (numerator, denominator, value) in [
            (0, 1, Surd(1)), (1, 2, Surd(0)), (1, 3, Surd(half)), (1, 4, try root(2) * half),
            (1, 6, try root(3) * half),
            (1, 5, (try root(5) + Surd(1)) * quarter), (2, 5, (try root(5) - Surd(1)) * quarter),
            (1, 12, (try root(6) + root(2)) * quarter), (5, 12, (try root(6) - root(2)) * quarter),
        ] where Rational(Integer(numerator), over: Integer(denominator)) == angle {
            return Number(value)
        }
        let argument = Number(angle, Monomial(atoms: [AtomPower(.pi, 1)]))
        return Number(1, Monomial(atoms: [AtomPower(try Atom(.cosine(argument)), 1)]))
    }
}

extension Atom {
    fileprivate var isPi: Bool {
        if case .pi = kind { true } else { false }
    }
}

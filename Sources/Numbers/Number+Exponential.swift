import Rationals

extension Number {
    /// e^F: algebraic parts of F become e^α, rational multiples of logarithms become powers, the rest an atom.
    func exponential() throws -> Number {
        if let surd = rationalisedSurd {
            try surd.requireWithinExponentRange()
            return Number(1, Monomial(exponent: surd))
        }
        var result: Number = 1
        var rest: [Part] = []
        for part in try checked().parts {
            guard part.divisor.isOne else {
                rest.append(part)
                continue
            }
            for (coefficient, monomial) in part.numerator.multiples {
                // e^(c·ln G) = G^c; logarithms of primes are taken by `exponentialMonomial`.
                if let argument = monomial.logarithmArgument, argument.rational == nil {
                    result = try (result * argument.raised(to: coefficient)).checked()
                } else {
                    rest.append(Part(ExponentialSum(coefficient, monomial)))
                }
            }
        }
        let (coefficient, monomial) = try Number.exponentialMonomial(Number(summing: rest))
        return try (result * Number(coefficient, monomial)).checked()
    }

    /// e^F as a multiple of one monomial.
    static func exponentialMonomial(_ argument: Number) throws -> Monomial.Multiple {
        if let surd = argument.rationalisedSurd { return try exponentialMonomial(surd) }
        var algebraic: [Surd.Term] = []
        var powers: [(base: Integer, exponent: Rational)] = []
        var rest: [Part] = []
        for part in try argument.checked().parts {
            guard part.divisor.isOne else {
                rest.append(part)
                continue
            }
            var others = MonomialCollector()
            for (coefficient, monomial) in part.numerator.multiples {
                if monomial.isRadical {
                    algebraic.append(Surd.Term(coefficient, monomial.radicals))
                } else if let prime = monomial.logarithmArgument?.rational, prime.isInteger {
                    powers.append((prime.numerator, coefficient))
                } else {
                    others.add(coefficient, monomial)
                }
            }
            rest.append(Part(others.sum))
        }
        let (coefficient, radicals) = try Radicals.collecting(powers)
        let exponent = Surd(summing: algebraic)
        try exponent.requireWithinExponentRange()
        let remainder = try Number(summing: rest).checked()
        let atoms = remainder == 0 ? [] : [AtomPower(try Atom(.exponential(remainder)), 1)]
        return (coefficient, Monomial(radicals: radicals, exponent: exponent, atoms: atoms))
    }

    private static func exponentialMonomial(_ argument: Surd) throws -> Monomial.Multiple {
        try argument.requireWithinExponentRange()
        return (1, argument.isZero ? .one : Monomial(exponent: argument))
    }
}

extension Monomial {
    /// F, when the monomial is ln F and nothing else.
    var logarithmArgument: Number? {
        guard radicals.isEmpty, exponent.isZero, wave == nil, atoms.count == 1, atoms[0].power == 1,
            case .logarithm(let argument) = atoms[0].atom.kind
        else { return nil }
        return argument
    }
}

import Rationals

extension Number {
    /// An elementary function of this number, in the form in which equality is decided wherever there is one.
    /// ```
    /// tanh x = (e^x − e^(−x)) / (e^x + e^(−x))      logistic x = 1 / (1 + e^(−x))
    /// ```
    /// - Throws: `hasNoValue(.logarithmOfNonPositive)`; `undecided` where a sign has to be known; `tooLarge`.
    ///
    ///     print(try Number(1).applying(.logistic))    // 1/(1+exp(-1))
    public func applying(_ function: ElementaryFunction) throws -> Number {
        _ = try checked()
        switch function {
        case .exponential:
            return try exponential()
        case .logarithm:
            return try logarithm()
        case .hyperbolicSine:
            return try (exponential() - (-self).exponential()).scaled(by: .half).checked()
        case .hyperbolicCosine:
            return try (exponential() + (-self).exponential()).scaled(by: .half).checked()
        case .hyperbolicTangent:
            let (up, down) = (try exponential(), try (-self).exponential())
            return try (up - down).divided(by: up + down)
        case .logistic:
            return try Number(1).divided(by: 1 + (-self).exponential())
        case .sine:
            return try sine()
        case .cosine:
            return try cosine()
        case .errorFunction:
            if rational?.isZero == true { return 0 }
            return try withPositiveArgument { argument, sign in
                Number(sign, Monomial(atoms: [AtomPower(try Atom(.errorFunction(argument)), 1)]))
            }
        case .absoluteValue:
            return try sign() < 0 ? -self : self
        case .rectifier:
            return try sign() > 0 ? self : 0
        }
    }

    private func sine() throws -> Number {
        if let surd = rationalisedSurd {
            try surd.requireWithinExponentRange()
            let (coefficient, wave) = try Wave.sine(of: surd)
            return Number(coefficient, Monomial(wave: wave))
        }
        // sin x = cos(π/2 − x)
        if let multiple = multipleOfPi { return try Number.cosine(ofPiTimes: .half - multiple) }
        return try withPositiveArgument { argument, sign in
            Number(sign, Monomial(atoms: [AtomPower(try Atom(.sine(argument)), 1)]))
        }
    }

    private func cosine() throws -> Number {
        if let surd = rationalisedSurd {
            try surd.requireWithinExponentRange()
            let (coefficient, wave) = try Wave.cosine(of: surd)
            return Number(coefficient, Monomial(wave: wave))
        }
        if let multiple = multipleOfPi { return try Number.cosine(ofPiTimes: multiple) }
        return try withPositiveArgument { argument, _ in
            Number(1, Monomial(atoms: [AtomPower(try Atom(.cosine(argument)), 1)]))
        }
    }

    /// Odd and even functions see a positive argument, so that f(x) and f(−x) meet in one form.
    ///
    /// When the sign is not known at once the argument stays as it is: nothing depends on it but how often forms meet.
    private func withPositiveArgument(_ body: (Number, Rational) throws -> Number) throws -> Number {
        let sign = EnclosureTable(precision: 128).enclosure(of: self).sign
        return sign == -1 ? try body(-self, -1) : try body(self, 1)
    }
}

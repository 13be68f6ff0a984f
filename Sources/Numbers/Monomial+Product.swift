import Rationals

extension Monomial {
    /// A multiple of a monomial.
    typealias Multiple = (coefficient: Rational, monomial: Monomial)

    /// The product as a sum of multiples: one, or two when both have waves.
    ///
    /// Powers of roots and sines that could be rewritten are left to `Number`, see `isReducible`.
    static func product(_ a: Monomial, _ b: Monomial) throws -> [Multiple] {
        if a.isOne { return [(1, b)] }
        if b.isOne { return [(1, a)] }
        if a.isPlainExponential, b.isPlainExponential {
            return [(1, Monomial(exponent: a.exponent + b.exponent))]
        }
        let (carry, radicals) = Radicals.product(a.radicals, b.radicals)
        let exponent = a.exponent + b.exponent
        var result: [Multiple] = []
        let (scale, merged, extra) = try mergedAtoms(a.atoms, b.atoms)
        for (coefficient, wave) in try Wave.product(a.wave, b.wave) {
            let monomial = Monomial(radicals: radicals, exponent: exponent, wave: wave, atoms: merged)
            if let extra {
                // e^F·e^G gave e^(F+G) with parts that have a form of their own; those contain no waves.
                for (factor, product) in try product(monomial, extra) {
                    result.append((coefficient * carry * scale * factor, product))
                }
            } else {
                result.append((coefficient * carry * scale, monomial))
            }
        }
        return result
    }

    /// The inverse, when it is a monomial: nothing but radicals and exponentials.
    func inverse() throws -> Multiple? {
        guard wave == nil else { return nil }
        let (carry, inverted) = radicals.inverse
        let plain = Monomial(radicals: inverted, exponent: -exponent)
        if atoms.isEmpty { return (carry, plain) }
        guard atoms.count == 1, case .exponential(let argument) = atoms[0].atom.kind else { return nil }
        let (scale, exponential) = try Number.exponentialMonomial(-argument)
        guard let (factor, product) = try Monomial.product(plain, exponential).first else { return nil }
        return (carry * scale * factor, product)
    }

    /// Atoms of a product.
    ///
    /// Two exponentials meet in one, e^F·e^G = e^(F+G), which is returned apart because F + G may hold algebraic parts.
    private static func mergedAtoms(
        _ a: [AtomPower], _ b: [AtomPower]
    ) throws -> (coefficient: Rational, atoms: [AtomPower], extra: Monomial?) {
        if a.isEmpty { return (1, b, nil) }
        if b.isEmpty { return (1, a, nil) }
        var merged = a
        var argument: Number?
        for factor in b {
            if case .exponential(let g) = factor.atom.kind,
                let index = merged.firstIndex(where: { $0.atom.kind.isExponential }),
                case .exponential(let f) = merged[index].atom.kind
            {
                argument = f + g
                merged.remove(at: index)
            } else if let index = merged.firstIndex(where: { $0.atom == factor.atom }) {
                let power = merged[index].power + factor.power
                let limit = Limits.current.power
                if power > limit { throw NumberError.tooLarge(.power(limit)) }
                merged[index] = AtomPower(factor.atom, power)
            } else {
                merged.append(factor)
            }
        }
        guard let argument else { return (1, merged, nil) }
        let (coefficient, exponential) = try Number.exponentialMonomial(argument)
        return (coefficient, merged, exponential.isOne ? nil : exponential)
    }
}

extension Atom.Kind {
    var isExponential: Bool {
        if case .exponential = self { true } else { false }
    }
}

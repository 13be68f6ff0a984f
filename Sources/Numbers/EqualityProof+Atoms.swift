import Rationals

extension EqualityProof {
    /// The sum with atoms replaced by others they are proven to equal; nil when nothing was to be replaced.
    func unifyingAtoms(in sum: ExponentialSum) -> Number? {
        var representatives: [Atom] = []
        var replacements: [Atom: Number] = [:]
        let table = EnclosureTable(precision: 128)
        for (_, monomial) in sum.multiples {
            for factor in monomial.atoms where !representatives.contains(factor.atom) {
                if replacements[factor.atom] != nil { continue }
                if let replacement = replacement(for: factor.atom, among: representatives, table) {
                    replacements[factor.atom] = replacement
                } else {
                    representatives.append(factor.atom)
                }
            }
            if representatives.count > 256 { return nil }
        }
        return replacements.isEmpty ? nil : sum.substituting(replacements)
    }

    private func replacement(
        for atom: Atom, among representatives: [Atom], _ table: EnclosureTable
    ) -> Number? {
        if case .logarithm(let argument) = atom.kind, let rewritten = shiftedLogarithm(of: argument) {
            return rewritten
        }
        for other in representatives {
            switch (atom.kind, other.kind) {
            case (.root(let f, let m), .root(let g, let n)):
                if m == n, isProvenEqual(f, g, table) { return other.number }
            case (.logarithm(let f), .logarithm(let g)), (.errorFunction(let f), .errorFunction(let g)),
                (.sine(let f), .sine(let g)), (.cosine(let f), .cosine(let g)):
                if isProvenEqual(f, g, table) { return other.number }
            case (.exponential(let f), .exponential(let g)):
                // e^F = e^(F−G)·e^G when F − G is a rational in disguise.
                let difference = f - g
                guard table.enclosure(of: difference).mayBeSimple, let shift = difference.disguisedRational,
                    let factor = try? Number(shift).exponential()
                else { continue }
                return factor * other.number
            case (.root, _), (.logarithm, _), (.errorFunction, _), (.sine, _), (.cosine, _), (.exponential, _),
                (.pi, _), (.refused, _):
                continue
            }
        }
        return nil
    }

    private func isProvenEqual(_ a: Number, _ b: Number, _ table: EnclosureTable) -> Bool {
        !table.enclosure(of: a).isDisjoint(from: table.enclosure(of: b)) && answer(a, b) == .equal
    }

    /// ln N = α + ln c + ln(N / (c·e^α)) for the leading term of N, when there is something to take out.
    private func shiftedLogarithm(of argument: Number) -> Number? {
        let parts = argument.parts
        guard argument.rational == nil, parts.count == 1, parts[0].divisor.isOne,
            let inverse = parts[0].numerator.inverseOfLeadingTerm, inverse.monomial.isPlainExponential,
            !inverse.monomial.isOne, inverse.coefficient.signum() > 0,
            let scaled = try? ExponentialSum.product(
                parts[0].numerator, ExponentialSum(inverse.coefficient, inverse.monomial)),
            let outside = try? Number.logarithm(of: inverse.coefficient),
            let inside = try? Number(scaled).logarithm()
        else { return nil }
        return inside - outside - Number(inverse.monomial.exponent)
    }

    /// Takes one square root out: A + B·√F = 0 exactly when A² = B²·F and A and B have opposite signs or are both zero.
    func isZeroByEliminatingRoot(_ sum: ExponentialSum) -> Bool? {
        // Squaring squares the number of terms, once for every root.
        guard sum.termCount <= 256, let (root, radicand) = sum.squareRoot else { return nil }
        var (without, with): (Number, Number) = (0, 0)
        for (coefficient, monomial) in sum.multiples {
            let rest = monomial.atoms.filter { $0.atom != root }
            let power = monomial.atoms.count - rest.count
            let term = Number(
                coefficient,
                Monomial(radicals: monomial.radicals, exponent: monomial.exponent, wave: monomial.wave, atoms: rest))
            if power == 0 { without = without + term } else { with = with + term }
        }
        switch answer(without * without, with * with * radicand) {
        case .undecided: return nil
        case .different: return false
        case .equal: break
        }
        guard let a = try? without.sign(), let b = try? with.sign() else { return nil }
        // The root of a positive number is positive; a root that is zero would not have become an atom.
        return a == -b
    }
}

extension ExponentialSum {
    /// A square root among the atoms, the deepest first: taking it out leaves simpler ones.
    fileprivate var squareRoot: (atom: Atom, radicand: Number)? {
        var found: (atom: Atom, radicand: Number)?
        forEachTerm { _, monomial in
            for factor in monomial.atoms {
                if case .root(let radicand, 2) = factor.atom.kind, factor.atom.depth > found?.atom.depth ?? 0 {
                    found = (factor.atom, radicand)
                }
            }
            return true
        }
        return found
    }

    fileprivate func substituting(_ replacements: [Atom: Number]) -> Number {
        var result: Number = 0
        for (coefficient, monomial) in multiples {
            let rest = monomial.atoms.filter { replacements[$0.atom] == nil }
            var term = Number(
                coefficient,
                Monomial(radicals: monomial.radicals, exponent: monomial.exponent, wave: monomial.wave, atoms: rest))
            for factor in monomial.atoms {
                guard let replacement = replacements[factor.atom] else { continue }
                for _ in 0..<factor.power { term = term * replacement }
            }
            result = result + term
        }
        return result
    }
}

extension Atom {
    fileprivate var number: Number { Number(1, Monomial(atoms: [AtomPower(self, 1)])) }
}

extension Number {
    /// The rational that this is without looking like one, found when a single quotient's numerator is a rational
    /// multiple of its denominator.
    fileprivate var disguisedRational: Rational? {
        if let rational { return rational }
        guard let part = try? withAlignedDenominators().asSinglePart() else { return nil }
        if part.numerator.isEmpty { return 0 }
        var product = ExponentialSum.one
        for (factor, power) in part.divisor.powers {
            for _ in 0..<power {
                guard let next = try? ExponentialSum.product(product, factor.sum) else { return nil }
                product = next
            }
        }
        return part.numerator.ratio(to: product)
    }
}

extension Enclosure {
    /// Whether a rational with a denominator below 2²⁰ lies in the interval, tested by the fraction with the smallest
    /// denominator in it: a first look that spares proofs for numbers that are plainly something else.
    fileprivate var mayBeSimple: Bool {
        if containsZero { return true }
        guard let ends = decimalEnds(significantDigits: 40) else { return false }
        var (low, high) = ends
        var (previous, current) = (1 as Integer, 0 as Integer)
        // Continued fractions of both ends, as far as they agree.
        for _ in 0..<64 {
            let whole = low.floor
            if Rational(whole) == low || whole < high.floor { break }
            (low, high) = (low - Rational(whole), high - Rational(whole))
            (previous, current) = (current, whole * current + previous)
            if current.bitWidth > 20 { return false }
            guard let a = high.reciprocal, let b = low.reciprocal else { break }
            (low, high) = (a, b)
        }
        return true
    }
}

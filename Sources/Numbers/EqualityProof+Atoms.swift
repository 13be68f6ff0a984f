import Rationals

extension EqualityProof {
    /// The sum with atoms replaced by others they are proven to equal; nil when nothing was to be replaced.
    func unifyingAtoms(in sum: ExponentialSum) -> Number? {
        replacements(in: [sum]).map { sum.substituting($0) }
    }

    /// The same for numerators and denominators of a sum of quotients, before anything is multiplied out.
    func unifyingAtoms(inPartsOf number: Number) -> Number? {
        let parts = number.parts
        let sums = parts.flatMap { part in [part.numerator] + part.divisor.powers.map(\.factor.sum) }
        guard let replacements = replacements(in: sums) else { return nil }
        var result: Number = 0
        for part in parts {
            var value = part.numerator.substituting(replacements)
            for (factor, power) in part.divisor.powers {
                let divisor = factor.sum.substituting(replacements)
                // Others would have to be proven nonzero first.
                guard divisor.isManifestlyPositive else { return nil }
                for _ in 0..<power {
                    guard let quotient = try? value.divided(by: divisor) else { return nil }
                    value = quotient
                }
            }
            result = result + value
        }
        return result
    }

    private func replacements(in sums: [ExponentialSum]) -> [Atom: Number]? {
        var representatives: [Representative] = []
        var replacements: [Atom: Number] = [:]
        var seen: Set<Atom> = []
        let table = EnclosureTable(precision: 128)
        for (_, monomial) in sums.flatMap(\.multiples) {
            for factor in monomial.atoms where seen.insert(factor.atom).inserted {
                let candidate = Representative(factor.atom, table)
                if let replacement = replacement(for: candidate, among: representatives, table) {
                    replacements[factor.atom] = replacement
                } else {
                    representatives.append(candidate)
                }
            }
            if representatives.count > 256 { return nil }
        }
        return replacements.isEmpty ? nil : replacements
    }

    /// An atom, for e^F with what is left of F when the shift s is taken off.
    private struct Representative {
        let atom: Atom
        let shift: Number
        let rest: Number
        let enclosure: Enclosure?

        init(_ atom: Atom, _ table: EnclosureTable) {
            self.atom = atom
            if case .exponential(let argument) = atom.kind {
                shift = argument.exponentShift ?? 0
                rest = argument - shift
            } else {
                shift = 0
                rest = atom.kind.argument ?? 0
            }
            enclosure = rest.refusal == nil ? table.enclosure(of: rest) : nil
        }
    }

    private func replacement(
        for candidate: Representative, among representatives: [Representative], _ table: EnclosureTable
    ) -> Number? {
        let atom = candidate.atom
        if case .logarithm(let argument) = atom.kind, let rewritten = shiftedLogarithm(of: argument) {
            return rewritten
        }
        for other in representatives {
            switch (atom.kind, other.atom.kind) {
            case (.root(_, let m), .root(_, let n)):
                if m == n, isProvenEqual(candidate, other) { return other.atom.number }
            case (.logarithm, .logarithm), (.errorFunction, .errorFunction), (.sine, .sine), (.cosine, .cosine):
                if isProvenEqual(candidate, other) { return other.atom.number }
            case (.exponential(let f), .exponential(let g)):
                // e^F = e^(s − t)·e^G when F − s = G − t.
                if isProvenEqual(candidate, other),
                    let factor = try? (candidate.shift - other.shift).exponential(), !factor.hasAtoms
                {
                    return factor * other.atom.number
                }
                // e^F = e^(F−G)·e^G when F − G is a rational in disguise.
                let difference = f - g
                guard table.enclosure(of: difference).mayBeSimple, let shift = difference.disguisedRational,
                    let factor = try? Number(shift).exponential()
                else { continue }
                return factor * other.atom.number
            case (.root, _), (.logarithm, _), (.errorFunction, _), (.sine, _), (.cosine, _), (.exponential, _),
                (.pi, _), (.refused, _):
                continue
            }
        }
        return nil
    }

    private func isProvenEqual(_ a: Representative, _ b: Representative) -> Bool {
        guard let x = a.enclosure, let y = b.enclosure, !x.isDisjoint(from: y) else { return false }
        return answer(a.rest, b.rest) == .equal
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

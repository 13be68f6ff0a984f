import Rationals

extension Surd {
    /// Whether a base beyond 64 bits occurs.
    var isUnfactored: Bool { irrationalTerms.contains { $0.radicals.contains(where: \.isUnfactored) } }

    var bases: [Integer] { irrationalTerms.flatMap { $0.radicals.map(\.prime) } }

    func refined(over bases: CoprimeBases) -> Surd {
        if irrationalTerms.isEmpty { return self }
        return Surd(
            summing: terms.map {
                let (coefficient, radicals) = bases.rewriting($0.radicals)
                return Term($0.coefficient * coefficient, radicals)
            })
    }

    /// The terms with pairwise coprime bases.
    ///
    /// Only bases beyond 64 bits can share a factor unnoticed, so this costs one look at the bases unless there are
    /// such.
    static func refined(_ terms: [Term]) -> [Term] {
        guard terms.contains(where: { $0.radicals.contains(where: \.isUnfactored) }) else { return terms }
        let bases = CoprimeBases(terms.lazy.flatMap { $0.radicals.lazy.map(\.prime) })
        return terms.map { term in
            let (coefficient, radicals) = bases.rewriting(term.radicals)
            return Term(term.coefficient * coefficient, radicals)
        }
    }
}

/// Pairwise coprime numbers, none a perfect power, of which given numbers are products of powers.
///
/// Source: D. J. Bernstein, Factoring into coprimes in essentially linear time, J. Algorithms 54 (2005), whose simple
/// quadratic variant is enough for a handful of bases.
struct CoprimeBases {
    private var bases: [Integer] = []

    init(_ numbers: some Sequence<Integer>) {
        var seen: Set<Integer> = []
        for number in numbers where seen.insert(number).inserted { insert(number) }
    }

    private mutating func insert(_ number: Integer) {
        var pending = [number]
        while let candidate = pending.popLast() {
            if candidate.isOne || candidate.isZero { continue }
            let root = candidate.bitWidth > 64 ? candidate.asPower(smallestBase: 2).root : candidate
            guard let index = bases.firstIndex(where: { !$0.gcd(root).isOne }) else {
                bases.append(root)
                continue
            }
            let other = bases[index]
            if other == root { continue }
            let shared = other.gcd(root)
            bases.remove(at: index)
            pending.append(shared)
            if let (quotient, _) = other.quotientAndRemainder(dividingBy: shared) { pending.append(quotient) }
            if let (quotient, _) = root.quotientAndRemainder(dividingBy: shared) { pending.append(quotient) }
        }
    }

    /// Π base^exponent written over the coprime bases.
    func rewriting(_ radicals: Radicals) -> (coefficient: Rational, radicals: Radicals) {
        var powers: [(base: Integer, exponent: Rational)] = []
        for radical in radicals {
            var rest = radical.prime
            for base in bases {
                var count = 0
                while let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: base), remainder.isZero {
                    rest = quotient
                    count += 1
                }
                if count > 0 { powers.append((base, radical.exponent * Rational(count))) }
            }
            if !rest.isOne { powers.append((rest, radical.exponent)) }
        }
        // Bases stay within the bits of what they came from and their exponents below 64·r, so collecting cannot fail.
        return (try? Radicals.collecting(powers)) ?? (1, radicals)
    }
}

extension Number {
    /// Two numbers rewritten over common coprime bases: what is proportional then has the same radicals.
    ///
    /// The arguments of atoms stay as they are, they are compared on their own.
    static func refined(_ a: Number, _ b: Number) -> (Number, Number) {
        if !a.isUnfactored, !b.isUnfactored { return (a, b) }
        let bases = CoprimeBases(a.bases + b.bases)
        return (a.refined(over: bases), b.refined(over: bases))
    }

    /// Whether a base beyond 64 bits occurs in it, atoms aside.
    var isUnfactored: Bool {
        guard case .sum(let list) = storage else { return false }
        return list.parts.contains { part in
            part.numerator.basis.isUnfactored || part.divisor.powers.contains { $0.factor.sum.basis.isUnfactored }
        }
    }

    private var bases: [Integer] {
        parts.flatMap { part in
            part.numerator.bases + part.divisor.powers.flatMap { $0.factor.sum.bases }
        }
    }

    private func refined(over bases: CoprimeBases) -> Number {
        guard case .sum(let list) = storage else { return self }
        return Number(
            summing: list.parts.map { part in
                let powers = part.divisor.powers.map {
                    (Denominator.Factor($0.factor.sum.refined(over: bases)), $0.power)
                }
                return Part(part.numerator.refined(over: bases), powers.isEmpty ? .one : Denominator(powers))
            })
    }
}

extension ExponentialSum {
    fileprivate var bases: [Integer] {
        multiples.flatMap { multiple in
            multiple.monomial.radicals.map(\.prime) + multiple.monomial.exponent.bases
                + (multiple.monomial.wave?.angle.bases ?? [])
        }
    }

    fileprivate func refined(over bases: CoprimeBases) -> ExponentialSum {
        var collector = MonomialCollector()
        for (coefficient, monomial) in multiples {
            let (carry, radicals) = bases.rewriting(monomial.radicals)
            let wave: Wave? =
                switch monomial.wave {
                case .cosine(let angle): .cosine(angle.refined(over: bases))
                case .sine(let angle): .sine(angle.refined(over: bases))
                case nil: nil
                }
            collector.add(
                coefficient * carry,
                Monomial(
                    radicals: radicals, exponent: monomial.exponent.refined(over: bases), wave: wave,
                    atoms: monomial.atoms))
        }
        return collector.sum
    }
}

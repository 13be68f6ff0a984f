import Rationals

extension Surd {
    /// The terms with pairwise coprime bases. Only bases beyond 64 bits can share a factor unnoticed, so this costs
    /// one look at the bases unless there are such.
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

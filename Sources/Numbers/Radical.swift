import Rationals

/// One factor p^r of a radical monomial, 0 < r < 1.
///
/// The base is a prime, or a number beyond 64 bits that trial division could not take apart. Such a base is never a
/// perfect power, and the bases within one sum are made pairwise coprime before anything is concluded from them; that
/// is all that linear independence needs.
public struct Radical: Hashable, Sendable {
    /// p: a prime, or a cofactor too large to factor.
    public let prime: Integer
    /// The power r, 0 < r < 1.
    public let exponent: Rational

    init(_ prime: Integer, _ exponent: Rational) {
        self.prime = prime
        self.exponent = exponent
    }

    /// Whether the base is too large to have been factored completely.
    var isUnfactored: Bool { prime.bitWidth > 64 }
}

/// Radical monomials Π p^r are arrays sorted by base; the empty one is 1.
typealias Radicals = [Radical]

extension [Radical] {
    /// The canonical form of coefficient · Π base^exponent for factored bases and any rational exponents.
    /// - Throws: `tooLarge` when an integer part of an exponent makes the coefficient too large.
    static func collecting(
        _ powers: [(base: Integer, exponent: Rational)]
    ) throws -> (coefficient: Rational, radicals: Radicals) {
        var coefficient: Rational = 1
        var radicals: Radicals = []
        for (base, exponent) in powers.sorted(by: { $0.base < $1.base }) {
            if let last = radicals.last, last.prime == base {
                radicals.removeLast()
                let (whole, rest) = (last.exponent + exponent).wholeAndFraction
                coefficient = coefficient * (try Rational(base).boundedPower(whole))
                if !rest.isZero { radicals.append(Radical(base, rest)) }
                continue
            }
            let (whole, rest) = exponent.wholeAndFraction
            if !whole.isZero { coefficient = coefficient * (try Rational(base).boundedPower(whole)) }
            if !rest.isZero { radicals.append(Radical(base, rest)) }
        }
        return (try coefficient.withinLimit(), radicals)
    }

    /// The product of two canonical monomials; every carry p^(r+s) with r + s ≥ 1 leaves one p in the coefficient.
    static func product(_ a: Radicals, _ b: Radicals) -> (coefficient: Rational, radicals: Radicals) {
        if a.isEmpty { return (1, b) }
        if b.isEmpty { return (1, a) }
        var coefficient: Rational = 1
        var result: Radicals = []
        result.reserveCapacity(a.count + b.count)
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            if a[i].prime == b[j].prime {
                var exponent = a[i].exponent + b[j].exponent
                if exponent >= 1 {
                    coefficient = coefficient * Rational(a[i].prime)
                    exponent = exponent - 1
                }
                if !exponent.isZero { result.append(Radical(a[i].prime, exponent)) }
                i += 1
                j += 1
            } else if a[i].prime < b[j].prime {
                result.append(a[i])
                i += 1
            } else {
                result.append(b[j])
                j += 1
            }
        }
        result.append(contentsOf: a[i...])
        result.append(contentsOf: b[j...])
        return (coefficient, result)
    }

    /// The inverse, 1 / Π p^r = Π p^(1−r) / Π p.
    var inverse: (coefficient: Rational, radicals: Radicals) {
        var divisor: Integer = 1
        for radical in self { divisor = divisor * radical.prime }
        return (Rational(1, over: divisor) ?? 1, map { Radical($0.prime, 1 - $0.exponent) })
    }

    /// A total order on monomials: by bases, then exponents; 1 comes first.
    static func precedes(_ a: Radicals, _ b: Radicals) -> Bool {
        for (x, y) in zip(a, b) where x != y {
            if x.prime != y.prime { return x.prime < y.prime }
            return x.exponent < y.exponent
        }
        return a.count < b.count
    }
}

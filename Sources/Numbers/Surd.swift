import Rationals

/// A finite sum of rational multiples of real radical monomials.
/// ```
/// 3/2 + √2/2 − 10^(1/3)
/// ```
/// Zero exactly when it has no terms: radical monomials with pairwise irrational ratios are linearly independent over
/// the rationals. Equality is therefore equality of terms.
/// Source: A. S. Besicovitch, J. London Math. Soc. 15 (1940); L. J. Mordell, Pacific J. Math. 3 (1953).
public struct Surd: Hashable, Sendable {
    /// One term: a rational coefficient times Π p^r.
    public struct Term: Hashable, Sendable {
        /// Never zero.
        public let coefficient: Rational
        /// Sorted by base; empty for a rational term.
        public let radicals: [Radical]

        init(_ coefficient: Rational, _ radicals: [Radical]) {
            self.coefficient = coefficient
            self.radicals = radicals
        }
    }

    /// The rational term; kept apart because most surds are rational and then need no array.
    let rationalPart: Rational
    /// The other terms in canonical order, none of them zero.
    let irrationalTerms: [Term]

    /// Nonzero terms, the rational one first, then by radicals.
    public var terms: [Term] { (rationalPart.isZero ? [] : [Term(rationalPart, [])]) + irrationalTerms }

    /// The surd without terms.
    public static let zero = Surd(0)

    /// A rational as a surd.
    public init(_ value: Rational) {
        rationalPart = value
        irrationalTerms = []
    }

    init(_ coefficient: Rational, _ radicals: Radicals) {
        if radicals.isEmpty || coefficient.isZero {
            self.init(coefficient)
        } else {
            self.init(rationalPart: 0, sorted: [Term(coefficient, radicals)])
        }
    }

    private init(rationalPart: Rational, sorted: [Term]) {
        self.rationalPart = rationalPart
        irrationalTerms = sorted
    }

    /// Sums terms in any order, with repetitions.
    init(summing terms: [Term]) {
        let terms = Surd.refined(terms)
        var rational: Rational = 0
        var sorted: [Term] = []
        for term in terms.sorted(by: { Radicals.precedes($0.radicals, $1.radicals) }) {
            if term.radicals.isEmpty {
                rational = rational + term.coefficient
            } else if let last = sorted.last, last.radicals == term.radicals {
                sorted[sorted.count - 1] = Term(last.coefficient + term.coefficient, term.radicals)
            } else {
                sorted.append(term)
            }
        }
        self.init(rationalPart: rational, sorted: sorted.filter { !$0.coefficient.isZero })
    }

    /// Whether it has no terms, which is whether it is zero.
    public var isZero: Bool { rationalPart.isZero && irrationalTerms.isEmpty }

    /// The value when it is rational.
    public var rational: Rational? { irrationalTerms.isEmpty ? rationalPart : nil }

    /// Whether it is a rational times one radical monomial (or zero).
    var singleTerm: Term? {
        if irrationalTerms.isEmpty { return Term(rationalPart, []) }
        return rationalPart.isZero && irrationalTerms.count == 1 ? irrationalTerms[0] : nil
    }

    var isBeyondLimit: Bool {
        rationalPart.isVeryLarge || irrationalTerms.contains { $0.coefficient.isVeryLarge }
    }
}

extension Surd {
    /// The exact sum.
    public static func + (a: Surd, b: Surd) -> Surd {
        if a.irrationalTerms.isEmpty {
            return Surd(rationalPart: a.rationalPart + b.rationalPart, sorted: b.irrationalTerms)
        }
        if b.irrationalTerms.isEmpty {
            return Surd(rationalPart: a.rationalPart + b.rationalPart, sorted: a.irrationalTerms)
        }
        return Surd(summing: a.terms + b.terms)
    }

    /// The exact negative.
    public static prefix func - (a: Surd) -> Surd {
        Surd(rationalPart: -a.rationalPart, sorted: a.irrationalTerms.map { Term(-$0.coefficient, $0.radicals) })
    }

    /// The exact difference.
    public static func - (a: Surd, b: Surd) -> Surd { a + -b }

    /// The exact product.
    public static func * (a: Surd, b: Rational) -> Surd {
        if b.isZero { return .zero }
        if a.irrationalTerms.isEmpty { return Surd(a.rationalPart * b) }
        return Surd(
            rationalPart: a.rationalPart * b,
            sorted: a.irrationalTerms.map { Term($0.coefficient * b, $0.radicals) })
    }

    /// The exact product.
    public static func * (a: Surd, b: Surd) -> Surd {
        if let factor = b.rational { return a * factor }
        if let factor = a.rational { return b * factor }
        var products: [Term] = []
        products.reserveCapacity((a.irrationalTerms.count + 1) * (b.irrationalTerms.count + 1))
        for x in a.terms {
            for y in b.terms {
                let (carry, radicals) = Radicals.product(x.radicals, y.radicals)
                products.append(Term(x.coefficient * y.coefficient * carry, radicals))
            }
        }
        return Surd(summing: products)
    }

    /// A total order that addition respects (lexicographic over the coefficients), unrelated to size: it needs no
    /// enclosures.
    ///
    /// Canonical forms sort exponents by it.
    static func precedes(_ a: Surd, _ b: Surd) -> Bool {
        if a.irrationalTerms.isEmpty, b.irrationalTerms.isEmpty { return a.rationalPart < b.rationalPart }
        let difference = b - a
        guard let first = difference.terms.first else { return false }
        return first.coefficient.signum() > 0
    }
}

extension Surd: CustomStringConvertible {
    /// Calculator syntax, for diagnostics: `3/2+1/2*2^(1/2)`.
    public var description: String {
        if isZero { return "0" }
        var text = ""
        for term in terms {
            let roots = term.radicals.map { "\($0.prime)^(\($0.exponent))" }
            let coefficient = term.coefficient.magnitude
            let factors = coefficient == 1 && !roots.isEmpty ? roots : ["\(coefficient)"] + roots
            text += term.coefficient.signum() < 0 ? "-" : text.isEmpty ? "" : "+"
            text += factors.joined(separator: "*")
        }
        return text
    }
}

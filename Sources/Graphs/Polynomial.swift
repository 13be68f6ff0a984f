import Rationals

/// A polynomial with rational coefficients in named sizes: how many operations something takes, `2 n² d − n²`.
///
///     let (n, d) = (Polynomial("n"), Polynomial("d"))
///     print(n * n * (2 * d - 1))                       // 2 n² d − n²
///     (n * n * d).divided(by: n * d)                   // n
///
/// Equality is equality of polynomials: nothing is assumed about what the names stand for.
public struct Polynomial: Hashable, Sendable {
    /// Coefficients by monomial; no zero is stored.
    private var coefficients: [Monomial: Rational]

    /// A number.
    public init(_ value: Rational) { coefficients = value.isZero ? [:] : [.one: value] }

    /// A size that has a name only.
    public init(_ name: String) { coefficients = [Monomial(exponents: [name: 1]): 1] }

    /// A product of powers of names.
    public struct Monomial: Hashable, Sendable {
        /// The positive exponents by name.
        public fileprivate(set) var exponents: [String: Int]

        static let one = Monomial(exponents: [:])

        /// The sum of the exponents.
        public var degree: Int { exponents.values.reduce(0, +) }

        /// The names with their exponents in the order they are written: numbers of things, `n` and `h`, before the
        /// widths `d`, `d_k`.
        public var factors: [(name: String, exponent: Int)] {
            exponents.map { (name: $0.key, exponent: $0.value) }.sorted { Self.precedes($0.name, $1.name) }
        }

        private static func precedes(_ a: String, _ b: String) -> Bool {
            let (isWidthA, isWidthB) = (a.hasPrefix("d"), b.hasPrefix("d"))
            return isWidthA == isWidthB ? a < b : isWidthB
        }

        /// Whether it is a factor of the other.
        public func divides(_ other: Monomial) -> Bool {
            exponents.allSatisfy { name, exponent in exponent <= other.exponents[name, default: 0] }
        }

        static func * (a: Monomial, b: Monomial) -> Monomial {
            Monomial(exponents: a.exponents.merging(b.exponents, uniquingKeysWith: +))
        }

        func divided(by divisor: Monomial) -> Monomial? {
            guard divisor.divides(self) else { return nil }
            var quotient = exponents
            for (name, exponent) in divisor.exponents {
                let rest = (quotient[name] ?? 0) - exponent
                quotient[name] = rest == 0 ? nil : rest
            }
            return Monomial(exponents: quotient)
        }

        /// Higher degree first, then the higher power of the name that is written first.
        static func isBefore(_ a: Monomial, _ b: Monomial) -> Bool {
            if a.degree != b.degree { return a.degree > b.degree }
            let names = Set(a.exponents.keys).union(b.exponents.keys).sorted(by: precedes)
            for name in names {
                let (p, q) = (a.exponents[name, default: 0], b.exponents[name, default: 0])
                if p != q { return p > q }
            }
            return false
        }
    }

    /// One coefficient with its monomial.
    public struct Term: Hashable, Sendable {
        /// Not zero.
        public var coefficient: Rational
        /// What it multiplies.
        public var monomial: Monomial
    }

    /// The terms, highest degree first.
    public var terms: [Term] {
        coefficients.map { Term(coefficient: $0.value, monomial: $0.key) }
            .sorted { Monomial.isBefore($0.monomial, $1.monomial) }
    }

    /// The number that it is, nil when a name stands in it.
    public var constant: Rational? {
        if coefficients.isEmpty { return 0 }
        return coefficients.count == 1 ? coefficients[.one] : nil
    }

    /// Whether it is the number 0.
    public var isZero: Bool { coefficients.isEmpty }

    /// The names that occur, in the order they are written.
    public var names: [String] {
        let all = Monomial(exponents: coefficients.keys.reduce(into: [:]) { $0.merge($1.exponents) { a, _ in a } })
        return all.factors.map(\.name)
    }

    private init(coefficients: [Monomial: Rational]) { self.coefficients = coefficients.filter { !$0.value.isZero } }

    init(_ terms: [Term]) {
        self.init(coefficients: Dictionary(terms.map { ($0.monomial, $0.coefficient) }, uniquingKeysWith: +))
    }

    // MARK: Arithmetic

    /// The sum.
    public static func + (a: Polynomial, b: Polynomial) -> Polynomial {
        Polynomial(coefficients: a.coefficients.merging(b.coefficients, uniquingKeysWith: +))
    }

    /// The difference.
    public static func - (a: Polynomial, b: Polynomial) -> Polynomial { a + -b }

    /// The polynomial with every sign turned.
    public static prefix func - (a: Polynomial) -> Polynomial {
        Polynomial(coefficients: a.coefficients.mapValues { -$0 })
    }

    /// The product.
    public static func * (a: Polynomial, b: Polynomial) -> Polynomial {
        var product: [Monomial: Rational] = [:]
        for (p, x) in a.coefficients {
            for (q, y) in b.coefficients { product[p * q, default: 0] += x * y }
        }
        return Polynomial(coefficients: product)
    }

    /// A whole power, nil when the exponent is negative or the result could have more terms than are read by anyone.
    public func raised(to exponent: Int) -> Polynomial? {
        guard (0...Self.mostExponent).contains(exponent) else { return nil }
        var power = Polynomial(1)
        for _ in 0..<exponent {
            power = power * self
            guard power.coefficients.count <= Self.mostTerms else { return nil }
        }
        return power
    }

    private static let mostExponent = 64
    private static let mostTerms = 1_000

    /// The quotient where the division leaves nothing over, nil otherwise.
    ///
    ///     (n² d − n d).divided(by: n)      // n d − d
    ///     (n² + 1).divided(by: n)          // nil
    public func divided(by divisor: Polynomial) -> Polynomial? {
        guard let leading = divisor.terms.first else { return nil }
        var rest = self
        var quotient = Polynomial(0)
        // Every round takes the leading monomial away, and smaller ones are finitely many.
        while let term = rest.terms.first {
            guard let monomial = term.monomial.divided(by: leading.monomial),
                let coefficient = term.coefficient.divided(by: leading.coefficient)
            else { return nil }
            let part = Polynomial(coefficients: [monomial: coefficient])
            quotient = quotient + part
            rest = rest - part * divisor
        }
        return quotient
    }

    // MARK: Reading

    /// The value where the names stand for these numbers, nil when one is missing.
    public func value(at sizes: [String: Rational]) -> Rational? {
        var total = Rational(0)
        for term in terms {
            var product = term.coefficient
            for (name, exponent) in term.monomial.factors {
                guard let size = sizes[name] else { return nil }
                for _ in 0..<exponent { product *= size }
            }
            total += product
        }
        return total
    }

    /// The coefficients of the powers of one name, from the constant on: polynomials in the others.
    ///
    ///     (n² d + 3 n − 1).coefficients(in: "n")           // [−1, 3, d]
    public func coefficients(in name: String) -> [Polynomial] {
        var powers: [Polynomial] = []
        for term in terms {
            let exponent = term.monomial.exponents[name, default: 0]
            while powers.count <= exponent { powers.append(Polynomial(0)) }
            var rest = term.monomial
            rest.exponents[name] = nil
            powers[exponent] = powers[exponent] + Polynomial(coefficients: [rest: term.coefficient])
        }
        return powers
    }

    /// The monomials that no other one outgrows when all sizes grow: what stands behind O(·).
    ///
    ///     (2 n² d + 3 n d² + n d).leading                  // [n² d, n d²]
    public var leading: [Monomial] {
        let all = terms.map(\.monomial)
        return all.filter { one in !all.contains { $0 != one && one.divides($0) } }
    }

    /// The largest monomial with a rational coefficient that divides every term, and what is left; the number 1 for 0.
    ///
    ///     (2 n² d + 4 n d²).content                        // 2 n d
    public var content: Polynomial {
        guard let first = terms.first else { return Polynomial(1) }
        var common = first.monomial.exponents
        var numerator = Integer(0)
        var denominator = Integer(1)
        for term in terms {
            for (name, exponent) in common {
                let least = min(exponent, term.monomial.exponents[name, default: 0])
                common[name] = least == 0 ? nil : least
            }
            numerator = numerator.gcd(term.coefficient.numerator)
            denominator = denominator.lcm(term.coefficient.denominator)
        }
        let coefficient = Rational(numerator, over: denominator) ?? 1
        return Polynomial(coefficients: [Monomial(exponents: common): coefficient])
    }
}

extension Polynomial: ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// A number.
    public init(integerLiteral value: Int) { self.init(Rational(value)) }

    /// A size.
    public init(_ dimension: Dimension) {
        self.init(
            dimension.terms.map { term in
                Term(
                    coefficient: Rational(term.coefficient),
                    monomial: Monomial(exponents: Dictionary(term.names.map { ($0, 1) }, uniquingKeysWith: +)))
            })
    }

    /// `2 n² d − n²`.
    public var description: String {
        var text = ""
        for term in terms {
            let (size, names) = (term.coefficient.magnitude, term.monomial.description)
            let isNegative = term.coefficient.signum() < 0
            text += text.isEmpty ? (isNegative ? "−" : "") : isNegative ? " − " : " + "
            text +=
                size.numerator == 1 && !names.isEmpty ? names : "\(size.numerator)\(names.isEmpty ? "" : " ")\(names)"
            if !size.isInteger { text += "/\(size.denominator)" }
        }
        return text.isEmpty ? "0" : text
    }
}

extension Polynomial.Monomial: CustomStringConvertible {
    /// `n² d`; empty for the monomial of a constant.
    public var description: String {
        factors.map { $0.name + ($0.exponent == 1 ? "" : Self.raised($0.exponent)) }.joined(separator: " ")
    }

    private static func raised(_ exponent: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return String(String(exponent).compactMap { $0.wholeNumberValue.map { digits[$0] } })
    }
}

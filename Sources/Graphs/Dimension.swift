/// A size: a polynomial with integer coefficients in named sizes, `4`, `d_k`, `h d`.
///
/// Two dimensions agree only when they are the same polynomial: nothing is assumed about what `n` stands for.
///
///     Dimension(3) + Dimension("n") * 2      // 2 n + 3
///
/// Addition and multiplication saturate instead of overflowing; a saturated size never fits any tensor limit.
public struct Dimension: Hashable, Sendable {
    /// Coefficients by monomial; a monomial is its sorted list of names.
    ///
    /// No zero coefficient is stored.
    private var coefficients: [[String]: Int]

    /// A size that is known.
    public init(_ value: Int) {
        coefficients = value == 0 ? [:] : [[]: value]
    }

    /// A size that has a name only.
    public init(_ name: String) {
        coefficients = [[name]: 1]
    }

    /// The size as a number, nil when it holds a name.
    ///
    ///     Dimension(7).value            // 7
    ///     Dimension("n").value          // nil
    public var value: Int? {
        if coefficients.isEmpty { return 0 }
        return coefficients.count == 1 ? coefficients[[]] : nil
    }

    /// The polynomial's terms, highest degree first, then by name.
    public var terms: [(coefficient: Int, names: [String])] {
        coefficients
            .map { (coefficient: $0.value, names: $0.key) }
            .sorted { a, b in
                a.names.count != b.names.count
                    ? a.names.count > b.names.count : a.names.lexicographicallyPrecedes(b.names)
            }
    }

    /// The size of two parts side by side.
    public static func + (a: Dimension, b: Dimension) -> Dimension {
        var sum = a
        for (names, coefficient) in b.coefficients {
            let total = saturatingSum(sum.coefficients[names] ?? 0, coefficient)
            sum.coefficients[names] = total == 0 ? nil : total
        }
        return sum
    }

    /// The size of as many parts, each of the other size.
    public static func * (a: Dimension, b: Dimension) -> Dimension {
        var product = Dimension(0)
        for (left, p) in a.coefficients {
            for (right, q) in b.coefficients {
                let names = (left + right).sorted()
                let total = saturatingSum(product.coefficients[names] ?? 0, saturatingProduct(p, q))
                product.coefficients[names] = total == 0 ? nil : total
            }
        }
        return product
    }

    /// The size of each part when as many equal ones are cut, nil when the division leaves something over.
    ///
    ///     (h * d).divided(by: h)     // d
    public func divided(by parts: Dimension) -> Dimension? {
        guard let quotient = Polynomial(self).divided(by: Polynomial(parts)) else { return nil }
        return Dimension(quotient)
    }

    /// The size that a polynomial is; nil when a coefficient is no whole number, or too large.
    public init?(_ polynomial: Polynomial) {
        var coefficients: [[String]: Int] = [:]
        for term in polynomial.terms {
            guard term.coefficient.isInteger, let coefficient = Int(exactly: term.coefficient.numerator) else {
                return nil
            }
            let names = term.monomial.factors.flatMap { Array(repeating: $0.name, count: $0.exponent) }
            coefficients[names.sorted()] = coefficient
        }
        self.coefficients = coefficients
    }

    private static func saturatingSum(_ a: Int, _ b: Int) -> Int {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? (a < 0 ? .min : .max) : sum
    }

    private static func saturatingProduct(_ a: Int, _ b: Int) -> Int {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow ? ((a < 0) == (b < 0) ? .max : .min) : product
    }
}

extension Dimension: ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// A size that is known.
    public init(integerLiteral value: Int) { self.init(value) }

    /// `4`, `d_k`, `2 n + 3`, `h d²`.
    public var description: String { Polynomial(self).description }
}

import Rationals

/// How close to zero an algebraic number with nested radicals can come without being zero.
/// ```
/// x = 0 or |x| ≥ 1 / (l · u^(D² − 1))
/// ```
/// u and l bound numerator and denominator along the expression, D is the product of the degrees of its distinct
/// radicals. All three are kept as binary logarithms, rounded upwards.
///
/// Source: C. Burnikel, R. Fleischer, K. Mehlhorn, S. Schirra, A strong and easily computable separation bound for
/// arithmetic expressions involving radicals, Algorithmica 27 (2000), theorem 1.
struct SeparationBound {
    private struct Size {
        var upper: Double
        var lower: Double

        static func + (a: Size, b: Size) -> Size {
            Size(upper: max(a.upper + b.lower, a.lower + b.upper) + 1, lower: a.lower + b.lower)
        }
        static func * (a: Size, b: Size) -> Size { Size(upper: a.upper + b.upper, lower: a.lower + b.lower) }
        func raised(to power: Int) -> Size { Size(upper: upper * Double(power), lower: lower * Double(power)) }
        static func / (a: Size, b: Size) -> Size { Size(upper: a.upper + b.lower, lower: a.lower + b.upper) }
    }

    /// The logarithm log₂ D.
    private var degree = 0.0
    /// The least common denominator of the exponents of each base: p^(1/L) is one radical of degree L.
    private var denominators: [Integer: Integer] = [:]
    private var roots: [Atom: Size] = [:]

    /// Bits b with x = 0 or |x| ≥ 2^(−b); nil when the number holds anything but rationals and roots.
    static func bits(for number: Number) -> Double? {
        var bound = SeparationBound()
        guard let size = bound.size(of: number) else { return nil }
        var degree = bound.degree
        for denominator in bound.denominators.values { degree += Double(denominator.bitWidth) }
        if degree > 20 { return .infinity }
        var square = 1.0
        for _ in 0..<Int(degree.rounded(.up)) * 2 { square *= 2 }
        return size.lower + square * max(size.upper, 1) + 64
    }

    private mutating func size(of number: Number) -> Size? {
        if let rational = number.rational { return size(of: rational) }
        var sum: Size?
        for part in number.parts {
            guard var value = size(of: part.numerator) else { return nil }
            for (factor, power) in part.divisor.powers {
                guard let divisor = size(of: factor.sum) else { return nil }
                value = value / divisor.raised(to: power)
            }
            sum = sum.map { $0 + value } ?? value
        }
        return sum
    }

    private func size(of value: Rational) -> Size {
        Size(upper: Double(value.numerator.bitWidth), lower: Double(value.denominator.bitWidth))
    }

    private mutating func size(of sum: ExponentialSum) -> Size? {
        var total: Size?
        for (coefficient, monomial) in sum.multiples {
            guard monomial.exponent.isZero, monomial.wave == nil else { return nil }
            var value = size(of: coefficient)
            for radical in monomial.radicals {
                denominators[radical.prime] = (denominators[radical.prime] ?? 1).lcm(radical.exponent.denominator)
                value = value * Size(upper: Double(radical.prime.bitWidth), lower: 0)
            }
            for factor in monomial.atoms {
                guard let root = size(of: factor.atom) else { return nil }
                value = value * root.raised(to: factor.power)
            }
            total = total.map { $0 + value } ?? value
        }
        return total ?? Size(upper: 0, lower: 0)
    }

    private mutating func size(of atom: Atom) -> Size? {
        if let known = roots[atom] { return known }
        guard case .root(let radicand, let index) = atom.kind, let inner = size(of: radicand) else { return nil }
        let scale = 1 / Double(index)
        let size = Size(upper: inner.upper * scale + 1, lower: inner.lower * scale + 1)
        roots[atom] = size
        degree += Double(Integer(index).bitWidth)
        return size
    }
}

extension Number {
    /// Whether a number made of rationals and roots is zero, by a separation bound; nil when it holds anything else or
    /// the bound is out of reach.
    var isAlgebraicZero: Bool? {
        guard let bits = SeparationBound.bits(for: self), bits < Double(Limits.current.separationBits) else {
            return nil
        }
        var precision = 128
        while true {
            let enclosure = EnclosureTable(precision: precision).enclosure(of: self)
            if let sign = enclosure.sign, sign != 0 { return false }
            if let exponent = enclosure.magnitudeExponent, Double(max(exponent, -1 << 40)) < -bits { return true }
            // Twice the bits plus what operations lose is always enough; far more would mean unbounded enclosures.
            if Double(precision) > 4 * bits + 4096 { return nil }
            precision *= 2
        }
    }
}

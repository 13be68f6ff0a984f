public import Rationals

extension Decimal {
    /// The exact value of what is written; nil beyond 10^±20,000.
    public var rational: Rational? {
        guard let integer = Integer(digits), let unit else { return nil }
        return Rational(isNegative ? -integer : integer) * unit
    }

    /// What one more in the last digit adds: 1/1000 for `0.250`; nil beyond 10^±20,000.
    public var unit: Rational? { Rational.powerOfTen(exponent + 1 - digits.utf8.count) }
}

extension Rational {
    /// 10^exponent; nil beyond 10^±20,000, which nobody writes out.
    public static func powerOfTen(_ exponent: Int) -> Rational? {
        guard exponent.magnitude <= 20_000 else { return nil }
        return try? Rational(10).raised(to: exponent)
    }
}

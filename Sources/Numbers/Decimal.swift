import Rationals

/// A decimal that is the correctly rounded value of an exact number, ties to the even digit.
/// ```
/// ± d₁.d₂d₃… × 10^exponent
/// ```
public struct Decimal: Hashable, Sendable {
    /// Whether a minus sign stands in front.
    public let isNegative: Bool
    /// d₁d₂d₃…: as many as were asked for, trailing zeros included; d₁ is 0 only when the decimal is zero.
    public let digits: String
    /// The power of ten of the first digit.
    public let exponent: Int
    /// Whether the number equals this decimal.
    public let isExact: Bool

    init(isNegative: Bool, digits: String, exponent: Int, isExact: Bool) {
        self.isNegative = isNegative
        self.digits = digits
        self.exponent = exponent
        self.isExact = isExact
    }

    /// Whether every digit is 0.
    public var isZero: Bool { digits.utf8.allSatisfy { $0 == UInt8(ascii: "0") } }
}

extension Decimal: CustomStringConvertible {
    /// `0.4650`, `-12.5`, `1.8749998627e-630`: with an exponent when the first digit stands below 10⁻⁴ or when zeros
    /// that were not computed would have to fill the places before the point.
    public var description: String {
        let sign = isNegative && !isZero ? "-" : ""
        if exponent < -4 || exponent >= max(digits.utf8.count, 1) {
            let rest = digits.dropFirst()
            return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e\(exponent)"
        }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
        let whole = digits.prefix(exponent + 1)
        let rest = digits.dropFirst(exponent + 1)
        return sign + whole + (rest.isEmpty ? "" : "." + rest)
    }
}

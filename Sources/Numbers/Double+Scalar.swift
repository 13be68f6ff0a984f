import Rationals

/// Arithmetic as the hardware rounds it; elementary functions rounded correctly, see `RoundedFloatingPoint`.
extension Double: Scalar {
    /// The nearest `Double`, ties to even.
    /// - Throws: `undecided(.rounding)`, possible only with atoms; `tooLarge`.
    public init(_ value: Number) throws { self = try Double.nearest(to: value) }

    public func divided(by divisor: Double) throws -> Double { try quotient(by: divisor) }

    public func raised(to exponent: Rational) throws -> Double { try correctlyRoundedPower(exponent) }

    public func applying(_ function: ElementaryFunction) throws -> Double { try correctlyRounded(function) }

    public static func order(_ a: Double, _ b: Double) throws -> Order { try comparison(a, b) }

    /// Subtracts the largest score first, as numerical libraries do; masked entries are absent, not −10⁹.
    public static func softmax(_ scores: [Double?], base: Rational?) throws -> [Double] {
        try stableSoftmax(scores, base: base)
    }

    public static func matrixProduct(
        _ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int
    ) throws -> [Double] {
        try product(a, b, rows: rows, inner: inner, columns: columns)
    }
}

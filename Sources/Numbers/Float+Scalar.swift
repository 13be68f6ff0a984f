import Rationals

/// Arithmetic as the hardware rounds it; elementary functions rounded correctly, see `RoundedFloatingPoint`.
extension Float: Scalar {
    /// The nearest `Float`, ties to even.
    /// - Throws: `undecided(.rounding)`, possible only with atoms; `tooLarge`.
    public init(_ value: Number) throws { self = try Float.nearest(to: value) }

    public func divided(by divisor: Float) throws -> Float { try quotient(by: divisor) }

    public func raised(to exponent: Rational) throws -> Float { try correctlyRoundedPower(exponent) }

    public func applying(_ function: ElementaryFunction) throws -> Float { try correctlyRounded(function) }

    public static func order(_ a: Float, _ b: Float) throws -> Order { try comparison(a, b) }

    /// Subtracts the largest score first, as numerical libraries do; masked entries are absent, not −10⁹.
    public static func softmax(_ scores: [Float?], base: Rational?) throws -> [Float] {
        try stableSoftmax(scores, base: base)
    }

    public static func matrixProduct(
        _ a: [Float], _ b: [Float], rows: Int, inner: Int, columns: Int
    ) throws -> [Float] {
        try product(a, b, rows: rows, inner: inner, columns: columns)
    }
}

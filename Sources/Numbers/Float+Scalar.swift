import Rationals

/// Arithmetic as the hardware rounds it; elementary functions rounded correctly, see `RoundedFloatingPoint`.
extension Float: Scalar {
    /// The nearest `Float`, ties to even.
    /// - Throws: `undecided(.rounding)`, possible only with atoms; `tooLarge`.
    public init(_ value: Number) throws { self = try Float.nearest(to: value) }

    /// The rounded quotient.
    public func divided(by divisor: Float) throws -> Float { try quotient(by: divisor) }

    /// The real power, correctly rounded.
    public func raised(to exponent: Rational) throws -> Float { try correctlyRoundedPower(exponent) }

    /// The function, correctly rounded; `logistic` is its formula step by step.
    public func applying(_ function: ElementaryFunction) throws -> Float { try correctlyRounded(function) }

    /// The order of the two values.
    ///
    /// - Throws: `hasNoValue(.notANumber)`.
    public static func order(_ a: Float, _ b: Float) throws -> Order { try comparison(a, b) }

    /// Subtracts the largest score first, as numerical libraries do; masked entries are absent, not −10⁹.
    public static func softmax(_ scores: [Float?], base: Rational?) throws -> [Float] {
        try stableSoftmax(scores, base: base)
    }

    /// Sums in the order of the inner index, every product and every sum rounded.
    public static func matrixProduct(
        _ a: [Float], _ b: [Float], rows: Int, inner: Int, columns: Int
    ) throws -> [Float] {
        try product(a, b, rows: rows, inner: inner, columns: columns)
    }
}

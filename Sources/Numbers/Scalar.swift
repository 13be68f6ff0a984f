import Rationals

/// What a computation graph can be run on.
///
/// One evaluator, generic over this protocol, gives the exact result (`Number`), the floating-point runs (`Double`,
/// `Float`), certified intervals (`Enclosure`) and proven bounds on the floating-point error (`RunningError`): all of
/// them run the same steps.
///
/// Not promised: that arithmetic is associative or that `order` agrees between conformances. A conformance says of
/// itself what its results mean.
public protocol Scalar: Sendable, CustomStringConvertible {
    /// The given exact number: itself, or the nearest representable one.
    /// - Throws: `NumberError` when the nearest one cannot be decided.
    init(_ value: Number) throws

    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static prefix func - (a: Self) -> Self

    /// The value itself.
    /// - Throws: the `NumberError` for which an operator, which cannot throw, refused to compute it.
    func checked() throws -> Self

    /// - Throws: `NumberError.hasNoValue(.divisionByZero)`; `undecided` when the divisor may be zero.
    func divided(by divisor: Self) throws -> Self

    /// The real power; a square root is `raised(to: 1/2)`. Roots of odd degree of negative numbers are real.
    func raised(to exponent: Rational) throws -> Self

    func applying(_ function: ElementaryFunction) throws -> Self

    static func order(_ a: Self, _ b: Self) throws -> Order

    /// The softmax of one row of scores.
    /// ```
    /// w_j = b^(s_j) / Σ_k b^(s_k)
    /// ```
    /// - Parameters:
    ///   - scores: one row; a masked entry is nil and absent from the sum, its weight is 0.
    ///   - base: b; nil is e.
    /// - Throws: `NumberError.hasNoValue(.emptySoftmax)` when nothing is left in the row.
    static func softmax(_ scores: [Self?], base: Rational?) throws -> [Self]

    /// The product of two matrices stored row by row: rows × inner times inner × columns.
    static func matrixProduct(
        _ a: [Self], _ b: [Self], rows: Int, inner: Int, columns: Int
    ) throws -> [Self]
}

extension Scalar {
    /// The value itself, or the error for which an operation on the way here was refused.
    public func checked() -> Self { self }
}

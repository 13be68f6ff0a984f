/// Why an operation on integers or rationals has no result.
public enum RationalError: Error, Hashable, Sendable {
    /// The result would need at least `bits` bits, more than `limit`; ``Integer/bitLimit`` raises the limit.
    case tooLarge(bits: Int, limit: Int)
    /// Division by zero, or a negative power of zero.
    case divisionByZero
    /// An integer was asked for a negative power; a ``Rational`` has one.
    case negativeExponent
    /// The text is not a decimal number; `offset` counts UTF-8 bytes up to the first that does not belong.
    case malformed(offset: Int)
    /// Two operands of a matrix product do not have the announced number of entries.
    case shapeMismatch(expected: Int, found: Int)
}

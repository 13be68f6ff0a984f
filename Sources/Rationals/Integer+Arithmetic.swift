import CGMP

extension Integer: SignedNumeric {
    /// The integer with this value; always succeeds.
    @inlinable
    public init?<T: BinaryInteger>(exactly source: T) {
        self.init(source)
    }

    /// The exact sum, or a value beyond the limit.
    @inlinable
    public static func + (a: Integer, b: Integer) -> Integer {
        if case .small(let x) = a.storage, case .small(let y) = b.storage {
            let (sum, overflow) = x.addingReportingOverflow(y)
            if !overflow { return Integer(storage: .small(sum)) }
        }
        return sumOfLarge(a, b)
    }

    /// The exact difference, or a value beyond the limit.
    @inlinable
    public static func - (a: Integer, b: Integer) -> Integer {
        if case .small(let x) = a.storage, case .small(let y) = b.storage {
            let (difference, overflow) = x.subtractingReportingOverflow(y)
            if !overflow { return Integer(storage: .small(difference)) }
        }
        return differenceOfLarge(a, b)
    }

    /// The exact product, or a value beyond the limit.
    @inlinable
    public static func * (a: Integer, b: Integer) -> Integer {
        if case .small(let x) = a.storage, case .small(let y) = b.storage {
            let (product, overflow) = x.multipliedReportingOverflow(by: y)
            if !overflow { return Integer(storage: .small(product)) }
        }
        return productOfLarge(a, b)
    }

    /// Adds the second integer to the first.
    @inlinable
    public static func += (a: inout Integer, b: Integer) { a = a + b }
    /// Subtracts the second integer from the first.
    @inlinable
    public static func -= (a: inout Integer, b: Integer) { a = a - b }
    /// Multiplies the first integer by the second.
    @inlinable
    public static func *= (a: inout Integer, b: Integer) { a = a * b }

    /// The integer with the opposite sign.
    @inlinable
    public static prefix func - (a: Integer) -> Integer {
        if case .small(let x) = a.storage, x != Int.min { return Integer(storage: .small(0 &- x)) }
        return negativeOfLarge(a)
    }

    @usableFromInline
    static func sumOfLarge(_ a: Integer, _ b: Integer) -> Integer {
        guard !a.isBeyondLimit, !b.isBeyondLimit, max(a.bitWidth, b.bitWidth) < bitLimit else { return beyondLimit }
        return a.withHandle { x in b.withHandle { y in make { __gmpz_add($0, x, y) } } }
    }

    @usableFromInline
    static func differenceOfLarge(_ a: Integer, _ b: Integer) -> Integer {
        guard !a.isBeyondLimit, !b.isBeyondLimit, max(a.bitWidth, b.bitWidth) < bitLimit else { return beyondLimit }
        return a.withHandle { x in b.withHandle { y in make { __gmpz_sub($0, x, y) } } }
    }

    @usableFromInline
    static func productOfLarge(_ a: Integer, _ b: Integer) -> Integer {
        if a.isZero || b.isZero { return 0 }
        guard !a.isBeyondLimit, !b.isBeyondLimit, a.bitWidth + b.bitWidth <= bitLimit else { return beyondLimit }
        return a.withHandle { x in b.withHandle { y in make { __gmpz_mul($0, x, y) } } }
    }

    @usableFromInline
    static func negativeOfLarge(_ a: Integer) -> Integer {
        if a.isBeyondLimit { return a }
        return a.withHandle { x in make { __gmpz_neg($0, x) } }
    }

    /// The power with a non-negative exponent; 0⁰ is 1.
    /// - Throws: ``RationalError/tooLarge(bits:limit:)`` before anything is computed, when the power is wider than the
    ///   limit; ``RationalError/negativeExponent``.
    ///
    ///     print(try Integer(-3).raised(to: 5))    // -243
    public func raised(to exponent: Int) throws(RationalError) -> Integer {
        guard exponent >= 0 else { throw .negativeExponent }
        let base = try checked()
        if exponent == 0 || base.isOne { return 1 }
        if base.isZero || exponent == 1 { return base }
        if case .small(-1) = base.storage { return exponent & 1 == 0 ? 1 : -1 }
        let (bits, overflow) = (base.bitWidth - 1).multipliedReportingOverflow(by: exponent)
        guard !overflow, bits < Integer.bitLimit else {
            throw .tooLarge(bits: overflow ? Int.max : max(bits, bits &+ 1), limit: Integer.bitLimit)
        }
        return base.withHandle { x in Integer.make { __gmpz_pow_ui($0, x, UInt(exponent)) } }
    }

    /// self · 2^exponent, rounded towards −∞ when the exponent is negative.
    ///
    /// Two words beyond the limit are allowed, so that scaling for a quotient of limited numbers never fails.
    package func scaledByPowerOfTwo(_ exponent: Int) -> Integer {
        if isZero || exponent == 0 || isBeyondLimit { return self }
        guard exponent > 0 else {
            return withHandle { x in Integer.make { __gmpz_fdiv_q_2exp($0, x, exponent.magnitude) } }
        }
        guard exponent <= Integer.bitLimit + 128, bitWidth + exponent <= Integer.bitLimit + 128 else {
            return .beyondLimit
        }
        return withHandle { x in Integer.make { __gmpz_mul_2exp($0, x, exponent.magnitude) } }
    }
}

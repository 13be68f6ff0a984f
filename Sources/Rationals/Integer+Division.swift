import CGMP

/// The greatest common divisor of two machine words; gcd(0, b) = b.
///
/// Cost: at most 127 steps of shift and subtract. Source: Stein 1967.
@inlinable
func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    if a == 0 { return b }
    if b == 0 { return a }
    let shift = (a | b).trailingZeroBitCount
    var x = a &>> UInt(truncatingIfNeeded: a.trailingZeroBitCount)
    var y = b &>> UInt(truncatingIfNeeded: b.trailingZeroBitCount)
    // Without branches inside: which of the two is larger is a coin toss that no processor predicts.
    while x != y {
        let difference = y &- x
        let isLess = y < x
        x = isLess ? y : x
        let magnitude = isLess ? 0 &- difference : difference
        y = magnitude &>> UInt(truncatingIfNeeded: difference.trailingZeroBitCount)
    }
    return x &<< UInt(truncatingIfNeeded: shift)
}

extension Integer {
    /// Quotient rounded towards zero, and the remainder with the dividend's sign; nil when the divisor is 0.
    ///
    ///     print(Integer(-7).quotientAndRemainder(dividingBy: 2)!)    // (quotient: -3, remainder: -1)
    public func quotientAndRemainder(dividingBy divisor: Integer) -> (quotient: Integer, remainder: Integer)? {
        if divisor.isZero { return nil }
        if case .small(let x) = storage, case .small(let y) = divisor.storage {
            let (quotient, overflow) = x.dividedReportingOverflow(by: y)
            if !overflow { return (Integer(quotient), Integer(x &- quotient &* y)) }
        }
        guard !isBeyondLimit, !divisor.isBeyondLimit else { return (.beyondLimit, 0) }
        return withHandle { x in
            divisor.withHandle { y in Integer.makePair { __gmpz_tdiv_qr($0, $1, x, y) } }
        }
    }

    /// Quotient rounded towards −∞, and the remainder with the divisor's sign; nil when the divisor is 0.
    ///
    ///     print(Integer(-7).floorQuotientAndRemainder(dividingBy: 2)!)    // (quotient: -4, remainder: 1)
    public func floorQuotientAndRemainder(dividingBy divisor: Integer) -> (quotient: Integer, remainder: Integer)? {
        guard let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor) else { return nil }
        if remainder.isZero || remainder.signum() == divisor.signum() { return (quotient, remainder) }
        return (quotient - 1, remainder + divisor)
    }

    /// The quotient by a divisor that is known to divide; cheaper than a division with remainder.
    @usableFromInline
    func dividedExactly(by divisor: Integer) -> Integer {
        if divisor.isOne || divisor.isZero { return self }
        if case .small(let x) = storage, case .small(let y) = divisor.storage {
            let (quotient, overflow) = x.dividedReportingOverflow(by: y)
            if !overflow { return Integer(storage: .small(quotient)) }
        }
        guard !isBeyondLimit, !divisor.isBeyondLimit else { return .beyondLimit }
        return withHandle { x in divisor.withHandle { y in Integer.make { __gmpz_divexact($0, x, y) } } }
    }

    /// The greatest common divisor, never negative; gcd(0, b) = |b|.
    ///
    ///     print(Integer(12).gcd(-18))    // 6
    public func gcd(_ other: Integer) -> Integer {
        if case .small(let x) = storage, case .small(let y) = other.storage {
            return Integer(greatestCommonDivisor(x.magnitude, y.magnitude))
        }
        if isOne || other.isOne { return 1 }
        guard !isBeyondLimit, !other.isBeyondLimit else { return .beyondLimit }
        return withHandle { x in other.withHandle { y in Integer.make { __gmpz_gcd($0, x, y) } } }
    }

    /// The least common multiple, never negative; lcm(0, b) = 0.
    public func lcm(_ other: Integer) -> Integer {
        let divisor = gcd(other)
        if divisor.isZero { return 0 }
        return (dividedExactly(by: divisor) * other).magnitude
    }

    /// Whether the divisor divides this; only 0 is a multiple of 0.
    public func isMultiple(of divisor: Integer) -> Bool {
        guard let (_, remainder) = quotientAndRemainder(dividingBy: divisor) else { return isZero }
        return remainder.isZero && !isBeyondLimit
    }
}

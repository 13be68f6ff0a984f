extension Rational {
    /// The rational that a finite floating-point number is, exactly; nil for infinities and NaN.
    ///
    ///     print(Rational(exactly: 0.1)!)    // 3602879701896397/36028797018963968
    public init?(exactly value: Double) {
        guard value.isFinite else { return nil }
        if value == 0 {
            self = 0
            return
        }
        // value = ± significand · 2^(exponent − 52) with an integer significand below 2⁵³.
        let exponent = max(value.exponent, Double.leastNormalMagnitude.exponent) - Int(Double.significandBitCount)
        let hidden: UInt64 = value.isNormal ? 1 << 52 : 0
        let significand = Integer(value.significandBitPattern | hidden)
        let signed = value.sign == .minus ? -significand : significand
        if exponent >= 0 {
            self.init(signed.scaledByPowerOfTwo(exponent))
        } else {
            let twos = min(signed.trailingZeroBitCount, -exponent)
            self.init(reduced: signed.scaledByPowerOfTwo(-twos), Integer(1).scaledByPowerOfTwo(-exponent - twos))
        }
    }

    /// |self| = (quotient + rest) · 2^−scale with quotient in [2⁶², 2⁶⁴) and rest in [0, 1), 0 exactly when `isExact`.
    fileprivate var scaledMagnitude: (quotient: UInt, scale: Int, isExact: Bool) {
        let (p, q) = (numerator.magnitude, denominator)
        let scale = 63 - (p.bitWidth - q.bitWidth)
        let dividend = scale >= 0 ? p.scaledByPowerOfTwo(scale) : p
        let divisor = scale >= 0 ? q : q.scaledByPowerOfTwo(-scale)
        guard let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor) else {
            return (0, 0, true)
        }
        return (quotient.withLimbs { $0.first ?? 0 }, scale, remainder.isZero)
    }

    fileprivate func nearest<Float: BinaryFloatingPoint>(_ type: Float.Type) -> Float {
        if isBeyondLimit { return .nan }
        if isZero { return 0 }
        let sign: FloatingPointSign = signum() < 0 ? .minus : .plus
        let (quotient, scale, isExact) = scaledMagnitude
        let exponent = UInt.bitWidth - 1 - quotient.leadingZeroBitCount - scale
        if exponent > Int(Float.greatestFiniteMagnitude.exponent) {
            return sign == .minus ? -.infinity : .infinity
        }
        // The unit in the last place of the result is 2^unit; below the normal range it stops shrinking.
        let unit = max(exponent, Int(Float.leastNormalMagnitude.exponent)) - Float.significandBitCount
        let dropped = unit + scale
        guard dropped <= UInt.bitWidth else { return sign == .minus ? -0 : 0 }  // below half of the least magnitude
        let kept = dropped == UInt.bitWidth ? 0 : quotient >> UInt(dropped)
        let half = (1 as UInt) << UInt(dropped - 1)
        let rest = dropped == UInt.bitWidth ? quotient : quotient & (half << 1 &- 1)
        let roundsUp = rest > half || (rest == half && (!isExact || kept & 1 == 1))
        return Float(sign: sign, exponent: Float.Exponent(unit), significand: Float(kept + (roundsUp ? 1 : 0)))
    }
}

extension Double {
    /// The nearest `Double`, ties to even, with gradual underflow; infinity from 2¹⁰²⁴ − 2⁹⁷⁰ on.
    public init(_ rational: Rational) { self = rational.nearest(Double.self) }

    /// The nearest `Double`, ties to even.
    public init(_ integer: Integer) { self = Rational(integer).nearest(Double.self) }
}

extension Float {
    /// The nearest `Float`, ties to even, with gradual underflow.
    public init(_ rational: Rational) { self = rational.nearest(Float.self) }

    /// The nearest `Float`, ties to even.
    public init(_ integer: Integer) { self = Rational(integer).nearest(Float.self) }
}

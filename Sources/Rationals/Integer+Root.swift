import CGMP

extension Integer {
    /// The real root of a degree, rounded towards zero, and what is left over.
    ///
    /// Nil when there is no root: degree below 1, or an even root of a negative integer. The root is exact when the
    /// remainder is zero.
    ///
    ///     root^degree + remainder = self
    ///
    ///     print(Integer(30).rootAndRemainder(degree: 3)!)    // (root: 3, remainder: 3)
    public func rootAndRemainder(degree: Int) -> (root: Integer, remainder: Integer)? {
        guard degree >= 1, signum() >= 0 || degree & 1 == 1 else { return nil }
        if degree == 1 || isZero { return (self, 0) }
        guard !isBeyondLimit else { return (.beyondLimit, 0) }
        if degree >= bitWidth {  // 1 ≤ |self| < 2^degree
            let root = Integer(signum())
            return (root, self - root)
        }
        let (root, remainder) = withHandle { x in
            Integer.makePair { __gmpz_rootrem($0, $1, x, UInt(degree)) }
        }
        return (root, remainder)
    }

    /// The exact root of a degree, nil when it is not an integer.
    ///
    ///     print(Integer(-27).exactRoot(degree: 3)!)    // -3
    public func exactRoot(degree: Int) -> Integer? {
        guard let (root, remainder) = rootAndRemainder(degree: degree), remainder.isZero, !isBeyondLimit else {
            return nil
        }
        return root
    }

    /// ⌊√self⌋, nil for negative integers.
    public var squareRootFloor: Integer? { rootAndRemainder(degree: 2)?.root }
}

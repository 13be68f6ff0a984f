extension Rational {
    /// The greatest integer that is not above.
    ///
    ///     print(Rational(-7, over: 2)!.floor)    // -4
    public var floor: Integer {
        if isInteger { return numerator }
        return numerator.floorQuotientAndRemainder(dividingBy: denominator)?.quotient ?? numerator
    }

    /// The least integer that is not below.
    public var ceiling: Integer { isInteger ? numerator : floor + 1 }

    /// The nearest integer; of two equally near ones the even one.
    ///
    ///     print(Rational(5, over: 2)!.rounded)    // 2
    public var rounded: Integer {
        if isInteger { return numerator }
        let below = floor
        let fraction = self - Rational(below)
        let twice = fraction + fraction
        if twice.isOne { return below.isOdd ? below + 1 : below }
        return twice < 1 ? below : below + 1
    }

    /// Whether the value is the square of a rational, and of which non-negative one.
    public var exactSquareRoot: Rational? { exactRoot(degree: 2) }

    /// The real root of a degree when it is rational, nil otherwise.
    ///
    ///     print(Rational(-8, over: 27)!.exactRoot(degree: 3)!)    // -2/3
    public func exactRoot(degree: Int) -> Rational? {
        guard let p = numerator.exactRoot(degree: degree), let q = denominator.exactRoot(degree: degree) else {
            return nil
        }
        return Rational(reduced: p, q)
    }
}

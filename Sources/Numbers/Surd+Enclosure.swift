import Rationals

extension Surd {
    func enclosure(precision: Int) -> Enclosure {
        if let rational { return Enclosure(rational, precision: precision) }
        var sum: Enclosure? = rationalPart.isZero ? nil : Enclosure(rationalPart, precision: precision)
        for term in irrationalTerms {
            let value = Radicals.enclosure(term.radicals, precision: precision) * term.coefficient
            sum = sum.map { $0 + value } ?? value
        }
        return sum ?? Enclosure(0, precision: precision)
    }

    /// −1, 0 or 1.
    ///
    /// Not zero unless it has no terms, so refining ends.
    /// - Throws: `tooLarge(.precision)` for a value closer to zero than the precision allowed.
    func sign() throws -> Int {
        if let rational { return rational.signum() }
        if let term = singleTerm { return term.coefficient.signum() }
        var precision = 64
        while precision <= Limits.current.precision {
            if let sign = enclosure(precision: precision).sign { return sign }
            precision *= 2
        }
        throw NumberError.tooLarge(.precision(Limits.current.precision))
    }

    /// Some e with |self| < 2^e, close to the least, found without computing large powers.
    var magnitudeBits: Int {
        if let rational { return rational.numerator.bitWidth - rational.denominator.bitWidth + 1 }
        return enclosure(precision: 64).magnitudeExponent ?? Int.max
    }

    /// The error that names the limit when this cannot be the argument of an exponential, a sine or a cosine.
    func requireWithinExponentRange() throws {
        let limit = Limits.current.exponentBits
        if magnitudeBits > limit { throw NumberError.tooLarge(.exponentBits(limit)) }
    }
}

extension [Radical] {
    static func enclosure(_ radicals: Radicals, precision: Int) -> Enclosure {
        var result: Enclosure?
        for radical in radicals {
            let value = radical.enclosure(precision: precision)
            result = result.map { $0 * value } ?? value
        }
        return result ?? Enclosure(1, precision: precision)
    }
}

extension Radical {
    fileprivate func enclosure(precision: Int) -> Enclosure {
        let base = Enclosure(Rational(prime), precision: precision)
        if let degree = Int(exactly: Rational(exponent.denominator)), degree <= 1 << 20,
            let power = Int(exactly: Rational(exponent.numerator)),
            let value = base.root(degree: degree)?.raised(toWhole: power)
        {
            return value
        }
        // The base is positive, so its logarithm exists.
        guard let logarithm = base.logarithm() else { return .unbounded(precision: precision) }
        return (logarithm * exponent).exponential()
    }
}

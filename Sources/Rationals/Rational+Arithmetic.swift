extension Rational: SignedNumeric {
    /// The rational with this value; always succeeds.
    @inlinable
    public init?<T: BinaryInteger>(exactly source: T) {
        self.init(source)
    }

    /// The exact sum in lowest terms.
    @inlinable
    public static func + (a: Rational, b: Rational) -> Rational {
        if case .inline(let p, let q) = a.storage, case .inline(let r, let s) = b.storage {
            if q == 1, s == 1 {
                let (sum, overflow) = p.addingReportingOverflow(r)
                if !overflow { return Rational(storage: .inline(sum, 1)) }
            }
            return sum(p, q, r, s)
        }
        return sumOfBoxed(a, b)
    }

    /// The exact difference in lowest terms.
    @inlinable
    public static func - (a: Rational, b: Rational) -> Rational {
        if case .inline(let p, let q) = a.storage, case .inline(let r, let s) = b.storage {
            if q == 1, s == 1 {
                let (difference, overflow) = p.subtractingReportingOverflow(r)
                if !overflow { return Rational(storage: .inline(difference, 1)) }
            }
            if r != Int.min { return sum(p, q, 0 &- r, s) }
        }
        return sumOfBoxed(a, -b)
    }

    /// The exact product in lowest terms.
    @inlinable
    public static func * (a: Rational, b: Rational) -> Rational {
        if case .inline(let p, let q) = a.storage, case .inline(let r, let s) = b.storage {
            if q == 1, s == 1 {
                let (product, overflow) = p.multipliedReportingOverflow(by: r)
                if !overflow { return Rational(storage: .inline(product, 1)) }
            }
            return product(p, q, r, s)
        }
        return productOfBoxed(a, b)
    }

    /// Adds the second rational to the first.
    @inlinable
    public static func += (a: inout Rational, b: Rational) { a = a + b }
    /// Subtracts the second rational from the first.
    @inlinable
    public static func -= (a: inout Rational, b: Rational) { a = a - b }
    /// Multiplies the first rational by the second.
    @inlinable
    public static func *= (a: inout Rational, b: Rational) { a = a * b }

    /// The rational with the opposite sign.
    @inlinable
    public static prefix func - (a: Rational) -> Rational {
        if case .inline(let p, let q) = a.storage, p != Int.min { return Rational(storage: .inline(0 &- p, q)) }
        return Rational(reduced: -a.numerator, a.denominator)
    }

    /// p/q + r/s, where only what the denominators share can cancel (Knuth, TAOCP 2, 4.5.1).
    @usableFromInline
    static func sum(_ p: Int, _ q: Int, _ r: Int, _ s: Int) -> Rational {
        if q == s, q != 1 {
            let (sum, overflow) = p.addingReportingOverflow(r)
            if !overflow {
                let divisor = Int(greatestCommonDivisor(sum.magnitude, q.magnitude))
                return Rational(storage: .inline(sum / divisor, q / divisor))
            }
        }
        let shared = Int(greatestCommonDivisor(q.magnitude, s.magnitude))
        let (q1, s1) = shared == 1 ? (q, s) : (q / shared, s / shared)
        // |p|, |r| ≤ 2⁶³ and q1, s1 < 2⁶³: below 2¹²⁷.
        let total = Int128(p) &* Int128(s1) &+ Int128(r) &* Int128(q1)
        if total == 0 { return 0 }
        if shared == 1 { return Rational(wide: total, Int128(q1) &* Int128(s1)) }
        if let total = Int(exactly: total) {
            let common = Int(greatestCommonDivisor(total.magnitude, UInt(shared)))
            return Rational(wide: Int128(total / common), Int128(q1) &* Int128(s / common))
        }
        let common = greatestCommonDivisor(UInt(total.magnitude % UInt128(shared)), UInt(shared))
        return Rational(wide: total / Int128(common), Int128(q1) &* Int128(s / Int(common)))
    }

    /// (p/q)(r/s): cross factors cancel before multiplying.
    @usableFromInline
    static func product(_ p: Int, _ q: Int, _ r: Int, _ s: Int) -> Rational {
        if p == 0 || r == 0 { return 0 }
        let first = s == 1 ? 1 : Int(greatestCommonDivisor(p.magnitude, s.magnitude))
        let second = q == 1 ? 1 : Int(greatestCommonDivisor(r.magnitude, q.magnitude))
        let (numerator, overflow) = (p / first).multipliedReportingOverflow(by: r / second)
        let (denominator, overflowBelow) = (q / second).multipliedReportingOverflow(by: s / first)
        if !overflow, !overflowBelow { return Rational(storage: .inline(numerator, denominator)) }
        return Rational(
            wide: Int128(p / first) &* Int128(r / second), Int128(q / second) &* Int128(s / first))
    }

    /// A fraction of double-width integers that is known to be in lowest terms with a positive denominator.
    private init(wide numerator: Int128, _ denominator: Int128) {
        if let p = Int(exactly: numerator), let q = Int(exactly: denominator) {
            self.init(storage: .inline(p, q))
        } else {
            self.init(reduced: Integer(numerator), Integer(denominator))
        }
    }

    @usableFromInline
    static func sumOfBoxed(_ a: Rational, _ b: Rational) -> Rational {
        let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
        let shared = q.gcd(s)
        if shared.isOne { return Rational(reduced: p * s + r * q, q * s) }
        let reduced = s.dividedExactly(by: shared)
        let total = p * reduced + r * q.dividedExactly(by: shared)
        if total.isZero { return 0 }
        let common = total.gcd(shared)
        return Rational(
            reduced: total.dividedExactly(by: common), q.dividedExactly(by: shared) * s.dividedExactly(by: common))
    }

    @usableFromInline
    static func productOfBoxed(_ a: Rational, _ b: Rational) -> Rational {
        if a.isZero || b.isZero { return 0 }
        let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
        let (first, second) = (p.gcd(s), r.gcd(q))
        return Rational(
            reduced: p.dividedExactly(by: first) * r.dividedExactly(by: second),
            q.dividedExactly(by: second) * s.dividedExactly(by: first))
    }

    /// 1/self, nil for 0.
    public var reciprocal: Rational? {
        switch signum() {
        case 0: nil
        case 1: isBeyondLimit ? self : Rational(reduced: denominator, numerator)
        default: Rational(reduced: -denominator, -numerator)
        }
    }

    /// The quotient, nil when the divisor is 0.
    ///
    ///     print(Rational(3).divided(by: 6)!)    // 1/2
    public func divided(by divisor: Rational) -> Rational? {
        divisor.reciprocal.map { self * $0 }
    }

    /// The power with an integer exponent; 0⁰ is 1.
    /// - Throws: ``RationalError/tooLarge(bits:limit:)`` before anything is computed, when the power is wider than the
    ///   limit; ``RationalError/divisionByZero`` for a negative power of 0.
    ///
    ///     print(try Rational(2, over: 3)!.raised(to: -2))    // 9/4
    public func raised(to exponent: Int) throws(RationalError) -> Rational {
        if exponent < 0 {
            guard let reciprocal else { throw .divisionByZero }
            guard exponent != Int.min else {
                return try reciprocal.raised(to: Int.max) * reciprocal
            }
            return try reciprocal.raised(to: -exponent)
        }
        return Rational(reduced: try numerator.raised(to: exponent), try denominator.raised(to: exponent))
    }
}

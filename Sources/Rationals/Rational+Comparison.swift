extension Rational: Hashable {
    /// Whether two rationals are equal.
    @inlinable
    public static func == (a: Rational, b: Rational) -> Bool {
        switch (a.storage, b.storage) {
        case (.inline(let p, let q), .inline(let r, let s)): p == r && q == s
        case (.boxed(let x), .boxed(let y)): x.numerator == y.numerator && x.denominator == y.denominator
        case (.inline, .boxed), (.boxed, .inline): false
        }
    }

    /// Equal rationals hash alike.
    public func hash(into hasher: inout Hasher) {
        switch storage {
        case .inline(let p, let q):
            hasher.combine(p)
            hasher.combine(q)
        case .boxed(let fraction):
            hasher.combine(fraction.numerator)
            hasher.combine(fraction.denominator)
        }
    }
}

extension Rational {
    /// A hash of the value that is the same in every run and costs a few instructions: for tables that are private to
    /// one calculation, not for what an adversary may fill.
    @inlinable
    package var quickHash: Int {
        switch storage {
        case .inline(let p, let q):
            let mixed = (p &* -0x61C8_8646_80B5_83EB) ^ ((q &* -0x4498_517A_7B35_85D3) &+ (p >> 29))
            return mixed ^ (mixed >> 32)
        case .boxed:
            return hashValue
        }
    }
}

extension Rational: Comparable {
    /// Numerical order; a rational beyond the limit sorts after all others.
    public static func < (a: Rational, b: Rational) -> Bool {
        switch (a.storage, b.storage) {
        case (.inline(let p, let q), .inline(let r, let s)):
            // Each product is below 2¹²⁶ in magnitude.
            return Int128(p) &* Int128(s) < Int128(r) &* Int128(q)
        case (.inline, .boxed), (.boxed, .inline), (.boxed, .boxed):
            if a.isBeyondLimit || b.isBeyondLimit { return !a.isBeyondLimit }
            if a.signum() != b.signum() { return a.signum() < b.signum() }
            return a.numerator * b.denominator < b.numerator * a.denominator
        }
    }
}

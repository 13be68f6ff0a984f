extension Rational: Hashable {
    @inlinable
    public static func == (a: Rational, b: Rational) -> Bool {
        switch (a.storage, b.storage) {
        case (.inline(let p, let q), .inline(let r, let s)): p == r && q == s
        case (.boxed(let x), .boxed(let y)): x.numerator == y.numerator && x.denominator == y.denominator
        case (.inline, .boxed), (.boxed, .inline): false
        }
    }

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

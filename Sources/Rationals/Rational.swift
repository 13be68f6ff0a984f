/// A rational number in lowest terms with a positive denominator: two machine words while both fit, GMP beyond.
///
/// Equal rationals have one representation. As with ``Integer``, `+`, `-` and `*` do not throw; a result wider than
/// ``Integer/bitLimit`` is ``isBeyondLimit`` and absorbs further operations until ``checked()`` reports it.
///
///     let half = Rational(1, over: 2)!
///     print(half + 3)    // 7/2
public struct Rational: Sendable {
    @usableFromInline
    enum Storage: Sendable {
        /// Numerator and positive denominator without common factor.
        case inline(Int, Int)
        /// Only when one of the two does not fit in `Int`.
        case boxed(Fraction)
    }

    /// Numerator and denominator of a rational that does not fit inline.
    @usableFromInline
    final class Fraction: Sendable {
        @usableFromInline let numerator: Integer
        @usableFromInline let denominator: Integer

        init(_ numerator: Integer, _ denominator: Integer) {
            self.numerator = numerator
            self.denominator = denominator
        }
    }

    @usableFromInline
    let storage: Storage

    @inlinable
    init(storage: Storage) {
        self.storage = storage
    }

    /// A fraction that is known to be in lowest terms with a positive denominator.
    @usableFromInline
    init(reduced numerator: Integer, _ denominator: Integer) {
        if case .small(let p) = numerator.storage, case .small(let q) = denominator.storage {
            self.init(storage: .inline(p, q))
        } else if numerator.isBeyondLimit || denominator.isBeyondLimit {
            self.init(storage: .boxed(Fraction(.beyondLimit, 1)))
        } else {
            self.init(storage: .boxed(Fraction(numerator, denominator)))
        }
    }

    /// The integer as a rational.
    @inlinable
    public init(_ integer: Integer) {
        if case .small(let value) = integer.storage {
            self.init(storage: .inline(value, 1))
        } else {
            self.init(reduced: integer, 1)
        }
    }

    /// The value of a machine integer of any width.
    @inlinable
    public init<T: BinaryInteger>(_ value: T) {
        self.init(Integer(value))
    }

    /// The quotient of two integers in lowest terms; nil when the denominator is 0.
    ///
    ///     print(Rational(6, over: -4)!)    // -3/2
    public init?(_ numerator: Integer, over denominator: Integer) {
        if denominator.isZero { return nil }
        let divisor = numerator.gcd(denominator)
        let p = numerator.dividedExactly(by: divisor)
        let q = denominator.dividedExactly(by: divisor)
        if q.signum() < 0 { self.init(reduced: -p, -q) } else { self.init(reduced: p, q) }
    }
}

extension Rational: ExpressibleByIntegerLiteral {
    /// The rational of an integer literal.
    @inlinable
    public init(integerLiteral value: Int) {
        self.init(storage: .inline(value, 1))
    }
}

extension Rational {
    /// The numerator in lowest terms; it carries the sign.
    @inlinable
    public var numerator: Integer {
        switch storage {
        case .inline(let p, _): Integer(storage: .small(p))
        case .boxed(let fraction): fraction.numerator
        }
    }

    /// The denominator in lowest terms, at least 1.
    @inlinable
    public var denominator: Integer {
        switch storage {
        case .inline(_, let q): Integer(storage: .small(q))
        case .boxed(let fraction): fraction.denominator
        }
    }

    /// Whether this is 0.
    @inlinable
    public var isZero: Bool {
        if case .inline(0, _) = storage { true } else { false }
    }

    /// Whether this is 1.
    @inlinable
    public var isOne: Bool {
        if case .inline(1, 1) = storage { true } else { false }
    }

    /// Whether the denominator is 1.
    @inlinable
    public var isInteger: Bool {
        switch storage {
        case .inline(_, let q): q == 1
        case .boxed(let fraction): fraction.denominator.isOne && !fraction.numerator.isBeyondLimit
        }
    }

    /// The value when it is an integer, nil otherwise.
    public var integer: Integer? { isInteger ? numerator : nil }

    /// −1, 0 or 1 with the sign of the rational.
    @inlinable
    public func signum() -> Int {
        switch storage {
        case .inline(let p, _): p.signum()
        case .boxed(let fraction): fraction.numerator.signum()
        }
    }

    /// The absolute value.
    public var magnitude: Rational { signum() < 0 ? -self : self }

    /// Whether an operation on the way here would have passed ``Integer/bitLimit``; the value itself is then unknown.
    @inlinable
    public var isBeyondLimit: Bool {
        if case .boxed(let fraction) = storage { fraction.numerator.isBeyondLimit } else { false }
    }

    /// The rational itself, or an error when it is beyond the limit.
    /// - Throws: ``RationalError/tooLarge(bits:limit:)``.
    public func checked() throws(RationalError) -> Rational {
        _ = try numerator.checked()
        return self
    }
}

extension Int {
    /// The value of a rational that is an integer and fits in a machine word, nil otherwise.
    @inlinable
    public init?(exactly rational: Rational) {
        guard case .inline(let value, 1) = rational.storage else { return nil }
        self = value
    }
}

import Synchronization

/// An integer of any size: one machine word while it fits, GMP beyond.
///
/// Equal integers have one representation, so equality and hashing are structural. Results that fit in 64 bits again
/// return to the inline form.
///
/// The operators `+`, `-` and `*` do not throw. When a result would be wider than ``bitLimit`` it is
/// ``isBeyondLimit`` instead: a value that absorbs every further operation, the way infinity does for floats. Whoever
/// turns a result into an answer calls ``checked()``. Operations that can grow in one step (``raised(to:)``, reading
/// text) throw ``RationalError/tooLarge(bits:limit:)`` before they allocate.
///
///     let a = try Integer(2).raised(to: 64)
///     print(a * a)    // 340282366920938463463374607431768211456
public struct Integer: Sendable {
    @usableFromInline
    enum Storage: Sendable {
        case small(Int)
        /// Only for values that do not fit in `Int`.
        case large(LargeInteger)
        case beyondLimit
    }

    @usableFromInline
    let storage: Storage

    @inlinable
    init(storage: Storage) {
        self.storage = storage
    }

    /// The widest magnitude, in bits, that arithmetic produces: 2²⁶ (some twenty million decimal digits) unless set.
    ///
    /// The limit is one for the process and meant to be set once, before work begins. Values outside 128...2³⁴ are
    /// brought into that range, which keeps every product below what GMP can address.
    public static var bitLimit: Int {
        get { Limits.bits.load(ordering: .relaxed) }
        set { Limits.bits.store(min(max(newValue, 128), 1 << 34), ordering: .relaxed) }
    }

    private enum Limits {
        static let bits = Atomic<Int>(1 << 26)
    }

    static let beyondLimit = Integer(storage: .beyondLimit)

    /// Whether an operation on the way here would have passed ``bitLimit``; the value itself is then unknown.
    @inlinable
    public var isBeyondLimit: Bool {
        if case .beyondLimit = storage { true } else { false }
    }

    /// The integer itself, or an error when it is beyond the limit.
    /// - Throws: ``RationalError/tooLarge(bits:limit:)``.
    public func checked() throws(RationalError) -> Integer {
        if isBeyondLimit { throw .tooLarge(bits: Integer.bitLimit + 1, limit: Integer.bitLimit) }
        return self
    }
}

extension Integer: ExpressibleByIntegerLiteral {
    /// The integer of a literal.
    @inlinable
    public init(integerLiteral value: Int) {
        self.init(storage: .small(value))
    }

    /// The integer with the value of a machine integer of any width.
    @inlinable
    public init<T: BinaryInteger>(_ value: T) {
        if let small = Int(exactly: value) {
            self.init(storage: .small(small))
        } else {
            self.init(words: Array(value.magnitude.words), isNegative: value < (0 as T))
        }
    }

    @usableFromInline
    init(words: [UInt], isNegative: Bool) {
        self = words.withUnsafeBufferPointer { Integer(isNegative: isNegative, limbs: $0) }
    }
}

extension Integer {
    /// Whether this is 0.
    @inlinable
    public var isZero: Bool {
        if case .small(0) = storage { true } else { false }
    }

    /// Whether this is 1.
    @inlinable
    public var isOne: Bool {
        if case .small(1) = storage { true } else { false }
    }

    /// Whether this is odd.
    public var isOdd: Bool {
        switch storage {
        case .small(let value): value & 1 == 1
        case .large, .beyondLimit: withLimbs { ($0.first ?? 0) & 1 == 1 }
        }
    }

    /// −1, 0 or 1 with the sign of the integer.
    @inlinable
    public func signum() -> Int {
        switch storage {
        case .small(let value): value.signum()
        case .large, .beyondLimit: signumOfLarge
        }
    }

    @usableFromInline
    var signumOfLarge: Int {
        if case .large(let large) = storage { large.signum } else { 1 }
    }

    /// The absolute value.
    public var magnitude: Integer { signum() < 0 ? -self : self }

    /// Bits of the magnitude: 0 for 0, otherwise the k with 2^(k−1) ≤ |self| < 2^k.
    public var bitWidth: Int {
        switch storage {
        case .small(let value): Int.bitWidth - value.magnitude.leadingZeroBitCount
        case .large(let large): large.bitWidth
        case .beyondLimit: Integer.bitLimit + 1
        }
    }

    /// How often 2 divides this; 0 for 0.
    public var trailingZeroBitCount: Int {
        withLimbs { limbs in
            guard let index = limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
            return index * UInt.bitWidth + limbs[index].trailingZeroBitCount
        }
    }
}

extension Int {
    /// The value of an integer that fits in a machine word, nil otherwise.
    @inlinable
    public init?(exactly integer: Integer) {
        guard case .small(let value) = integer.storage else { return nil }
        self = value
    }
}

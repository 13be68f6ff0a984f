import CGMP

extension Integer: Hashable {
    /// Whether two integers are equal.
    @inlinable
    public static func == (a: Integer, b: Integer) -> Bool {
        switch (a.storage, b.storage) {
        case (.small(let a), .small(let b)): a == b
        case (.beyondLimit, .beyondLimit): true
        case (.large, .large): compareLarge(a, b) == 0
        case (.small, .large), (.small, .beyondLimit), (.large, .small), (.large, .beyondLimit), (.beyondLimit, .small),
            (.beyondLimit, .large):
            false
        }
    }

    /// Equal integers hash alike.
    public func hash(into hasher: inout Hasher) {
        switch storage {
        case .small(let value):
            hasher.combine(value)
        case .large(let large):
            withExtendedLifetime(large) {
                hasher.combine(large.signum)
                hasher.combine(bytes: UnsafeRawBufferPointer(large.limbs))
            }
        case .beyondLimit:
            hasher.combine("beyond limit")
        }
    }
}

extension Integer: Comparable {
    /// Numerical order; an integer beyond the limit sorts after all others.
    @inlinable
    public static func < (a: Integer, b: Integer) -> Bool {
        if case .small(let x) = a.storage, case .small(let y) = b.storage { return x < y }
        return compareLarge(a, b) < 0
    }

    @usableFromInline
    static func compareLarge(_ a: Integer, _ b: Integer) -> Int {
        switch (a.isBeyondLimit, b.isBeyondLimit) {
        case (true, true): 0
        case (true, false): 1
        case (false, true): -1
        case (false, false): a.withHandle { x in b.withHandle { y in Int(__gmpz_cmp(x, y)) } }
        }
    }
}

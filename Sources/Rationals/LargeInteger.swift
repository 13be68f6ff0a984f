import CGMP

/// Owns one GMP integer that does not fit in 64 bits.
///
/// This is the only type that owns a GMP handle. Everything else lends handles through
/// ``Integer/withHandle(_:)`` and takes results through ``Integer/make(_:)``.
@usableFromInline
final class LargeInteger: @unchecked Sendable {
    // Unchecked because the struct holds a pointer; the limbs behind it are never written after initialisation.
    let handle: __mpz_struct

    init(taking handle: __mpz_struct) {
        self.handle = handle
    }

    deinit {
        var handle = handle
        __gmpz_clear(&handle)
    }

    /// The absolute value's words, least significant first.
    var limbs: UnsafeBufferPointer<UInt> {
        UnsafeBufferPointer(start: handle._mp_d, count: Int(handle._mp_size.magnitude))
    }

    var signum: Int { handle._mp_size < 0 ? -1 : 1 }

    var bitWidth: Int {
        withExtendedLifetime(self) {
            let limbs = limbs
            guard let top = limbs.last else { return 0 }
            return limbs.count * UInt.bitWidth - top.leadingZeroBitCount
        }
    }
}

extension Integer {
    typealias Handle = UnsafeMutablePointer<__mpz_struct>
    typealias BorrowedHandle = UnsafePointer<__mpz_struct>

    /// Lends a GMP view of this integer for the duration of `body`.
    ///
    /// The view of a small integer lies on the stack.
    /// An integer beyond the limit lends zero: callers rule it out first.
    @inline(__always)
    func withHandle<Result>(_ body: (BorrowedHandle) -> Result) -> Result {
        switch storage {
        case .small(let value):
            var limb = value.magnitude
            return withUnsafeMutablePointer(to: &limb) { limb in
                var view = __mpz_struct(_mp_alloc: 0, _mp_size: CInt(value.signum()), _mp_d: limb)
                return body(&view)
            }
        case .large(let large):
            return withExtendedLifetime(large) {
                var view = large.handle
                return body(&view)
            }
        case .beyondLimit:
            var limb: UInt = 0
            return withUnsafeMutablePointer(to: &limb) { limb in
                var view = __mpz_struct(_mp_alloc: 0, _mp_size: 0, _mp_d: limb)
                return body(&view)
            }
        }
    }

    /// Runs `body` on a fresh handle and takes what it leaves there, inline when it fits.
    @inline(__always)
    static func make(_ body: (Handle) -> Void) -> Integer {
        var result = __mpz_struct()
        __gmpz_init(&result)
        body(&result)
        return Integer(taking: result)
    }

    /// `make` for operations with two results, such as quotient and remainder.
    @inline(__always)
    static func makePair(_ body: (Handle, Handle) -> Void) -> (Integer, Integer) {
        var first = __mpz_struct()
        var second = __mpz_struct()
        __gmpz_init(&first)
        __gmpz_init(&second)
        body(&first, &second)
        return (Integer(taking: first), Integer(taking: second))
    }

    /// Takes over an initialised handle: the canonical form has every 64-bit value inline.
    init(taking handle: __mpz_struct) {
        var handle = handle
        if __gmpz_fits_slong_p(&handle) != 0 {
            self.init(storage: .small(__gmpz_get_si(&handle)))
            __gmpz_clear(&handle)
        } else {
            self.init(storage: .large(LargeInteger(taking: handle)))
        }
    }

    /// The integer with this sign and these words of magnitude, least significant first.
    package init(isNegative: Bool, limbs: UnsafeBufferPointer<UInt>) {
        self = Integer.make { result in
            if let start = limbs.baseAddress, limbs.count > 0 {
                __gmpz_import(result, limbs.count, -1, MemoryLayout<UInt>.size, 0, 0, start)
                if isNegative { __gmpz_neg(result, result) }
            }
        }
    }

    /// Lends the words of the magnitude, least significant first, without leading zero words.
    package func withLimbs<Result>(_ body: (UnsafeBufferPointer<UInt>) -> Result) -> Result {
        withHandle { handle in
            body(UnsafeBufferPointer(start: handle.pointee._mp_d, count: Int(handle.pointee._mp_size.magnitude)))
        }
    }

    /// Σ a[k] · b[k] with one accumulator.
    static func dot(_ a: ArraySlice<Integer>, _ b: ArraySlice<Integer>) -> Integer {
        var widest = 0
        for (x, y) in zip(a, b) {
            if x.isBeyondLimit || y.isBeyondLimit { return .beyondLimit }
            widest = max(widest, x.bitWidth + y.bitWidth)
        }
        guard widest + a.count.bitWidth - a.count.leadingZeroBitCount <= bitLimit else { return .beyondLimit }
        return make { sum in
            for (x, y) in zip(a, b) {
                x.withHandle { x in y.withHandle { y in __gmpz_addmul(sum, x, y) } }
            }
        }
    }
}

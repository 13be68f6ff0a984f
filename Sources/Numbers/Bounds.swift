import CMPFR

/// The two ends of an interval as MPFR numbers of one precision, in one allocation.
///
/// Never written after the initialiser's `body` returns, hence safe to share. Nothing here reallocates: limbs lie
/// behind the two headers, and only MPFR functions that write at the precision they find are used.
final class Bounds: @unchecked Sendable {
    typealias Float = UnsafeMutablePointer<__mpfr_struct>

    let precision: Int
    let lower: Float
    let upper: Float
    private let memory: UnsafeMutableRawPointer

    init(precision: Int, _ body: (_ lower: Float, _ upper: Float) -> Void) {
        // MPFR 4 needs at least one bit; callers bound the precision from above.
        let precision = max(precision, 2)
        let limbs = (precision + 63) / 64
        let header = MemoryLayout<__mpfr_struct>.stride
        memory = UnsafeMutableRawPointer.allocate(byteCount: 2 * header + 16 * limbs, alignment: 16)
        self.precision = precision
        lower = memory.bindMemory(to: __mpfr_struct.self, capacity: 2)
        upper = lower + 1
        let words = (memory + 2 * header).bindMemory(to: mp_limb_t.self, capacity: 2 * limbs)
        mpfr_custom_init_set(lower, CInt(MPFR_ZERO_KIND.rawValue), 0, precision, words)
        mpfr_custom_init_set(upper, CInt(MPFR_ZERO_KIND.rawValue), 0, precision, words + limbs)
        Bounds.widenExponentRange()
        body(lower, upper)
        if mpfr_nan_p(lower) != 0 || mpfr_nan_p(upper) != 0 {
            mpfr_set_inf(lower, -1)
            mpfr_set_inf(upper, 1)
        }
    }

    deinit { memory.deallocate() }

    /// MPFR keeps its exponent range per thread, and Swift moves work between threads: set it where it is used.
    @inline(__always)
    static func widenExponentRange() {
        if mpfr_get_emax() != maximumExponent {
            mpfr_set_emax(maximumExponent)
            mpfr_set_emin(minimumExponent)
        }
    }

    static func restoreExponentRange() {
        mpfr_set_emax(maximumExponent)
        mpfr_set_emin(minimumExponent)
    }

    private static let maximumExponent = mpfr_get_emax_max()
    private static let minimumExponent = mpfr_get_emin_min()
}

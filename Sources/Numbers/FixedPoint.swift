import CGMP

/// Fixed-point fractions on flat word buffers, least significant word first.
///
///     value = Σ word[i] · 2^(64·(i − words))        0 ≤ value < 1
///
/// One unit in the last place (ulp) is 2^(−64·words). Everything rounds down. 1 itself is written as all ones, an
/// ulp too small, and the error bounds count that.
enum FixedPoint {
    typealias Words = UnsafeMutablePointer<UInt>
    typealias Source = UnsafePointer<UInt>

    /// The upper half of a · b, less than one ulp below the product.
    ///
    /// `scratch` has room for twice the words.
    @inline(__always)
    static func multiply(_ a: Source, _ b: Source, into result: Words, words: Int, scratch: Words) {
        if words == 2 {
            let product = multiplyHigh((a[1], a[0]), (b[1], b[0]))
            result[0] = product.low
            result[1] = product.high
        } else {
            __gmpn_mul_n(scratch, a, b, words)
            result.update(from: scratch + words, count: words)
        }
    }

    /// The upper two words of a four-word product.
    @inline(__always)
    static func multiplyHigh(_ a: (high: UInt, low: UInt), _ b: (high: UInt, low: UInt)) -> (high: UInt, low: UInt) {
        let low = a.low.multipliedFullWidth(by: b.low).high
        let (p, q) = (a.low.multipliedFullWidth(by: b.high), a.high.multipliedFullWidth(by: b.low))
        let high = a.high.multipliedFullWidth(by: b.high)
        let (first, carry1) = low.addingReportingOverflow(p.low)
        let (_, carry2) = first.addingReportingOverflow(q.low)
        let (third, carry3) = high.low.addingReportingOverflow(p.high)
        let (fourth, carry4) = third.addingReportingOverflow(q.high)
        let (fifth, carry5) = fourth.addingReportingOverflow((carry1 ? 1 : 0) &+ (carry2 ? 1 : 0))
        return (high.high &+ (carry3 ? 1 : 0) &+ (carry4 ? 1 : 0) &+ (carry5 ? 1 : 0), fifth)
    }

    /// Replaces a number in two's complement by its magnitude; true when it was negative.
    @inline(__always)
    static func takeMagnitude(_ number: Words, words: Int) -> Bool {
        guard number[words - 1] >> 63 == 1 else { return false }
        var carry = true
        for index in 0..<words {
            let (value, overflow) = (~number[index]).addingReportingOverflow(carry ? 1 : 0)
            number[index] = value
            carry = overflow
        }
        return true
    }
}

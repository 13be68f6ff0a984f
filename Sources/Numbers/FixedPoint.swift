import CGMP

/// Fixed-point fractions on flat word buffers, least significant word first: `words` words stand for
///
///     value = Σ word[i] · 2^(64·(i − words))        0 ≤ value < 1
///
/// One unit in the last place (ulp) is 2^(−64·words). Everything rounds down. 1 itself is written as all ones, an
/// ulp too small, and the error bounds count that.
enum FixedPoint {
    typealias Words = UnsafeMutablePointer<UInt>
    typealias Source = UnsafePointer<UInt>

    /// The upper half of a · b, less than one ulp below the product. `scratch` has room for twice the words.
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

    /// sum += factor · fraction, where `sum` has one word more than the fraction and is in two's complement.
    @inline(__always)
    static func accumulate(_ factor: Int, _ fraction: Source, into sum: Words, words: Int) {
        if words == 2 {
            let magnitude = UInt(bitPattern: factor)
            let low = magnitude.multipliedFullWidth(by: fraction[0])
            let high = magnitude.multipliedFullWidth(by: fraction[1])
            // A negative factor was read as factor + 2⁶⁴: take the surplus, one word up, away again.
            let mask: UInt = factor < 0 ? UInt.max : 0
            let (s0, c0) = sum[0].addingReportingOverflow(low.low)
            let (s1, c1) = sum[1].addingReportingOverflow(low.high)
            let (s1b, c1b) = s1.addingReportingOverflow(high.low)
            let (s1c, c1c) = s1b.addingReportingOverflow(c0 ? 1 : 0)
            let (s1d, borrow) = s1c.subtractingReportingOverflow(fraction[0] & mask)
            sum[0] = s0
            sum[1] = s1d
            sum[2] =
                sum[2] &+ high.high &+ (c1 ? 1 : 0) &+ (c1b ? 1 : 0) &+ (c1c ? 1 : 0) &- (borrow ? 1 : 0)
                &- (fraction[1] & mask)
        } else if factor >= 0 {
            sum[words] &+= __gmpn_addmul_1(sum, fraction, words, UInt(factor))
        } else {
            sum[words] &-= __gmpn_submul_1(sum, fraction, words, factor.magnitude)
        }
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

import CGMP
import Rationals
import Synchronization

/// e^(−x) for x ≥ 0 in fixed point of a given number of words, from tables.
///
/// The integer part of x and each of its first four fractional bytes pick one factor from a table; what remains is
/// below 2⁻³² and goes through a short Taylor polynomial:
///
///     e^(−x) = e^(−n) · e^(−b₁/2⁸) · e^(−b₂/2¹⁶) · e^(−b₃/2²⁴) · e^(−b₄/2³²) · e^(−t)
///
/// The tables depend on the number of words only and are made once. The known alternative, powers of e^(1/D) for the
/// common denominator D of the exponents, saves two multiplications each but serves rational exponents only.
final class ExponentialTables: Sendable {
    let words: Int
    /// From this integer on, e^(−x) is below one ulp.
    let end: Int
    private let fractions: [UInt]
    private let terms: Int

    /// |computed − true| ≤ this many ulps, counting an argument up to two ulps too small.
    ///
    /// Five table entries (each off by less than 1.01: truncation, or 1 written as all ones), five truncating
    /// products, the polynomial (4: truncations, the tail, 1 as all ones), the argument (2): 16.05.
    static let errorBound = 17.0

    static let maximumWords = 16

    private static let cache = Mutex<[Int: ExponentialTables]>([:])

    /// The tables for a number of words, 2 to ``maximumWords``.
    static func shared(words: Int) -> ExponentialTables {
        let words = min(max(words, 2), maximumWords)
        return cache.withLock { cache in
            if let known = cache[words] { return known }
            let tables = ExponentialTables(words: words)
            cache[words] = tables
            return tables
        }
    }

    private init(words: Int) {
        self.words = words
        end = 45 * words  // e^(−45) < 2^(−64)
        var terms = 1
        // t < 2^(−32): the first term left out, t^(m+1)/(m+1)!, is below one ulp.
        while 32 * (terms + 1) + (terms + 1) / 2 < 64 * words { terms += 1 }
        self.terms = terms
        // The tables are made with one word more, whose 2⁶⁴ units absorb the errors of at most 45·words steps.
        let wide = words + 1
        var fractions: [UInt] = []
        fractions.reserveCapacity((end + 4 * 256) * words)
        var power = [UInt](repeating: UInt.max, count: wide)
        var scratch = [UInt](repeating: 0, count: 2 * wide)
        for level in 0...4 {
            let base = ExponentialTables.inverseExponential(shift: 8 * level, words: wide)
            for index in power.indices { power[index] = UInt.max }
            for _ in 0..<(level == 0 ? end : 256) {
                fractions.append(contentsOf: power[1...])
                __gmpn_mul_n(&scratch, power, base, wide)
                power.replaceSubrange(0..<wide, with: scratch[wide...])
            }
        }
        self.fractions = fractions
    }

    /// e^(−2^(−shift)), off by fewer than 2¹⁰ units of the last word: the alternating series, every term rounded.
    private static func inverseExponential(shift: Int, words: Int) -> [UInt] {
        let one = Integer(1).scaledByPowerOfTwo(64 * words)
        var (sum, term, index) = (one, one, 1)
        while !term.isZero {
            term = term.scaledByPowerOfTwo(-shift).quotientAndRemainder(dividingBy: Integer(index))?.quotient ?? 0
            sum = index & 1 == 1 ? sum - term : sum + term
            index += 1
        }
        return sum.withLimbs { limbs in (0..<words).map { $0 < limbs.count ? limbs[$0] : 0 } }
    }

    /// e^(−(integer + fraction)), zero from ``end`` on.
    ///
    /// `scratch` has room for 3 · words.
    func exponential(
        ofMinus integer: UInt, _ fraction: FixedPoint.Source, into result: FixedPoint.Words, scratch: FixedPoint.Words
    ) {
        guard integer < UInt(end) else {
            result.update(repeating: 0, count: words)
            return
        }
        fractions.withUnsafeBufferPointer { fractions in
            guard let tables = fractions.baseAddress else { return }
            let bytes = fraction[words - 1]
            let whole = tables + Int(integer) * words
            let first = tables + (end + Int(bytes >> 56)) * words
            let second = tables + (end + 256 + Int(bytes >> 48 & 255)) * words
            let third = tables + (end + 512 + Int(bytes >> 40 & 255)) * words
            let fourth = tables + (end + 768 + Int(bytes >> 32 & 255)) * words
            if words == 2 {
                let rest = (high: bytes & 0xFFFF_FFFF, low: fraction[0])
                var value = ExponentialTables.polynomial(rest)
                value = FixedPoint.multiplyHigh(value, (fourth[1], fourth[0]))
                value = FixedPoint.multiplyHigh(value, (third[1], third[0]))
                let other = FixedPoint.multiplyHigh((first[1], first[0]), (second[1], second[0]))
                value = FixedPoint.multiplyHigh(value, other)
                value = FixedPoint.multiplyHigh(value, (whole[1], whole[0]))
                (result[1], result[0]) = (value.high, value.low)
            } else {
                polynomial(fraction, into: result, scratch: scratch)
                FixedPoint.multiply(result, fourth, into: result, words: words, scratch: scratch)
                FixedPoint.multiply(result, third, into: result, words: words, scratch: scratch)
                FixedPoint.multiply(result, second, into: result, words: words, scratch: scratch)
                FixedPoint.multiply(result, first, into: result, words: words, scratch: scratch)
                FixedPoint.multiply(result, whole, into: result, words: words, scratch: scratch)
            }
        }
    }

    /// 1 − t + t²/2 − t³/6 for two words and t < 2⁻³²; t⁴/24 is below an ulp.
    @inline(__always)
    private static func polynomial(_ t: (high: UInt, low: UInt)) -> (high: UInt, low: UInt) {
        let square = FixedPoint.multiplyHigh(t, t).low  // below 2⁻⁶⁴: the upper word is zero
        let cube = square.multipliedFullWidth(by: t.high).high
        let (low, carry) = (~t.low).addingReportingOverflow(square >> 1)
        let (lower, borrow) = low.subtractingReportingOverflow(cube / 6)
        // t = 0 leaves nothing to carry into; otherwise the sum stays below 1.
        return (~t.high &+ (carry ? 1 : 0) &- (borrow ? 1 : 0), lower)
    }

    /// 1 − t(1 − t/2 (1 − t/3 (…))) for the fraction without its first four bytes.
    private func polynomial(
        _ fraction: FixedPoint.Source, into result: FixedPoint.Words, scratch: FixedPoint.Words
    ) {
        let t = scratch + 2 * words
        t.update(from: fraction, count: words)
        t[words - 1] &= 0xFFFF_FFFF
        result.update(repeating: UInt.max, count: words)
        for index in stride(from: terms, through: 1, by: -1) {
            __gmpn_mul_n(scratch, t, result, words)
            if index > 1 {
                _ = __gmpn_divrem_1(result, 0, scratch + words, words, UInt(index))
            } else {
                result.update(from: scratch + words, count: words)
            }
            for word in 0..<words { result[word] = ~result[word] }
        }
    }
}

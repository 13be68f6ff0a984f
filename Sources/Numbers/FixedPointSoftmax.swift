import CGMP
import Rationals

/// The normalised exponentials of one row in fixed point, with a proven error bound.
///
///     P_k = e^(α_k) / Σ_j m_j e^(α_j)        m_j ≥ 1
final class FixedPointSoftmax {
    let words: Int
    let count: Int
    /// P_k, `words` words each.
    private let weights: UnsafeMutablePointer<UInt>
    private let scratch: UnsafeMutablePointer<UInt>
    /// Σ m_j e^(α_j − α_max), rounded down to an integer but at least 1.
    private let total: Double
    private let multiplicity: Double
    /// Where the weights are not zero, when that is at most every fourth position: rows of large scores are nearly
    /// one-hot, and all other weights then lie below the last digit.
    private let support: [Int]?

    /// Nil when the exponents' unit is not of machine size.
    init?(_ exponents: ScaledExponents, multiplicities: [Int], words: Int) {
        let tables = ExponentialTables.shared(words: words)
        let (words, count) = (tables.words, exponents.distances.count)
        self.words = words
        self.count = count
        weights = .allocate(capacity: count * words)
        scratch = .allocate(capacity: 8 * words + 16)
        scratch.initialize(repeating: 0, count: 8 * words + 16)
        weights.initialize(repeating: 0, count: count * words)

        let factor = scratch
        let argument = factor + (words + 2)
        let sum = argument + (words + 3)
        let room = sum + (words + 1)
        // distance · unit has words + 1 fractional words, of which the lowest is dropped, and two integer words.
        guard multiplicities.count == count, exponents.writeUnit(fractionWords: words + 1, into: factor) else {
            return nil
        }
        var multiplicity = 0.0
        for k in 0..<count {
            argument[words + 2] = __gmpn_mul_1(argument, factor, words + 2, exponents.distances[k])
            let weight = weights + k * words
            if argument[words + 2] == 0 {
                tables.exponential(ofMinus: argument[words + 1], argument + 1, into: weight, scratch: room)
            }
            sum[words] &+= __gmpn_addmul_1(sum, weight, words, UInt(multiplicities[k]))
            multiplicity += Double(multiplicities[k])
        }
        self.multiplicity = multiplicity
        total = max(1, Double(sum[words]))

        // 1/Σ, all ones when Σ came out below 1 by an error of a few ulps.
        let dividend = room
        dividend.update(repeating: 0, count: 2 * words)
        dividend[2 * words] = 1
        let size = sum[words] == 0 ? words : words + 1
        guard sum[size - 1] != 0 else { return nil }
        let (quotient, remainder) = (dividend + (2 * words + 1), argument)
        __gmpn_tdiv_qr(quotient, remainder, 0, dividend, 2 * words + 1, sum, size)
        let inverse = quotient
        if quotient[words] != 0 || (size == words && quotient[words + 1] != 0) {
            inverse.update(repeating: UInt.max, count: words)
        }
        for k in 0..<count {
            let weight = weights + k * words
            FixedPoint.multiply(weight, inverse, into: weight, words: words, scratch: room)
        }
        var support: [Int] = []
        for k in 0..<count where support.count <= count / 4 {
            var bits: UInt = 0
            for word in 0..<words { bits |= weights[k * words + word] }
            if bits != 0 { support.append(k) }
        }
        self.support = support.count <= count / 4 ? support : nil
    }

    deinit {
        weights.deallocate()
        scratch.deallocate()
    }

    /// |computed − true| of Σ c_k P_k over `support` nonzero integers c_k of magnitude up to `largest`, in ulps.
    ///
    /// With e the error bound of an exponential, Z the sum (≥ 1) and Ẑ its computed value,
    ///
    ///     |Ê/Ẑ − E/Z| ≤ e/Ẑ + (E/Z)·(e Σm)/Ẑ
    ///
    /// and Σ E/Z ≤ 1 over distinct k; the inverse and the last product lose less than 3 more per weight.
    func errorBound(largest: Double, support: Int) -> Double {
        let exponential = ExponentialTables.errorBound
        let count = Double(support)
        return largest * ((count + multiplicity) * exponential / total + 3 * count + 2) * (1 + 0x1p-40)
    }

    /// Σ c_k P_k into `sum`, a two's complement number of words + 1 words.
    ///
    /// The caller bounds Σ |c_k| P_k below 2⁶³.
    func combine(_ integers: RowIntegers, into sum: FixedPoint.Words) {
        integers.positions.withUnsafeBufferPointer { positions in
            integers.magnitudes.withUnsafeBufferPointer { magnitudes in
                // Products of up to 128 − b bits: 2^b of them add up in a double word without a carry.
                let bits = UInt.bitWidth - integers.largest.leadingZeroBitCount
                let count = positions.count
                if let support {
                    sum.update(repeating: 0, count: words + 1)
                    for k in support { add(integers.integers[k], at: k, to: sum) }
                    return
                }
                if words == 2, bits + (Int.bitWidth - count.leadingZeroBitCount) <= 64 {
                    let positive = sumOfTwoWords(positions, magnitudes, 0..<integers.positiveCount)
                    let negative = sumOfTwoWords(positions, magnitudes, integers.positiveCount..<count)
                    FixedPointSoftmax.write(positive, minus: negative, into: sum)
                    return
                }
                sum.update(repeating: 0, count: words + 1)
                for k in positions { add(integers.integers[k], at: k, to: sum) }
            }
        }
    }

    /// Σ c P over some positions, as low + 2⁶⁴ high.
    @inline(__always)
    private func sumOfTwoWords(
        _ positions: UnsafeBufferPointer<Int>, _ magnitudes: UnsafeBufferPointer<UInt>, _ range: Range<Int>
    ) -> (low: UInt128, high: UInt128) {
        var (low, high): (UInt128, UInt128) = (0, 0)
        for index in range {
            let weight = weights + (positions[index] &<< 1)
            let factor = UInt128(truncatingIfNeeded: magnitudes[index])
            low &+= factor &* UInt128(truncatingIfNeeded: weight[0])
            high &+= factor &* UInt128(truncatingIfNeeded: weight[1])
        }
        return (low, high)
    }

    private static func write(
        _ a: (low: UInt128, high: UInt128), minus b: (low: UInt128, high: UInt128), into sum: FixedPoint.Words
    ) {
        let (low, borrow) = a.low.subtractingReportingOverflow(b.low)
        // a.low − b.low = low − 2¹²⁸ · borrow, and the carry out of the lowest word belongs to the upper sum.
        let high = a.high &- b.high &+ (low >> 64) &- (borrow ? 1 << 64 : 0)
        sum[0] = UInt(truncatingIfNeeded: low)
        sum[1] = UInt(truncatingIfNeeded: high)
        sum[2] = UInt(truncatingIfNeeded: high >> 64)
    }

    /// c P_k into `sum`, as ``combine(_:into:)``.
    func combine(_ coefficient: Int, at index: Int, into sum: FixedPoint.Words) {
        sum.update(repeating: 0, count: words + 1)
        add(coefficient, at: index, to: sum)
    }

    private func add(_ coefficient: Int, at index: Int, to sum: FixedPoint.Words) {
        let weight = weights + index * words
        if coefficient >= 0 {
            sum[words] &+= __gmpn_addmul_1(sum, weight, words, coefficient.magnitude)
        } else {
            sum[words] &-= __gmpn_submul_1(sum, weight, words, coefficient.magnitude)
        }
    }
}

import CGMP
import Rationals

/// Powers of ten as words, for turning fixed point into decimal digits.
enum PowersOfTen {
    static let count = 19 * (ExponentialTables.maximumWords + 1)
    /// The words of 10^s start at starts[s].
    static let starts: [Int] = table.starts
    static let words: [UInt] = table.words

    private static let table: (starts: [Int], words: [UInt]) = {
        var (starts, words): ([Int], [UInt]) = ([0], [])
        var power: Integer = 1
        for _ in 0..<count {
            power.withLimbs { words.append(contentsOf: $0) }
            starts.append(words.count)
            power = power * 10
        }
        return (starts, words)
    }()

    /// 10^s as a double, off by a few units in its last place.
    static let doubles: [Double] = (0..<count).map { Double(sign: .plus, exponent: 0, significand: decimalPower($0)) }

    private static func decimalPower(_ exponent: Int) -> Double {
        var (result, base, rest) = (1.0, 10.0, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= base }
            base *= base
            rest >>= 1
        }
        return result
    }
}

/// Turns fixed-point results with error bounds into correctly rounded decimal digits.
struct FixedPointRounding {
    let significantDigits: Int
    let words: Int
    private let scratch: FixedPointScratch

    init(significantDigits: Int, words: Int) {
        self.significantDigits = significantDigits
        self.words = words
        scratch = FixedPointScratch(capacity: 5 * words + 24)
    }

    /// The correctly rounded sum / denominator, where the closure writes the sum, in two's complement with one integer
    /// word and off by at most `error` ulps; nil when the error leaves the rounding open.
    func decimal(over denominator: UInt, error: Double, _ writeSum: (FixedPoint.Words) -> Void) -> Decimal? {
        let sum = scratch.start
        writeSum(sum)
        let isNegative = FixedPoint.takeMagnitude(sum, words: words + 1)
        // A double within a few units of its last place of the value, for a first guess of its exponent.
        guard let top = (0...words).last(where: { sum[$0] != 0 }) else { return nil }
        let mantissa = Double(sum[top]) + (top > 0 ? Double(sum[top - 1]) * 0x1p-64 : 0)
        let approximation = mantissa * FixedPointRounding.power(64 * (top - words)) / Double(denominator)
        guard approximation > 0, approximation.isFinite else { return nil }
        var exponent = FixedPointRounding.decimalExponent(approximation)
        for _ in 0..<3 {
            let scale = significantDigits - 1 - exponent
            guard scale < PowersOfTen.count, scale > -19 else { return nil }
            switch rounded(sum, scale: scale, over: denominator, error: error) {
            case .tooManyDigits: exponent += 1
            case .tooFewDigits: exponent -= 1
            case .open: return nil
            case .digits(let digits, let carry):
                return Decimal(
                    isNegative: isNegative, digits: digits, exponent: exponent + carry, isExact: false)
            }
        }
        return nil
    }

    /// ⌊log₁₀ x⌋, or one off beside a power of ten.
    private static func decimalExponent(_ value: Double) -> Int {
        // log₁₀ 2 = 0.30103 to six places; the binary exponent is within ±1100.
        var exponent = (Int(value.exponent) * 30103) / 100_000
        if value < 1 { exponent -= 1 }
        func power(_ e: Int) -> Double {
            e >= 0 ? PowersOfTen.doubles[min(e, 300)] : 1 / PowersOfTen.doubles[min(-e, 300)]
        }
        if exponent < 300, value >= power(exponent + 1) { exponent += 1 }
        if exponent > -300, value < power(exponent) { exponent -= 1 }
        return exponent
    }

    private enum Outcome {
        case digits(String, carry: Int)
        case tooManyDigits, tooFewDigits, open
    }

    /// Rounds magnitude · 10^scale / denominator to an integer.
    private func rounded(
        _ magnitude: FixedPoint.Source, scale: Int, over denominator: UInt, error: Double
    ) -> Outcome {
        let product = scratch.start + (words + 1)
        var size = words + 1
        var divisor = denominator
        var error = error
        if scale >= 0 {
            let start = PowersOfTen.starts[scale]
            let count = PowersOfTen.starts[scale + 1] - start
            PowersOfTen.words.withUnsafeBufferPointer { powers in
                guard let power = powers.baseAddress else { return }
                if size >= count {
                    _ = __gmpn_mul(product, magnitude, size, power + start, count)
                } else {
                    _ = __gmpn_mul(product, power + start, count, magnitude, size)
                }
            }
            size += count
            error *= PowersOfTen.doubles[scale]
        } else {
            product.update(from: magnitude, count: size)
            let power = PowersOfTen.words[PowersOfTen.starts[-scale]]
            let (scaled, overflow) = denominator.multipliedReportingOverflow(by: power)
            if overflow { return .open }
            divisor = scaled
        }
        if divisor != 1 {
            _ = __gmpn_divrem_1(product, 0, product, size, divisor)
            error = error / Double(divisor) + 1
        }
        while size > words, product[size - 1] == 0 { size -= 1 }

        // The fraction is decided when it keeps more than the error's distance from one half.
        let top = product[words - 1]
        let isUpper = top >> 63 == 1
        let half: UInt = 1 << 63
        let next = product[words - 2]
        let distance =
            Double(isUpper ? top &- half : half &- 1 &- top) * 0x1p64 + Double(isUpper ? next : ~next)
        // The distance counts units of the second word, is off by less than two and by a relative error of 2⁻⁵².
        let unit = FixedPointRounding.power(64 * (words - 2))
        guard (distance - 2) * (1 - 0x1p-50) * unit > error * (1 + 0x1p-40) else { return .open }

        // Whether the scale is right is a question about the value, not about what it rounds to.
        let integer = product + words
        var count = size - words
        if FixedPointRounding.isBelowPowerOfTen(integer, count, significantDigits - 1) { return .tooFewDigits }
        if !FixedPointRounding.isBelowPowerOfTen(integer, count, significantDigits) { return .tooManyDigits }
        if isUpper, FixedPointRounding.addOne(integer, count) { count += 1 }
        if !FixedPointRounding.isBelowPowerOfTen(integer, count, significantDigits) {
            return .digits("1" + String(repeating: "0", count: significantDigits - 1), carry: 1)
        }
        return .digits(digits(integer, count), carry: 0)
    }

    /// 2^exponent.
    private static func power(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }

    /// Adds one; true when it carried into the next word, which is then 1.
    private static func addOne(_ number: FixedPoint.Words, _ count: Int) -> Bool {
        for index in 0..<count {
            number[index] &+= 1
            if number[index] != 0 { return false }
        }
        number[count] = 1
        return true
    }

    /// Whether an integer without leading zero words is below 10^exponent.
    private static func isBelowPowerOfTen(_ integer: FixedPoint.Source, _ count: Int, _ exponent: Int) -> Bool {
        let start = PowersOfTen.starts[exponent]
        let size = PowersOfTen.starts[exponent + 1] - start
        if count != size { return count < size }
        return PowersOfTen.words.withUnsafeBufferPointer { powers in
            powers.baseAddress.map { __gmpn_cmp(integer, $0 + start, count) < 0 } ?? false
        }
    }

    /// Writes an integer of `significantDigits` digits, 19 at a time from the end, and uses it up.
    private func digits(_ integer: FixedPoint.Words, _ count: Int) -> String {
        let width = significantDigits
        return String(unsafeUninitializedCapacity: width) { buffer in
            var (count, end) = (count, width)
            while end > 0 {
                var chunk = count > 0 ? integer[0] : 0
                if end > 19 {
                    chunk = __gmpn_divrem_1(integer, 0, integer, count, 10_000_000_000_000_000_000)
                    while count > 0, integer[count - 1] == 0 { count -= 1 }
                }
                let start = max(end - 19, 0)
                // Two digits at a time: the chain of divisions is what takes the time.
                while end - start >= 2 {
                    let (quotient, pair) = chunk.quotientAndRemainder(dividingBy: 100)
                    let digits = UInt8(truncatingIfNeeded: pair)
                    buffer[end - 1] = digits % 10 &+ UInt8(ascii: "0")
                    buffer[end - 2] = digits / 10 &+ UInt8(ascii: "0")
                    chunk = quotient
                    end -= 2
                }
                if end > start {
                    buffer[start] = UInt8(truncatingIfNeeded: chunk) &+ UInt8(ascii: "0")
                    end = start
                }
            }
            return width
        }
    }
}

/// A word buffer that is reused from one rounding to the next.
final class FixedPointScratch {
    let start: UnsafeMutablePointer<UInt>

    init(capacity: Int) {
        start = .allocate(capacity: capacity)
        start.initialize(repeating: 0, count: capacity)
    }

    deinit { start.deallocate() }
}

import Rationals
import Testing

@testable import Numbers

/// The proven error bounds of the fixed-point kernels, checked against MPFR.
@Suite struct FixedPointTests {
    private struct Words {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let high = state >> 32
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt(high << 32 | state >> 32)
        }
    }

    private func integer(_ words: [UInt]) -> Integer {
        words.reversed().reduce(Integer(0)) { $0 * Integer(UInt128(1) << 64) + Integer($1) }
    }

    private func fraction(_ words: [UInt]) throws -> Rational {
        try #require(Rational(integer(words), over: Integer(2).raised(to: 64 * words.count)))
    }

    @Test(arguments: [2, 3, 4, 7, 16])
    func exponentialsStayWithinTheirErrorBound(words: Int) throws {
        var random = Words(seed: 3)
        let tables = ExponentialTables.shared(words: words)
        var scratch = [UInt](repeating: 0, count: 3 * words)
        var result = [UInt](repeating: 0, count: words)
        for index in 0..<300 {
            var argument = (0..<words).map { _ in random.next() }
            switch index % 6 {
            case 0: argument[words - 1] = 0
            case 1: argument[words - 1] &= 0xFFFF_FFFF
            case 2: argument = argument.map { _ in 0 }
            case 3: argument = argument.map { _ in UInt.max }
            default: break
            }
            let whole = index < 10 ? UInt(index) : random.next() % UInt(tables.end + 2)
            tables.exponential(ofMinus: whole, argument, into: &result, scratch: &scratch)
            let precision = 64 * words + 96
            let exact = Enclosure(-(try fraction(argument)) - Rational(whole), precision: precision).exponential()
            let difference = Enclosure(try fraction(result), precision: precision) - exact
            let ulps = (difference * Rational(try Integer(2).raised(to: 64 * words))).doubleBounds
            #expect(ulps.lowerBound > -ExponentialTables.errorBound && ulps.upperBound < ExponentialTables.errorBound)
        }
    }

    @Test func upperHalvesOfProducts() throws {
        var random = Words(seed: 5)
        for words in [2, 3, 5] {
            var scratch = [UInt](repeating: 0, count: 2 * words)
            var result = [UInt](repeating: 0, count: words)
            for index in 0..<200 {
                let a = (0..<words).map { _ in index % 3 == 0 ? UInt.max : random.next() }
                let b = (0..<words).map { _ in index % 5 == 0 ? UInt.max : random.next() }
                FixedPoint.multiply(a, b, into: &result, words: words, scratch: &scratch)
                let product = integer(a) * integer(b)
                let divisor = try Integer(2).raised(to: 64 * words)
                #expect(integer(result) == product.quotientAndRemainder(dividingBy: divisor)?.quotient)
            }
        }
    }

    @Test func weightedSumsStayWithinTheirErrorBound() throws {
        var random = Words(seed: 7)
        for (count, spread, words) in [(2, 3, 2), (5, 40, 2), (16, 2, 3), (24, 300, 2), (9, 900, 4), (3, 5, 16)] {
            for _ in 0..<20 {
                let exponents = try (0..<count).map { _ in
                    try #require(
                        Rational(Integer(Int(random.next() % 2000) - 1000) * Integer(spread), over: 1000))
                }
                let multiplicities = (0..<count).map { _ in Int(random.next() % 3) + 1 }
                let coefficients = (0..<count).map { _ in Rational(Int(random.next() % 2001) - 1000) }
                let scaled = try #require(ScaledExponents(exponents.map { Surd($0) }))
                let softmax = try #require(
                    FixedPointSoftmax(scaled, multiplicities: multiplicities, words: words))
                let integers = try #require(RowIntegers(coefficients))
                var sum = [UInt](repeating: 0, count: words + 1)
                softmax.combine(integers, into: &sum)
                let isNegative = FixedPoint.takeMagnitude(&sum, words: words + 1)
                let magnitude = try #require(Rational(integer(sum), over: Integer(2).raised(to: 64 * words)))

                let precision = 64 * words + 2200
                let powers = exponents.map { Enclosure($0, precision: precision).exponential() }
                let numerator = zip(coefficients, powers).map { $1 * $0 }.reduce(Enclosure(0, precision: precision), +)
                let total = zip(multiplicities, powers).map { $1 * Rational($0) }
                    .reduce(Enclosure(0, precision: precision), +)
                let exact = try #require(numerator.quotient(by: total))
                let difference = Enclosure(isNegative ? -magnitude : magnitude, precision: precision) - exact
                let ulps = (difference * Rational(try Integer(2).raised(to: 64 * words))).doubleBounds
                let bound = softmax.errorBound(
                    largest: Double(integers.largest), support: integers.positions.count)
                #expect(ulps.lowerBound > -bound && ulps.upperBound < bound)
            }
        }
    }
}

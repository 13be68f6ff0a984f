import Testing

@testable import Rationals

@Suite struct IntegerTests {
    @Test func ringAxiomsHoldAcrossTheWordEdge() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<4000 {
            let (a, b, c) = (random.integer(), random.integer(), random.integer())
            #expect(a + b == b + a)
            #expect((a + b) + c == a + (b + c))
            #expect(a * b == b * a)
            #expect((a * b) * c == a * (b * c))
            #expect(a * (b + c) == a * b + a * c)
            #expect(a + 0 == a && a * 1 == a && (a * 0).isZero)
            #expect((a - b) + b == a)
            #expect(a + -a == 0)
            #expect(-(-a) == a)
            for value in [a + b, a - b, a * b, -a] { #expect(value.isCanonical) }
        }
    }

    @Test func wordArithmeticAgreesWithGMP() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<4000 {
            let (a, b) = (random.integer(), random.integer())
            #expect(a + b == Integer.sumOfLarge(a, b))
            #expect(a - b == Integer.differenceOfLarge(a, b))
            #expect(a * b == Integer.productOfLarge(a, b))
            #expect(-a == Integer.negativeOfLarge(a))
            #expect((a < b) == (Integer.compareLarge(a, b) < 0))
            #expect((a == b) == (Integer.compareLarge(a, b) == 0))
        }
    }

    @Test func wordArithmeticAgreesWithWiderWords() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<4000 {
            let a = Int.random(in: .min ... .max, using: &random)
            let b = Int.random(in: .min ... .max, using: &random)
            #expect((Integer(a) + Integer(b)).description == (Int128(a) + Int128(b)).description)
            #expect((Integer(a) * Integer(b)).description == (Int128(a) * Int128(b)).description)
            #expect(Integer(Int128(a) * Int128(b)) == Integer(a) * Integer(b))
        }
    }

    @Test func equalIntegersHashAlike() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let (a, b) = (random.integer(), random.integer())
            #expect((a + b - b).hashValue == a.hashValue)
            #expect(Set([a, a + b - b, a * 1]).count == 1)
        }
    }

    @Test func divisionSatisfiesItsDefinition() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<4000 {
            let (a, b) = (random.integer(), random.integer())
            guard let truncating = a.quotientAndRemainder(dividingBy: b) else {
                #expect(b.isZero)
                continue
            }
            #expect(truncating.quotient * b + truncating.remainder == a)
            #expect(truncating.remainder.magnitude < b.magnitude)
            #expect(truncating.remainder.isZero || truncating.remainder.signum() == a.signum())
            let floor = try #require(a.floorQuotientAndRemainder(dividingBy: b))
            #expect(floor.quotient * b + floor.remainder == a)
            #expect(floor.remainder.isZero || floor.remainder.signum() == b.signum())
        }
        #expect(Integer(Int.min).quotientAndRemainder(dividingBy: -1)?.quotient == Integer(Int.max) + 1)
        let sevenHalves = try #require(Integer(-7).quotientAndRemainder(dividingBy: 2))
        #expect(sevenHalves == (-3, -1))
        #expect(try #require(Integer(-7).floorQuotientAndRemainder(dividingBy: 2)) == (-4, 1))
    }

    @Test func commonDivisorsAndMultiples() throws {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<2000 {
            let (a, b, c) = (random.integer(), random.integer(), random.integer())
            let divisor = a.gcd(b)
            #expect(divisor.signum() >= 0)
            #expect(a.isMultiple(of: divisor) && b.isMultiple(of: divisor))
            #expect((a * c).gcd(b * c) == divisor * c.magnitude)
            #expect(a.lcm(b) * divisor == (a * b).magnitude)
        }
        #expect(Integer(12).gcd(-18) == 6)
        #expect(Integer(0).gcd(0) == 0)
        #expect(Integer(Int.min).gcd(Integer(Int.min)) == Integer(UInt(1) << 63))
    }

    @Test func powers() throws {
        #expect(try Integer(2).raised(to: 64).description == "18446744073709551616")
        #expect(try Integer(-3).raised(to: 5) == -243)
        #expect(try Integer(0).raised(to: 0) == 1)
        #expect(try Integer(-1).raised(to: Int.max) == -1)
        #expect(throws: RationalError.negativeExponent) { try Integer(2).raised(to: -1) }
        #expect(throws: RationalError.tooLarge(bits: 1_000_000_000_001, limit: Integer.bitLimit)) {
            try Integer(2).raised(to: 1_000_000_000_000)
        }
        #expect(throws: RationalError.tooLarge(bits: Int.max, limit: Integer.bitLimit)) {
            try Integer(1_000_000).raised(to: Int.max)
        }
        let factorial = (1...25).reduce(Integer(1)) { $0 * Integer($1) }
        #expect(factorial.description == "15511210043330985984000000")
    }

    @Test func arithmeticStopsAtTheLimit() throws {
        var value = try Integer(2).raised(to: 1 << 20)
        for _ in 0..<12 { value = value * value }
        #expect(value.isBeyondLimit)
        #expect((value - value).isBeyondLimit)
        #expect((-value + 1).isBeyondLimit)
        #expect(!value.isZero)
        #expect(throws: RationalError.self) { try value.checked() }
        #expect(throws: RationalError.self) { try value.raised(to: 2) }
        #expect((Rational(value) * 2 + 1).isBeyondLimit)
        #expect(throws: RationalError.self) { try Rational(1).divided(by: Rational(value))?.checked() }
    }

    @Test func textIsReadBack() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<1000 {
            let a = random.integer()
            #expect(Integer(a.description) == a)
        }
        #expect(Integer("+007") == 7)
        #expect(Integer("-9223372036854775808") == Integer(Int.min))
        for text in ["", "-", "1 ", "0x1", "1.0", "٣", "--1"] { #expect(Integer(text) == nil) }
        #expect(throws: RationalError.malformed(offset: 3)) { try Integer(reading: "123a") }
        let long = String(repeating: "9", count: 30_000_000)
        #expect(throws: RationalError.self) { try Integer(reading: long) }
    }

    @Test func rootsSatisfyTheirDefinition() throws {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<1000 {
            let a = random.integer()
            for degree in [1, 2, 3, 5, 70] {
                guard let (root, remainder) = a.rootAndRemainder(degree: degree) else {
                    #expect(a.signum() < 0 && degree % 2 == 0)
                    continue
                }
                let power = try root.raised(to: degree)
                #expect(power + remainder == a)
                let next = root + Integer(a.signum() == 0 ? 1 : a.signum())
                #expect(try next.raised(to: degree).magnitude > a.magnitude)
                #expect(power.magnitude <= a.magnitude)
            }
            #expect((a * a).exactRoot(degree: 2) == a.magnitude)
            #expect((a * a * a).exactRoot(degree: 3) == a)
        }
        #expect(Integer(99).squareRootFloor == 9)
        #expect(Integer(99).exactRoot(degree: 2) == nil)
        #expect(Integer(-1).squareRootFloor == nil)
        #expect(Integer(5).rootAndRemainder(degree: Int.max)?.root == 1)
        #expect(Integer(5).rootAndRemainder(degree: 0) == nil)
    }

    @Test func factorisation() throws {
        for n in 1...3000 {
            let found = Integer(n).primeFactorisation()
            #expect(found.isComplete)
            var product = 1
            for power in found.primes {
                let prime = try #require(Int(exactly: power.prime))
                #expect((2..<prime).allSatisfy { prime % $0 != 0 || $0 * $0 > prime * prime })
                for _ in 0..<power.exponent { product *= prime }
            }
            #expect(product == n)
        }
        let found = Integer(360).primeFactorisation()
        #expect(found.primes.map { "\($0.prime)^\($0.exponent)" } == ["2^3", "3^2", "5^1"])
        // 2⁶¹ − 1 is prime; its square has no small factor.
        let mersenne = Integer((1 << 61) - 1)
        let square = (mersenne * mersenne * 12).primeFactorisation()
        #expect(square.primes.map(\.prime) == [2, 3])
        #expect(square.cofactor == mersenne * mersenne)
        #expect(!square.isComplete)
        #expect(Integer(0).primeFactorisation().cofactor == 0)
        #expect(try Integer(10).raised(to: 100).primeFactorisation().primes.map(\.exponent) == [100, 100])
    }

    @Test func bits() throws {
        #expect([0, 1, -1, 2, 255, -256].map { Integer($0).bitWidth } == [0, 1, 1, 2, 8, 9])
        #expect(Integer(Int.min).bitWidth == 64)
        for exponent in [1, 63, 64, 65, 200] {
            let power = try Integer(2).raised(to: exponent)
            #expect(power.bitWidth == exponent + 1)
            #expect((power - 1).bitWidth == exponent)
            #expect(power.trailingZeroBitCount == exponent)
            #expect((power - 1).isOdd && !power.isOdd)
        }
        #expect(Int(exactly: Integer(Int.max)) == Int.max)
        #expect(Int(exactly: Integer(Int.max) + 1) == nil)
    }
}

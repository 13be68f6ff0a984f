import Numbers
import Rationals
import Testing

/// What would take all memory, all time or all of the stack is refused, with the limit named.
@Suite struct LimitTests {
    private func expectTooLarge(_ body: () throws -> some Any, sourceLocation: SourceLocation = #_sourceLocation) {
        do {
            _ = try body()
            Issue.record("not refused", sourceLocation: sourceLocation)
        } catch NumberError.tooLarge {
        } catch {
            Issue.record("\(error)", sourceLocation: sourceLocation)
        }
    }

    private let huge = Integer("1" + String(repeating: "0", count: 18)) ?? 0

    @Test func powers() throws {
        expectTooLarge { try q(2).raised(to: Rational(huge)) }
        expectTooLarge { try q(2).raised(to: Rational(huge) + r(1, 3)) }
        expectTooLarge { try (1 + exp(1)).raised(to: Rational(huge)) }
        expectTooLarge { try (1 + exp(1)).raised(to: 1000) }
        expectTooLarge { try (1 + sqrt(2)).raised(to: Rational(huge)) }
        expectTooLarge { try exp(Number(huge) * q(1000)) }
        expectTooLarge { try (Number(huge) * q(1000)).applying(.sine) }
        expectTooLarge { try exp(1).raised(to: Rational(huge * 1000)).decimal(significantDigits: 3) }
        expectTooLarge { try (q(2).applying(.logarithm) * Number(huge)).applying(.exponential) }
        #expect(try q(-1).raised(to: Rational(huge)) == 1)
        #expect(try exp(1).raised(to: Rational(huge)) == exp(Number(huge)))
        // (1 + √2)^100 is a surd with two terms.
        #expect(try (1 + sqrt(2)).raised(to: 100) * (sqrt(2) - 1).raised(to: 100) == 1)
    }

    @Test func largeExponentsHaveDecimals() throws {
        // e^(10⁹) = 8.0029817705…·10^434294481 (mpmath)
        let decimal = try exp(1_000_000_000).decimal(significantDigits: 10)
        #expect(decimal.description == "8.002981771e434294481")
        #expect(try exp(-1_000_000_000).decimal(significantDigits: 4).exponent == -434_294_482)
        #expect(try exp(-1_000_000_000).decimal(places: 5).isZero)
        #expect(try Double(exp(1_000_000_000)) == .infinity)
        #expect(try Double(exp(-1_000_000_000)) == 0)
        expectTooLarge { try exp(1_000_000_000).decimal(places: 5) }
        #expect(try Number.order(exp(1_000_000_000), exp(1_000_000_001)) == .less)
        #expect(try exp(1_000_000_000) == exp(500_000_000) * exp(500_000_000))
    }

    @Test func digits() {
        expectTooLarge { try sqrt(2).decimal(significantDigits: 1_000_000_000) }
        expectTooLarge { try sqrt(2).decimal(places: 1_000_000_000) }
        expectTooLarge { try q(1, 3).decimal(significantDigits: Int.max) }
        expectTooLarge { try Number.decimals(of: [1], significantDigits: Int.max) }
        #expect(throws: Never.self) { try sqrt(2).decimal(significantDigits: Int.min) }
        #expect(throws: Never.self) { try sqrt(2).decimal(places: Int.min) }
        expectTooLarge { try sqrt(2).enclosure(precision: Int.max) }
    }

    @Test func repeatedSquaringIsRefusedNotCrashed() throws {
        var x = q(3, 7)
        var sum = try exp(1) + exp(2) + 1
        var power = try exp(1)
        for _ in 0..<80 {
            x = x * x
            sum = sum * sum
            power = power * power
        }
        expectTooLarge { try x.checked() }
        expectTooLarge { try sum.checked() }
        expectTooLarge { try power.decimal(significantDigits: 3) }
        expectTooLarge { try Double(sum) }
        expectTooLarge { try sum.applying(.exponential) }
        expectTooLarge { try Number(1).divided(by: sum) }
        #expect(sum.equals(sum) == .undecided)
        #expect((sum + 1).refusal != nil)
        #expect(sum.parts.count == 1)
    }

    @Test func powersOfAtomsAndDenominators() throws {
        for start in [Number.pi, try Number(1).divided(by: 1 + exp(1)), try sqrt(1 + exp(1)), try sqrt(Number.pi)] {
            var x = start
            for _ in 0..<80 { x = x * x }
            expectTooLarge { try x.checked() }
        }
        #expect(try sqrt(Number.pi).raised(to: 100) == Number.pi.raised(to: 50))
    }

    @Test func deepNetworksBuiltTwiceAreComparedAtomByAtom() throws {
        func network() throws -> [Number] {
            var x: [Number] = [1, 2, 3, 4]
            for _ in 0..<12 { x = try Number.softmax(x, base: nil) }
            return x
        }
        let (a, b) = (try network(), try network())
        #expect(a == b)
        #expect(a[0].equals(b[0]) == .equal)
        #expect(a[0].equals(b[1]) == .different)
        #expect(Set(a + b).count == 4)
        #expect(a[0].description.utf8.count < 10_000)
    }

    @Test func nesting() {
        expectTooLarge {
            var x: Number = 2
            for _ in 0..<100_000 { x = try sqrt(1 + x) }
            return x
        }
        expectTooLarge {
            var x = try exp(1)
            for _ in 0..<100_000 { x = try exp(x) }
            return x
        }
        expectTooLarge {
            var x = try Number.softmax([1, 2], base: nil)
            for _ in 0..<100_000 { x = try Number.softmax(x, base: nil) }
            return x
        }
    }

    @Test func towersOfExponentialsHaveNoDecimals() throws {
        let tower = try exp(exp(exp(exp(10))))
        #expect(throws: NumberError.self) { try tower.decimal(significantDigits: 3) }
        #expect(tower.equals(tower) == .equal)
        #expect(try tower.equals(exp(exp(exp(exp(11))))) != .equal)
    }

    @Test func anglesBeyondEveryPeriodAreRefused() throws {
        expectTooLarge { try exp(1_000_000_000_000).applying(.sine).decimal(significantDigits: 5) }
        #expect(try exp(1_000_000_000_000).applying(.cosine).equals(2) == .different)
        expectTooLarge { try (exp(1) * exp(.pi) + 1).raised(to: 300) }
        #expect(try exp(-1_000_000_000_000).applying(.sine).decimal(places: 5).isZero)
    }

    @Test func shapesThatDoNotFit() {
        for (rows, inner, columns) in [(1, 2, 3), (-1, 1, 1), (Int.max, Int.max, 1), (1, 1, Int.max)] {
            #expect(throws: NumberError.hasNoValue(.entriesDoNotFillShape)) {
                try Number.matrixProduct([1], [1], rows: rows, inner: inner, columns: columns)
            }
            #expect(throws: NumberError.hasNoValue(.entriesDoNotFillShape)) {
                try Double.matrixProduct([1], [1], rows: rows, inner: inner, columns: columns)
            }
        }
    }

    @Test func softmaxOfNothing() {
        #expect(throws: NumberError.hasNoValue(.emptySoftmax)) { try Number.softmax([], base: nil) }
        #expect(throws: NumberError.hasNoValue(.emptySoftmax)) { try Number.softmax([nil, nil], base: nil) }
        #expect(throws: NumberError.hasNoValue(.emptySoftmax)) { try Double.softmax([nil], base: nil) }
        #expect(throws: NumberError.hasNoValue(.baseNotPositive)) { try Number.softmax([1], base: -2) }
        #expect(throws: NumberError.hasNoValue(.baseNotPositive)) { try Double.softmax([1], base: 0) }
    }

    @Test func limitsCanBeRaised() throws {
        var generous = Limits()
        generous.digits = 10
        Limits.$current.withValue(generous) {
            expectTooLarge { try sqrt(2).decimal(significantDigits: 11) }
        }
        #expect(try sqrt(2).decimal(significantDigits: 2000).digits.utf8.count == 2000)
    }

    @Test func radicandsTooLargeToFactor() throws {
        // Two primes of 40 digits: nothing finds them in p²q, coprime bases compare them all the same.
        let p = try #require(Integer("1000000000000000000000000000000000000133"))
        let s = try #require(Integer("2000000000000000000000000000000000000243"))
        let hidden = try sqrt(Number(p * p * s))
        let plain = try Number(p) * sqrt(Number(s))
        #expect(hidden.equals(plain) == .equal)
        #expect(hidden.equals(plain + 1) == .different)
        #expect(try Number.order(hidden, plain) == .equal)
        #expect(throws: NumberError.hasNoValue(.divisionByZero)) { try Number(1).divided(by: hidden - plain) }
        #expect(try (sqrt(Number(p)) * sqrt(Number(s))).equals(sqrt(Number(p * s))) == .equal)
        #expect(try exp(hidden - plain).equals(1) == .equal)
        #expect(try sqrt(Number(p * p)) == Number(p))
        // Up to 64 bits everything is factored.
        #expect(try sqrt(Number(Integer(2_147_483_647) * 2_147_483_647 * 3)) == 2_147_483_647 * sqrt(3))
    }
}

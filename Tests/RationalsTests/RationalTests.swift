import Testing

@testable import Rationals

@Suite struct RationalTests {
    @Test func fieldAxiomsHoldAcrossTheWordEdge() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<3000 {
            let (a, b, c) = (random.rational(), random.rational(), random.rational())
            #expect(a + b == b + a)
            #expect((a + b) + c == a + (b + c))
            #expect(a * b == b * a)
            #expect((a * b) * c == a * (b * c))
            #expect(a * (b + c) == a * b + a * c)
            #expect((a - b) + b == a)
            #expect(a - a == 0 && a + 0 == a && a * 1 == a)
            if let quotient = a.divided(by: b) { #expect(quotient * b == a) } else { #expect(b.isZero) }
            for value in [a + b, a - b, a * b, -a, a.reciprocal ?? 0] { #expect(value.isCanonical) }
        }
    }

    @Test func operationsFollowTheSchoolFormulas() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<3000 {
            let (a, b) = (random.rational(), random.rational())
            let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
            #expect(a + b == Rational(p * s + r * q, over: q * s))
            #expect(a - b == Rational(p * s - r * q, over: q * s))
            #expect(a * b == Rational(p * r, over: q * s))
            #expect((a < b) == (p * s < r * q))
            #expect(a + b == Rational.sumOfBoxed(a, b))
            #expect(a * b == Rational.productOfBoxed(a, b))
        }
    }

    @Test func handValues() throws {
        let half = try #require(Rational(1, over: 2))
        let third = try #require(Rational(1, over: 3))
        #expect((half + third).description == "5/6")
        #expect((third - half).description == "-1/6")
        #expect((half * third).description == "1/6")
        #expect(try #require(Rational(6, over: -4)).description == "-3/2")
        #expect(Rational(1, over: 0) == nil)
        #expect(Rational(3).divided(by: 0) == nil)
        #expect(Rational(Integer(Int.min), over: Integer(Int.min)) == 1)
        #expect(Rational(1, over: Integer(Int.min))?.denominator == Integer(UInt(1) << 63))
        #expect(try #require(Rational(2, over: 3)).raised(to: -2) == Rational(9, over: 4))
        #expect(throws: RationalError.divisionByZero) { try Rational(0).raised(to: -1) }
        #expect(throws: RationalError.self) { try Rational(2).raised(to: Int.min) }
        #expect(try Rational(-1).raised(to: Int.min) == 1)
        let harmonic = (1...30).reduce(Rational(0)) { $0 + (Rational(1, over: Integer($1)) ?? 0) }
        #expect(harmonic.description == "9304682830147/2329089562800")
    }

    @Test func orderIsTotalAndCompatible() {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<2000 {
            let (a, b, c) = (random.rational(), random.rational(), random.rational())
            #expect([a < b, a == b, b < a].filter { $0 }.count == 1)
            if a < b { #expect(a + c < b + c) }
            if a < b, c.signum() > 0 { #expect(a * c < b * c) }
            #expect((a - b).signum() == (a < b ? -1 : a == b ? 0 : 1))
        }
    }

    @Test func rounding() throws {
        var random = SeededGenerator(seed: 14)
        for _ in 0..<2000 {
            let a = random.rational()
            #expect(Rational(a.floor) <= a && a < Rational(a.floor + 1))
            #expect(Rational(a.ceiling) >= a && a > Rational(a.ceiling - 1))
            #expect((a - Rational(a.rounded)).magnitude * 2 <= 1)
        }
        let halves = [-5, -3, -1, 1, 3, 5].compactMap { Rational($0, over: 2)?.rounded }
        #expect(halves == [-2, -2, 0, 0, 2, 2])
        #expect(Rational(-7, over: 2)?.floor == -4)
        #expect(Rational(9, over: 4)?.exactSquareRoot == Rational(3, over: 2))
        #expect(Rational(-8, over: 27)?.exactRoot(degree: 3) == Rational(-2, over: 3))
        #expect(Rational(2).exactSquareRoot == nil)
    }

    @Test func textIsReadBack() throws {
        var random = SeededGenerator(seed: 15)
        for _ in 0..<1000 {
            let a = random.rational()
            #expect(Rational(a.description) == a)
        }
        #expect(try Rational(decimal: "0.1") == Rational(1, over: 10))
        #expect(try Rational(decimal: "-12.50e-1") == Rational(-5, over: 4))
        #expect(try Rational(decimal: ".5E+1") == 5)
        #expect(try Rational(decimal: "5.") == 5)
        #expect(try Rational(decimal: "0e999999999999999999999999") == 0)
        for text in ["", ".", "e1", "1e", "1e+", "1.2.3", "1/0", "1/", "/2", "1 /2", "-", "0x10", "1_0"] {
            #expect(Rational(text) == nil, "\(text)")
        }
        #expect(throws: RationalError.malformed(offset: 4)) { try Rational(decimal: "1.25x") }
        for text in ["1e100000000000", "1e-100000000000", "1e99999999999999999999999999"] {
            #expect(throws: RationalError.self) { try Rational(decimal: text) }
        }
    }

    @Test func doublesAreExactRationals() throws {
        var random = SeededGenerator(seed: 16)
        for _ in 0..<5000 {
            let value = Double(bitPattern: random.next())
            guard let exact = Rational(exactly: value) else {
                #expect(!value.isFinite)
                continue
            }
            #expect(exact.isCanonical)
            #expect(Double(exact).bitPattern == (value == 0 ? 0 : value.bitPattern))
            let single = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
            if single.isFinite, single != 0 {
                #expect(Float(try #require(Rational(exactly: Double(single)))) == single)
            }
        }
        #expect(Rational(exactly: 0.1)?.description == "3602879701896397/36028797018963968")
        #expect(Rational(exactly: -1.5) == Rational(-3, over: 2))
        #expect(Rational(exactly: Double.nan) == nil)
    }

    @Test func doubleRoundingIsToNearestEven() throws {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<5000 {
            // Halfway between two neighbours, and just beside it.
            let exponent = UInt64.random(in: 0...2045, using: &random) << 52
            let low = Double(bitPattern: exponent | (random.next() >> 12))
            let high = low.nextUp
            let sum = try #require(Rational(exactly: low)) + (try #require(Rational(exactly: high)))
            let middle = try #require(sum.divided(by: 2))
            let even = low.bitPattern & 1 == 0 ? low : high
            let nudge = try Rational(2).raised(to: -1200)
            #expect(Double(middle) == even)
            #expect(Double(middle + nudge) == high)
            #expect(Double(middle - nudge) == low)
            #expect(Double(-middle) == -even)
        }
        #expect(Double(try Rational(decimal: "0.1")) == 0.1)
        #expect(Double(try Rational(decimal: "1e400")) == .infinity)
        #expect(Double(try Rational(decimal: "-1e400")) == -.infinity)
        #expect(Double(try Rational(decimal: "1e-400")) == 0)
        #expect(Double(try Rational(2).raised(to: -1075)) == 0)
        #expect(Double(try Rational(2).raised(to: -1075) * 3) == 2 * Double.leastNonzeroMagnitude)
        #expect(Double(try Rational(2).raised(to: -1074)) == Double.leastNonzeroMagnitude)
        let edge = try Rational(2).raised(to: 1024) - Rational(2).raised(to: 970)
        #expect(Double(edge) == .infinity)
        #expect(Double(edge - 1) == Double.greatestFiniteMagnitude)
        #expect(Double(Integer(1 << 53) + 1) == Double(1 << 53))
        // The nearest Float of 1 + 2⁻²⁴ + 2⁻⁶⁰ is above 1; going through Double would give 1.
        let tricky = try 1 + Rational(2).raised(to: -24) + Rational(2).raised(to: -60)
        #expect(Float(tricky) == Float(1).nextUp)
    }
}

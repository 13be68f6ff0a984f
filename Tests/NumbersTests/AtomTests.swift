import Numbers
import Rationals
import Testing

/// Identities between numbers with opaque atoms: each is a theorem, and each has to be proven.
@Suite struct AtomTests {
    private func ln(_ x: Number) throws -> Number { try x.applying(.logarithm) }
    private func abs(_ x: Number) throws -> Number { try x.applying(.absoluteValue) }

    @Test func nestedRadicals() throws {
        let two = try sqrt(2)
        #expect(try (sqrt(1 + two) * sqrt(two - 1)).equals(1) == .equal)
        let five = try sqrt(5)
        #expect(try ((2 + five).raised(to: r(1, 3)) + (2 - five).raised(to: r(1, 3))).equals(1) == .equal)
        // Ramanujan: ∛(∛2 − 1) = ∛(1/9) − ∛(2/9) + ∛(4/9)
        let left = try (q(2).raised(to: r(1, 3)) - 1).raised(to: r(1, 3))
        let right = try q(1, 9).raised(to: r(1, 3)) - q(2, 9).raised(to: r(1, 3)) + q(4, 9).raised(to: r(1, 3))
        #expect(left.equals(right) == .equal)
        let tiny = Number(try Rational(10).raised(to: -60))
        #expect(left.equals(right + tiny) == .different)
        // √(1 + √3) + √(3 + 3√3) = √(10 + 6√3), Borodin et al.
        let three = try sqrt(3)
        #expect(try (sqrt(1 + three) + sqrt(3 + 3 * three)).equals(sqrt(10 + 6 * three)) == .equal)
    }

    @Test func exponentialsOfNestedRadicals() throws {
        let two = try sqrt(2)
        let (a, b) = (try sqrt(1 + two), try sqrt(two - 1))
        #expect(try exp(a * b).equals(exp(1)) == .equal)
        #expect(try exp(a).equals(exp(b)) == .different)
        #expect(try (exp(a) * exp(-a)).equals(1) == .equal)
    }

    @Test func rootsOfExponentialSums() throws {
        let x = try 1 + exp(1)
        #expect(try sqrt(x * x).equals(x) == .equal)
        #expect(try sqrt((1 - exp(1)) * (1 - exp(1))).equals(exp(1) - 1) == .equal)
        #expect(try (sqrt(x) * sqrt(x)) == x)
        #expect(try sqrt(4 * x) == 2 * sqrt(x))
        #expect(try Number(1).divided(by: sqrt(x)).equals(sqrt(x).divided(by: x)) == .equal)
        #expect(try (sqrt(x) * sqrt(1 + exp(2))).equals(sqrt(x * (1 + exp(2)))) == .equal)
    }

    @Test func layerNormOfSoftmaxOutputsIgnoresScale() throws {
        func normalised(_ x: [Number]) throws -> [Number] {
            let n = q(Integer(x.count))
            let mean = try x.reduce(0, +).divided(by: n)
            let centred = x.map { $0 - mean }
            let deviation = try sqrt(centred.reduce(0) { $0 + $1 * $1 }.divided(by: n))
            return try centred.map { try $0.divided(by: deviation) }
        }
        let row = try Number.softmax([1, 3, 2], base: nil)
        let plain = try normalised(row)
        let scaled = try normalised(Number.softmax([5, 7, 6], base: nil).map { 3 * $0 })
        for (a, b) in zip(plain, scaled) { #expect(a.equals(b) == .equal) }
        #expect(plain[0].equals(plain[1]) == .different)
        #expect(try Number.order(plain[0], plain[1]) == .less)
    }

    @Test func secondSoftmaxLayerIgnoresShifts() throws {
        let inner = try Number.softmax([1, 0, 2], base: nil)
        let same = try Number.softmax([2, 1, 3], base: nil)
        let outer = try Number.softmax(inner, base: nil)
        let shifted = try Number.softmax(inner.map { $0 + inner[0] + 2 }, base: nil)
        let other = try Number.softmax(same.map { $0 - 1 }, base: nil)
        for i in 0..<3 {
            #expect(outer[i].equals(shifted[i]) == .equal)
            #expect(outer[i].equals(other[i]) == .equal)
        }
        #expect(outer[0] + outer[1] + outer[2] == 1)
        #expect(outer[0].equals(outer[1]) == .different)
    }

    @Test func complementInAnExponent() throws {
        // e^(w₁) with w₁ = 1 − w₂ in disguise.
        let row = try Number.softmax([1, 3], base: nil)
        #expect(try exp(row[0]).equals(exp(1 - row[1])) == .equal)
    }

    @Test func logarithms() throws {
        let row = try Number.softmax([14, 12, -7], base: nil)
        let loss = try ln(row[1])
        #expect(loss.description == "12-ln(exp(14)+exp(12)+exp(-7))")
        let shifted = try ln(Number.softmax([2, 0, -19], base: nil)[1])
        #expect(loss.equals(shifted) == .equal)
        #expect(try exp(loss).equals(row[1]) == .equal)
        #expect(try ln(q(6)) == ln(2) + ln(3))
        #expect(try ln(sqrt(2)) == q(1, 2) * ln(2))
        #expect(try ln(2 * exp(3)) == ln(2) + 3)
        #expect(try exp(2 * ln(3) - ln(2)) == q(9, 2))
        #expect(try ln(2 + 2 * exp(1)) == ln(2) + ln(1 + exp(1)))
        #expect(throws: NumberError.hasNoValue(.logarithmOfNonPositive)) { try ln(1 - exp(1)) }
    }

    @Test func oddAndEvenFunctions() throws {
        let x = try Number.softmax([1, 3], base: nil)[0]
        #expect(try (-x).applying(.errorFunction) == -(x.applying(.errorFunction)))
        #expect(try (-x).applying(.cosine) == x.applying(.cosine))
        let (s, c) = (try x.applying(.sine), try x.applying(.cosine))
        #expect(s * s + c * c == 1)
        #expect(try q(-1, 2).applying(.errorFunction) == -(q(1, 2).applying(.errorFunction)))
        #expect(try q(0).applying(.errorFunction) == 0)
    }

    @Test func logarithmsOfAlgebraicNumbers() throws {
        let two = try sqrt(2)
        #expect(try (ln(1 + two) + ln(two - 1)).equals(0) == .equal)
        #expect(try (2 * ln(1 + two)).equals(ln(3 + 2 * two)) == .equal)
        #expect(try (ln(1 + two) * 2).equals(ln(3)) == .different)
    }

    @Test func anglesThatAreFractionsOfPi() throws {
        func cos(_ multiple: Number) throws -> Number { try (multiple * .pi).applying(.cosine) }
        func sin(_ multiple: Number) throws -> Number { try (multiple * .pi).applying(.sine) }
        #expect(try cos(1) == -1)
        #expect(try sin(1) == 0)
        #expect(try sin(q(1, 6)) == q(1, 2))
        #expect(try cos(q(-7, 4)) == sqrt(q(1, 2)))
        #expect(try sin(q(2, 3)) == sqrt(3) * q(1, 2))
        #expect(try 4 * cos(q(1, 5)) == 1 + sqrt(5))
        #expect(try cos(q(9, 7)) == -cos(q(2, 7)))
        #expect(try sin(q(5, 14)) == cos(q(1, 7)))
        #expect(try cos(q(1, 12)).decimal(significantDigits: 20).description == "0.96592582628906828675")
    }

    @Test func whatIsNotProvenIsUndecided() throws {
        // e^(π·√163) is famously near an integer, and not one.
        let near = try exp(.pi * sqrt(163))
        let integer = Number(try #require(Integer("262537412640768744")))
        #expect(near.equals(integer) == .different)
        #expect(try Number.order(near, integer) == .less)
        // True by the addition theorem, which is not among the rules for opaque angles.
        let weight = try Number.softmax([1, 3], base: nil)[0]
        let double = try (2 * weight).applying(.sine)
        let product = try 2 * weight.applying(.sine) * weight.applying(.cosine)
        #expect(double.equals(product) == .undecided)
        #expect(throws: NumberError.self) { try Number(1).divided(by: double - product) }
        #expect(throws: NumberError.self) { try Number.order(double, product) }
        #expect(throws: NumberError.self) { try (double - product).decimal(significantDigits: 5) }
    }
}

import Numbers
import Rationals
import Testing

func q(_ p: Integer, _ d: Integer = 1) -> Number {
    Number(Rational(p, over: d) ?? 0)
}

func r(_ p: Integer, _ d: Integer = 1) -> Rational { Rational(p, over: d) ?? 0 }

func exp(_ x: Number) throws -> Number { try x.applying(.exponential) }
func sqrt(_ x: Number) throws -> Number { try x.raised(to: r(1, 2)) }

@Suite struct NumberTests {
    @Test func rationalArithmetic() throws {
        #expect(q(1, 3) + q(1, 6) == q(1, 2))
        #expect((q(1, 3) * 3).rational == 1)
        #expect(throws: NumberError.hasNoValue(.divisionByZero)) { try q(1).divided(by: 0) }
    }

    @Test func radicalsMultiplyIntoCanonicalForm() throws {
        #expect(try sqrt(2) * sqrt(2) == 2)
        #expect(try sqrt(12) == 2 * sqrt(3))
        #expect(try sqrt(2) * sqrt(3) == sqrt(6))
        #expect(try Number(1).divided(by: 1 + sqrt(2)) == sqrt(2) - 1)
        #expect(try sqrt(3 + 2 * sqrt(2)) == 1 + sqrt(2))
        #expect(try q(-8).raised(to: r(1, 3)) == -2)
        #expect(try q(10).raised(to: r(1, 3)).raised(to: 3) == 10)
    }

    @Test func denominatorsOfSeveralRadicals() throws {
        let sum = try sqrt(2) + sqrt(3) + sqrt(5)
        #expect(try Number(1).divided(by: sum) == (2 * sqrt(3) + 3 * sqrt(2) - sqrt(30)).divided(by: 12))
        // Twelve terms would be no better reading: the denominator stays, and equality sees through it.
        let mixed = try sqrt(2) + sqrt(3) + q(5).raised(to: r(1, 3))
        let inverse = try Number(1).divided(by: mixed)
        #expect(inverse.parts.first?.denominator.count == 1)
        #expect((inverse * mixed) == 1)
        #expect(try exp(inverse) * exp(-inverse) == 1)
        #expect(try exp(inverse * 2).equals(exp(Number(2).divided(by: mixed))) == .equal)
    }

    @Test func exponentialsMeetInOneForm() throws {
        #expect(try exp(q(5, 20736)) * exp(q(37, 144)) == exp(q(5333, 20736)))
        #expect(try exp(1) * exp(-1) == 1)
        #expect(try exp(2).raised(to: r(1, 2)) == exp(1))
        #expect(try exp(q(3).applying(.logarithm) * q(1, 2)) == sqrt(3))
        #expect(try q(8).applying(.logarithm) == 3 * q(2).applying(.logarithm))
        #expect(try exp(5).applying(.logarithm) == 5)
    }

    @Test func pythagoreanIdentity() throws {
        let (s, c) = (try q(3, 7).applying(.sine), try q(3, 7).applying(.cosine))
        #expect(s * s + c * c == 1)
        #expect(try q(-3, 7).applying(.cosine) == c)
        #expect(try q(-3, 7).applying(.sine) == -s)
        #expect(try q(0).applying(.sine) == 0)
    }

    @Test func softmaxOfARow() throws {
        let row = try Number.softmax([14, 12, -7], base: nil)
        #expect(row[0].description == "exp(14)/(exp(14)+exp(12)+exp(-7))")
        #expect(row[0] + row[1] + row[2] == 1)
        let shifted = try Number.softmax([q(1), q(-1), q(-20)], base: nil)
        for (a, b) in zip(row, shifted) { #expect(a.equals(b) == .equal) }
        #expect(try Number.softmax([1, 1], base: nil) == [q(1, 2), q(1, 2)])
        #expect(try Number.softmax([0, nil, 1], base: 2) == [q(1, 3), 0, q(2, 3)])
    }

    @Test func tanhAddition() throws {
        let (a, b) = (q(1, 3), q(2, 5))
        let (s, t) = (try a.applying(.hyperbolicTangent), try b.applying(.hyperbolicTangent))
        let sum = try (a + b).applying(.hyperbolicTangent)
        #expect(try Number.equality(sum, (s + t).divided(by: 1 + s * t)) == .equal)
        #expect(
            try Number.equality(sum + q(1, Integer(10).raised(to: 30)), (s + t).divided(by: 1 + s * t)) == .different)
    }

    @Test func decimals() throws {
        #expect(try q(1, 3).decimal(significantDigits: 5).description == "0.33333")
        #expect(try q(2, 3).decimal(places: 2).description == "0.67")
        #expect(try sqrt(2).decimal(significantDigits: 20).description == "1.4142135623730950488")
        #expect(try exp(1).decimal(places: 3).description == "2.718")
        #expect(try exp(-1450).decimal(significantDigits: 5).exponent == -630)
        #expect(try q(5, 2).decimal(places: 0).description == "2")
        #expect(try q(999_999).decimal(significantDigits: 2).description == "1.0e6")
        #expect(try q(1, 8).decimal(places: 2).description == "0.12")
    }

    @Test func doubles() throws {
        #expect(try Double(q(1, 10)) == 0.1)
        #expect(try Double(sqrt(2)) == 2.0.squareRoot())
        #expect(try Double(1).applying(.exponential) == Double(exp(1)))
        #expect(try Double.softmax([1000, nil, 1000], base: nil) == [0.5, 0, 0.5])
    }

    @Test func sharedRowOutputs() throws {
        let weights = try Number.softmax([1, 2], base: nil)
        let output = try Number.matrixProduct(weights, [1, 3, 2, 3], rows: 1, inner: 2, columns: 2)
        #expect(output[1] == 3)
        #expect(output[0].description == "(exp(1)+2*exp(2))/(exp(1)+exp(2))")
    }
}

import Rationals
import Testing

/// The examples of the documentation comments, with what they print.
@Suite struct DocumentationTests {
    private func printed(_ value: some Any) -> String { "\(value)" }

    @Test func integers() throws {
        let a = try Integer(2).raised(to: 64)
        #expect(printed(a * a) == "340282366920938463463374607431768211456")
        #expect(printed(try Integer(-3).raised(to: 5)) == "-243")
        #expect(
            printed(try #require(Integer(-7).quotientAndRemainder(dividingBy: 2))) == "(quotient: -3, remainder: -1)")
        #expect(
            printed(try #require(Integer(-7).floorQuotientAndRemainder(dividingBy: 2)))
                == "(quotient: -4, remainder: 1)")
        #expect(printed(Integer(12).gcd(-18)) == "6")
        let found = Integer(360).primeFactorisation()
        #expect(printed(found.primes.map { "\($0.prime)^\($0.exponent)" }) == #"["2^3", "3^2", "5^1"]"#)
        #expect(printed(try #require(Integer(30).rootAndRemainder(degree: 3))) == "(root: 3, remainder: 3)")
        #expect(printed(try #require(Integer(-27).exactRoot(degree: 3))) == "-3")
        #expect(printed(try #require(Integer("-12345678901234567890"))) == "-12345678901234567890")
    }

    @Test func rationals() throws {
        let half = try #require(Rational(1, over: 2))
        #expect(printed(half + 3) == "7/2")
        #expect(printed(try #require(Rational(6, over: -4))) == "-3/2")
        #expect(printed(try #require(Rational(3).divided(by: 6))) == "1/2")
        #expect(printed(try #require(Rational(2, over: 3)).raised(to: -2)) == "9/4")
        #expect(printed(try #require(Rational(exactly: 0.1))) == "3602879701896397/36028797018963968")
        #expect(printed(try #require(Rational(-7, over: 2)).floor) == "-4")
        #expect(printed(try #require(Rational(5, over: 2)).rounded) == "2")
        #expect(printed(try #require(Rational(-8, over: 27)?.exactRoot(degree: 3))) == "-2/3")
        #expect(printed(try Rational(decimal: "-12.50e-1")) == "-5/4")
        let a: [Rational] = [1, 2, 3, 4]
        #expect(printed(try Rational.product(a, a, rows: 2, inner: 2, columns: 2)) == "[7, 10, 15, 22]")
        #expect(printed(try Rational.dot([1, 2], [3, 4])) == "11")
    }
}

import Numbers
import Rationals
import Testing

/// The examples of the doc comments, with the results they print.
@Suite struct DocumentationTests {
    @Test func number() throws {
        let third = Number(try #require(Rational(1, over: 3)))
        #expect("\(third + third)" == "2/3")
    }

    @Test func extent() throws {
        let e = try Number(1).applying(.exponential)
        #expect((e + 2).termCount(upTo: 10) == 2)
        #expect((e + 2).termCount(upTo: 1) == 1)
        // tanh of tanh 1 is two exponentials over two, each of a quotient of two over two: 4 + 4 · 4.
        let nested = try e.applying(.hyperbolicTangent).applying(.hyperbolicTangent)
        #expect(nested.termCount(upTo: 41) > 19)
        #expect(nested.termCount(upTo: 41) <= 40)
    }

    @Test func equality() throws {
        let half = Number(try #require(Rational(1, over: 2)))
        #expect("\(Number.equality(try half.applying(.hyperbolicTangent), half))" == "different")
    }

    @Test func functions() throws {
        #expect("\(try Number(1).applying(.logistic))" == "1/(1+exp(-1))")
        #expect("\(try Number(12).raised(to: #require(Rational(1, over: 2))))" == "2*3^(1/2)")
    }

    @Test func decimals() throws {
        let root = try Number(2).raised(to: #require(Rational(1, over: 2)))
        #expect("\(try root.decimal(significantDigits: 10))" == "1.414213562")
        #expect("\(try Number(1).applying(.exponential).decimal(places: 3))" == "2.718")
        #expect("\(try q(93, 200).decimal(significantDigits: 4))" == "0.4650")
        #expect("\(try q(-25, 2).decimal(places: 1))" == "-12.5")
    }

    @Test func doubles() throws {
        #expect("\(try Number.doubles(of: [q(1, 3), 2]))" == "[0.3333333333333333, 2.0]")
    }

    /// Rounding together gives what rounding alone gives, also where exponentials cancel or vanish.
    @Test func doublesOfARowAreTheDoublesOfItsEntries() throws {
        let scores: [Number] = [q(1, 3), -2, 1054, q(852, 7), try sqrt(2), -396, 0]
        let weights = try Number.softmax(scores, base: nil)
        let numbers = weights + [weights[0] - weights[1], weights[2] - 1, scores[4], q(1, 10)]
        #expect(try Number.doubles(of: numbers) == numbers.map { try Double($0) })
    }

    @Test func surds() throws {
        let root = try #require(try sqrt(3 + 2 * sqrt(2)).surd)
        #expect("\(root)" == "1+2^(1/2)")
    }

    @Test func termsInOrderOfAppearance() throws {
        let weight = try Number.softmax([14, 12, -7], base: nil)[0]
        let factor = try #require(weight.parts.first?.denominator.first?.factor)
        #expect(factor.terms.map(\.exponent.rational) == [14, 12, -7])
        #expect(weight.parts.first?.numerator.terms.map(\.exponent.rational) == [14])
        // The same weight in another order prints differently and is the same number.
        let other = try Number.softmax([-7, 12, 14], base: nil)[2]
        #expect(other.description == "exp(14)/(exp(-7)+exp(12)+exp(14))")
        #expect(other == weight)
        #expect(other.hashValue == weight.hashValue)
    }

    @Test func enclosures() throws {
        let third = try q(1, 3).enclosure(precision: 53)
        #expect("\(third)" == "[0.3333333333333333, 0.33333333333333337]")
        #expect("\(try RunningError(q(1, 2)))" == "0.5 ± 0.0")
    }
}

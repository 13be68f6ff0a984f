import Attention
import Graphs
import Numbers
import Rationals
import Testing

@testable import Sheets

/// Mean and variance of a dot product against every pair of vectors there is.
@Suite struct RandomVectorTests {
    /// All vectors of d entries from a list.
    func vectors(_ values: [Rational], _ d: Int) -> [[Rational]] {
        d == 0 ? [[]] : vectors(values, d - 1).flatMap { vector in values.map { vector + [$0] } }
    }

    @Test(arguments: [
        (Distribution.sign, [-1, 1], Distribution.sign, [-1, 1]),
        (.integers(-1, 2), [-1, 0, 1, 2], .oneOf([1, 1, 4]), [1, 1, 4]),
        (.bernoulli(Rational(1, over: 4) ?? 0), [0, 0, 0, 1], .integers(2, 2), [2]),
        (.integers(0, 3), [0, 1, 2, 3], .bernoulli(Rational(1, over: 3) ?? 0), [1, 0, 0]),
    ])
    func everyPairOfVectors(
        _ query: Distribution, _ queries: [Rational], _ key: Distribution, _ keys: [Rational]
    ) throws {
        for d in 1...3 {
            let products = vectors(queries, d).flatMap { q in
                vectors(keys, d).map { k in zip(q, k).reduce(Rational(0)) { $0 + $1.0 * $1.1 } }
            }
            let share = try #require(Rational(1, over: Integer(products.count)))
            let mean = products.reduce(0, +) * share
            let variance = products.reduce(Rational(0)) { $0 + ($1 - mean) * ($1 - mean) } * share
            let moments = DotProductMoments(dimension: Polynomial(Rational(d)), query: query, key: key)
            #expect(moments.mean.constant == mean)
            #expect(moments.variance.constant == variance)
            #expect(moments.scaledVariance == variance.divided(by: Rational(d)))
        }
    }

    /// E[x²] of a uniform distribution on [a, b] as the integral of x²/(b − a), of a normal one as variance + mean².
    @Test func continuousMoments() throws {
        for (a, b) in [(-1, 1), (0, 5), (-3, 2)] {
            let (low, high) = (Rational(a), Rational(b))
            let uniform = Distribution.uniform(low, high)
            let integral = try #require((high * high * high - low * low * low).divided(by: 3 * (high - low)))
            #expect(uniform.secondMoment == integral)
            #expect(uniform.mean == (low + high).divided(by: 2))
        }
        #expect(Distribution.normal(mean: 3, variance: 2).secondMoment == 11)
    }

    @Test(arguments: [
        ("dot_variance(d, q: normal(0, 1))", "d"), ("dot_variance(d, q: normal(0, 1), k: uniform(-1, 1))", "d/3"),
        ("dot_variance(h d, q: sign())", "h d"), ("dot_variance(d_k, q: normal(1, 1), k: normal(2, 1))", "6 d_k"),
    ])
    func variancesInNames(_ formula: String, _ expected: String) throws {
        let worked = calculated(formula)
        #expect(worked.messages == [])
        let node = try #require(worked.elaboration.lines.last?.nodes.last)
        #expect(worked.polynomials[node]?.description == expected)
        #expect(calculated("dot_variance(64, q: normal(0, 1))").last == numbers(64))
    }
}

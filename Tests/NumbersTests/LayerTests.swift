import Numbers
import Rationals
import Testing

/// Attention layers stacked on one another, every weight of the first written in two ways.
@Suite struct LayerTests {
    private func ln(_ x: Number) throws -> Number { try x.applying(.logarithm) }

    /// (1 + e)/(2e + 1) and 1/2 + 1/(2 + 4e).
    private func quotients() throws -> (Number, Number) {
        let e = try exp(1)
        return (try (1 + e).divided(by: 2 * e + 1), try q(1, 2) + Number(1).divided(by: 2 + 4 * e))
    }

    @Test func surdMultiplesInExponents() throws {
        let (a, b) = try quotients()
        let half = try Number(1).divided(by: sqrt(2))
        let (x, y) = (try exp(a * a * half), try exp(b * b * half))
        #expect(x.equals(y) == .equal)
        #expect(try exp(a * (half + sqrt(3))).equals(exp(b * (half + sqrt(3)))) == .equal)
        // The shift between the exponents is a surd.
        #expect(try exp(a * half + half).equals(exp(half) * exp(b * half)) == .equal)
        #expect(try sqrt(1 + x).equals(sqrt(1 + y)) == .equal)
        #expect(try ln(1 + x).equals(ln(1 + y)) == .equal)
        let tiny = Number(try Rational(10).raised(to: -30))
        #expect(try x.equals(exp(b * b * half + tiny)) == .different)
        #expect(try x.equals(exp((b + tiny) * (b + tiny) * half)) == .different)
        #expect(try ln(1 + x).equals(ln(1 + y + tiny)) == .different)
        #expect(try (x + exp(a)).equals(y + exp(b) + tiny) == .different)
        #expect(try (x + exp(a)).equals(y + exp(b)) == .equal)
    }

    @Test func exponentsThatGrow() throws {
        // E²/(1 + E) = E − 1 + 1/(1 + E), and the same in e^(−1).
        let half = try Number(1).divided(by: sqrt(2))
        for e in [try exp(1), try exp(-1), try exp(half)] {
            let a = try (e * e).divided(by: 1 + e)
            let b = try e - 1 + Number(1).divided(by: 1 + e)
            #expect(try exp(a * half).equals(exp(b * half)) == .equal)
            #expect(try exp(a * half).equals(exp(b * half) + q(1, 1_000_000)) == .different)
        }
    }

    /// Scaled dot-product self-attention with softmax(X·Xᵀ/√2)·X, or with each weight as 1 less the others.
    private func layer(_ x: [[Number]], complement: Bool) throws -> [[Number]] {
        let scale = try Number(1).divided(by: sqrt(2))
        return try x.map { query in
            let scores = x.map { key in zip(query, key).reduce(0 as Number) { $0 + $1.0 * $1.1 } * scale }
            var weights = try Number.softmax(scores, base: nil)
            if complement {
                let kept = weights
                for i in kept.indices {
                    weights[i] = 1
                    for j in kept.indices where j != i { weights[i] = weights[i] - kept[j] }
                }
            }
            return query.indices.map { column in
                zip(weights, x).reduce(0 as Number) { $0 + $1.0 * $1.1[column] }
            }
        }
    }

    @Test(arguments: [
        [[1, 0], [0, 1]], [[1, 0], [0, 1], [1, 1]], [[1, 0], [0, 1], [1, 1], [0, -1]],
    ]) func twoLayersTwoWays(tokens: [[Int]]) throws {
        let x = tokens.map { $0.map { q(Integer($0)) } }
        let plain = try layer(layer(x, complement: false), complement: false)
        let other = try layer(layer(x, complement: true), complement: false)
        let tiny = Number(try Rational(10).raised(to: -30))
        for (row, same) in zip(plain, other) {
            for (a, b) in zip(row, same) {
                #expect(a.equals(b) == .equal)
                #expect(a.equals(b + tiny) == .different)
            }
        }
    }

    @Test func unequalLayersDiffer() throws {
        let tiny = Number(try Rational(10).raised(to: -30))
        let x: [[Number]] = [[1, 0], [0, 1], [1, 1]]
        let near: [[Number]] = [[1, 0], [0, 1], [1, 1 + tiny]]
        let plain = try layer(layer(x, complement: false), complement: false)
        let other = try layer(layer(near, complement: true), complement: false)
        for (row, moved) in zip(plain, other) {
            for (a, b) in zip(row, moved) { #expect(a.equals(b) == .different) }
        }
    }
}

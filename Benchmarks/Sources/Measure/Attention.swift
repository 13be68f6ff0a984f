import Numbers
import Rationals

/// Projected scaled dot-product self-attention of n tokens of dimension n.
struct Attention {
    let size: Int
    let tokens: [Rational]
    let queries: [Rational]
    let keys: [Rational]
    let values: [Rational]

    /// Random rationals with numerators to 9 and denominators to 4.
    ///
    /// Weights are saturated, that is nearly one-hot,
    /// unless the query and key projections are scaled down by the square of the size.
    init(size: Int, isSaturated: Bool) {
        self.size = size
        var random = Generator(seed: 16)
        tokens = random.matrix(size, -9...9, over: 1...4)
        let scale = Rational(1, over: isSaturated ? 1 : Integer(size)) ?? 1
        queries = random.matrix(size, -9...9, over: 1...4).map { $0 * scale }
        keys = random.matrix(size, -9...9, over: 1...4).map { $0 * scale }
        values = random.matrix(size, -9...9, over: 1...4)
    }

    /// Three vectors in R³ that attend to one another with plain dot products, exactly: softmax(X Xᵀ) X.
    static func ofThreeVectors() throws -> [Number] {
        let x = Instances.threeVectors.map { Number($0) }
        let transposed = (0..<9).map { x[$0 % 3 * 3 + $0 / 3] }
        let scores = try Number.matrixProduct(x, transposed, rows: 3, inner: 3, columns: 3)
        var weights: [Number] = []
        for row in 0..<3 { weights += try Number.softmax(Array(scores[row * 3..<row * 3 + 3]), base: nil) }
        return try Number.matrixProduct(weights, x, rows: 3, inner: 3, columns: 3)
    }

    /// softmax(X W_Q (X W_K)ᵀ / √n) X W_V, exactly.
    func outputs() throws -> [Number] {
        let x = tokens.map { Number($0) }
        func product(_ a: [Number], _ b: [Number]) throws -> [Number] {
            try Number.matrixProduct(a, b, rows: size, inner: size, columns: size)
        }
        let q = try product(x, queries.map { Number($0) })
        let k = try product(x, keys.map { Number($0) })
        let v = try product(x, values.map { Number($0) })
        let transposed = (0..<size * size).map { k[$0 % size * size + $0 / size] }
        let root = try Number(Rational(size)).raised(to: Rational(1, over: 2) ?? 1)
        let scores: [Number?] = try product(q, transposed).map { try $0.divided(by: root) }
        var weights: [Number] = []
        weights.reserveCapacity(scores.count)
        for row in stride(from: 0, to: scores.count, by: size) {
            weights += try Number.softmax(Array(scores[row..<row + size]), base: nil)
        }
        return try product(weights, v)
    }
}

import Numbers
import Rationals

extension Normalisation {
    /// Positions with a positive weight under entmax with α = 1.5, the largest score first: with z = s/2 sorted, those
    /// with Σ_{j ≤ k} (z_(j) − z_(k))² < 1.
    ///
    /// The threshold τ solves Σ max(z_j − τ, 0)² = 1, whose left side falls as τ grows; z_(k) lies above τ exactly where
    /// the left side at τ = z_(k) is still below 1. Peters, Niculae and Martins 2019, algorithm 2, decides by
    /// τ(k) < z_(k), which is the same with a root in it.
    public static func entmaxSupport<S: Scalar>(_ scores: [S?]) throws -> [Int] {
        let order = try descending(scores)
        let one = try S(Number(1))
        let halves = try halves(of: order.compactMap { scores[$0] })
        for k in halves.indices.dropFirst() {
            var sum = try S(Number(0))
            for j in 0..<k {
                let difference = halves[j] - halves[k]
                sum = sum + difference * difference
            }
            guard try S.order(sum.checked(), one) == .less else { return Array(order.prefix(k)) }
        }
        return order
    }

    /// The mean M of the support's halved scores and δ = (1 − Σ (z − M)²)/k; the threshold is τ = M − √δ.
    public static func entmaxThreshold<S: Scalar>(_ support: [S]) throws -> (mean: S, radicand: S) {
        let halves = try halves(of: support)
        guard let first = halves.first else { throw NumberError.hasNoValue(.emptySoftmax) }
        let count = try S(Number(Rational(halves.count)))
        let mean = try halves.dropFirst().reduce(first) { $0 + $1 }.divided(by: count)
        var spread = try S(Number(0))
        for half in halves {
            let difference = half - mean
            spread = spread + difference * difference
        }
        return (mean, try (S(Number(1)) - spread).divided(by: count))
    }

    static func entmax15<S: Scalar>(_ scores: [S?]) throws -> [S] {
        let support = try entmaxSupport(scores)
        let (mean, radicand) = try entmaxThreshold(support.compactMap { scores[$0] })
        let threshold = mean - (try radicand.raised(to: Rational(1, over: 2) ?? 1))
        var weights = [S](repeating: try S(Number(0)), count: scores.count)
        for place in support {
            guard let score = scores[place], let half = try halves(of: [score]).first else { continue }
            let difference = half - threshold
            weights[place] = try (difference * difference).checked()
        }
        return weights
    }

    private static func halves<S: Scalar>(of scores: [S]) throws -> [S] {
        let two = try S(Number(2))
        return try scores.map { try $0.divided(by: two) }
    }
}

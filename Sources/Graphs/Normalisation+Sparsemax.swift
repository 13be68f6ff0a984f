import Numbers
import Rationals

extension Normalisation {
    /// Positions with a positive weight under sparsemax, the largest score first: the longest start of the sorted
    /// scores with 1 + k s_(k) > s_(1) + … + s_(k).
    ///
    /// Martins and Astudillo 2016, algorithm 1. The condition holds for the first scores and fails for all later ones,
    /// so the search may stop at the first failure.
    public static func sparsemaxSupport<S: Scalar>(_ scores: [S?]) throws -> [Int] {
        let order = try descending(scores)
        let one = try S(Number(1))
        var sum: S?
        for (index, place) in order.enumerated() {
            guard let score = scores[place] else { continue }
            let next = try (sum.map { $0 + score } ?? score).checked()
            let left = try (one + S(Number(Rational(index + 1))) * score).checked()
            guard try S.order(left, next) == .greater else { return Array(order.prefix(index)) }
            sum = next
        }
        return order
    }

    static func sparsemax<S: Scalar>(_ scores: [S?]) throws -> [S] {
        let zero = try S(Number(0))
        let support = try sparsemaxSupport(scores)
        let kept = support.compactMap { scores[$0] }
        guard let first = kept.first else { throw NumberError.hasNoValue(.emptySoftmax) }
        let sum = try kept.dropFirst().reduce(first) { $0 + $1 }.checked()
        let threshold = try (sum - S(Number(1))).divided(by: S(Number(Rational(kept.count))))
        var weights = [S](repeating: zero, count: scores.count)
        for place in support {
            // Positive by the choice of the support; the rectifier keeps a rounded difference from falling below 0.
            if let score = scores[place] { weights[place] = try (score - threshold).checked().applying(.rectifier) }
        }
        return weights
    }
}

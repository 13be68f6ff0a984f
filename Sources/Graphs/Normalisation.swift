import Numbers
import Rationals

/// How the scores of one query become weights.
///
/// Every rule looks at one row of scores, keys that a mask leaves out being absent: they get weight 0 and take part in
/// no sum, no maximum and no threshold.
public enum Normalisation: Hashable, Sendable {
    /// b^s_j / Σ b^s_i, with base e where base is nil.
    case softmax(base: Rational?)
    /// b^s_j / (1 + Σ b^s_i): a query may attend to nothing.
    case softmaxOne(base: Rational?)
    /// Softmax over the k largest scores, the others get 0; ties with the k-th by the rule.
    case topK(Int, ties: TieRule, base: Rational?)
    /// 1 at the largest score, 0 elsewhere; ties by the rule.
    case argmax(TieRule)
    /// max(s_j, 0) / Σ max(s_i, 0).
    case relu
    /// s_j / Σ s_i.
    case sum
    /// 1/(1 + e^(−s_j)), each score for itself: the weights need not add up to 1.
    case sigmoid
    /// The nearest point of the probability simplex: max(s_j − τ, 0).
    case sparsemax
    /// max(s_j/2 − τ, 0)², between softmax and sparsemax.
    case entmax15
}

/// Who gets the weight when several scores are largest.
public enum TieRule: String, Hashable, Sendable, CaseIterable {
    /// Equal parts.
    case shared
    case first
    case last
}

extension Normalisation {
    /// The weights of one row of scores; nil stands for a key that the mask leaves out.
    func weights<S: Scalar>(_ scores: [S?]) throws -> [S] {
        switch self {
        case .softmax(let base): return try S.softmax(scores, base: base)
        case .softmaxOne(let base): return try Self.softmaxOne(scores, base)
        case .topK(let k, let ties, let base): return try Self.topK(scores, k, ties, base)
        case .argmax(let rule): return try Self.argmax(scores, rule)
        case .relu: return try Self.relu(scores)
        case .sum: return try Self.sum(scores)
        case .sigmoid: return try Self.sigmoid(scores)
        case .sparsemax: return try Self.sparsemax(scores)
        case .entmax15: return try Self.entmax15(scores)
        }
    }

    /// Why a row has no weights, where that is no matter of a single number.
    public enum NoWeights: Error, Hashable, Sendable {
        /// No score is positive: max(s, 0) is 0 everywhere, and 0/0 has no value.
        case noPositiveScore
        /// The scores add up to 0.
        case sumIsZero
    }

    /// Positions of the scores that are there, the largest first; equal ones in the order they stand.
    public static func descending<S: Scalar>(_ scores: [S?]) throws -> [Int] {
        let present = scores.indices.filter { scores[$0] != nil }
        return try present.sorted { a, b in
            guard let x = scores[a], let y = scores[b] else { return a < b }
            switch try S.order(x, y) {
            case .less: return false
            case .greater: return true
            case .equal: return a < b
            }
        }
    }
}

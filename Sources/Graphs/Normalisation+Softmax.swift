import Numbers
import Rationals

extension Normalisation {
    /// Softmax with one more score, 0, whose weight is dropped: the 1 in the denominator is e^0, so the largest
    /// exponent can be taken out as ever.
    static func softmaxOne<S: Scalar>(_ scores: [S?], _ base: Rational?) throws -> [S] {
        Array(try S.softmax(scores + [try S(Number(0))], base: base).dropLast())
    }

    static func topK<S: Scalar>(_ scores: [S?], _ k: Int, _ ties: TieRule, _ base: Rational?) throws -> [S] {
        let kept = Set(try largest(k, of: scores, ties: ties))
        return try S.softmax(scores.indices.map { kept.contains($0) ? scores[$0] : nil }, base: base)
    }

    /// Positions of the k largest scores in the order they stand; all of them where there are no more than k.
    ///
    /// Of scores equal to the k-th, `shared` keeps all, `first` and `last` as many as make k.
    public static func largest<S: Scalar>(_ k: Int, of scores: [S?], ties: TieRule) throws -> [Int] {
        let order = try descending(scores)
        guard k > 0, order.count > k, let threshold = scores[order[k - 1]] else { return order.sorted() }
        var above: [Int] = []
        var level: [Int] = []
        for place in order {
            guard let score = scores[place] else { continue }
            switch try S.order(score, threshold) {
            case .greater: above.append(place)
            case .equal: level.append(place)
            case .less: break
            }
        }
        switch ties {
        case .shared: break
        case .first: level = Array(level.prefix(k - above.count))
        case .last: level = Array(level.suffix(k - above.count))
        }
        return (above + level).sorted()
    }
}

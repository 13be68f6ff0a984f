import Numbers
import Rationals

extension Normalisation {
    static func argmax<S: Scalar>(_ scores: [S?], _ rule: TieRule) throws -> [S] {
        let winners = try winners(scores)
        let chosen: [Int]
        switch rule {
        case .shared: chosen = winners
        case .first: chosen = Array(winners.prefix(1))
        case .last: chosen = Array(winners.suffix(1))
        }
        let one = try S(Number(1))
        let share = rule == .shared ? try one.divided(by: S(Number(Rational(chosen.count)))) : one
        let zero = try S(Number(0))
        return scores.indices.map { chosen.contains($0) ? share : zero }
    }

    /// Positions of the largest scores.
    public static func winners<S: Scalar>(_ scores: [S?]) throws -> [Int] {
        var winners: [Int] = []
        for (index, score) in scores.enumerated() {
            guard let score else { continue }
            guard let best = winners.first.flatMap({ scores[$0] }) else {
                winners = [index]
                continue
            }
            switch try S.order(score, best) {
            case .less: continue
            case .equal: winners.append(index)
            case .greater: winners = [index]
            }
        }
        return winners
    }
}

import Rationals

extension Normalisation {
    /// What it costs to turn scores into weights: exactly where every row of so many keys takes the same, otherwise, where
    /// it depends on the scores how many weights are positive, at most.
    func cost(_ mask: Mask?, _ scores: Shape) -> OperationCount {
        let keys = KeyCounts(mask, scores)
        let (rows, sum) = (keys.rows, keys.sum)
        switch self {
        case .softmax: return OperationCount([.exponentials: sum, .additions: sum - rows, .divisions: sum])
        // One more score, 0.
        case .softmaxOne: return OperationCount([.exponentials: sum + rows, .additions: sum, .divisions: sum + rows])
        case .topK:
            return OperationCount([
                .comparisons: keys.sorting + sum, .exponentials: sum, .additions: sum - rows, .divisions: sum,
            ])
        case .argmax(let rule):
            return OperationCount([.comparisons: sum - rows, .divisions: rule == .shared ? rows : 0])
        // One comparison more each asks whether there is anything to divide by.
        case .relu: return OperationCount([.comparisons: sum + rows, .additions: sum - rows, .divisions: sum])
        case .sum: return OperationCount([.comparisons: rows, .additions: sum - rows, .divisions: sum])
        case .sigmoid: return OperationCount([.functions: sum])
        case .sparsemax:
            return OperationCount([
                .comparisons: keys.sorting + 2 * sum, .multiplications: sum, .additions: 4 * sum - rows,
                .divisions: rows,
            ])
        case .entmax15:
            return OperationCount([
                .comparisons: keys.sorting + sum - rows, .multiplications: keys.sorting + 2 * sum,
                .additions: 2 * keys.sorting + 4 * sum + rows, .divisions: 3 * sum + 2 * rows, .powers: rows,
            ])
        }
    }
}

/// How many keys the rows of scores have: a vector is one row, masked keys are not there.
private struct KeyCounts {
    var rows: Polynomial
    /// Σ m over the rows.
    var sum: Polynomial
    /// Σ m² over the rows.
    var squares: Polynomial

    /// Σ m(m − 1)/2: sorting compares each score with each other one at most.
    var sorting: Polynomial { (squares - sum).divided(by: 2) ?? squares }

    /// A mask over sizes without numbers is taken as none unless it is causal over as many keys as queries.
    init(_ mask: Mask?, _ scores: Shape) {
        let isMatrix = if case .matrix = scores { true } else { false }
        let keys = isMatrix ? scores.columns : scores.length ?? 1
        rows = isMatrix ? Polynomial(scores.rows) : 1
        sum = rows * Polynomial(keys)
        squares = sum * Polynomial(keys)
        guard let mask else { return }
        if let count = keys.value, let queries = isMatrix ? scores.rows.value : 1 {
            let allowed = (0..<queries).map { row in (0..<count).count { mask.allows(row: row, column: $0) } }
            sum = Polynomial(allowed.reduce(Rational(0)) { $0 + Rational($1) })
            squares = Polynomial(allowed.reduce(Rational(0)) { $0 + Rational($1) * Rational($1) })
        } else if mask == .causal, scores.rows == scores.columns {
            sum = (rows * rows + rows).divided(by: 2) ?? sum
            squares = (rows * (rows + 1) * (2 * rows + 1)).divided(by: 6) ?? squares
        }
    }
}

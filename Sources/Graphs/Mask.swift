/// Which keys each query may attend to.
///
/// Queries and keys are counted from 1 here, from 0 in code.
public indirect enum Mask: Hashable, Sendable {
    /// Query i attends to keys 1 … i: queries and keys begin with the same token.
    case causal
    /// Query i attends to keys 1 … i + offset: the last query and the last key are the same token, `offset` the number
    /// of keys before the first query.
    case causalAtEnd(offset: Int)
    /// The first `count` keys are there, the others are padding.
    case padding(Int)
    /// Query i attends to keys i − reach … i + reach.
    case window(Int)
    /// Query i attends to keys i − reach … i.
    case causalWindow(Int)
    /// Row-major, one flag per score, true where attention is allowed.
    case allowed([Bool], columns: Int)
    /// What both allow.
    case both(Mask, Mask)

    /// Whether the query of a row may attend to the key of a column, both from 0.
    public func allows(row: Int, column: Int) -> Bool {
        switch self {
        case .causal: return column <= row
        case .causalAtEnd(let offset): return column <= row + offset
        case .padding(let count): return column < count
        case .window(let reach): return abs(row - column) <= reach
        case .causalWindow(let reach): return column <= row && row - column <= reach
        case .allowed(let flags, let columns):
            let index = row * columns + column
            return column < columns && index < flags.count && flags[index]
        case .both(let a, let b): return a.allows(row: row, column: column) && b.allows(row: row, column: column)
        }
    }
}

extension Mask {
    /// Checks that the mask fits scores of this shape; a vector is one query's scores.
    func check(against scores: Shape) throws(ShapeError) {
        switch self {
        case .causal, .causalAtEnd, .window, .causalWindow:
            // They compare positions of queries with positions of keys; a vector of scores has no positions of queries.
            guard case .matrix = scores else { throw .needsMatrix(scores) }
        case .padding(let count):
            let keys = scores.length ?? scores.columns
            guard let size = keys.value else { throw .needsSize(scores) }
            guard (1...max(1, size)).contains(count) else { throw .padding(count, keys: keys) }
        case .allowed(let flags, let columns):
            guard let size = scores.size else { throw .needsSize(scores) }
            let rows = columns == 0 ? 0 : flags.count / columns
            // A column of scores is one query's scores.
            let wanted = scores.isVector ? (rows: 1, columns: size.rows * size.columns) : size
            guard rows == wanted.rows, columns == wanted.columns else {
                throw .mask(.matrix(Dimension(rows), Dimension(columns)), scores: scores)
            }
        case .both(let a, let b):
            try a.check(against: scores)
            try b.check(against: scores)
        }
    }
}

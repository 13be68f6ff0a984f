import Formulas
import Graphs
import Numbers
import Rationals

/// Weights query by query, whichever way the matrix stands: queries are its rows, or its columns where the
/// normalisation went along the columns, or there is a single one.
struct WeightRows {
    /// The node whose value they are.
    var id: NodeID
    var rule: Normalisation
    var mask: Mask?
    /// The node that holds the scores, standing as the weights stand.
    var scores: NodeID
    var standing: Standing
    /// How many queries and keys.
    var queries: Int
    var keys: Int

    enum Standing { case row, column, rows, columns }

    /// nil when the node is no normalisation, or has no value.
    init?(_ id: NodeID, in trace: Trace<Number>) {
        let graph = trace.graph
        guard let value = trace[id] else { return nil }
        self.id = id
        switch graph[id].operation {
        case .normalise(let rule, let mask):
            (self.rule, self.mask, scores) = (rule, mask, graph[id].inputs[0])
            switch value.shape {
            case .scalar, .row: (standing, queries, keys) = (.row, 1, value.elements.count)
            case .column: (standing, queries, keys) = (.column, 1, value.elements.count)
            case .matrix: (standing, queries, keys) = (.rows, value.rows, value.columns)
            }
        case .transpose:
            // softmax(Sᵀ)ᵀ with no name inside is the softmax along the columns of S.
            guard let (rule, mask, scores) = graph.normalisedColumns(id) else { return nil }
            (self.rule, self.mask, self.scores) = (rule, mask, scores)
            (standing, queries, keys) = (.columns, value.columns, value.rows)
        default: return nil
        }
    }

    /// Whether there is only one query.
    var isVector: Bool { standing == .row || standing == .column }

    /// Row and column of a query's weight for a key.
    func place(_ query: Int, _ key: Int) -> (row: Int, column: Int) {
        switch standing {
        case .row: (0, key)
        case .column: (key, 0)
        case .rows: (query, key)
        case .columns: (key, query)
        }
    }

    func allows(_ query: Int, _ key: Int) -> Bool { mask?.allows(row: query, column: key) ?? true }

    /// The scores of one query, nil where the mask leaves a key out.
    func scores(_ query: Int, in trace: Trace<Number>) -> [Number?] {
        let values = trace[scores]
        return (0..<keys).map { key in
            let (i, j) = place(query, key)
            return allows(query, key) ? values?[i, j] : nil
        }
    }

    /// The scores whose exponentials make the weights: the keys that are allowed, and kept by a top-k rule.
    func exponentiated(_ query: Int, in trace: Trace<Number>) throws -> [Number?] {
        let scores = scores(query, in: trace)
        guard case .topK(let k, let ties, _) = rule else { return scores }
        let kept = try Normalisation.largest(k, of: scores, ties: ties)
        return scores.indices.map { kept.contains($0) ? scores[$0] : nil }
    }

    /// The weights of one query as the vector that they are.
    func weights(_ query: Int, of value: Tensor<Number>) -> Tensor<Number> {
        if isVector { return value }
        let elements = (0..<keys).map { key -> Number in
            let (i, j) = place(query, key)
            return value[i, j]
        }
        let shape: Shape = standing == .columns ? .column(Dimension(keys)) : .row(Dimension(keys))
        return Tensor(shape: shape, elements: elements) ?? value
    }

    /// Formulas, one per key, as the weights of one query stand.
    func vector(_ entries: [Formula]) -> Formula {
        if entries.count == 1, isVector { return entries[0] }
        switch standing {
        case .row, .rows: return Formula(.row(entries))
        case .column, .columns: return Formula(.column(entries))
        }
    }
}

extension Normalisation {
    /// Whether the weights are exponentials over a sum of exponentials, with which base, and what is added to the sum.
    var exponentials: (base: Rational?, extraOne: Bool)? {
        switch self {
        case .softmax(let base): (base, false)
        case .softmaxOne(let base): (base, true)
        case .topK(_, _, let base): (base, false)
        case .argmax, .relu, .sum, .sigmoid, .sparsemax, .entmax15: nil
        }
    }
}

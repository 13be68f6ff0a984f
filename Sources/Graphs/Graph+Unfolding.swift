extension Graph {
    /// Gives names to the scores and weights that a formula hides, so that they become steps of their own:
    /// `z = X^T softmax(X q / sqrt(3))` is worked as s, then a, then z.
    ///
    /// Nodes and values stay as they are; only labels are added.
    ///
    /// - Parameters:
    ///   - range: the nodes to look at, one line's; all when nil.
    ///   - indices: subscripts of the new names: a member of a family gets `s_2` and `a_2`.
    public mutating func nameHiddenWeights(in range: Range<Int>? = nil, indices: [Int] = []) {
        let range = (range ?? nodes.indices).clamped(to: nodes.indices)
        // A bare result, which nothing else needs, keeps having no name.
        let used = Set(nodes[range].flatMap(\.inputs))
        let mark =
            indices.count == 1
            ? "_\(indices[0])" : indices.isEmpty ? "" : "_{\(indices.map(String.init).joined(separator: ","))}"
        for id in range.map(NodeID.init(index:)) {
            // Weights that go along the columns are softmax(Sᵀ)ᵀ: the outer one is what has the name.
            let turned = normalisedColumns(id)
            guard turned != nil || isPlainNormalisation(id), self[id].label == nil, used.contains(id) else { continue }
            let isVector = self[id].shape.isVector
            let scores = turned?.scores ?? self[id].inputs[0]
            if self[scores].label == nil, !isLiteral(scores) {
                name(scores, freshLabel((isVector ? "s" : "S") + mark), role: .inner)
            }
            name(id, freshLabel((isVector ? "a" : "A") + mark), role: .inner)
        }
    }

    /// The rule, mask and scores of softmax(Sᵀ)ᵀ where nothing inside has a name: a normalisation along the columns.
    public func normalisedColumns(_ id: NodeID) -> (rule: Normalisation, mask: Mask?, scores: NodeID)? {
        guard case .transpose = self[id].operation else { return nil }
        let inner = self[id].inputs[0]
        guard self[inner].label == nil, case .normalise(let rule, let mask) = self[inner].operation,
            isTurnedMatrix(self[inner].inputs[0])
        else { return nil }
        return (rule, mask, self[self[inner].inputs[0]].inputs[0])
    }

    /// A normalisation that is not the inside of one along the columns.
    private func isPlainNormalisation(_ id: NodeID) -> Bool {
        guard case .normalise = self[id].operation else { return false }
        let next = NodeID(index: id.index + 1)
        return !(next.index < nodes.count && normalisedColumns(next) != nil && self[next].inputs[0] == id)
    }

    private func isTurnedMatrix(_ id: NodeID) -> Bool {
        guard self[id].label == nil, case .transpose = self[id].operation else { return false }
        return !self[id].shape.isVector
    }

    private func isLiteral(_ id: NodeID) -> Bool {
        if case .constant = self[id].operation { return true }
        return false
    }

    /// The labelled nodes that a node's formula names.
    public func operands(of id: NodeID) -> [NodeID] {
        self[id].inputs.flatMap { self[$0].label == nil ? operands(of: $0) : [$0] }
    }
}

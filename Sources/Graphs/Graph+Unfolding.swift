extension Graph {
    /// Gives names to the scores and weights that a formula hides, so that they become steps of their own:
    /// `z = X^T softmax(X q / sqrt(3))` is worked as s, then a, then z.
    ///
    /// Nodes and values stay as they are; only labels are added.
    public mutating func nameHiddenWeights() {
        // A bare result, which nothing else needs, keeps having no name.
        let used = Set(nodes.flatMap(\.inputs))
        for id in ids {
            guard case .normalise = self[id].operation, self[id].label == nil, used.contains(id) else { continue }
            let isVector = self[id].shape.isVector
            let scores = self[id].inputs[0]
            if self[scores].label == nil, !isLiteral(scores) {
                name(scores, freshLabel(isVector ? "s" : "S"), role: .inner)
            }
            name(id, freshLabel(isVector ? "a" : "A"), role: .inner)
        }
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

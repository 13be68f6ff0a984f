extension Graph {
    /// Gives names to the scores and weights that a formula hides, so that they become steps of their own:
    /// `z = X^T softmax(X q / sqrt(3))` is worked as s, then a, then z.
    ///
    /// Nodes and values stay as they are; only labels are added.
    public mutating func nameHiddenWeights() {
        for id in ids {
            guard case .normalise = self[id].operation, self[id].label == nil, isUsed(id) else { continue }
            let isVector = self[id].shape.isVector
            let scores = self[id].inputs[0]
            if self[scores].label == nil, !isLiteral(scores) {
                name(scores, freshLabel(isVector ? "s" : "S"), role: .inner)
            }
            name(id, freshLabel(isVector ? "a" : "A"), role: .inner)
        }
    }

    /// Whether another node needs this one; a bare result keeps having no name.
    private func isUsed(_ id: NodeID) -> Bool { nodes.contains { $0.inputs.contains(id) } }

    private func isLiteral(_ id: NodeID) -> Bool {
        if case .constant = self[id].operation { return true }
        return false
    }
}

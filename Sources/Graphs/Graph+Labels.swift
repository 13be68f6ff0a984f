extension Graph {
    /// Says which names are in use from here on: `freshLabel` and `node(labelled:)` know these and the ones that follow.
    ///
    /// Parts of a sheet have names of their own, so the same label may come again later in one graph.
    public mutating func restrictLabels(to labels: [String: NodeID]) { self.labels = labels }
}

extension Graph {
    /// Says which names are in use from here on: `freshLabel` and `node(labelled:)` know these and the ones that follow.
    ///
    /// Parts of a sheet have names of their own, so the same label may come again later in one graph.
    ///
    /// - Parameter reserved: names that an author gives to other steps further on; `freshLabel` keeps clear of them.
    public mutating func restrictLabels(to labels: [String: NodeID], reserving reserved: Set<String> = []) {
        self.labels = labels
        self.reserved = reserved
    }
}

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

    /// Takes the names from nodes that are no steps of the page: what a claim compares, say.
    public mutating func dropLabels(in range: Range<Int>) {
        for index in range.clamped(to: nodes.indices) {
            guard let label = nodes[index].label else { continue }
            if labels[label]?.index == index { labels[label] = nil }
            setLabel(nil, at: index)
        }
    }
}

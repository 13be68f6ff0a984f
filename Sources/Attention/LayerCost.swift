import Graphs

/// What a layer costs over n tokens of dimension d: a row of the table that compares layers.
public struct LayerCost: Sendable {
    /// The layer.
    public let layer: Layer
    /// All operations.
    public let count: OperationCount
    /// How many steps must follow one another.
    public let sequentialSteps: Polynomial
    /// The number of tokens, n.
    public let tokens: Dimension
    /// The number of entries of a token, d.
    public let width: Dimension
    /// The number of tokens that a kernel sees, k.
    public let kernel: Dimension

    /// Builds the layer on shapes and reads its cost off.
    public init(_ layer: Layer, tokens: Dimension, width: Dimension, kernel: Dimension) throws(MechanismError) {
        var graph = Graph()
        let input = try graph.adding(.placeholder(.matrix(tokens, width)), label: "X", role: .given)
        _ = try layer.build(&graph, input, kernel)
        self.layer = layer
        self.tokens = tokens
        self.width = width
        self.kernel = kernel
        count = graph.operationCount(of: graph.ids)
        sequentialSteps = graph.sequentialSteps(of: graph.ids)
    }
}

import Graphs
import Numbers

extension Mechanism {
    /// One layer: tokens as rows times the weights, plus a bias.
    ///
    ///     linear(X, W, b) = X W + b
    ///
    /// The bias may be left out. PyTorch's `nn.Linear` stores Wᵀ.
    /// Shapes: `X: n × d, W: d × k, b: k → n × k`; a column x of d entries gives the column Wᵀ x + b.
    /// Where W has one row, a column holds tokens of one entry each.
    /// Source: Vaswani et al. 2017, section 3.3.
    public static let linear = Mechanism(
        name: "linear",
        summary: "X W + b",
        formula: #"Y = X W + b"#,
        example: """
            X = [1, 2; 0, -1]
            W = [1, 0; 2, 1]
            b = [1, -1]
            Y = linear(X, W, b)
            """,
        parameters: [Parameter("X"), Parameter("W"), Parameter("b", isRequired: false)],
        source: Citation("vaswani2017", "section 3.3")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let tokens = arguments[0] else { throw .missing(parameter: "X") }
        guard let weights = arguments[1] else { throw .missing(parameter: "W") }
        return try linearLayer(&graph, tokens, weights, bias: arguments[2])
    }

    /// Two layers with an activation between them, the same for every token.
    ///
    ///     feed_forward(X, W_1, b_1, W_2, b_2) = relu(X W_1 + b_1) W_2 + b_2
    ///
    /// Without biases the call is `feed_forward(X, W_1, W_2)`.
    /// Shapes: `X: n × d, W_1: d × d_ff, b_1: d_ff, W_2: d_ff × d, b_2: d → n × d`; a column stays a column.
    /// Source: Vaswani et al. 2017, equation 2.
    public static let feedForward = Mechanism(
        name: "feed_forward",
        summary: "two layers with an activation between them",
        formula: #"Y = \max(0, X W_1 + b_1)\, W_2 + b_2"#,
        example: """
            X = [1, 2; 0, -1]
            W_1 = [1, 0; -1, 1]
            b_1 = [0, 1]
            W_2 = [2, 1; 0, 1]
            b_2 = [1, 0]
            Y = feed_forward(X, W_1, b_1, W_2, b_2)
            """,
        parameters: [
            Parameter("X"), Parameter("W_1"), Parameter("b_1"), Parameter("W_2", isRequired: false),
            Parameter("b_2", isRequired: false),
        ],
        options: [.layerActivation],
        source: Citation("vaswani2017", "equation 2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let tokens = arguments[0] else { throw .missing(parameter: "X") }
        let layers = try FeedForwardLayers(arguments, from: 1)
        return try layers.output(&graph, tokens)
    }
}

/// The weights of a feed-forward network.
struct FeedForwardLayers {
    var first: NodeID
    var firstBias: NodeID?
    var second: NodeID
    var secondBias: NodeID?
    var activation: Activation

    /// `W_1, b_1, W_2, b_2`, or `W_1, W_2` where there are no biases; `W_1, b_1, W_2` has no second one.
    init(_ arguments: Arguments, from position: Int) throws(MechanismError) {
        let nodes = (position..<max(position, arguments.values.count)).compactMap { arguments[$0] }
        guard let first = nodes.first else { throw .missing(parameter: "W_1") }
        guard nodes.count > 1 else { throw .missing(parameter: "W_2") }
        self.first = first
        if nodes.count == 2 {
            second = nodes[1]
        } else {
            firstBias = nodes[1]
            second = nodes[2]
            secondBias = nodes.count > 3 ? nodes[3] : nil
        }
        activation = arguments.word("activation").flatMap(Activation.init(rawValue:)) ?? .relu
    }

    func output(_ graph: inout Graph, _ tokens: NodeID) throws(MechanismError) -> NodeID {
        var hidden = try linearLayer(&graph, tokens, first, bias: firstBias)
        if activation.repeatsArgument { hidden = graph.named(hidden, "G", caption: "before the activation") }
        hidden = graph.named(try activation.applied(&graph, hidden), "F", caption: "hidden layer")
        return try linearLayer(&graph, hidden, second, bias: secondBias)
    }
}

/// X W + b with tokens as rows; Wᵀ x + b where x is a column.
///
/// A column is a single token, unless the weights say that it holds tokens of one entry each.
func linearLayer(
    _ graph: inout Graph, _ tokens: NodeID, _ weights: NodeID, bias: NodeID?
) throws(MechanismError) -> NodeID {
    let weights = try graph.matrix(weights)
    let height = graph[weights].shape.rows
    let product: NodeID
    if case .column(let length) = graph[tokens].shape {
        if length == height || height != 1 {
            let transposed = try graph.adding(.transpose, [weights])
            product = try graph.adding(.matrixProduct, [transposed, tokens])
        } else {
            product = try graph.adding(.matrixProduct, [try graph.matrix(tokens), weights])
        }
    } else {
        product = try graph.adding(.matrixProduct, [tokens, weights])
    }
    guard let bias else { return product }
    return try graph.adding(.add, [product, try graph.lying(bias, beside: product)])
}

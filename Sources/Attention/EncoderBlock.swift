import Graphs

extension Mechanism {
    /// One layer of a transformer's encoder: attention of the tokens to one another, then a feed-forward network, each
    /// with a residual connection and a layer normalisation.
    ///
    ///     norm: post   U = LayerNorm(X + MultiHead(X)),  Y = LayerNorm(U + FFN(U))
    ///     norm: pre    U = X + MultiHead(LayerNorm(X)),  Y = U + FFN(LayerNorm(U))
    ///
    /// The projections are as in `multi_head`, the layers as in `feed_forward`, biases included only where given. ε is 0
    /// unless `eps` says otherwise.
    /// Shapes: `X: n × d → n × d`.
    /// Source: Vaswani et al. 2017, section 3.1; pre-norm: Xiong et al. 2020, section 3.
    public static let encoderBlock = Mechanism(
        name: "encoder_block",
        summary: "attention and a feed-forward network, each with residual connection and LayerNorm",
        formula:
            #"U = \operatorname{LayerNorm}(X + \operatorname{MultiHead}(X)), \quad Y = \operatorname{LayerNorm}(U + \operatorname{FFN}(U))"#,
        example: """
            X = [1, 0; 0, 2]
            W = [1, 0; 0, 1]
            W_1 = [1, 0; -1, 1]
            W_2 = [1, 1; 0, 2]
            Y = encoder_block(X, W, W, W, W, W_1, W_2)
            """,
        parameters: [
            Parameter("X"), Parameter("W_Q", .list), Parameter("W_K", .list), Parameter("W_V", .list),
            Parameter("W_O"), Parameter("W_1"), Parameter("b_1"), Parameter("W_2", isRequired: false),
            Parameter("b_2", isRequired: false),
        ],
        options: [.norm, .layerActivation] + Option.norms(2) + Option.ofAttention,
        source: Citation("vaswani2017", "section 3.1")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        let tokens = try graph.matrix(written)
        let layers = try FeedForwardLayers(arguments, from: 5)
        let residual = ResidualStream(arguments)
        let attended = try residual.sublayer(&graph, tokens, number: 1, name: "U", "attention") {
            (graph: inout Graph, x: NodeID) throws(MechanismError) in
            try multiHead.build(&graph, arguments.attending(from: x, projections: 1))
        }
        return try residual.sublayer(&graph, attended, number: 2, name: nil, "feed-forward network") {
            (graph: inout Graph, x: NodeID) throws(MechanismError) in
            try layers.output(&graph, x)
        }
    }
}

extension Mechanism.Option {
    static let norm = Mechanism.Option("norm", .word(["post", "pre"]), fallback: "post")

    /// Those of a block's attention sublayers.
    static let ofAttention = Mechanism.multiHead.options.filter { $0.label != "memory" }

    /// Gain and shift of each of a block's normalisations, and the ε of all of them.
    static func norms(_ count: Int) -> [Mechanism.Option] {
        (1...count).flatMap { number in
            [
                Mechanism.Option("gamma_\(number)", .value, fallback: "1"),
                Mechanism.Option("beta_\(number)", .value, fallback: "0"),
            ]
        } + [.epsilon]
    }
}

/// The way of the tokens through a transformer block: every sublayer adds to them, with a normalisation before or after.
struct ResidualStream {
    let arguments: Arguments
    let isNormalisedBefore: Bool

    init(_ arguments: Arguments) {
        self.arguments = arguments
        isNormalisedBefore = arguments.word("norm") == "pre"
    }

    /// LayerNorm(x + f(x)), or x + f(LayerNorm(x)).
    ///
    /// - Parameter name: what the result is called; nil for the block's own result.
    func sublayer(
        _ graph: inout Graph, _ tokens: NodeID, number: Int, name: String?, _ words: String,
        _ body: (inout Graph, NodeID) throws(MechanismError) -> NodeID
    ) throws(MechanismError) -> NodeID {
        let norm = RowNormalisation(
            gamma: arguments.node("gamma_\(number)"), beta: arguments.node("beta_\(number)"),
            epsilon: arguments.node("eps"))
        var result: NodeID
        if isNormalisedBefore {
            let before = graph.named(
                try norm.layerNorm(&graph, tokens), "X^{(\(number))}", caption: "normalised before the \(words)")
            let output = graph.named(try body(&graph, before), "O", caption: "output of the \(words)")
            result = try graph.adding(.add, [tokens, output])
        } else {
            let output = graph.named(try body(&graph, tokens), "O", caption: "output of the \(words)")
            let sum = graph.named(
                try graph.adding(.add, [tokens, output]), "R", caption: "residual connection around the \(words)")
            result = try norm.layerNorm(&graph, sum)
        }
        if let name {
            let words = isNormalisedBefore ? "residual connection around the \(words)" : "normalised"
            result = graph.named(result, name, caption: words)
        }
        return result
    }
}

extension Arguments {
    /// The arguments of `multi_head` for these tokens: the four projections from a position on, and the options it knows.
    func attending(from tokens: NodeID, projections position: Int) -> Arguments {
        let labels = Set(Mechanism.Option.ofAttention.map(\.label))
        return Arguments(
            values: [.node(tokens)] + values.dropFirst(position).prefix(4),
            options: options.filter { labels.contains($0.key) })
    }
}

import Graphs

extension Mechanism {
    /// One layer of a transformer's decoder: attention of the tokens to those before them, attention to the encoder's
    /// output, then a feed-forward network, each with a residual connection and a layer normalisation.
    ///
    ///     norm: post   U = LayerNorm(X + MaskedMultiHead(X)),  V = LayerNorm(U + MultiHead(U, H)),
    ///                  Y = LayerNorm(V + FFN(V))
    ///     norm: pre    U = X + MaskedMultiHead(LayerNorm(X)),  V = U + MultiHead(LayerNorm(U), H),
    ///                  Y = V + FFN(LayerNorm(V))
    ///
    /// `W_Q` to `W_O` project for the attention to the tokens themselves, `C_Q` to `C_O` for that to the encoder's output
    /// H. `mask` and `bias` are the first one's, `cross_mask` is the second one's. ε is 0 unless `eps` says otherwise.
    /// Shapes: `X: n × d, H: m × d → n × d`.
    /// Source: Vaswani et al. 2017, section 3.1; pre-norm: Xiong et al. 2020, section 3.
    public static let decoderBlock = Mechanism(
        name: "decoder_block",
        summary: "masked attention, attention to the encoder's output and a feed-forward network",
        formula:
            #"U = \operatorname{LayerNorm}(X + \operatorname{MaskedMultiHead}(X)), \quad V = \operatorname{LayerNorm}(U + \operatorname{MultiHead}(U, H)), \quad Y = \operatorname{LayerNorm}(V + \operatorname{FFN}(V))"#,
        example: """
            X = [1, 0; 0, 2]
            H = [1, 1; 0, 1]
            W = [1, 0; 0, 1]
            W_1 = [1, 0; -1, 1]
            W_2 = [1, 1; 0, 2]
            Y = decoder_block(X, H, W, W, W, W, W, W, W, W, W_1, W_2, norm: pre)
            """,
        parameters: [
            Parameter("X"), Parameter("H"), Parameter("W_Q", .list), Parameter("W_K", .list), Parameter("W_V", .list),
            Parameter("W_O"), Parameter("C_Q", .list), Parameter("C_K", .list), Parameter("C_V", .list),
            Parameter("C_O"), Parameter("W_1"), Parameter("b_1"), Parameter("W_2", isRequired: false),
            Parameter("b_2", isRequired: false),
        ],
        options: [.norm, .layerActivation] + Option.norms(3)
            + Option.ofAttention.map { option in
                option.label == "mask" ? Option(option.label, option.kind, fallback: "causal") : option
            }
            + Option.ofAttention.filter { $0.label == "mask" }.map { option in
                Option("cross_mask", option.kind, fallback: option.fallback)
            },
        source: Citation("vaswani2017", "section 3.1")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        guard let encoded = arguments[1] else { throw .missing(parameter: "H") }
        let tokens = try graph.matrix(written)
        let memory = try graph.matrix(encoded)
        let layers = try FeedForwardLayers(arguments, from: 10)
        let residual = ResidualStream(arguments)
        let masked = try residual.sublayer(&graph, tokens, number: 1, name: "U", "masked attention") {
            (graph: inout Graph, x: NodeID) throws(MechanismError) in
            var attending = arguments.attending(from: x, projections: 2)
            if attending.options["mask"] == nil { attending.options["mask"] = .word("causal") }
            return try multiHead.build(&graph, attending)
        }
        let crossed = try residual.sublayer(&graph, masked, number: 2, name: "V", "attention to the encoder's output") {
            (graph: inout Graph, x: NodeID) throws(MechanismError) in
            var attending = arguments.attending(from: x, projections: 6)
            attending.options["mask"] = arguments.options["cross_mask"]
            attending.options["bias"] = nil
            attending.options["memory"] = .node(memory)
            return try multiHead.build(&graph, attending)
        }
        return try residual.sublayer(&graph, crossed, number: 3, name: nil, "feed-forward network") {
            (graph: inout Graph, x: NodeID) throws(MechanismError) in
            try layers.output(&graph, x)
        }
    }
}

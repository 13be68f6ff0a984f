import Graphs
import Numbers

/// A layer over n tokens of dimension d, built on shapes alone so that its cost can be read off.
///
/// Source: Vaswani et al. 2017, table 1.
///
/// One file builds them all, because all that matters is which products they take; the numbers are the mechanisms'.
public struct Layer: Sendable {
    /// The name in a sheet: `self_attention`.
    public var name: String
    /// What the table calls it.
    public var title: String
    /// How far a token is seen by one layer.
    public var reach: Reach
    /// Adds the nodes for tokens `X: n × d` and a kernel of k tokens and returns the result, n rows.
    public var build: @Sendable (inout Graph, NodeID, Dimension) throws(MechanismError) -> NodeID

    /// Which tokens an output of one layer can depend on, and so how long the longest path between two tokens is.
    public enum Reach: Hashable, Sendable {
        /// Every token: a path of one step.
        case everything
        /// The token before and what it has seen: n steps from the first to the last.
        case previous
        /// A kernel of k tokens: n/k layers on top of one another.
        case kernel
    }

    /// All layers in the order of the table.
    public static let all: [Layer] = [
        .selfAttention, .projectedSelfAttention, .recurrent, .gru, .lstm, .convolution, .depthwiseConvolution,
    ]

    /// The layer that a sheet calls by this name.
    public static func named(_ name: String) -> Layer? { all.first { $0.name == name } }
}

extension Layer {
    /// softmax(X Xᵀ/√d) X: no projections.
    ///
    /// Source: Vaswani et al. 2017, table 1.
    public static let selfAttention = Layer(
        name: "self_attention", title: "self-attention", reach: .everything
    ) { (graph: inout Graph, tokens: NodeID, _: Dimension) throws(MechanismError) in
        try Mechanism.selfAttention.build(&graph, Arguments(values: [.node(tokens)]))
    }

    /// Self-attention with W_Q, W_K and W_V of d × d.
    public static let projectedSelfAttention = Layer(
        name: "projected_self_attention", title: "self-attention with projections", reach: .everything
    ) { (graph: inout Graph, tokens: NodeID, _: Dimension) throws(MechanismError) in
        let width = graph[tokens].shape.columns
        var values: [Arguments.Value] = [.node(tokens)]
        for label in ["W_Q", "W_K", "W_V"] { values.append(.node(try graph.weight(label, width, width))) }
        return try Mechanism.selfAttention.build(&graph, Arguments(values: values))
    }

    /// The states of an RNN with one bias, each a step of `rnn_cell`.
    ///
    /// Source: Elman 1990.
    public static let recurrent = Layer(
        name: "rnn", title: "recurrent (RNN)", reach: .previous
    ) { (graph: inout Graph, tokens: NodeID, _: Dimension) throws(MechanismError) in
        try graph.recurrent(tokens, .elman(.hyperbolicTangent))
    }

    /// The states of a gated recurrent unit with one bias per gate, each a step of `gru_cell`.
    ///
    /// Source: Cho et al. 2014, equations 5 to 8.
    public static let gru = Layer(
        name: "gru", title: "GRU", reach: .previous
    ) { (graph: inout Graph, tokens: NodeID, _: Dimension) throws(MechanismError) in
        try graph.recurrent(tokens, .gru(resetsBefore: false, replaces: false))
    }

    /// The states of a long short-term memory with one bias per gate, each a step of `lstm_cell`.
    ///
    /// Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
    public static let lstm = Layer(
        name: "lstm", title: "LSTM", reach: .previous
    ) { (graph: inout Graph, tokens: NodeID, _: Dimension) throws(MechanismError) in
        try graph.recurrent(tokens, .lstm)
    }

    /// Every output is a product of k tokens laid end to end with a kernel of k d × d.
    ///
    /// Source: Vaswani et al. 2017, table 1.
    public static let convolution = Layer(
        name: "convolution", title: "convolution", reach: .kernel
    ) { (graph: inout Graph, tokens: NodeID, kernel: Dimension) throws(MechanismError) in
        let width = graph[tokens].shape.columns
        return try graph.convolved(tokens, kernel, try graph.weight("W", kernel * width, width))
    }

    /// Every channel is convolved by itself with k numbers of its own.
    ///
    /// Source: Vaswani et al. 2017, section 4, the depthwise part of separable convolutions.
    public static let depthwiseConvolution = Layer(
        name: "depthwise_convolution", title: "depthwise convolution", reach: .kernel
    ) { (graph: inout Graph, tokens: NodeID, kernel: Dimension) throws(MechanismError) in
        let width = graph[tokens].shape.columns
        let weight = try graph.weight("W", kernel, width)
        let channel = graph.named(try graph.adding(.part(.block(of: width)), [tokens]), "X^{(i)}", head: nil)
        let own = graph.named(try graph.adding(.part(.block(of: width)), [weight]), "W^{(i)}", head: nil)
        let output = graph.named(try graph.convolved(channel, kernel, own), "Y^{(i)}", head: nil)
        return try graph.adding(.whole(.block(of: width)), [output])
    }
}

extension Graph {
    /// A learned matrix of which only the shape matters.
    fileprivate mutating func weight(
        _ label: String, _ rows: Dimension, _ columns: Dimension
    ) throws(MechanismError) -> NodeID {
        try adding(.placeholder(.matrix(rows, columns)), label: freshLabel(label), role: .given)
    }

    /// The cell once for each of the n tokens, one after another, its state as wide as a token.
    fileprivate mutating func recurrent(
        _ tokens: NodeID, _ cell: RecurrentCell
    ) throws(MechanismError) -> NodeID {
        guard case .matrix(let count, let width) = self[tokens].shape else {
            throw .shape(.needsMatrix(self[tokens].shape))
        }
        var lists: [[NodeID]] = [[], [], []]
        for letter in cell.letters {
            lists[0].append(try weight("W_\(letter)", width, width))
            lists[1].append(try weight("U_\(letter)", width, width))
            lists[2].append(
                try adding(.placeholder(.column(width)), label: freshLabel("b_\(letter)"), role: .given))
        }
        let weights = try RecurrentWeights(
            &self, Arguments(values: lists.map { .list($0) }), from: 0, letters: cell.letters, inputSize: width,
            stateSize: width)
        let part = Part.step(of: count)
        let token = named(try adding(.part(part), [tokens]), "x_t", head: nil)
        let state = try left("h_{t-1}", part, width)
        var memory: NodeID?
        if case .lstm = cell { memory = try left("c_{t-1}", part, width) }
        let next = try cell.step(&self, token, state: state, memory: memory, weights, mark: "t")
        return try adding(.whole(part), [named(next.state, "h_t", head: nil)])
    }

    /// What the cell left behind at the token before.
    private mutating func left(_ label: String, _ part: Part, _ width: Dimension) throws(MechanismError) -> NodeID {
        let all = try adding(.placeholder(.matrix(part.count, width)))
        return try adding(.part(part), [all], label: freshLabel(label), role: .given)
    }

    /// The windows of all tokens times the kernel.
    fileprivate mutating func convolved(
        _ tokens: NodeID, _ kernel: Dimension, _ weight: NodeID
    ) throws(MechanismError) -> NodeID {
        let part = Part.window(of: self[tokens].shape.rows, size: kernel)
        let window = try adding(.part(part), [tokens])
        let output = named(try adding(.matrixProduct, [window, weight]), "y_t", head: nil)
        return try adding(.whole(part), [output])
    }
}

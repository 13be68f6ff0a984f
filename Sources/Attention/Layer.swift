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

    /// h_t = tanh(W x_t + U h_{t−1} + b).
    ///
    /// Source: Elman 1990.
    public static let recurrent = Layer(
        name: "rnn", title: "recurrent (RNN)", reach: .previous
    ) { (graph: inout Graph, tokens: NodeID, _: Dimension) throws(MechanismError) in
        try graph.recurrent(tokens) { (graph: inout Graph, x: NodeID, h: NodeID) throws(MechanismError) in
            try graph.gate(.hyperbolicTangent, "", x, h)
        }
    }

    /// The gated recurrent unit: z and r gates, the candidate from r ⊙ h_{t−1}, h_t = (1 − z) ⊙ h_{t−1} + z ⊙ h̃.
    ///
    /// Source: Cho et al. 2014, equations 5 to 8.
    public static let gru = Layer(
        name: "gru", title: "GRU", reach: .previous
    ) { (graph: inout Graph, tokens: NodeID, _: Dimension) throws(MechanismError) in
        try graph.recurrent(tokens) { (graph: inout Graph, x: NodeID, h: NodeID) throws(MechanismError) in
            let update = graph.named(try graph.gate(.logistic, "z", x, h), "z_t", head: nil)
            let reset = graph.named(try graph.gate(.logistic, "r", x, h), "r_t", head: nil)
            let kept = try graph.adding(.multiply, [reset, h])
            let candidate = graph.named(try graph.gate(.hyperbolicTangent, "h", x, kept), "hat(h)_t", head: nil)
            let one = try graph.constant(1)
            let rest = try graph.adding(.multiply, [try graph.adding(.subtract, [one, update]), h])
            return try graph.adding(.add, [rest, try graph.adding(.multiply, [update, candidate])])
        }
    }

    /// Long short-term memory: forget, input and output gates, c_t = f ⊙ c_{t−1} + i ⊙ c̃, h_t = o ⊙ tanh(c_t).
    ///
    /// Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
    public static let lstm = Layer(
        name: "lstm", title: "LSTM", reach: .previous
    ) { (graph: inout Graph, tokens: NodeID, _: Dimension) throws(MechanismError) in
        try graph.recurrent(tokens) { (graph: inout Graph, x: NodeID, h: NodeID) throws(MechanismError) in
            let memory = try graph.state("c_{t-1}", of: graph[tokens].shape.rows, graph[tokens].shape.columns)
            let forget = graph.named(try graph.gate(.logistic, "f", x, h), "f_t", head: nil)
            let input = graph.named(try graph.gate(.logistic, "i", x, h), "i_t", head: nil)
            let output = graph.named(try graph.gate(.logistic, "o", x, h), "o_t", head: nil)
            let candidate = graph.named(try graph.gate(.hyperbolicTangent, "c", x, h), "hat(c)_t", head: nil)
            let kept = try graph.adding(.multiply, [forget, memory])
            let next = try graph.adding(.add, [kept, try graph.adding(.multiply, [input, candidate])])
            let cell = graph.named(next, "c_t", head: nil)
            return try graph.adding(.multiply, [output, try graph.adding(.apply(.hyperbolicTangent), [cell])])
        }
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

    /// f(x W + h U + b), the affine map of both inputs that every gate is made of.
    fileprivate mutating func gate(
        _ function: ElementaryFunction, _ mark: String, _ x: NodeID, _ h: NodeID
    ) throws(MechanismError) -> NodeID {
        let width = self[x].shape.columns
        let suffix = mark.isEmpty ? "" : "_" + mark
        let input = try adding(.matrixProduct, [x, try weight("W" + suffix, width, width)])
        let state = try adding(.matrixProduct, [h, try weight("U" + suffix, width, width)])
        let bias = try adding(.placeholder(.row(width)), label: freshLabel("b" + suffix), role: .given)
        let sum = try adding(.add, [try adding(.add, [input, state]), bias])
        return try adding(.apply(function), [sum])
    }

    /// The cell once for each of the n tokens, one after another.
    fileprivate mutating func recurrent(
        _ tokens: NodeID, _ cell: (inout Graph, NodeID, NodeID) throws(MechanismError) -> NodeID
    ) throws(MechanismError) -> NodeID {
        let (count, width) = (self[tokens].shape.rows, self[tokens].shape.columns)
        let token = named(try adding(.part(.step(of: count)), [tokens]), "x_t", head: nil)
        let state = try state("h_{t-1}", of: count, width)
        let next = named(try cell(&self, token, state), "h_t", head: nil)
        return try adding(.whole(.step(of: count)), [next])
    }

    /// What a cell left behind for the next token: one row for each of the n tokens.
    fileprivate mutating func state(
        _ label: String, of count: Dimension, _ width: Dimension
    ) throws(MechanismError) -> NodeID {
        let all = try adding(.placeholder(.matrix(count, width)))
        return try adding(.part(.step(of: count)), [all], label: freshLabel(label), role: .given)
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

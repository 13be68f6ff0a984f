import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// Each row less its mean, over its standard deviation.
    ///
    ///     y = γ ⊙ (x − μ) / √(σ² + ε) + β,  μ = (1/d) Σ x_j,  σ² = (1/d) Σ (x_j − μ)²
    ///
    /// The variance is the population's (over d, not d − 1). ε is 0 unless `eps` says otherwise, as in the paper; PyTorch
    /// adds 1e-5.
    /// Shapes: `X: n × d → n × d`, γ and β of d entries or numbers; a vector is one row.
    /// Source: Ba, Kiros and Hinton 2016, equations 3 and 4.
    public static let layerNorm = Mechanism(
        name: "layer_norm",
        summary: "each row less its mean, over its standard deviation",
        formula:
            #"y = \gamma \odot \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta, \quad \mu = \frac{1}{d}\sum_j x_j, \quad \sigma^2 = \frac{1}{d}\sum_j (x_j - \mu)^2"#,
        example: """
            X = [1, 3; 2, -4]
            Y = layer_norm(X)
            """,
        parameters: [Parameter("X")],
        options: [.gamma, .beta, .epsilon],
        source: Citation("ba2016", "equations 3 and 4")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        let normalisation = RowNormalisation(
            gamma: arguments.node("gamma"), beta: arguments.node("beta"), epsilon: arguments.node("eps"))
        return try normalisation.layerNorm(&graph, written)
    }

    /// Each row over the root of its mean square.
    ///
    ///     y = γ ⊙ x / √((1/d) Σ x_j² + ε)
    ///
    /// Shapes: `X: n × d → n × d`, γ of d entries or a number; a vector is one row.
    /// Source: Zhang and Sennrich 2019, equation 4.
    public static let rmsNorm = Mechanism(
        name: "rms_norm",
        summary: "each row over the root of its mean square",
        formula: #"y = \gamma \odot \frac{x}{\sqrt{\frac{1}{d}\sum_j x_j^2 + \varepsilon}}"#,
        example: """
            X = [1, 7; 3, -3]
            Y = rms_norm(X)
            """,
        parameters: [Parameter("X")],
        options: [.gamma, .epsilon],
        source: Citation("zhang2019", "equation 4")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        let normalisation = RowNormalisation(
            gamma: arguments.node("gamma"), beta: nil, epsilon: arguments.node("eps"))
        return try normalisation.rmsNorm(&graph, written)
    }
}

extension Mechanism.Option {
    static let gamma = Mechanism.Option("gamma", .value, fallback: "1")
    static let beta = Mechanism.Option("beta", .value, fallback: "0")
    static let epsilon = Mechanism.Option("eps", .value, fallback: "0")
}

/// What a normalisation of rows takes besides the rows: gain, shift, and what is added to the variance.
struct RowNormalisation {
    var gamma: NodeID?
    var beta: NodeID?
    var epsilon: NodeID?

    func layerNorm(_ graph: inout Graph, _ x: NodeID) throws(MechanismError) -> NodeID {
        let (axis, each) = Self.rows(graph[x].shape)
        let mean = graph.named(
            try graph.adding(.reduce(.mean, over: axis), [x]), "mu", caption: "mean" + each)
        let centred = try graph.adding(.subtract, [x, mean])
        let squares = try graph.adding(.power(2), [centred])
        let variance = try graph.adding(.reduce(.mean, over: axis), [squares])
        let deviation = graph.named(
            try graph.adding(.power(.half), [try plusEpsilon(&graph, variance)]), "sigma",
            caption: "standard deviation" + each)
        return try scaled(&graph, try graph.adding(.divide, [centred, deviation]))
    }

    func rmsNorm(_ graph: inout Graph, _ x: NodeID) throws(MechanismError) -> NodeID {
        let (axis, each) = Self.rows(graph[x].shape)
        let squares = try graph.adding(.power(2), [x])
        let mean = try graph.adding(.reduce(.mean, over: axis), [squares])
        let root = graph.named(
            try graph.adding(.power(.half), [try plusEpsilon(&graph, mean)]), "r",
            caption: "root of the mean square" + each)
        return try scaled(&graph, try graph.adding(.divide, [x, root]))
    }

    /// Along the rows of a matrix, or along a vector.
    private static func rows(_ shape: Shape) -> (Axis, String) {
        switch shape {
        case .matrix: (.eachRow, " of each row")
        case .scalar, .column, .row: (.all, "")
        }
    }

    private func plusEpsilon(_ graph: inout Graph, _ id: NodeID) throws(MechanismError) -> NodeID {
        guard let epsilon else { return id }
        guard graph[epsilon].shape == .scalar else { throw .shape(.needsScalar(graph[epsilon].shape)) }
        return try graph.adding(.add, [id, epsilon])
    }

    private func scaled(_ graph: inout Graph, _ id: NodeID) throws(MechanismError) -> NodeID {
        var result = id
        if gamma != nil || beta != nil { result = graph.named(result, "N", caption: "normalised") }
        if let gamma {
            result = try graph.adding(.multiply, [try graph.lying(gamma, beside: result), result])
        }
        if let beta {
            result = try graph.adding(.add, [result, try graph.lying(beta, beside: result)])
        }
        return result
    }
}

extension Graph {
    /// A vector of one entry per column turned so that it goes with a value: a row beside a matrix or a row, a column
    /// beside a column.
    ///
    /// A number stays a number. What does not fit is left to the shapes of the operation.
    mutating func lying(_ vector: NodeID, beside value: NodeID) throws(MechanismError) -> NodeID {
        switch (self[vector].shape, self[value].shape) {
        case (.column, .matrix), (.column, .row), (.row, .column): return try adding(.transpose, [vector])
        default: return vector
        }
    }
}

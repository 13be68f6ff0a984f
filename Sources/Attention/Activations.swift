import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// The Gaussian error linear unit, entry by entry.
    ///
    ///     gelu(x) = x Φ(x) = x/2 · (1 + erf(x/√2))
    ///     form: tanh     x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³)))
    ///
    /// Shapes: as x.
    /// Source: Hendrycks and Gimpel 2016, section 2.
    public static let gelu = activation(
        .gelu, "x times the probability that a standard normal variable is below x",
        formula:
            #"\operatorname{gelu}(x) = \frac{x}{2}\left(1 + \operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)"#,
        options: [Option("form", .word(["exact", "tanh"]), fallback: "exact")],
        source: Citation("hendrycks2016", "section 2"))

    /// The sigmoid linear unit (swish), entry by entry.
    ///
    ///     silu(x) = x · sigmoid(x)
    ///
    /// Shapes: as x.
    /// Source: Hendrycks and Gimpel 2016, section 2.
    public static let silu = activation(
        .silu, "x times the logistic function of x", formula: #"\operatorname{silu}(x) = x\,\sigma(x)"#,
        source: Citation("hendrycks2016", "section 2"))

    /// A rectifier that lets a part of what is negative through, entry by entry.
    ///
    ///     leaky_relu(x) = max(0, x) − slope · max(0, −x)
    ///
    /// Shapes: as x.
    /// Source: Maas, Hannun and Ng 2013, section 2, where the slope is 0.01 as well.
    public static let leakyRelu = activation(
        .leakyRelu, "x where it is positive, slope times x elsewhere",
        formula: #"\operatorname{leaky\_relu}(x) = \max(0, x) - a \max(0, -x)"#,
        options: [Option("slope", .value, fallback: "0.01")], source: Citation("maas2013", "section 2"))

    /// A smooth rectifier, entry by entry.
    ///
    ///     softplus(x) = ln(1 + e^x)
    ///
    /// Shapes: as x.
    /// Source: Dugas et al. 2001, the softplus function.
    public static let softplus = activation(
        .softplus, "a smooth rectifier", formula: #"\operatorname{softplus}(x) = \ln(1 + e^x)"#,
        source: Citation("dugas2001", "the softplus function"))

    private static func activation(
        _ activation: Activation, _ summary: String, formula: String, options: [Option] = [], source: Citation
    ) -> Mechanism {
        let name = activation.rawValue
        return Mechanism(
            name: name, summary: summary, formula: formula,
            example: """
                x = [-1, 2]
                y = \(name)(x)
                """,
            parameters: [Parameter("x")], options: options, source: source
        ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
            guard let x = arguments[0] else { throw .missing(parameter: "x") }
            let form = arguments.word("form") == "tanh" ? Activation.geluTanh : activation
            return try form.applied(&graph, x, slope: arguments.node("slope"))
        }
    }
}

extension Mechanism.Option {
    static let layerActivation = Mechanism.Option(
        "activation", .word(Activation.allCases.map(\.rawValue)), fallback: "relu")
}

/// What a layer applies to each entry.
enum Activation: String, CaseIterable {
    case relu
    case gelu
    case geluTanh = "gelu_tanh"
    case silu
    case tanh
    case sigmoid
    case leakyRelu = "leaky_relu"
    case softplus
    /// Nothing.
    case identity = "none"

    /// Whether x stands in the formula more than once, so that it wants a name.
    var repeatsArgument: Bool {
        switch self {
        case .relu, .tanh, .sigmoid, .softplus, .identity: false
        case .gelu, .geluTanh, .silu, .leakyRelu: true
        }
    }

    /// The nodes of the activation of x, entry by entry.
    ///
    /// - Parameter slope: that of `leaky_relu`; nil for 1/100.
    func applied(_ graph: inout Graph, _ x: NodeID, slope: NodeID? = nil) throws(MechanismError) -> NodeID {
        switch self {
        case .relu: return try graph.adding(.apply(.rectifier), [x])
        case .tanh: return try graph.adding(.apply(.hyperbolicTangent), [x])
        case .sigmoid: return try graph.adding(.apply(.logistic), [x])
        case .identity: return x
        case .silu: return try graph.adding(.multiply, [x, try graph.adding(.apply(.logistic), [x])])
        case .softplus:
            let power = try graph.adding(.apply(.exponential), [x])
            let sum = try graph.adding(.add, [try graph.constant(1), power])
            return try graph.adding(.apply(.logarithm), [sum])
        case .leakyRelu:
            let slope = if let slope { slope } else { try graph.constant(Rational(1, over: 100) ?? 0) }
            guard graph[slope].shape == .scalar else { throw .shape(.needsScalar(graph[slope].shape)) }
            let positive = try graph.adding(.apply(.rectifier), [x])
            let negative = try graph.adding(.apply(.rectifier), [try graph.adding(.negate, [x])])
            return try graph.adding(.subtract, [positive, try graph.adding(.multiply, [slope, negative])])
        case .gelu:
            let root = try graph.adding(.power(.half), [try graph.constant(2)])
            let inside = try graph.adding(.divide, [x, root])
            return try halved(&graph, x, try graph.adding(.apply(.errorFunction), [inside]))
        case .geluTanh:
            let pi = try graph.adding(.constant(Tensor(scalar: .pi)), role: .given)
            let ratio = try graph.adding(.divide, [try graph.constant(2), pi])
            let root = try graph.adding(.power(.half), [ratio])
            let factor = try graph.constant(Rational(44_715, over: 1_000_000) ?? 0)
            let cube = try graph.adding(.multiply, [factor, try graph.adding(.power(3), [x])])
            let inside = try graph.adding(.multiply, [root, try graph.adding(.add, [x, cube])])
            return try halved(&graph, x, try graph.adding(.apply(.hyperbolicTangent), [inside]))
        }
    }

    /// x/2 · (1 + f).
    private func halved(_ graph: inout Graph, _ x: NodeID, _ f: NodeID) throws(MechanismError) -> NodeID {
        let half = try graph.adding(.divide, [x, try graph.constant(2)])
        return try graph.adding(.multiply, [half, try graph.adding(.add, [try graph.constant(1), f])])
    }
}

extension Graph {
    /// A number as a constant.
    mutating func constant(_ value: Rational) throws(MechanismError) -> NodeID {
        try adding(.constant(Tensor(scalar: Number(value))), role: .given)
    }
}

import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// Scores to weights, row by row.
    ///
    ///     a_j = e^(s_j) / Σ_i e^(s_i)
    ///
    /// Shapes: `s: n → n` (a vector is one row of scores), `S: m × n → m × n` with each row normalised.
    /// Source: Bridle 1990, equation 4; over the keys as in Vaswani et al. 2017, equation 1.
    public static let softmax = Mechanism(
        name: "softmax",
        summary: "exponentials of the scores over their sum, row by row",
        formula: #"a_j = \frac{e^{s_j}}{\sum_i e^{s_i}}"#,
        example: """
            S = [1, 2; 3, 3]
            A = softmax(S)
            """,
        parameters: [Parameter("S")],
        options: [.base, .mask],
        source: Citation("bridle1990", "equation 4")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let scores = arguments[0] else { throw .missing(parameter: "S") }
        let normalisation = Normalisation.softmax(base: try base(graph, arguments))
        let mask = try mask(graph, arguments)
        return try graph.adding(.normalise(normalisation, mask: mask), [scores])
    }

    /// All weight on the largest score of each row.
    ///
    ///     a_j = 1 if s_j = max_i s_i, otherwise 0; ties by the named rule
    ///
    /// Shapes: as `softmax`. The limit of softmax(s / T) for T → 0 is the rule `shared`, the default.
    public static let hardmax = Mechanism(
        name: "hardmax",
        summary: "all weight on the largest score of each row (argmax attention)",
        formula: #"a_j = 1 \text{ if } s_j = \max_i s_i \text{, otherwise } 0"#,
        example: """
            S = [1, 2; 3, 3]
            A = hardmax(S, ties: first)
            """,
        parameters: [Parameter("S")],
        options: [.ties, .mask],
        source: Citation("luong2015", "section 3.1, hard alignment")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let scores = arguments[0] else { throw .missing(parameter: "S") }
        let mask = try mask(graph, arguments)
        return try graph.adding(.normalise(.argmax(tieRule(arguments)), mask: mask), [scores])
    }
}

extension Mechanism.Option {
    static let base = Mechanism.Option("base", .value, fallback: "e")
    static let mask = Mechanism.Option("mask", .wordOrValue(["none", "causal"]), fallback: "none")
    static let ties = Mechanism.Option("ties", .word(TieRule.allCases.map(\.rawValue)), fallback: "shared")
    static let score = Mechanism.Option("score", .word(["scaled_dot", "dot"]), fallback: "scaled_dot")
    static let scale = Mechanism.Option("scale", .value, fallback: "sqrt(d_k)")
    static let normalise = Mechanism.Option("normalise", .word(["softmax", "argmax"]), fallback: "softmax")
}

func tieRule(_ arguments: Arguments) -> TieRule {
    arguments.word("ties").flatMap(TieRule.init(rawValue:)) ?? .shared
}

/// The base of the exponentials, nil for e.
func base(_ graph: Graph, _ arguments: Arguments) throws(MechanismError) -> Rational? {
    guard let id = arguments.node("base") else { return nil }
    guard case .constant(let tensor) = graph[id].operation, tensor.elements.count == 1,
        let base = tensor.elements[0].rational, base.signum() > 0, base != 1
    else { throw .base }
    return base
}

/// The mask option: a word, or a constant of 0s and 1s (1: may attend).
func mask(_ graph: Graph, _ arguments: Arguments) throws(MechanismError) -> Mask? {
    if arguments.word("mask") == "causal" { return .causal }
    guard let id = arguments.node("mask") else { return nil }
    guard case .constant(let tensor) = graph[id].operation else { throw .maskEntries }
    var flags: [Bool] = []
    for element in tensor.elements {
        guard let value = element.rational, value.isZero || value == 1 else { throw .maskEntries }
        flags.append(!value.isZero)
    }
    return .allowed(flags, columns: tensor.shape.isVector ? tensor.elements.count : tensor.columns)
}

extension Graph {
    /// `add` with the shape error as a mechanism's.
    mutating func adding(
        _ operation: Operation, _ inputs: [NodeID] = [], label: String? = nil, role: Role = .inner
    ) throws(MechanismError) -> NodeID {
        do throws(ShapeError) {
            return try add(operation, inputs, label: label, role: role)
        } catch {
            throw .shape(error)
        }
    }

    /// A whole number as a constant.
    mutating func constant(_ value: Int, label: String? = nil) throws(MechanismError) -> NodeID {
        try adding(.constant(Tensor(scalar: Number(Rational(value)))), label: label, role: .given)
    }
}

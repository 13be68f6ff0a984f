import Documents
import Formulas
import Graphs
import Numbers

/// The lines a teacher writes for one step.
public struct Derivation: Sendable {
    /// The step's node.
    public var node: NodeID
    /// The left side; nil for an expression without a name.
    public var name: Formula
    /// What the step's value is.
    public var shape: Shape
    /// What the step computes, in a word or two: the author's remark behind the line, or the mechanism's own.
    public var caption: String?
    /// `name = formula = formula with the numbers in = exact value ≈ decimals`, and the lines between.
    public var equations: [Equation]
    /// Things said in words: who won an argmax, which names were introduced.
    public var remarks: [[Inline]]

    /// A step and its lines.
    public init(
        node: NodeID, name: Formula, shape: Shape, caption: String?, equations: [Equation], remarks: [[Inline]]
    ) {
        self.node = node
        self.name = name
        self.shape = shape
        self.caption = caption
        self.equations = equations
        self.remarks = remarks
    }

    /// The derivations of steps that belong together, a question's say, in the order they are computed.
    ///
    /// Softmax denominators are named once for all of them; steps without a value are left out.
    ///
    /// - Parameters:
    ///   - trace: the exact values.
    ///   - steps: the steps to write; nil for all of the graph.
    ///   - written: how given data and literals were spelled, by node.
    ///   - captions: the author's remarks, by node.
    ///   - digits: significant digits of the decimals.
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public static func all(
        of trace: Trace<Number>, steps: [NodeID]? = nil, written: [NodeID: Formula] = [:],
        captions: [NodeID: String] = [:], detail: Detail = .standard, digits: Int = 4
    ) throws -> [Derivation] {
        let steps = (steps ?? trace.graph.labelled).filter { id in
            trace.graph[id].label != nil && trace.graph[id].role != .given
        }.sorted()
        var notation = Notation(trace: trace, scope: steps, written: written, digits: digits)
        for id in steps {
            notation.nameDenominators(of: id)
            notation.nameThresholds(of: id)
        }
        return try steps.compactMap { id in
            notation.denominators.current = id
            let exposition = Exposition(notation: notation, detail: detail)
            guard let lines = try exposition.lines(of: id) else { return nil }
            return Derivation(
                node: id, name: notation.name(of: id), shape: trace.graph[id].shape,
                caption: captions[id] ?? trace.graph[id].caption,
                equations: lines.equations, remarks: lines.remarks)
        }
    }
}

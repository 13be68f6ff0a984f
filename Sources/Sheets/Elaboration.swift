public import Documents
import Formulas
import Graphs

/// A sheet as one computation: which node each line, value in prose and answer is, and what is wrong.
///
///     let elaboration = Elaboration(of: sheet)
///     let trace = elaboration.graph.evaluate(Number.self)
///     elaboration.answers[0].id                        // 1a.p
public struct Elaboration: Sendable {
    /// The sheet it was made from.
    public let sheet: Sheet
    /// The computation, all sections in one.
    public internal(set) var graph = Graph()
    /// What could not be read and what could not be made sense of, in the order of the text.
    public internal(set) var diagnostics: [Diagnostic] = []
    /// How given data and literals were spelled.
    public internal(set) var written: [NodeID: Formula] = [:]
    /// The author's remarks behind the lines of steps.
    public internal(set) var captions: [NodeID: String] = [:]
    /// What the lines of `given` and `solve` blocks came to, in the order of the text.
    public internal(set) var lines: [Line] = []
    /// What the lines of `solve` blocks say of their values, in the order of the text.
    public internal(set) var claims: [Claim] = []
    /// The values shown in prose.
    public internal(set) var insertions: [InsertedValue] = []
    /// What the `answer` blocks ask for, in the order of the text.
    public internal(set) var answers: [AskedAnswer] = []
    /// What the `plot` blocks draw, in the order of the text.
    public internal(set) var plots: [PlottedFigure] = []

    /// How the `vary` blocks draw given data anew, in the order of the text.
    public internal(set) var draws: [Draw] = []
    /// What the `require` blocks ask of a draw, in the order of the text.
    public internal(set) var conditions: [Condition] = []
    /// The nodes that only conditions need: no reader of the sheet sees them.
    public internal(set) var conditionNodes: Range<Int> = 0..<0
    /// Constants whose values decided what the computation is: sizes, indices, exponents.
    ///
    /// With another value in such a node the sheet is another computation, so it must be elaborated anew.
    public internal(set) var folded: Set<NodeID> = []

    /// The formula that made each node, as a place in the text.
    var origins: [Range<Int>] = []

    /// One line of a calculating block.
    public struct Line: Sendable {
        /// Index into `sheet.items`.
        public var item: Int
        /// The place of the line without its remark.
        public var range: Range<Int>
        /// One node, or one per member of a family; fewer where something failed.
        public var nodes: [NodeID]
        /// The nodes that the line added, inner steps of mechanisms among them.
        public var added: Range<Int>
        /// What was read off a computation here: counts of operations, comparisons of layers.
        public var readings: [Reading] = []
    }

    /// A value shown in prose.
    public struct InsertedValue: Sendable {
        /// What stands in the prose.
        public var insertion: Insertion
        /// Its value in the graph.
        public var node: NodeID
    }

    /// What an `answer` line asks for.
    public struct AskedAnswer: Sendable {
        /// `1a.p`.
        public var id: String
        /// The line of the block.
        public var answer: Answer
        /// nil for an explanation in words.
        public var node: NodeID?
        /// Index into `sheet.items`.
        public var item: Int
    }

    /// What a `plot` line draws.
    public struct PlottedFigure: Sendable {
        /// The line of the block.
        public var plot: Plot
        /// Map or bars.
        public var form: Figure.Form
        /// What stands over the panels.
        public var names: [Formula?]
        /// The values in the graph, one per panel.
        public var nodes: [NodeID]
        /// Index into `sheet.items`.
        public var item: Int
    }

    init(sheet: Sheet) { self.sheet = sheet }
}

extension Elaboration {
    /// Makes the computation of a sheet.
    ///
    /// Never stops at an error: what does not depend on one is there.
    ///
    /// - Cost: linear in the nodes made, at most `Elaboration.nodeLimit`.
    public init(of sheet: Sheet) {
        var elaborator = Elaborator(sheet)
        elaborator.elaborate()
        self = elaborator.result
        diagnostics = Diagnostic.inOrder(sheet.diagnostics + diagnostics)
    }

    /// More nodes than any sheet for readers needs.
    public static let nodeLimit = 200_000
    /// Members of one family, terms of one written sum.
    public static let rangeLimit = 10_000

    /// The computation of what readers see and students work out; its nodes are those of the whole.
    ///
    /// A condition that uses a step must not change how the step is marked or programmed.
    public var withoutConditions: Elaboration {
        guard !conditionNodes.isEmpty else { return self }
        var visible = self
        visible.graph = graph.prefix(conditionNodes.lowerBound)
        visible.origins = Array(origins.prefix(conditionNodes.lowerBound))
        visible.conditions = []
        visible.conditionNodes = conditionNodes.lowerBound..<conditionNodes.lowerBound
        return visible
    }

    /// The place in the text that made a node.
    public func origin(of id: NodeID) -> Range<Int>? {
        origins.indices.contains(id.index) ? origins[id.index] : graph[id].origin
    }
}

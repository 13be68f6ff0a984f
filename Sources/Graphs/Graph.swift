import Numbers
import Rationals

/// A computation: nodes in the order they are computed, each an operation on earlier nodes.
///
/// A node with a label is a *step*: something with a name on the page. The nodes without labels are what the formula
/// of a step is made of. Everything the product prints, checks or draws is a reading of this one structure.
///
///     var graph = Graph()
///     let x = try graph.add(.constant(vector), label: "x")
///     let s = try graph.add(.dot, [x, x], label: "s")
///     graph[s].shape                                   // scalar
public struct Graph: Sendable {
    /// All nodes in the order they are computed.
    public private(set) var nodes: [Node] = []
    var labels: [String: NodeID] = [:]
    /// Names that inner steps must keep clear of though no node has them yet.
    var reserved: Set<String> = []

    /// A computation without nodes.
    public init() {}

    /// One operation on earlier nodes.
    public struct Node: Sendable {
        /// What it computes.
        public var operation: Operation
        /// From which nodes, in the operation's order.
        public var inputs: [NodeID]
        /// What the result is.
        public var shape: Shape
        /// The name on the page, spelled `W_Q`, `h'_2`, `Q^(1)`; nil inside a formula.
        public var label: String?
        /// Why it stands on the page.
        public var role: Role
        /// UTF-8 offsets of the source text that made the node.
        public var origin: Range<Int>?
        /// What the step is, in a word or two, said by the mechanism that unfolds into it: `forget gate`.
        public var caption: String?
    }

    /// The mechanism calls that made the nodes, outermost only, in the order they were built.
    ///
    /// Values never depend on it; emitted code calls a library's own function where one fits.
    public var calls: [Call] = []

    /// One call of a mechanism.
    public struct Call: Sendable {
        /// The mechanism's name in sheets: `self_attention`.
        public var mechanism: String
        /// The positional arguments in order, a list for each; a plain value is a list of one.
        public var arguments: [[NodeID]]
        /// The labelled arguments that were given, as they are spelled in a sheet, or by the node that holds them.
        public var options: [String: Option]
        /// The node that holds the result.
        public var result: NodeID
        /// The nodes that the call added, the result and its inner steps among them.
        public var added: Range<Int>

        /// A labelled argument.
        public enum Option: Hashable, Sendable {
            case word(String)
            case count(Int)
            case node(NodeID)
            /// `padding(3)`
            case call(String, Int)
            /// `[causal, padding(3)]`
            case list([Option])
        }

        /// A call by its parts.
        public init(
            mechanism: String, arguments: [[NodeID]], options: [String: Option], result: NodeID, added: Range<Int>
        ) {
            self.mechanism = mechanism
            self.arguments = arguments
            self.options = options
            self.result = result
            self.added = added
        }
    }

    /// Says what a step is, in a word or two.
    public mutating func caption(_ id: NodeID, _ words: String) { nodes[id.index].caption = words }

    /// Why a labelled node stands on the page.
    public enum Role: Hashable, Sendable {
        /// Data: given, or a parameter such as d_k. Not worked out, only used.
        case given
        /// A step the author wrote.
        case step
        /// A step that a mechanism unfolds into.
        case inner
    }

    /// Adds a node.
    ///
    /// - Throws: `ShapeError` when the operation has no shape for these inputs.
    @discardableResult
    public mutating func add(
        _ operation: Operation, _ inputs: [NodeID] = [], label: String? = nil, role: Role = .step,
        origin: Range<Int>? = nil
    ) throws(ShapeError) -> NodeID {
        var shapes: [Shape] = []
        for input in inputs { shapes.append(nodes[input.index].shape) }
        let shape = try operation.shape(of: shapes)
        let id = NodeID(index: nodes.count)
        nodes.append(
            Node(operation: operation, inputs: inputs, shape: shape, label: label, role: role, origin: origin))
        if let label { labels[label] = id }
        return id
    }

    /// Gives a node its name.
    ///
    /// A node whose own name the author wrote keeps it; the new name then goes to an `identity` of it.
    ///
    /// - Returns: the node that bears the name.
    @discardableResult
    public mutating func name(
        _ id: NodeID, _ label: String, role: Role = .step, origin: Range<Int>? = nil
    ) -> NodeID {
        guard nodes[id.index].label == nil || nodes[id.index].role == .inner else {
            let shape = nodes[id.index].shape
            nodes.append(
                Node(operation: .identity, inputs: [id], shape: shape, label: label, role: role, origin: origin))
            let copy = NodeID(index: nodes.count - 1)
            labels[label] = copy
            return copy
        }
        if let old = nodes[id.index].label { labels[old] = nil }
        nodes[id.index].label = label
        nodes[id.index].role = role
        if let origin { nodes[id.index].origin = origin }
        labels[label] = id
        return id
    }

    /// The computation of the first nodes alone; nodes keep their handles, later names are forgotten.
    ///
    ///     graph.prefix(graph.nodes.count)              // the same graph
    public func prefix(_ count: Int) -> Graph {
        var first = self
        first.nodes = Array(nodes.prefix(max(0, count)))
        first.labels = labels.filter { $0.value.index < count }
        first.calls = calls.filter { $0.added.upperBound <= count && $0.result.index < count }
        return first
    }

    mutating func setLabel(_ label: String?, at index: Int) { nodes[index].label = label }

    /// The node of a handle.
    public subscript(id: NodeID) -> Node { nodes[id.index] }

    /// The last node that was given this label.
    public func node(labelled label: String) -> NodeID? { labels[label] }

    /// `wanted`, or the same with primes until no node has it.
    public func freshLabel(_ wanted: String) -> String {
        var label = wanted
        while labels[label] != nil || reserved.contains(label) { label += "'" }
        return label
    }

    /// The handles of all nodes in the order they are computed.
    public var ids: [NodeID] { nodes.indices.map(NodeID.init(index:)) }

    /// The labelled nodes in the order they are computed.
    public var labelled: [NodeID] { ids.filter { self[$0].label != nil } }
}

/// A handle of a node in its graph.
public struct NodeID: Hashable, Comparable, Sendable {
    /// The node's place in the order of computation, from 0.
    public let index: Int

    /// Earlier in the order of computation.
    public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

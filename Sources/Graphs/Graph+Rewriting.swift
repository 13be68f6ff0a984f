extension Graph {
    /// A copy of what some nodes are computed from, in which a rule computes some nodes otherwise.
    ///
    ///     let rewriting = graph.rewritten(for: [p]) { (copy, id) throws(ShapeError) in
    ///         guard case .divide = graph[id].operation else { return nil }
    ///         return copy.image(of: graph[id].inputs[0])          // the division is forgotten
    ///     }
    ///     rewriting.image(of: p)                                  // p as it would then be computed
    ///
    /// A node whose new inputs have no shape under its operation has no image, nor has what needs it: a rewriting that
    /// does not fit does not apply. Names, roles and captions go over to the images. Calls do not: values never depend
    /// on them.
    ///
    /// - Parameters:
    ///   - targets: what is wanted; only what they need is copied. All nodes when nil.
    ///   - rule: the node of the copy that takes a node's place, nil for the same operation on the images of its inputs.
    /// - Cost: linear in the nodes copied.
    public func rewritten(
        for targets: [NodeID]? = nil, _ rule: (inout Rewriting, NodeID) throws(ShapeError) -> NodeID?
    ) -> Rewriting {
        var rewriting = Rewriting(of: self)
        let needed = targets.map { ancestors(of: $0) }
        for id in ids where needed?[id.index] ?? true { rewriting.copy(id, rule) }
        return rewriting
    }

    /// For every node by its index, whether some nodes are computed from it; they themselves count.
    ///
    /// - Parameter stops: nodes whose inputs do not count, for their values are given.
    public func ancestors(of targets: [NodeID], stoppingAt stops: Set<NodeID> = []) -> [Bool] {
        var isNeeded = Array(repeating: false, count: nodes.count)
        for target in targets { isNeeded[target.index] = true }
        for index in nodes.indices.reversed() where isNeeded[index] && !stops.contains(NodeID(index: index)) {
            for input in nodes[index].inputs { isNeeded[input.index] = true }
        }
        return isNeeded
    }

    /// The same computation in which what is computed twice in the same way is computed once.
    ///
    /// A second name for a value stays, as an `identity`.
    public func mergingDuplicates() -> Rewriting {
        var first: [Origin: NodeID] = [:]
        return rewritten { (copy, id) throws(ShapeError) in
            let node = self[id]
            // Two declared shapes are two unknowns.
            if case .placeholder = node.operation { return nil }
            var inputs: [NodeID] = []
            for input in node.inputs {
                guard let image = copy.image(of: input) else { return nil }
                inputs.append(copy.graph.source(of: image))
            }
            if case .identity = node.operation, let source = inputs.first { return source }
            let origin = Origin(operation: node.operation, inputs: inputs)
            if let known = first[origin] { return known }
            let made = try copy.add(node.operation, inputs)
            first[origin] = made
            return made
        }
    }

    /// The node whose value it is, seen through second names.
    public func source(of id: NodeID) -> NodeID {
        var source = id
        while case .identity = self[source].operation, let input = self[source].inputs.first { source = input }
        return source
    }

    private struct Origin: Hashable {
        var operation: Operation
        var inputs: [NodeID]
    }
}

/// A graph made from another, and which node became which.
public struct Rewriting: Sendable {
    /// What was rewritten.
    public let original: Graph
    /// The copy.
    public private(set) var graph = Graph()
    private var images: [NodeID?]
    private var unchanged: [NodeID: NodeID] = [:]

    init(of original: Graph) {
        self.original = original
        images = Array(repeating: nil, count: original.nodes.count)
    }

    /// The node of the copy that took a node's place; nil when it was not wanted or does not fit.
    public func image(of id: NodeID) -> NodeID? { images[id.index] }

    /// Adds a node to the copy.
    public mutating func add(_ operation: Operation, _ inputs: [NodeID] = []) throws(ShapeError) -> NodeID {
        try graph.add(operation, inputs, role: .inner)
    }

    /// A node as it was, with all it is computed from, beside what the rule makes of it.
    ///
    /// A rule may ask for nodes that come later: what a slip of the pen takes in place of a value may be computed after it.
    public mutating func asItWas(_ id: NodeID) throws(ShapeError) -> NodeID {
        if let known = unchanged[id] { return known }
        let needed = original.ancestors(of: [id])
        for source in original.ids where needed[source.index] && unchanged[source] == nil {
            let node = original[source]
            unchanged[source] = try graph.add(
                node.operation, node.inputs.compactMap { unchanged[$0] }, role: .inner, origin: node.origin)
        }
        guard let copy = unchanged[id] else { throw .joinsNothing }
        return copy
    }

    /// A place in the copy for a node and its name.
    mutating func copy(_ id: NodeID, _ rule: (inout Rewriting, NodeID) throws(ShapeError) -> NodeID?) {
        let node = original[id]
        do throws(ShapeError) {
            if let replacement = try rule(&self, id) {
                images[id.index] = try named(replacement, as: node)
                return
            }
            var inputs: [NodeID] = []
            for input in node.inputs {
                guard let image = images[input.index] else { return }
                inputs.append(image)
            }
            let made = try graph.add(node.operation, inputs, label: node.label, role: node.role, origin: node.origin)
            if let caption = node.caption { graph.caption(made, caption) }
            images[id.index] = made
        } catch {
            // It does not fit: no image.
            return
        }
    }

    private mutating func named(_ replacement: NodeID, as node: Graph.Node) throws(ShapeError) -> NodeID {
        guard let label = node.label else { return replacement }
        let made: NodeID
        if graph[replacement].label == nil {
            made = graph.name(replacement, label, role: node.role, origin: node.origin)
        } else {
            made = try graph.add(.identity, [replacement], label: label, role: node.role, origin: node.origin)
        }
        if let caption = node.caption { graph.caption(made, caption) }
        return made
    }
}

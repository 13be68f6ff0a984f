import Numbers

/// Why a node has no value, and where.
public struct EvaluationError: Error, Sendable {
    /// The node that has no value.
    public var node: NodeID
    /// Row and column from 0, nil when the whole value is meant.
    public var entry: Entry?
    /// Why it has none.
    public var reason: Reason

    /// A place in a value.
    public struct Entry: Hashable, Sendable {
        /// From 0.
        public var row: Int
        /// From 0.
        public var column: Int
    }

    /// The closed list of reasons.
    public enum Reason: Hashable, Sendable {
        case number(NumberError)
        /// Row `row` of the scores has no key the mask allows: a softmax over nothing.
        case fullyMasked(row: Int)
        /// Row `row` of the scores cannot be normalised: the weights would be 0/0 or s/0.
        case noWeights(row: Int, Normalisation.NoWeights)
        /// A maximum or a mean of no entries.
        case empty
        /// The value depends on a declared shape without values.
        case needsValues(NodeID)
        /// The trace holds only some of the nodes, and not this one.
        case notComputed
        /// The matrix products up to this one would take more multiplications than the limit.
        case tooMuchWork(limit: Int)
        /// The value given for the node by the caller is of another shape.
        case overridden(Shape, expected: Shape)
    }
}

import Numbers
import Rationals

/// How many operations on numbers something takes, exactly: one polynomial in the sizes for every kind of operation.
///
/// The model, which `Documentation/Costs.md` states in full:
/// ```
/// dot product of k terms        k multiplications, k − 1 additions
/// sum, mean, maximum of k       k − 1 additions, and 1 division for a mean; k − 1 comparisons
/// softmax over m keys           m exponentials, m − 1 additions, m divisions
/// ```
/// Moving numbers, turning a sign and subtracting the maximum before a softmax cost nothing.
public struct OperationCount: Hashable, Sendable {
    private var amounts: [Polynomial]

    /// The closed list of what is counted.
    public enum Kind: Int, CaseIterable, Hashable, Sendable {
        case multiplications
        /// Subtractions among them.
        case additions
        case divisions
        /// e^x, or a power of another base of a softmax.
        case exponentials
        /// tanh, the logistic function, logarithms and the like, one each.
        case functions
        /// Powers with a constant exponent, square roots among them.
        case powers
        /// Which of two numbers is larger: maxima, ReLU, absolute values.
        case comparisons
    }

    /// Nothing at all.
    public init() { amounts = Array(repeating: 0, count: Kind.allCases.count) }

    /// These amounts, nothing of the other kinds.
    public init(_ amounts: KeyValuePairs<Kind, Polynomial>) {
        self.init()
        for (kind, amount) in amounts { self[kind] = self[kind] + amount }
    }

    /// The number of operations of one kind.
    public subscript(kind: Kind) -> Polynomial {
        get { amounts[kind.rawValue] }
        set { amounts[kind.rawValue] = newValue }
    }

    /// All kinds together.
    public var total: Polynomial { amounts.reduce(0, +) }

    /// The kinds of which there are any.
    public var kinds: [Kind] { Kind.allCases.filter { !self[$0].isZero } }

    /// One computation after another.
    public static func + (a: OperationCount, b: OperationCount) -> OperationCount {
        var sum = a
        for kind in Kind.allCases { sum[kind] = a[kind] + b[kind] }
        return sum
    }

    /// The same computation so many times.
    public static func * (a: OperationCount, times: Polynomial) -> OperationCount {
        var product = a
        for kind in Kind.allCases { product[kind] = a[kind] * times }
        return product
    }
}

extension Shape {
    /// The number of entries.
    public var entries: Polynomial { Polynomial(rows) * Polynomial(columns) }
}

extension Graph {
    /// What the nodes cost together; a part counts as often as there are parts.
    ///
    ///     graph.operationCount(of: graph.ids)[.multiplications]
    public func operationCount(of ids: some Sequence<NodeID>) -> OperationCount {
        let parts = parts
        return ids.reduce(OperationCount()) { $0 + operationCount(of: $1) * repetitions(parts[$1.index]) }
    }

    /// What one node costs, worked out once.
    func operationCount(of id: NodeID) -> OperationCount {
        let node = self[id]
        return node.operation.cost(of: node.inputs.map { self[$0].shape }, result: node.shape)
    }

    /// The product of the numbers of parts that a node stands for.
    func repetitions(_ parts: [Part]) -> Polynomial { parts.reduce(1) { $0 * Polynomial($1.count) } }

    /// The parts that each node stands for, inherited from its inputs until they are put together again.
    public var parts: [[Part]] {
        var all: [[Part]] = []
        all.reserveCapacity(nodes.count)
        for node in nodes {
            var parts: [Part] = []
            for part in node.inputs.flatMap({ all[$0.index] }) where !parts.contains(part) { parts.append(part) }
            switch node.operation {
            case .part(let part): if !parts.contains(part) { parts.append(part) }
            case .whole(let part): parts.removeAll { $0 == part }
            default: break
            }
            all.append(parts)
        }
        return all
    }

    /// How many steps must follow one another however much is worked out at once: the number of tokens for what reads
    /// them one by one, otherwise 1.
    public func sequentialSteps(of ids: some Sequence<NodeID>) -> Polynomial {
        var sequential: [Part] = []
        for id in ids {
            if case .part(let part) = self[id].operation, part.isSequential, !sequential.contains(part) {
                sequential.append(part)
            }
        }
        return repetitions(sequential)
    }
}

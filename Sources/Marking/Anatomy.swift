import Formulas
import Graphs
import Numbers
import Rationals

/// What the operations of a computation are for: which division scales scores, which product takes keys, which mixes
/// values.
///
/// Found by the operations alone, so it is the same whether a sheet wrote the steps out or called a mechanism.
struct Anatomy: Sendable {
    let graph: Graph
    /// The nodes that take each node as an input, seen through second names.
    let users: [[NodeID]]
    /// Exact values, where the sheet has them.
    private let exact: Trace<Number>
    private(set) var softmaxes: [NodeID: Softmax] = [:]
    private(set) var attentions: [Attention] = []
    private(set) var attentionOfProduct: [NodeID: Attention] = [:]
    private(set) var attentionOfOutput: [NodeID: Attention] = [:]

    /// Scores made weights, by a softmax or written out as exponentials over their sum.
    struct Softmax: Sendable {
        var scores: NodeID
        var mask: Mask?
        /// The base where it is not e.
        var base: Rational?
        /// The node of the exponentials, where they are written out.
        var exponentials: NodeID?
    }

    /// A division of scores by a number, or a product with its inverse.
    struct Scale: Sendable {
        var scores: NodeID
        var factor: NodeID
        var isDivision: Bool
        /// The number of entries of a query.
        var width: Int?
        /// Whether the divisor is √width.
        var isRootOfWidth: Bool
    }

    /// One attention: scores, weights, and the weighted sum of values.
    struct Attention: Sendable {
        var weights: NodeID
        /// The product that compares queries with keys.
        var product: NodeID
        var queries: NodeID
        var keys: NodeID
        /// Whether the product takes the transpose of the keys.
        var takesKeysTransposed: Bool
        var isScaled: Bool
        var output: NodeID?
        var values: NodeID?
    }

    init(_ exact: Trace<Number>) {
        self.exact = exact
        let graph = exact.graph
        self.graph = graph
        var users = Array(repeating: [NodeID](), count: graph.nodes.count)
        for id in graph.ids {
            for input in graph[id].inputs {
                var node = input
                users[node.index].append(id)
                // What uses a second name uses the value.
                while case .identity = graph[node].operation, let next = graph[node].inputs.first {
                    node = next
                    users[node.index].append(id)
                }
            }
        }
        self.users = users
        for id in graph.ids {
            if let softmax = softmax(at: id) { softmaxes[id] = softmax }
        }
        for id in graph.ids {
            guard let attention = attention(weights: id) else { continue }
            attentions.append(attention)
            attentionOfProduct[attention.product] = attention
            if let output = attention.output { attentionOfOutput[output] = attention }
        }
    }

    /// The exact value of a node.
    func value(of id: NodeID) -> Tensor<Number>? { exact[id] }

    func source(_ id: NodeID) -> NodeID { graph.source(of: id) }

    func shape(_ id: NodeID) -> Shape { graph[id].shape }

    func operation(_ id: NodeID) -> Operation { graph[id].operation }

    func inputs(_ id: NodeID) -> [NodeID] { graph[id].inputs.map(source) }

    func isConstant(_ id: NodeID) -> Bool {
        if case .constant = operation(source(id)) { return true }
        return false
    }

    func isProduct(_ id: NodeID) -> Bool {
        switch operation(id) {
        case .matrixProduct, .dot: true
        default: false
        }
    }

    // MARK: Softmax

    private func softmax(at id: NodeID) -> Softmax? {
        switch operation(id) {
        case .normalise(.softmax(let base), let mask):
            return Softmax(scores: inputs(id)[0], mask: mask, base: base)
        case .divide:
            // e^x over its own sum.
            let (top, bottom) = (inputs(id)[0], inputs(id)[1])
            guard case .apply(.exponential) = operation(top), case .reduce(.sum, let axis) = operation(bottom),
                inputs(bottom)[0] == top, axis == (shape(top).isMatrix ? .eachRow : .all)
            else { return nil }
            return Softmax(scores: inputs(top)[0], exponentials: top)
        default:
            return nil
        }
    }

    /// Whether a node is the weights of something: a softmax in any form, or an argmax.
    func isWeights(_ id: NodeID) -> Bool {
        if case .normalise = operation(id) { return true }
        return softmaxes[id] != nil
    }

    // MARK: Scaling

    /// How scores are scaled at a node, nil when it scales none.
    func scale(at id: NodeID) -> Scale? {
        switch operation(id) {
        case .divide:
            let (scores, divisor) = (inputs(id)[0], inputs(id)[1])
            return scale(scores, divisor, isDivision: true)
        case .multiply:
            let (left, right) = (inputs(id)[0], inputs(id)[1])
            return scale(left, right, isDivision: false) ?? scale(right, left, isDivision: false)
        default:
            return nil
        }
    }

    private func scale(_ scores: NodeID, _ factor: NodeID, isDivision: Bool) -> Scale? {
        guard shape(factor) == .scalar, isNumber(factor), isProduct(scores) || isRoot(factor) && !isConstant(scores)
        else { return nil }
        var width: Int?
        if isProduct(scores) {
            let left = shape(inputs(scores)[0])
            width = operation(scores) == .dot ? left.length?.value : left.columns.value
        } else {
            width = shape(scores).length?.value ?? shape(scores).columns.value
        }
        var isRootOfWidth = false
        if let width, let value = exact[factor]?.elements.first {
            let square = value * value * (isDivision ? 1 : Number(Rational(width * width)))
            isRootOfWidth = width > 1 && square.rational == Rational(width)
        }
        if !isDivision, !isRootOfWidth { return nil }
        return Scale(
            scores: scores, factor: factor, isDivision: isDivision, width: width, isRootOfWidth: isRootOfWidth)
    }

    private func isRoot(_ id: NodeID) -> Bool {
        if case .power(let exponent) = operation(id) { return exponent.denominator == 2 }
        return false
    }

    /// Whether a scalar is made of written numbers alone.
    private func isNumber(_ id: NodeID) -> Bool {
        var pending = [id]
        while let next = pending.popLast() {
            guard shape(next) == .scalar else { return false }
            pending += graph[next].inputs
        }
        return true
    }

    // MARK: Attention

    private func attention(weights id: NodeID) -> Attention? {
        let scores: NodeID
        if case .normalise = operation(id) {
            scores = inputs(id)[0]
        } else if let softmax = softmaxes[id] {
            scores = softmax.scores
        } else {
            return nil
        }
        guard let (product, isScaled) = product(under: scores), case .matrixProduct = operation(product) else {
            return nil
        }
        let (left, right) = (inputs(product)[0], inputs(product)[1])
        var attention: Attention
        if case .column = shape(right) {
            attention = Attention(
                weights: id, product: product, queries: right, keys: left, takesKeysTransposed: false,
                isScaled: isScaled)
        } else if case .transpose = operation(right) {
            attention = Attention(
                weights: id, product: product, queries: left, keys: inputs(right)[0], takesKeysTransposed: true,
                isScaled: isScaled)
        } else {
            attention = Attention(
                weights: id, product: product, queries: left, keys: right, takesKeysTransposed: false,
                isScaled: isScaled)
        }
        for user in users[id.index] {
            guard case .matrixProduct = operation(user) else { continue }
            let (a, b) = (inputs(user)[0], inputs(user)[1])
            if a == id {
                (attention.output, attention.values) = (user, b)
            } else if case .transpose = operation(a) {
                (attention.output, attention.values) = (user, inputs(a)[0])
            }
        }
        // The row of a transposed column: pᵀ X.
        for user in users[id.index] where attention.output == nil {
            guard case .transpose = operation(user) else { continue }
            for next in users[user.index] {
                guard case .matrixProduct = operation(next), inputs(next)[0] == user else { continue }
                (attention.output, attention.values) = (next, inputs(next)[1])
            }
        }
        return attention
    }

    /// The product that scores come from, and whether they are scaled on the way.
    private func product(under scores: NodeID) -> (NodeID, isScaled: Bool)? {
        var node = scores
        var isScaled = false
        while true {
            switch operation(node) {
            case .matrixProduct, .dot:
                return (node, isScaled)
            case .divide where shape(inputs(node)[1]) == .scalar:
                isScaled = true
                node = inputs(node)[0]
            case .multiply where shape(inputs(node)[1]) == .scalar:
                isScaled = true
                node = inputs(node)[0]
            case .multiply where shape(inputs(node)[0]) == .scalar:
                isScaled = true
                node = inputs(node)[1]
            case .negate, .add, .subtract:
                node = inputs(node)[0]
            default:
                return nil
            }
        }
    }

    // MARK: Projections and heads

    /// The tokens and the matrix of a projection X W, or W x of a column.
    func projection(at id: NodeID) -> (tokens: NodeID, matrix: NodeID, isOnTheLeft: Bool)? {
        guard case .matrixProduct = operation(id), attentionOfProduct[id] == nil, attentionOfOutput[id] == nil else {
            return nil
        }
        let (left, right) = (inputs(id)[0], inputs(id)[1])
        if case .column = shape(right) { return isParameter(left) ? (right, left, true) : nil }
        if isParameter(right), !(named(left) && !named(right)) { return (left, right, false) }
        return isParameter(left) ? (right, left, true) : nil
    }

    /// Whether a matrix is given, or a part of a given one.
    private func isParameter(_ id: NodeID) -> Bool {
        guard case .matrix = shape(id) else { return false }
        switch operation(id) {
        case .constant: return true
        case .columns, .rows: return isConstant(inputs(id)[0])
        default: return false
        }
    }

    /// Whether a matrix has the letter of a projection.
    private func named(_ id: NodeID) -> Bool { graph[id].label?.hasPrefix("W") ?? false }

    /// The heads that a node sets side by side.
    func heads(at id: NodeID) -> [NodeID]? {
        guard case .concatenate = operation(id) else { return nil }
        let heads = graph[id].inputs
        guard heads.count > 1, heads.allSatisfy({ shape($0) == shape(heads[0]) }), shape(heads[0]).count != 1,
            heads.contains(where: { !isConstant($0) })
        else { return nil }
        if case .column = shape(heads[0]) { return nil }
        return heads
    }

    /// The step that a node belongs to: its own name, or that of the nearest step computed from it.
    func step(of id: NodeID) -> String? {
        var node = id
        while graph[node].label == nil {
            guard let user = users[node.index].first else { return nil }
            node = user
        }
        return graph[node].label
    }
}

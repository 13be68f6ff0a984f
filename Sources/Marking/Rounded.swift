import Graphs
import Numbers
import Rationals

/// What an answer comes to when intermediate values are rounded before they are used.
struct Rounded: Sendable {
    /// The steps that were rounded, by their labels.
    let steps: [String]
    let digits: Verdict.Digits
    /// What a floating-point run gives, with proven bounds; nil where it does not tell how a step is rounded.
    let run: Tensor<RunningError>?
    private let graph: Graph
    private let target: NodeID
    private let nodes: [NodeID]

    struct Key: Hashable {
        var question: Int
        var digits: Digits
    }

    typealias Digits = Verdict.Digits

    /// More steps than anybody rounds by hand.
    static let stepLimit = 40
    /// More digits than anybody writes by hand.
    static let digitsLimit = 60

    /// Every way of rounding: all steps, those of one kind, each alone; the fewest first.
    ///
    /// The exponentials of a softmax count as a step of their own, for they are written down in most solutions.
    static func all(of node: NodeID, in anatomy: Anatomy, digits: Digits) -> [Rounded] {
        guard digits.isUsual else { return [] }
        var exponentials: [NodeID] = []
        let rewriting = anatomy.graph.rewritten(for: [node]) { (copy, id) throws(ShapeError) in
            guard let softmax = anatomy.softmaxes[id], softmax.mask == nil, let scores = copy.image(of: softmax.scores)
            else { return nil }
            let powers = try copy.power(of: softmax.base, scores)
            exponentials.append(powers)
            return try copy.overRowSums(powers)
        }
        let graph = rewriting.graph
        guard let target = rewriting.image(of: node) else { return [] }
        var steps: [Step] = graph.labelled.compactMap { id in
            guard graph[id].role != .given, graph.source(of: id) != graph.source(of: target), !graph.isConstant(id),
                let label = graph[id].label
            else { return nil }
            return Step(node: graph.source(of: id), label: label, kind: label.kind)
        }
        steps += exponentials.map { Step(node: $0, label: "exponentials", kind: "exponentials") }
        steps.sort { $0.node < $1.node }
        guard !steps.isEmpty, steps.count <= stepLimit else { return [] }
        var choices = steps.map { [$0] }
        var kinds: [String] = []
        for step in steps where !kinds.contains(step.kind) { kinds.append(step.kind) }
        for kind in kinds {
            let members = steps.filter { $0.kind == kind }
            if members.count > 1 { choices.append(members) }
        }
        if kinds.count > 2 {
            let written = steps.filter { $0.kind != "exponentials" }
            if written.count > 1, written.count < steps.count { choices.append(written) }
        }
        if kinds.count > 1 { choices.append(steps) }
        return choices.map { choice in
            var labels: [String] = []
            for step in choice where !labels.contains(step.label) { labels.append(step.label) }
            return Rounded(steps: labels, digits: digits, graph: graph, target: target, nodes: choice.map(\.node))
        }
    }

    private init(steps: [String], digits: Verdict.Digits, graph: Graph, target: NodeID, nodes: [NodeID]) {
        (self.steps, self.digits, self.graph, self.target, self.nodes) = (steps, digits, graph, target, nodes)
        run = Self.value(of: target, in: graph, rounding: nodes) { (run: RunningError) in
            digits.rounded(run).flatMap { try? RunningError(Number($0)) }
        }
    }

    /// The exact value; nil when a step cannot be rounded within the limits.
    func value() -> Tensor<CertifiedNumber>? {
        Self.value(of: target, in: graph, rounding: nodes) { (number: Number) in
            digits.rounded(number).map { Number($0) }
        }
        .map { CertifiedNumber.all(of: $0) }
    }

    private struct Step {
        var node: NodeID
        var label: String
        var kind: String
    }

    private static func value<S: Scalar>(
        of target: NodeID, in graph: Graph, rounding nodes: [NodeID], by round: (S) -> S?
    ) -> Tensor<S>? {
        var rounded: [NodeID: Tensor<S>] = [:]
        for node in nodes {
            guard let value = graph.evaluate(S.self, overriding: rounded)[node] else { return nil }
            let elements = value.elements.compactMap(round)
            guard elements.count == value.elements.count else { return nil }
            rounded[node] = Tensor(shape: value.shape, elements: elements)
        }
        return graph.evaluate(S.self, overriding: rounded)[target]
    }
}

extension Verdict.Digits {
    /// nil when a value cannot be rounded within the limits.
    func rounded(_ number: Number) -> Rational? {
        switch self {
        case .places(let count): (try? number.decimal(places: count)).flatMap(\.rational)
        case .significant(let count): (try? number.decimal(significantDigits: count)).flatMap(\.rational)
        }
    }

    /// nil when the bound of the run does not tell.
    fileprivate func rounded(_ run: RunningError) -> Rational? {
        guard run.bound.isFinite, let value = Rational(exactly: run.value), let bound = Rational(exactly: run.bound),
            let low = rounded(Number(value - bound)), let high = rounded(Number(value + bound)), low == high
        else { return nil }
        return low
    }

    fileprivate var isUsual: Bool {
        switch self {
        case .places(let count): (0...Rounded.digitsLimit).contains(count)
        case .significant(let count): (1...Rounded.digitsLimit).contains(count)
        }
    }

    /// `2 places`.
    var words: String {
        switch self {
        case .places(let count): "\(count) \(count == 1 ? "place" : "places")"
        case .significant(let count): "\(count) significant \(count == 1 ? "digit" : "digits")"
        }
    }
}

extension Graph {
    fileprivate func isConstant(_ id: NodeID) -> Bool {
        if case .constant = self[source(of: id)].operation { return true }
        return false
    }
}

extension String {
    /// The letter of a label without index, head number and primes: `A` of `A^{(2)}'`.
    fileprivate var kind: String {
        String(prefix { $0 != "_" && $0 != "^" && $0 != "'" })
    }
}

import Graphs
import Numbers
import Rationals

/// What the values of drawn data decide about which mistakes can be made, besides what the mistakes come to.
///
/// Two things: data with equal values are one and the same thing to the marking, and a number that is the root of a
/// width is a scale. Draws that agree in both have the same mistakes.
struct DataPattern: Sendable {
    private let graph: Graph
    private let drawn: [NodeID]
    /// The first constant that is not drawn, by value.
    private let constants: [Tensor<Number>: NodeID]
    /// Numbers made of numbers alone, drawn ones among them, in the order they are computed.
    private let numbers: [NodeID]

    /// Equal for draws of one pattern.
    struct Key: Hashable, Sendable {
        var data: [Datum]
        /// Squares of the numbers that may be roots of widths.
        var squares: [Rational?]
    }

    /// What stands for a drawn value.
    enum Datum: Hashable, Sendable {
        /// Nothing was drawn for it.
        case open
        /// A value of its own, or that of an earlier one with this index.
        case value(Int)
        /// That of a constant of the sheet.
        case constant(NodeID)
    }

    /// Widths of more entries than any exercise has are told from no others.
    private static let widthLimit: Integer = 100_000

    init(_ graph: Graph, drawn: [NodeID]) {
        self.graph = graph
        self.drawn = drawn
        var constants: [Tensor<Number>: NodeID] = [:]
        var isNumber = Array(repeating: false, count: graph.nodes.count)
        var isDrawn = isNumber
        for node in drawn { isDrawn[node.index] = true }
        let own = Set(drawn)
        for id in graph.ids {
            let node = graph[id]
            isNumber[id.index] = node.shape == .scalar && node.inputs.allSatisfy { isNumber[$0.index] }
            if node.inputs.contains(where: { isDrawn[$0.index] }) { isDrawn[id.index] = true }
            if case .constant(let value) = node.operation, !own.contains(id), constants[value] == nil {
                constants[value] = id
            }
        }
        self.constants = constants
        numbers = graph.ids.filter { isNumber[$0.index] && isDrawn[$0.index] }
    }

    func key(of values: [Tensor<Number>?]) -> Key {
        var first: [Tensor<Number>: Int] = [:]
        var data: [Datum] = []
        for (index, value) in values.enumerated() {
            guard let value else {
                data.append(.open)
                continue
            }
            if let constant = constants[value] {
                data.append(.constant(constant))
            } else {
                data.append(.value(first[value] ?? index))
                if first[value] == nil { first[value] = index }
            }
        }
        return Key(data: data, squares: squares(values))
    }

    private func squares(_ values: [Tensor<Number>?]) -> [Rational?] {
        guard !numbers.isEmpty else { return [] }
        var trace = Trace<Number>(of: graph)
        let own = Set(drawn)
        let needed = graph.ancestors(of: numbers, stoppingAt: own)
        trace.compute(graph.ids.filter { needed[$0.index] && !own.contains($0) && graph[$0].inputs.isEmpty })
        for (node, value) in zip(drawn, values) {
            if let value { trace.override(node, with: value) }
        }
        trace.compute(graph.ids.filter { needed[$0.index] && !own.contains($0) && !graph[$0].inputs.isEmpty })
        return numbers.map { id in
            guard let number = trace[id]?.elements.first, let square = (number * number).rational,
                square.signum() > 0, square.denominator == 1 || square.numerator == 1,
                square.numerator <= Self.widthLimit, square.denominator <= Self.widthLimit
            else { return nil }
            return square
        }
    }

    /// The computation with values in place of the drawn ones that no constant of the sheet has: draws of one pattern
    /// have it in common.
    ///
    /// - Returns: the computation, whose nodes have the same handles, and the stand-ins of the drawn values.
    func standingIn(_ key: Key) -> (graph: Graph, standIns: [Tensor<Number>]) {
        var offset: Integer = 1_000_003
        // Further on than any number of the sheet, so that none is taken for a drawn one.
        for value in constants.keys {
            for case let number? in value.elements.map(\.rational) where number.magnitude >= Rational(offset) {
                offset = number.numerator.magnitude + 1_000_003
            }
        }
        var standIns: [Tensor<Number>] = []
        for (index, datum) in key.data.enumerated() {
            let shape = graph[drawn[index]].shape
            func filled(_ index: Int) -> Tensor<Number> {
                let number = Number(Rational(offset + Integer(index)))
                let count = shape.count ?? 0
                return Tensor(shape: shape, elements: Array(repeating: number, count: count)) ?? Tensor(scalar: number)
            }
            switch datum {
            case .open: standIns.append(filled(index))
            case .value(let first): standIns.append(filled(first))
            case .constant(let id):
                if case .constant(let value) = graph[id].operation {
                    standIns.append(value)
                } else {
                    standIns.append(filled(index))
                }
            }
        }
        let positions = Dictionary(drawn.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
        let rewriting = graph.rewritten { (copy, id) throws(ShapeError) in
            guard let position = positions[id] else { return nil }
            return try copy.add(.constant(standIns[position]))
        }
        return (rewriting.graph, standIns)
    }
}

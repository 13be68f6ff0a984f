import Numbers
import Rationals

extension Graph {
    /// Computes every node under one scalar: exact numbers, doubles, floats, enclosures run the same steps.
    ///
    /// A node that has no value does not stop the others: the trace keeps the reason.
    ///
    /// - Parameter overriding: values to use in place of what the nodes compute: a student's own intermediate results.
    /// - Cost: the operations of the graph, once each.
    public func evaluate<S: Scalar>(_ scalar: S.Type, overriding: [NodeID: Tensor<S>] = [:]) -> Trace<S> {
        var values: [Trace<S>.Outcome] = []
        values.reserveCapacity(nodes.count)
        var work = 0
        for (index, node) in nodes.enumerated() {
            let id = NodeID(index: index)
            do throws(EvaluationError) {
                if let own = overriding[id] {
                    guard own.shape == node.shape else {
                        throw EvaluationError(node: id, reason: .overridden(own.shape, expected: node.shape))
                    }
                    values.append(.value(own))
                    continue
                }
                var inputs: [Tensor<S>] = []
                inputs.reserveCapacity(node.inputs.count)
                for input in node.inputs {
                    switch values[input.index] {
                    case .value(let tensor): inputs.append(tensor)
                    case .failure(let error): throw error
                    case .notComputed: throw EvaluationError(node: id, reason: .notComputed)
                    }
                }
                let cost = Self.multiplications(of: node, inputs.first?.columns)
                guard work + cost <= Self.multiplicationLimit else {
                    throw EvaluationError(node: id, reason: .tooMuchWork(limit: Self.multiplicationLimit))
                }
                work += cost
                values.append(.value(try Step(id: id, node: node).value(inputs)))
            } catch {
                values.append(.failure(error))
            }
        }
        return Trace(graph: self, values: values)
    }

    /// The most multiplications that the matrix products of one evaluation may take together.
    ///
    /// A thousand times what a large exercise needs, and seconds of work.
    static let multiplicationLimit = 1 << 27

    /// What a matrix product costs; nothing for other operations, whose cost is the size of their values.
    static func multiplications(of node: Node, _ inner: Int?) -> Int {
        guard case .matrixProduct = node.operation, let count = node.shape.count, let inner else { return 0 }
        let (product, overflow) = count.multipliedReportingOverflow(by: inner)
        return overflow ? multiplicationLimit + 1 : min(product, multiplicationLimit + 1)
    }
}

/// The computation of one node from the values of its inputs.
struct Step {
    let id: NodeID
    let node: Graph.Node

    func value<S: Scalar>(_ x: [Tensor<S>]) throws(EvaluationError) -> Tensor<S> {
        switch node.operation {
        case .constant(let tensor):
            return try entries(tensor) { try S($0) }
        case .placeholder, .part, .whole:
            throw EvaluationError(node: id, reason: .needsValues(id))
        case .size(let polynomial):
            guard let value = polynomial.constant else { throw EvaluationError(node: id, reason: .needsValues(id)) }
            return try entries(Tensor(scalar: Number(value))) { try S($0) }
        case .identity:
            return x[0]
        case .add:
            return try pairs(x[0], x[1]) { try ($0 + $1).checked() }
        case .subtract:
            return try pairs(x[0], x[1]) { try ($0 - $1).checked() }
        case .multiply:
            return try pairs(x[0], x[1]) { try ($0 * $1).checked() }
        case .divide:
            return try pairs(x[0], x[1]) { try $0.divided(by: $1) }
        case .negate:
            return try entries(x[0]) { -$0 }
        case .power(let exponent):
            return try entries(x[0]) { try $0.raised(to: exponent) }
        case .apply(let function):
            return try entries(x[0]) { try $0.applying(function) }
        case .matrixProduct:
            return try product(x[0], x[1])
        case .dot:
            let count = x[0].elements.count
            return Tensor(scalar: try matrixProduct(x[0].elements, x[1].elements, 1, count, 1)[0])
        case .transpose:
            return x[0].transposed
        case .normalise(let normalisation, let mask):
            return try normalised(x[0], normalisation, mask)
        case .reduce(let reduction, let axis):
            return try reduced(x[0], reduction, axis)
        case .row(let i):
            return result(x[0].row(i))
        case .column(let j):
            return result((0..<x[0].rows).map { x[0][$0, j] })
        case .entry(let i, let j):
            return Tensor(scalar: x[0][i, j])
        case .columns(let range):
            return result((0..<x[0].rows).flatMap { i in range.map { x[0][i, $0] } })
        case .rows(let range):
            return result(range.flatMap { x[0].row($0) })
        case .stack:
            return result(x.flatMap(\.elements))
        case .concatenate:
            return result((0..<(x.first?.rows ?? 0)).flatMap { i in x.flatMap { $0.row(i) } })
        }
    }

    /// The tensor of the node's own shape with these entries.
    ///
    /// Shapes were checked when the node was added.
    private func result<S>(_ elements: some Sequence<S>) -> Tensor<S> {
        let size = node.shape.size ?? (0, 0)
        return Tensor(rows: size.rows, columns: size.columns, shape: node.shape, elements: Array(elements))
    }

    private func entries<S, T>(_ a: Tensor<S>, _ f: (S) throws -> T) throws(EvaluationError) -> Tensor<T> {
        var elements: [T] = []
        elements.reserveCapacity(a.elements.count)
        for (index, element) in a.elements.enumerated() {
            elements.append(try at(index, columns: a.columns) { try f(element) })
        }
        return Tensor(rows: a.rows, columns: a.columns, shape: a.shape, elements: elements)
    }

    private func pairs<S>(
        _ a: Tensor<S>, _ b: Tensor<S>, _ f: (S, S) throws -> S
    ) throws(EvaluationError) -> Tensor<S> {
        let whole = a.shape == .scalar || a.shape.isRepeated(over: b.shape) ? b : a
        /// A scalar goes to every entry, a row to every row, a column to every column.
        func entry(_ part: Tensor<S>, _ index: Int) -> S {
            if part.elements.count == whole.elements.count { return part.elements[index] }
            if part.rows == 1 && part.columns == 1 { return part.elements[0] }
            return part.rows == 1 ? part.elements[index % whole.columns] : part.elements[index / whole.columns]
        }
        var elements: [S] = []
        elements.reserveCapacity(whole.elements.count)
        for index in whole.elements.indices {
            let (left, right) = (entry(a, index), entry(b, index))
            elements.append(try at(index, columns: whole.columns) { try f(left, right) })
        }
        return Tensor(rows: whole.rows, columns: whole.columns, shape: whole.shape, elements: elements)
    }

    private func product<S: Scalar>(_ a: Tensor<S>, _ b: Tensor<S>) throws(EvaluationError) -> Tensor<S> {
        if a.shape == .scalar || b.shape == .scalar { return try pairs(a, b) { try ($0 * $1).checked() } }
        // A vector of one entry times a vector of one entry that stands the other way, or the same way: sizes 1.
        guard a.columns == b.rows else { return result(try pairs(a, b) { try ($0 * $1).checked() }.elements) }
        return result(try matrixProduct(a.elements, b.elements, a.rows, a.columns, b.columns))
    }

    private func matrixProduct<S: Scalar>(
        _ a: [S], _ b: [S], _ rows: Int, _ inner: Int, _ columns: Int
    ) throws(EvaluationError) -> [S] {
        do {
            let product = try S.matrixProduct(a, b, rows: rows, inner: inner, columns: columns)
            for element in product { _ = try element.checked() }
            return product
        } catch {
            throw failure(error, entry: nil)
        }
    }

    private func normalised<S: Scalar>(
        _ scores: Tensor<S>, _ normalisation: Normalisation, _ mask: Mask?
    ) throws(EvaluationError) -> Tensor<S> {
        let isColumn = scores.shape.length != nil || scores.shape == .scalar
        let rows = isColumn ? 1 : scores.rows
        let columns = isColumn ? scores.elements.count : scores.columns
        var weights: [S] = []
        weights.reserveCapacity(scores.elements.count)
        for i in 0..<rows {
            let allowed: [S?] = (0..<columns).map { j in
                mask?.allows(row: i, column: j) ?? true ? scores.elements[i * columns + j] : nil
            }
            guard allowed.contains(where: { $0 != nil }) else {
                throw EvaluationError(node: id, reason: .fullyMasked(row: i))
            }
            weights += try at(i * columns, columns: columns) {
                do {
                    return try normalisation.weights(allowed)
                } catch let none as Normalisation.NoWeights {
                    throw EvaluationError(node: id, reason: .noWeights(row: i, none))
                }
            }
        }
        return Tensor(rows: scores.rows, columns: scores.columns, shape: scores.shape, elements: weights)
    }

    private func reduced<S: Scalar>(
        _ a: Tensor<S>, _ reduction: Reduction, _ axis: Axis
    ) throws(EvaluationError) -> Tensor<S> {
        let groups: [[S]]
        switch axis {
        case .all: groups = [a.elements]
        case .eachRow: groups = (0..<a.rows).map { Array(a.row($0)) }
        case .eachColumn: groups = (0..<a.columns).map { j in (0..<a.rows).map { a[$0, j] } }
        }
        var elements: [S] = []
        for (index, group) in groups.enumerated() {
            guard let first = group.first else { throw EvaluationError(node: id, reason: .empty) }
            elements.append(
                try at(index, columns: max(1, node.shape.columns.value ?? 1)) {
                    switch reduction {
                    case .sum:
                        return try group.dropFirst().reduce(first) { $0 + $1 }.checked()
                    case .mean:
                        let sum = group.dropFirst().reduce(first) { $0 + $1 }
                        return try sum.divided(by: S(Number(Rational(group.count))))
                    case .maximum:
                        return try group.dropFirst().reduce(first) { try S.order($1, $0) == .greater ? $1 : $0 }
                    case .minimum:
                        return try group.dropFirst().reduce(first) { try S.order($1, $0) == .less ? $1 : $0 }
                    }
                })
        }
        return result(elements)
    }

    private func at<T>(_ index: Int, columns: Int, _ body: () throws -> T) throws(EvaluationError) -> T {
        do {
            return try body()
        } catch {
            throw failure(
                error, entry: .init(row: columns == 0 ? 0 : index / columns, column: columns == 0 ? 0 : index % columns)
            )
        }
    }

    private func failure(_ error: any Error, entry: EvaluationError.Entry?) -> EvaluationError {
        if let error = error as? EvaluationError { return error }
        if let error = error as? NumberError { return EvaluationError(node: id, entry: entry, reason: .number(error)) }
        // Scalars throw NumberError only; any other error is one of a conformance made elsewhere.
        return EvaluationError(node: id, entry: entry, reason: .number(.hasNoValue(.notANumber)))
    }
}

import Graphs
import Numbers
import Rationals

extension Comparison {
    /// Digits that an answer must show before two mistakes at once are looked for: with fewer, some pair fits by chance.
    static let pairedInformation = 6

    /// The mistakes that give what is written, the likeliest first: one mistake before two, one on the sheet's values
    /// before one on the student's own.
    func diagnoses() -> [Diagnosis] {
        var found = onTrueValues()
        if !found.contains(where: { !$0.isAnotherStep }) { found = onOwnValues() + found }
        if found.isEmpty, answer.information >= Self.pairedInformation { found = pairs() }
        var codes: Set<String> = []
        return found.filter { codes.insert($0.code).inserted }
    }

    func onTrueValues(withSlips: Bool = true) -> [Diagnosis] {
        // A mistake made before a value that the student has right is an unlikely explanation: it comes last.
        let right = Set(own.filter(\.isRight).map(\.node))
        let open = region(stoppingAt: right)
        var likely: [Diagnosis] = []
        var unlikely: [Diagnosis] = []
        var otherSteps: [Diagnosis] = []
        for (position, computation) in mistakes.single(index).enumerated() {
            if let run = computation.run, answer.isRefuted(by: run) { continue }
            guard let value = mistakes.exact(index, computation, isDouble: false, index: position),
                stands(for: value)
            else { continue }
            let diagnosis = diagnosis(computation)
            if diagnosis.isAnotherStep {
                otherSteps.append(diagnosis)
            } else if computation.sites.isEmpty || computation.sites.contains(where: open) {
                likely.append(diagnosis)
            } else {
                unlikely.append(diagnosis)
            }
        }
        return likely + (withSlips ? slips(truth, products: products, isOnOwnValues: false) : []) + unlikely
            + otherSteps
    }

    private func onOwnValues() -> [Diagnosis] {
        let values = own.filter { !$0.isRight }
        guard !values.isEmpty, let plain = mistakes.plain(index) else { return [] }
        let open = region(stoppingAt: Set(values.map(\.node)))
        let given = Given(values, mistakes.anatomy)
        var found: [Diagnosis] = []
        for computation in mistakes.single(index) where computation.sites.contains(where: open) {
            guard let value = value(of: computation, following: given), stands(for: value) else { continue }
            var diagnosis = diagnosis(computation)
            diagnosis.isOnOwnValues = true
            found.append(diagnosis)
        }
        if let value = plain.value(Number.self, overriding: given.exact) {
            found += slips(CertifiedNumber.all(of: value), products: { _ in [] }, isOnOwnValues: true)
        }
        return found
    }

    private func pairs() -> [Diagnosis] {
        var found: [Diagnosis] = []
        for (position, computation) in mistakes.double(index).enumerated() {
            if let run = computation.run, answer.isRefuted(by: run) { continue }
            guard let value = mistakes.exact(index, computation, isDouble: true, index: position), stands(for: value)
            else { continue }
            found.append(diagnosis(computation))
        }
        return found
    }

    private func slips(
        _ value: Tensor<CertifiedNumber>, products: (Int) -> [Number], isOnOwnValues: Bool
    ) -> [Diagnosis] {
        MistakeCatalogue.all.compactMap { mistake in
            guard case .slip(let slip) = mistake.kind,
                (try? slip.explains(answer, value, products: products)) ?? false
            else { return nil }
            return Diagnosis(code: mistake.code, sentence: mistake.sentence, step: nil, isOnOwnValues: isOnOwnValues)
        }
    }

    private func diagnosis(_ computation: MistakeValues.Computation) -> Diagnosis {
        let made = computation.mistakes.map { MistakeCatalogue.all[$0] }
        if case .otherStep = made.first?.kind, let step = computation.step {
            return Diagnosis(code: made[0].code, sentence: "This is the value of \(step).", step: step)
        }
        return Diagnosis(
            code: made.map(\.code).joined(separator: "+"), sentence: made.map(\.sentence).joined(separator: " "),
            step: computation.step)
    }

    /// Whether a node lies between given values and what is asked.
    private func region(stoppingAt values: Set<NodeID>) -> (NodeID) -> Bool {
        guard let node = marker.questions[index].node else { return { _ in false } }
        let needed = mistakes.anatomy.graph.ancestors(of: [node], stoppingAt: values)
        return { needed[$0.index] && !values.contains($0) }
    }

    /// The products of which an entry of the true value is the sum; a single term where it is none.
    private func products(_ entry: Int) -> [Number] {
        guard let node = marker.questions[index].node else { return [] }
        return mistakes.anatomy.terms(of: node, entry: entry, limit: 256)
    }
}

extension Diagnosis {
    /// Whether nothing was done differently: the least that a known mistake can say.
    fileprivate var isAnotherStep: Bool { code == Mistake.anotherStep.code }
}

extension Anatomy {
    /// The terms of which an entry of a node is the sum, products of matrices and vectors taken apart.
    fileprivate func terms(of id: NodeID, entry: Int, limit: Int) -> [Number] {
        guard let whole = value(of: id), whole.elements.indices.contains(entry), limit > 0 else { return [] }
        let itself = [whole.elements[entry]]
        let inputs = inputs(id)
        func scaled(_ terms: NodeID, by factor: NodeID, _ change: (Number, Number) throws -> Number) -> [Number] {
            guard shape(factor) == .scalar, shape(terms) == shape(id), let number = value(of: factor)?.elements.first
            else { return itself }
            let changed = self.terms(of: terms, entry: entry, limit: limit).map { try? change($0, number) }
            return changed.contains(where: { $0 == nil }) ? itself : changed.compactMap { $0 }
        }
        switch operation(id) {
        case .matrixProduct, .dot:
            guard let a = value(of: inputs[0]), let b = value(of: inputs[1]) else { return itself }
            if operation(id) == .dot { return Array(zip(a.elements, b.elements).map { $0 * $1 }.prefix(limit)) }
            guard a.columns == b.rows, b.columns > 0 else { return itself }
            let (i, j) = (entry / b.columns, entry % b.columns)
            return (0..<min(a.columns, limit)).map { a[i, $0] * b[$0, j] }
        case .add, .subtract:
            guard shape(inputs[0]) == shape(id), shape(inputs[1]) == shape(id) else { return itself }
            let left = terms(of: inputs[0], entry: entry, limit: limit)
            let right = terms(of: inputs[1], entry: entry, limit: limit - left.count)
            return left + (operation(id) == .add ? right : right.map { -$0 })
        case .negate: return terms(of: inputs[0], entry: entry, limit: limit).map { -$0 }
        case .divide: return scaled(inputs[0], by: inputs[1]) { try $0.divided(by: $1) }
        case .multiply:
            return shape(inputs[0]) == .scalar
                ? scaled(inputs[1], by: inputs[0]) { $0 * $1 } : scaled(inputs[0], by: inputs[1]) { $0 * $1 }
        default: return itself
        }
    }
}

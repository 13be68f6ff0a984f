import Formulas
import Graphs

extension Elaborator {
    /// `left == right`, once or for every value of running indices.
    ///
    /// What the sides unfold into is not part of the handout, so its steps keep no names.
    mutating func claim(
        _ left: Formula, _ relation: Formula.Comparison, _ right: Formula, _ statement: Statement, item: Int
    ) {
        guard relation != .approximatelyEqual else {
            report(.approximateClaim, at: statement.range)
            return
        }
        var claim = Claim(
            item: item, range: statement.range, left: shown(left), relation: relation, right: shown(right),
            indices: statement.family.map(\.name.base), instances: [], caption: statement.comment)
        let isWhole = forEachIndex(statement.family[...]) { elaborator, indices in
            let before = elaborator.result.graph.nodes.count
            let instance = elaborator.instance(left, right, indices)
            elaborator.fillOrigins(statement.range)
            elaborator.result.graph.dropLabels(in: before..<elaborator.result.graph.nodes.count)
            elaborator.result.graph.restrictLabels(to: elaborator.visibleLabels(), reserving: elaborator.reservedLabels)
            guard let instance else { return false }
            claim.instances.append(instance)
            return true
        }
        if isWhole { result.claims.append(claim) }
    }

    private mutating func instance(_ left: Formula, _ right: Formula, _ indices: [Int]) -> Claim.Instance? {
        let a = node(of: left)
        let b = node(of: right)
        guard let a, let b else { return nil }
        let (first, second) = (result.graph[a].shape, result.graph[b].shape)
        guard first == second || first == .scalar || second == .scalar else {
            report(.shape(.entrywise(first, second), operands: [operand(left, a), operand(right, b)]), at: nil)
            return nil
        }
        return Claim.Instance(indices: indices, left: a, right: b)
    }

    /// A formula as it is shown: `Q^(2)` as the name where it is one.
    private func shown(_ formula: Formula) -> Formula {
        formula.mapParts { part in superscripted(part) }
    }
}

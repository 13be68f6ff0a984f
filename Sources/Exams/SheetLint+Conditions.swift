import Graphs
import Sheets

extension SheetLint {
    /// What can be said of draws and conditions without drawing.
    static func drawing(_ worked: WorkedSheet) -> [LintFinding] {
        unusedDraws(worked.elaboration) + conditionsOfTheSheet(worked) + writtenNumbers(worked.elaboration)
    }

    private static func unusedDraws(_ elaboration: Elaboration) -> [LintFinding] {
        let answers = elaboration.answers.compactMap(\.node)
        guard !answers.isEmpty else { return [] }
        let needed = elaboration.graph.ancestors(of: answers)
        let parts = SheetParts(elaboration)
        return elaboration.draws.compactMap { draw in
            // A number that says what is computed has no edge in the computation.
            let line = elaboration.lines.first { $0.nodes.contains(draw.node) }
            let decides = line.map { !parts.isUsed($0) && parts.isMentioned($0) } ?? false
            return needed[draw.node.index] || decides ? nil : LintFinding(.unusedDraw(draw.id), at: draw.range)
        }
    }

    private static func conditionsOfTheSheet(_ worked: WorkedSheet) -> [LintFinding] {
        worked.elaboration.conditions.compactMap { condition in
            switch condition.verdict(in: worked.exact) {
            case .fails: LintFinding(.conditionFails, at: condition.range)
            case .holds, .undecided, .noValue: nil
            }
        }
    }
}

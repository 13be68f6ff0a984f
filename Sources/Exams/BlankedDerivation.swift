import Documents
import Formulas

/// A derivation whose values are left to be filled in.
///
/// The last link of each chain, and of each chain's decimals, becomes a numbered blank; names and formulas stand.
struct BlankedDerivation {
    /// What belongs in the blanks, in order.
    private(set) var values: [Formula] = []

    mutating func blocks(_ blocks: [Block]) -> [Block] {
        blocks.compactMap { block in
            switch block {
            case .equations(let equations): return .equations(equations.map { blanked($0) })
            case .solution(let inner): return .solution(self.blocks(inner))
            case .quote(let inner): return .quote(self.blocks(inner))
            // Prose may give values away, and so do the tables and pictures of a solution.
            case .paragraph, .remark, .table, .figure, .data, .answerSpace, .code, .displayTeX: return nil
            case .bulletList, .numberedList, .rule, .heading: return nil
            }
        }
    }

    private mutating func blanked(_ equation: Equation) -> Equation {
        var equation = equation
        guard let last = equation.links.indices.last else { return equation }
        let hasDecimals = equation.links[last].relation == .approximatelyEqual && last > 0
        let first = hasDecimals ? last - 1 : last
        for index in first...last where index > 0 || equation.links.count == 1 {
            values.append(equation.links[index].right)
            equation.links[index].right = Formula(.text("(\(values.count)) ________"))
        }
        return equation
    }
}

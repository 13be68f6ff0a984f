import Formulas

extension EquationLayout {
    /// Given values in rows as wide as the page holds; a value that needs a row, or more, for itself has its own.
    func rows(ofData equations: [Equation]) -> [[Equation]] {
        var rows: [[Equation]] = []
        var used = 0.0
        for equation in equations {
            let needed = metrics.width(equation)
            if !rows.isEmpty, used + Self.gap + needed <= width {
                rows[rows.count - 1].append(equation)
                used += Self.gap + needed
            } else {
                rows.append([equation])
                used = needed
            }
        }
        return rows
    }

    /// `\qquad` and the comma before it, in em.
    private static let gap = 2.3
}

extension FormulaMetrics {
    /// A chain on one line.
    func width(_ equation: Equation) -> Double {
        // A relation with its spaces takes 1.34 em.
        equation.links.reduce(width(equation.left)) { $0 + 1.34 + width($1.right) }
    }
}

extension Equation {
    /// The chain on one line of TeX.
    var tex: String {
        ([left.latex] + links.flatMap { [$0.relation.latexSign, $0.right.latex] }).joined(separator: " ")
    }
}

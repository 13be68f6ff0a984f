import Documents
import Formulas
import Graphs

extension Elaborator {
    /// One line of a `plot` block: its quantities as nodes, and whether they can be drawn as it says.
    mutating func elaborate(_ plot: Plot, item: Int) {
        place = plot.range
        let names = plot.quantities.map { superscripted($0) ?? $0 }
        let nodes = plot.quantities.map { node(of: $0) }
        guard nodes.allSatisfy({ $0 != nil }) else { return }
        let ids = nodes.compactMap { $0 }
        guard ids.count <= Plot.panelLimit else {
            report(.plotPanels(limit: Plot.panelLimit), at: plot.range)
            return
        }
        let shapes = ids.map { result.graph[$0].shape }
        let form = plot.form ?? (shapes.allSatisfy(\.isVector) ? .bars : .map)
        var isGood = true
        for (formula, shape) in zip(plot.quantities, shapes) {
            // A shape without numbers is reported with the values.
            guard let size = shape.size else { continue }
            if shape == .scalar || form == .bars && !shape.isVector {
                report(.plotShape(form, operand: operandText(formula), shape), at: formula.range)
            } else if max(size.rows, size.columns) > Plot.sizeLimit {
                report(.plotTooLarge(shape, limit: Plot.sizeLimit), at: formula.range)
            } else {
                let (rows, columns) = form == .bars ? (1, size.rows * size.columns) : (size.rows, size.columns)
                if form == .map, !fits(plot.rows, rows, .row) || !fits(plot.columns, columns, .column) {
                    isGood = false
                }
                if form == .bars, !fits(plot.columns ?? plot.rows, columns, .entry) { isGood = false }
                if !isGood { return }
                continue
            }
            return
        }
        result.plots.append(Elaboration.PlottedFigure(plot: plot, form: form, names: names, nodes: ids, item: item))
    }

    private func operandText(_ formula: Formula) -> String { formula.range.map { source.text($0) } ?? "" }

    /// Whether there is one label for each; reported when not.
    private mutating func fits(_ labels: Plot.Labels?, _ count: Int, _ part: Diagnostic.Part) -> Bool {
        guard let labels, case .each(let each) = labels.form, each.count != count else { return true }
        report(.plotLabels(found: each.count, part, count: count), at: labels.range)
        return false
    }
}

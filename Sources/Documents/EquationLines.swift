import Formulas
import Rationals

/// The lines of one equation in one size of print.
struct EquationLines {
    private(set) var lines: [EquationLayout.Line] = []
    private let metrics: FormulaMetrics
    private let width: Double
    /// The width of the widest left side that the lines will stand under: all lines of an equation share one column.
    private var leftWidth: Double

    /// - Parameter mayName: whether a matrix too wide for its line is written row by row under names.
    init(_ equation: Equation, metrics: FormulaMetrics, width: Double, mayName: Bool) {
        self.init(equation, metrics: metrics, width: width, leftWidth: metrics.width(equation.left), mayName: mayName)
    }

    private init(_ equation: Equation, metrics: FormulaMetrics, width: Double, leftWidth: Double, mayName: Bool) {
        self.metrics = metrics
        self.width = width
        self.leftWidth = leftWidth
        if writeOnOneLine(equation) { return }
        write(equation, mayName: mayName)
    }

    private typealias Row = Arrangement.Row

    private mutating func writeOnOneLine(_ equation: Equation) -> Bool {
        let comments = equation.links.compactMap(\.comment)
        guard comments.count < 2 || Set(comments).count == 1 else { return false }
        let segments = equation.links.map { Row(lead: .relation($0.relation), body: .whole($0.right)) }
        let comment = comments.first.map { Double($0.count) * FormulaMetrics.textCharacter + FormulaMetrics.gap } ?? 0
        let total = leftWidth + segments.map(metrics.width).reduce(0, +) + comment
        guard total <= width else { return false }
        lines = [EquationLayout.Line(left: equation.left, segments: segments, comment: comments.first)]
        return true
    }

    private mutating func write(_ equation: Equation, mayName: Bool) {
        var left: Formula? = equation.left
        if mayName, leftWidth <= width * 0.2 {
            let longest = equation.links.compactMap { Self.entries($0.right) }
                .map { metrics.width(equation.left.indexed([$0.count, $0.map(\.count).max() ?? 0])) }.max()
            leftWidth = max(leftWidth, longest ?? 0)
        }
        var indented = false
        if leftWidth > width * 0.3 {
            // Too long to align under: it stands on a line of its own.
            writeLongLeft(equation.left)
            left = nil
            leftWidth = 0
            indented = true
        }
        let room = width - leftWidth - (indented ? FormulaMetrics.indentation : 0)
        var links = equation.links[...]
        while let link = links.popFirst() {
            let available = room - FormulaMetrics.relation - commentWidth(link)
            let next = links.first
            if mayName, !indented, let named = namedParts(of: equation.left, link, next, in: available) {
                links.removeFirst(named.usesNext ? 1 : 0)
                lines += named.lines
                // What follows starts again with the name.
                left = equation.left
                continue
            }
            var segments = [Row(lead: .relation(link.relation), body: .whole(link.right))]
            if metrics.width(link.right) > available {
                append(link, left: left, in: available)
            } else {
                // A decimal stands beside its exact value where there is room.
                var comment = link.comment
                if let next, next.relation == .approximatelyEqual, comment == nil || next.comment == nil,
                    metrics.width(link.right) + FormulaMetrics.relation + metrics.width(next.right)
                        <= room - FormulaMetrics.relation - max(commentWidth(link), commentWidth(next))
                {
                    segments.append(Row(lead: .relation(next.relation), body: .whole(next.right)))
                    comment = comment ?? next.comment
                    links.removeFirst()
                }
                lines.append(
                    EquationLayout.Line(left: left, isContinuation: indented, segments: segments, comment: comment))
            }
            left = nil
        }
        if equation.links.isEmpty { lines.append(EquationLayout.Line(left: equation.left, segments: [])) }
    }

    private mutating func writeLongLeft(_ left: Formula) {
        let arranging = FormulaArranging(metrics: metrics)
        switch arranging.arrange(left, in: width) {
        case .stacked(let rows):
            for (index, row) in rows.enumerated() {
                lines.append(EquationLayout.Line(left: nil, isContinuation: index > 0, segments: [row]))
            }
        case let arrangement:
            lines.append(
                EquationLayout.Line(left: nil, segments: [Row(lead: .nothing, body: arrangement)]))
        }
    }

    private func commentWidth(_ link: Equation.Link) -> Double {
        guard let comment = link.comment else { return 0 }
        let needed = Double(comment.count) * FormulaMetrics.textCharacter + FormulaMetrics.gap
        // A long comment gets no room of its own: the writers put it under the line.
        return needed <= width / 4 ? needed : 0
    }

    /// A link too wide for its line: its rows become lines, so that a page can end between them.
    private mutating func append(_ link: Equation.Link, left: Formula?, in available: Double) {
        let arranging = FormulaArranging(metrics: metrics)
        let continued = available - FormulaMetrics.indentation
        var rows: [Row]
        let first = arranging.arrange(link.right, in: available)
        // The rows below the first one are indented: a stack is cut for their width.
        if case .stacked = first, case .stacked(let cut) = arranging.arrange(link.right, in: continued) {
            rows = cut
        } else if case .stacked = first {
            rows = [Row(lead: .nothing, body: arranging.arrange(link.right, in: continued))]
        } else {
            rows = [Row(lead: .nothing, body: first)]
        }
        guard !rows.isEmpty else { return }
        let top = rows.removeFirst()
        lines.append(
            EquationLayout.Line(
                left: left, isContinuation: false,
                segments: [Row(lead: .relation(link.relation), body: top.body, hasComma: top.hasComma)],
                comment: link.comment))
        for row in rows { lines.append(EquationLayout.Line(left: nil, isContinuation: true, segments: [row])) }
    }

    // MARK: Matrices row by row

    /// A matrix that fits no line, as one line for each row or entry: `z_1 = … ≈ …`.
    ///
    /// The following link comes along when it is the decimals of the same matrix.
    private func namedParts(
        of left: Formula, _ link: Equation.Link, _ next: Equation.Link?, in available: Double
    ) -> (lines: [EquationLayout.Line], usesNext: Bool)? {
        guard let rows = Self.entries(link.right), metrics.width(link.right) > available,
            FormulaArranging(metrics: metrics).arrange(link.right, in: available).cutsMatrix
        else { return nil }
        // Small entries read better in a matrix cut between columns than as a hundred equations.
        let widest = rows.joined().map(metrics.width).max() ?? 0
        guard widest > width / 5 || rows.allSatisfy({ $0.count == 1 }) else { return nil }
        var decimals: [[Formula]]?
        if let next, next.relation == .approximatelyEqual, let other = Self.entries(next.right),
            other.map(\.count) == rows.map(\.count)
        {
            decimals = other
        }
        func links(_ exact: Formula, _ decimal: Formula?) -> [Equation.Link] {
            [Equation.Link(link.relation, exact)] + (decimal.map { [Equation.Link(.approximatelyEqual, $0)] } ?? [])
        }
        var equations: [Equation] = []
        for (i, row) in rows.enumerated() {
            let isEntry = row.count == 1 && rows.count > 1
            let name = left.indexed(rows.count > 1 ? [i + 1] : [])
            let asRow = isEntry ? row[0] : Formula(.row(row))
            let widest = max(
                metrics.width(asRow), decimals.map { metrics.width(isEntry ? $0[i][0] : Formula(.row($0[i]))) } ?? 0)
            if isEntry || rows.count > 1 && widest + leftWidth + FormulaMetrics.relation <= width {
                equations.append(
                    Equation(
                        left: name, links: links(asRow, decimals.map { isEntry ? $0[i][0] : Formula(.row($0[i])) })))
            } else {
                for (j, entry) in row.enumerated() {
                    let name = left.indexed(rows.count > 1 ? [i + 1, j + 1] : [j + 1])
                    equations.append(Equation(left: name, links: links(entry, decimals?[i][j])))
                }
            }
        }
        let lines = equations.flatMap {
            EquationLines($0, metrics: metrics, width: width, leftWidth: leftWidth, mayName: false).lines
        }
        return (lines, decimals != nil)
    }

    private static func entries(_ formula: Formula) -> [[Formula]]? {
        switch formula.node {
        case .column(let entries): entries.map { [$0] }
        case .row(let entries): [entries]
        case .matrix(let rows): rows
        case .transpose(let inner):
            if case .column(let entries) = inner.node { [entries] } else { nil }
        case .number, .name, .subscripted, .negative, .sum, .product, .quotient, .power, .root, .dot, .call, .summation,
            .comparison, .text, .elided, .shortened:
            nil
        }
    }
}

extension Formula {
    /// The row or the entry of what this formula names: z₁ for z, z₂₁ for z₂, (W_Q)₁ for W_Q.
    func indexed(_ indices: [Int]) -> Formula {
        guard !indices.isEmpty else { return self }
        let spelled = indices.map(String.init)
        if case .name(var name) = node, name.subscripts.allSatisfy({ $0.allSatisfy(\.isNumber) }) {
            name.subscripts += spelled
            return Formula(.name(name))
        }
        return Formula(
            .subscripted(self, indices.map { Formula(.number(Literal(value: Rational($0), spelling: String($0)))) }))
    }
}

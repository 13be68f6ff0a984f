import Formulas

/// Lays chains of equations out in the width of a page, so that nothing runs off it.
///
/// A chain stands on one line where it fits; otherwise each link has its own line, aligned at the relation; a link too
/// wide for its line is cut as ``FormulaArranging`` does. A matrix too wide is first printed smaller (as often as there
/// are sizes), then written row by row or entry by entry under names such as z₁. Writers differ only in how they
/// spell the lines.
struct EquationLayout {
    /// In em of the body text.
    var width: Double
    var sizes: [Size]
    var metrics: FormulaMetrics

    /// One way of printing, from the normal one to the smallest.
    enum Size: Int, Hashable, Sendable, CaseIterable, Comparable {
        case normal
        /// Narrower gaps between matrix columns.
        case tight
        case small, smallTight, footnote, footnoteTight

        static func < (a: Size, b: Size) -> Bool { a.rawValue < b.rawValue }

        /// How wide an em of this size is in em of the body text.
        var scale: Double {
            switch self {
            case .normal, .tight: 1
            case .small, .smallTight: 0.915
            // 9 pt letters are wider for their size than 10 pt ones.
            case .footnote, .footnoteTight: 0.85
            }
        }

        var savedPerColumn: Double {
            switch self {
            case .normal, .small, .footnote: 0
            case .tight, .smallTight, .footnoteTight: 0.4
            }
        }

        /// The same print with the usual gaps.
        var loosened: Size {
            switch self {
            case .normal, .tight: .normal
            case .small, .smallTight: .small
            case .footnote, .footnoteTight: .footnote
            }
        }
    }

    /// Lines that stand in one display, aligned with each other.
    struct Display: Hashable, Sendable {
        var size: Size
        var lines: [Line]

        /// Whether an equation of several lines ends or begins after the line: then a little space helps the eye.
        func separatesEquations(after index: Int) -> Bool {
            guard index + 1 < lines.count, lines[index + 1].left != nil else { return false }
            let endsSeveral = lines[index].left == nil
            let beginsSeveral = index + 2 < lines.count && lines[index + 2].left == nil
            return endsSeveral || beginsSeveral
        }

        /// Whether a left side has a line of its own.
        var hasLongLeft: Bool { lines.contains { $0.left == nil && !$0.isContinuation && $0.startsWithoutRelation } }
    }

    struct Line: Hashable, Sendable {
        /// What stands left of the alignment point; nil where the line goes on with what stands above.
        var left: Formula?
        /// Whether the line goes on with the link above, and is indented.
        var isContinuation = false
        /// Relations and right sides; a continued line starts with a sign instead of a relation.
        var segments: [Arrangement.Row]
        var comment: String?

        /// Whether a matrix had to be taken apart for the line.
        var cutsMatrix: Bool { segments.contains { $0.body.cutsMatrix } }

        var startsWithoutRelation: Bool { segments.first?.lead == .nothing }
    }

    init(width: Double, sizes: [Size] = Size.allCases, metrics: FormulaMetrics = .latex) {
        self.width = width
        self.sizes = sizes
        self.metrics = metrics
    }

    func displays(_ equations: [Equation]) -> [Display] {
        let fitting = equations.map { largestFitting($0) }
        let common = commonSize(fitting.map { $0?.size })
        var displays: [Display] = []
        // The widest left and right sides of the last display.
        var used = (left: 0.0, right: 0.0)
        for (equation, fit) in zip(equations, fitting) {
            let shared = mayBeTight(equation) ? common : common.loosened
            let laid = if let fit, fit.size >= shared { fit } else { display(equation, in: shared) }
            let needed = extent(of: laid)
            let both = (left: max(used.left, needed.left), right: max(used.right, needed.right))
            // A left side on a line of its own would push the alignment point of its neighbours to the right.
            if let last = displays.last, last.size == laid.size, !laid.hasLongLeft, !last.hasLongLeft,
                both.left + both.right <= width / laid.size.scale
            {
                displays[displays.count - 1].lines += laid.lines
                used = both
            } else {
                displays.append(laid)
                used = needed
            }
        }
        return displays
    }

    /// The widths of the widest left side and the widest right side.
    private func extent(of display: Display) -> (left: Double, right: Double) {
        let metrics = metrics(for: display.size)
        return display.lines.reduce(into: (left: 0, right: 0)) { extent, line in
            extent.left = max(extent.left, line.left.map(metrics.width) ?? 0)
            extent.right = max(extent.right, rightWidth(line, metrics))
        }
    }

    /// The equation in the largest print that holds it without taking a matrix apart; nil when none does.
    private func largestFitting(_ equation: Equation) -> Display? {
        for size in sizes where size == size.loosened || mayBeTight(equation) {
            let lines = lines(of: equation, in: size, mayName: false)
            if !lines.contains(where: \.cutsMatrix) { return Display(size: size, lines: lines) }
        }
        return nil
    }

    /// Whether narrow gaps between columns leave the entries apart: `[a - b  -(c + d)]` would read as one entry.
    private func mayBeTight(_ equation: Equation) -> Bool {
        equation.links.allSatisfy { link in
            var holdsSums = false
            link.right.forEachPart { part in
                switch part.node {
                case .row(let entries): holdsSums = holdsSums || entries.contains(where: \.isSum)
                case .matrix(let rows):
                    holdsSums = holdsSums || rows.contains { $0.count > 1 && $0.contains(where: \.isSum) }
                case .transpose(let inner):
                    if case .column(let entries) = inner.node {
                        holdsSums = holdsSums || entries.contains(where: \.isSum)
                    }
                case .number, .name, .subscripted, .negative, .sum, .product, .quotient, .power, .root, .dot, .call,
                    .column, .summation, .comparison, .text, .elided, .shortened:
                    break
                }
            }
            return !holdsSums
        }
    }

    /// The print that neighbours share: lines that change size from one equation to the next look like a mistake.
    ///
    /// A quarter of the equations is enough to make all of them smaller.
    private func commonSize(_ needed: [Size?]) -> Size {
        let normal = sizes.first ?? .normal
        let known = needed.compactMap(\.self)
        return known.filter { size in known.count { $0 >= size } * 4 >= known.count }.max() ?? normal
    }

    private func display(_ equation: Equation, in size: Size) -> Display {
        let whole = lines(of: equation, in: size, mayName: false)
        // No size holds the matrix: it is taken apart, and then there is no reason for small print.
        let isCut = whole.contains(where: \.cutsMatrix)
        return Display(size: size, lines: isCut ? lines(of: equation, in: size, mayName: true) : whole)
    }

    private func lines(of equation: Equation, in size: Size, mayName: Bool) -> [Line] {
        EquationLines(equation, metrics: metrics(for: size), width: width / size.scale, mayName: mayName).lines
    }

    /// The width of what stands right of the alignment point.
    func rightWidth(_ line: Line, _ metrics: FormulaMetrics) -> Double {
        line.segments.map(metrics.width).reduce(0, +) + (line.isContinuation ? FormulaMetrics.indentation : 0)
    }

    func metrics(for size: Size) -> FormulaMetrics {
        var metrics = metrics
        metrics.savedPerColumn = size.savedPerColumn
        return metrics
    }
}

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
    enum Size: Hashable, Sendable, CaseIterable {
        case normal
        /// Narrower gaps between matrix columns.
        case tight
        case small
        case footnote

        /// How wide an em of this size is in em of the body text.
        var scale: Double {
            switch self {
            case .normal, .tight: 1
            case .small: 0.915
            // 9 pt letters are wider for their size than 10 pt ones.
            case .footnote: 0.85
            }
        }

        var savedPerColumn: Double {
            switch self {
            case .normal: 0
            case .tight, .small, .footnote: 0.4
            }
        }
    }

    /// Lines that stand in one display, aligned with each other.
    struct Display: Hashable, Sendable {
        var size: Size
        var lines: [Line]
    }

    struct Line: Hashable, Sendable {
        /// What stands left of the alignment point; nil where the line goes on with what stands above.
        var left: Formula?
        /// Whether the line goes on with the link above, and is indented.
        var isContinuation = false
        /// Relations and right sides; a continued line starts with a sign instead of a relation.
        var segments: [Arrangement.Row]
        var comment: String?
    }

    init(width: Double, sizes: [Size] = Size.allCases, metrics: FormulaMetrics = .latex) {
        self.width = width
        self.sizes = sizes
        self.metrics = metrics
    }

    func displays(_ equations: [Equation]) -> [Display] {
        var displays: [Display] = []
        for equation in equations {
            let laid = lines(of: equation)
            // A left side on a line of its own would push the alignment point of its neighbours to the right.
            let standsAlone = laid.lines.contains { $0.left != nil && $0.segments.isEmpty }
            if let last = displays.last, last.size == laid.size, !standsAlone,
                !last.lines.contains(where: { $0.left != nil && $0.segments.isEmpty }),
                fitsTogether(last.lines + laid.lines, size: laid.size)
            {
                displays[displays.count - 1].lines += laid.lines
            } else {
                displays.append(Display(size: laid.size, lines: laid.lines))
            }
        }
        return displays
    }

    /// Whether the lines still fit when all their left sides share one column.
    private func fitsTogether(_ lines: [Line], size: Size) -> Bool {
        let metrics = metrics(for: size)
        let left = lines.compactMap { $0.left.map(metrics.width) }.max() ?? 0
        return lines.allSatisfy { left + rightWidth($0, metrics) <= width / size.scale }
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

    // MARK: One equation

    private func lines(of equation: Equation) -> (size: Size, lines: [Line]) {
        for size in sizes {
            let lines = EquationLines(equation, metrics: metrics(for: size), width: width / size.scale, mayName: false)
                .lines
            if !lines.contains(where: { $0.segments.contains { $0.body.cutsMatrix } }) { return (size, lines) }
        }
        // No size holds the matrix: take it apart in normal print.
        let size = sizes.first ?? .normal
        return (
            size,
            EquationLines(equation, metrics: metrics(for: size), width: width / size.scale, mayName: true).lines
        )
    }
}

import Formulas

/// Displays: the author's, and the equations laid out for the width of the page.
extension LaTeXWriter {
    mutating func display(_ tex: String) -> [Line] {
        let source = TeXSource(tex)
        guard source.isBalanced else { return printedAsTyped(tex) }
        let rows = TeXSource.lines(safe(source)).map { Line(text: $0) }
        guard !rows.isEmpty else { return [] }
        if let name = source.outerEnvironment, TeXSource.displayEnvironments.contains(name) { return rows }
        let inner = source.hasOuterRows ? environment("aligned", rows) : rows
        return [Line(text: "\\[")] + indented(inner) + [Line(text: "\\]")]
    }

    mutating func printedAsTyped(_ tex: String) -> [Line] {
        text.warn(.unbalancedTeX(tex))
        return [Line(text: "\\texttt{\(text.code(tex))}")]
    }

    /// The author's TeX with the characters that would end or break the mathematics made safe.
    mutating func safe(_ source: TeXSource) -> String {
        let isSafe = source.text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "#") }
        if isSafe { return source.text }
        var result = ""
        for token in source.tokens {
            switch token {
            case .command(let name):
                result += "\\" + name
            case .character("%"), .character("#"):
                // A comment sign would swallow the end of the formula.
                if case .character(let scalar) = token { result += "\\\(scalar)" }
            case .character(let scalar):
                result += scalar.isASCII ? String(scalar) : text.inMathematics(scalar)
            }
        }
        return result
    }

    mutating func mathematics(_ formula: Formula) -> String {
        measureMatrices(in: formula)
        return "$\(safe(TeXSource(formula.latex)))$"
    }

    mutating func measureMatrices(in formula: Formula) {
        formula.forEachPart { part in
            switch part.node {
            case .row(let entries): widestMatrix = max(widestMatrix, entries.count)
            case .matrix(let rows): widestMatrix = max(widestMatrix, rows.first?.count ?? 0)
            case .transpose(let inner):
                if case .column(let entries) = inner.node { widestMatrix = max(widestMatrix, entries.count) }
            case .number, .name, .subscripted, .negative, .sum, .product, .quotient, .power, .root, .dot, .call,
                .column,
                .summation, .comparison, .text, .elided, .shortened:
                break
            }
        }
    }

    mutating func display(_ equations: [Equation], in place: Place) -> [Line] {
        let layout = EquationLayout(width: place.width)
        for equation in equations {
            measureMatrices(in: equation.left)
            for link in equation.links { measureMatrices(in: link.right) }
        }
        var result: [Line] = []
        for display in layout.displays(equations) {
            for line in display.lines { warnIfTooWide(line, layout, display.size) }
            let lines = lines(of: display)
            switch display.size {
            case .normal: result += lines
            case .tight:
                used.insert(.tight)
                result += environment("tightmath", lines)
            case .small, .smallTight:
                used.insert(.small)
                result += environment("smallmath", options: display.size == .small ? "" : "[2.8pt]", lines)
            case .footnote, .footnoteTight:
                used.insert(.footnote)
                result += environment("footnotemath", options: display.size == .footnote ? "" : "[2.8pt]", lines)
            }
        }
        return result
    }

    mutating func data(_ equations: [Equation], in place: Place) -> [Line] {
        let rows = EquationLayout(width: place.width).rows(ofData: equations)
        guard rows.contains(where: { $0.count > 1 }) else { return display(equations, in: place) }
        return rows.flatMap { row -> [Line] in
            guard row.count > 1 else { return display(row, in: place) }
            for equation in row { for link in equation.links { measureMatrices(in: link.right) } }
            let parts = row.enumerated().map { index, equation in
                Line(text: safe(TeXSource(equation.tex)) + (index < row.count - 1 ? ", \\qquad" : ""))
            }
            return [Line(text: "\\[")] + indented(parts) + [Line(text: "\\]")]
        }
    }

    mutating func warnIfTooWide(_ line: EquationLayout.Line, _ layout: EquationLayout, _ size: EquationLayout.Size) {
        let metrics = layout.metrics(for: size)
        let width = (line.left.map(metrics.width) ?? 0) + layout.rightWidth(line, metrics)
        let excess = width - layout.width / size.scale
        guard excess > 0.01 else { return }
        text.warn(.lineTooWide(tex: line.segments.map(\.tex).joined(separator: " "), excess: excess))
    }

    mutating func lines(of display: EquationLayout.Display) -> [Line] {
        let isSingle = display.lines.count == 1
        var rows: [String] = []
        for line in display.lines {
            var row = line.left.map { safe(TeXSource($0.latex)) } ?? ""
            if !isSingle { row += row.isEmpty ? "&" : " &" }
            if line.isContinuation { row += "\\quad" }
            for (index, segment) in line.segments.enumerated() {
                let continues = index == 0 && line.isContinuation
                let tex = safe(TeXSource(continues ? segment.continuedTeX : segment.tex))
                row += row.isEmpty || row.hasSuffix("&") && !tex.hasPrefix("{") ? tex : " " + tex
            }
            if let comment = line.comment {
                used.insert(.lineComment)
                row += " \\tag*{\\linecomment{\(text.escaped(comment))}}"
            }
            rows.append(row)
        }
        let lines = rows.enumerated().map { index, row in
            if index == rows.count - 1 { return Line(text: row) }
            return Line(text: row + (display.separatesEquations(after: index) ? " \\\\[4pt]" : " \\\\"))
        }
        return isSingle
            ? [Line(text: "\\[")] + indented(lines) + [Line(text: "\\]")] : environment("align*", lines)
    }
}

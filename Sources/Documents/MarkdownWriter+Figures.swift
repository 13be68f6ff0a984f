import Formulas

/// Figures in Markdown: an SVG file beside the page, or a table of the numbers where there can be none.
extension MarkdownWriter {
    mutating func figure(_ figure: Figure) -> [String] {
        let caption = figure.caption.isEmpty ? [] : ["", "*\(escaped(figure.caption))*"]
        guard let stem = options.figureStem else {
            return ["*\(escaped(figure.headline)):*", ""] + tables(of: figure) + caption
        }
        let name = "\(stem)-figure-\(files.count + 1).svg"
        files.append(OutputFiles.File(name: name, text: figure.svg()))
        // Only the name: the file lies beside the page, whatever folder both are in.
        let destination = MarkdownText.destination(name.split(separator: "/").last.map(String.init) ?? name)
        return ["![\(escaped(figure.description))](\(destination))"] + caption
    }

    private mutating func tables(of figure: Figure) -> [String] {
        var lines: [String] = []
        for panel in figure.panels {
            if !lines.isEmpty { lines.append("") }
            if figure.panels.count > 1, let name = panel.name { lines += ["$\(MarkdownTeX.inline(name.latex))$:", ""] }
            let columns = panel.columns.map { inlines($0) }
            let alignments = Array(repeating: ColumnAlignment.right, count: columns.count + 1)
            switch figure.form {
            case .map:
                lines += table(
                    [[]] + columns, alignments,
                    panel.rows.indices.map { row in
                        [inlines(panel.rows[row])] + panel.columns.indices.map { [.text(panel[row, $0].text)] }
                    })
            case .bars:
                lines += table(columns, Array(alignments.dropFirst()), [panel.cells.map { [.text($0.text)] }])
            }
        }
        return lines
    }

    private func inlines(_ label: Figure.Label) -> [Inline] {
        switch label {
        case .text(let text): [.text(PlainTextWriter.printable(text))]
        case .formula(let formula): [.formula(formula)]
        }
    }

    private func escaped(_ text: String) -> String {
        MarkdownText.escaped(PlainTextWriter.printable(text), atLineStart: false)
    }
}

import Formulas

/// Figures on a terminal: the numbers in a grid, or shades of characters where the numbers do not fit.
extension PlainTextWriter {
    func figure(_ figure: Figure, width: Int) -> [String] {
        var lines = Self.wrapped(figure.headline + ":", width: width)
        for panel in figure.panels {
            if figure.panels.count > 1, let name = panel.name { lines += ["", "  " + Self.oneLine(name.plain)] }
            switch figure.form {
            case .map:
                let grid = grid(panel)
                let fits = grid.allSatisfy { $0.count + 2 <= width } && panel.columns.count <= 40
                lines += (fits ? grid : shades(panel, figure.scale, width: width - 2)).map {
                    Self.withoutTrailingSpaces("  " + $0)
                }
            case .bars: lines += bars(panel, width: width - 2).map { Self.withoutTrailingSpaces("  " + $0) }
            }
        }
        if !figure.caption.isEmpty { lines += Self.wrapped(Self.printable(figure.caption), width: width) }
        return lines
    }

    private func text(_ label: Figure.Label) -> String {
        switch Drawing.shortened(label) {
        case .text(let text): text
        case .formula(let formula): Self.oneLine(formula.plain)
        }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private func grid(_ panel: Figure.Panel) -> [String] {
        let rows = panel.rows.map(text)
        let columns = panel.columns.map(text)
        let left = rows.map(\.count).max() ?? 0
        let widths = columns.indices.map { column in
            max(columns[column].count, panel.rows.indices.map { panel[$0, column].text.count }.max() ?? 0)
        }
        func line(_ label: String, _ entries: [String]) -> String {
            padded(label, left) + " │ " + zip(entries, widths).map { padded($0, $1) }.joined(separator: "  ")
        }
        let rule = widths.reduce(-2) { $0 + $1 + 2 } + 2
        return [line("", columns), String(repeating: "─", count: left + 1) + "┼" + String(repeating: "─", count: rule)]
            + rows.indices.map { row in line(rows[row], columns.indices.map { panel[row, $0].text }) }
    }

    /// One character per entry: filled blocks above zero, lines below.
    private func shades(_ panel: Figure.Panel, _ scale: Figure.Scale, width: Int) -> [String] {
        let rows = panel.rows.map(text)
        let left = rows.map(\.count).max() ?? 0
        let shown = max(1, min(panel.columns.count, width - left - 3))
        var lines = rows.indices.map { row in
            padded(rows[row], left) + " │ "
                + String((0..<shown).map { Self.shade(panel[row, $0].level) })
                + (shown < panel.columns.count ? "…" : "")
        }
        let above = "\u{2591} ▒ ▓ █ up to \(scale.upperText)"
        lines.append((scale.isSigned ? "- = ≡ # down to \(scale.lowerText), " : "") + above)
        return lines
    }

    /// The quarter of the scale that a level lies in; less than a sixteenth is blank.
    private static func shade(_ level: Int) -> Character {
        let marks: [Character] = level < 0 ? ["-", "=", "≡", "#"] : ["░", "▒", "▓", "█"]
        return abs(level) < 63 ? " " : marks[min(3, abs(level) / 250)]
    }

    private func bars(_ panel: Figure.Panel, width: Int) -> [String] {
        let labels = panel.columns.map(text)
        let left = labels.map(\.count).max() ?? 0
        let numbers = panel.cells.map(\.text.count).max() ?? 0
        let room = max(8, min(40, width - left - numbers - 4))
        return labels.indices.map { index in
            let cell = panel.cells[index]
            let length = (abs(cell.level) * room + 500) / 1000
            let bar = String(repeating: cell.level < 0 ? "▒" : "█", count: length)
            return padded(labels[index], left) + " │ " + padded(cell.text, numbers) + " " + bar
        }
    }
}

import Formulas

/// Tables and figures.
extension LaTeXWriter {
    mutating func table(
        _ header: [[Inline]], _ alignments: [ColumnAlignment], _ rows: [[[Inline]]], in place: Place
    ) -> [Line] {
        let columns = max(header.count, rows.map(\.count).max() ?? 0)
        guard columns > 0 else { return [] }
        let letters = (0..<columns).map { column -> String in
            switch column < alignments.count ? alignments[column] : .left {
            case .left: "l"
            case .centre: "c"
            case .right: "r"
            }
        }
        let widths = (0..<columns).map { column in
            ([header] + rows).map { column < $0.count ? PlainInlines.width($0[column]) : 0 }.max() ?? 0
        }
        let total = widths.reduce(0, +) + Double(columns) * 1.2
        var specification = letters.joined()
        if total > place.width {
            // Too wide for one line per cell: paragraphs that share the line, wide columns in proportion.
            let fraction = 0.97 - 0.03 * Double(columns)
            let capped = widths.map { min(max($0, 3), place.width / 2) }
            let sum = capped.reduce(0, +)
            specification = zip(letters, capped).map { letter, width in
                let style = ["l": "\\raggedright", "c": "\\centering", "r": "\\raggedleft"][letter] ?? "\\raggedright"
                let share = (fraction * width / sum * 1000).rounded(.down) / 1000
                return ">{\(style)\\arraybackslash}p{\(share)\\linewidth}"
            }.joined()
        }
        let isLong = rows.count > 30 && place.depth == 0
        used.insert(isLong ? .longTables : .tables)
        used.insert(.tables)
        var content = [Line(text: "\\toprule"), Line(text: row(header, columns)), Line(text: "\\midrule")]
        if isLong { content.append(Line(text: "\\endhead")) }
        for cells in rows { content.append(Line(text: row(cells, columns))) }
        content.append(Line(text: "\\bottomrule"))
        let name = isLong ? "longtable" : "tabular"
        let body = environment(name, options: "{@{}\(specification)@{}}", content)
        return isLong ? body : environment("center", body)
    }

    mutating func row(_ cells: [[Inline]], _ columns: Int) -> String {
        let texts = (0..<columns).map { column in
            column < cells.count ? joined(source(cells[column])) : ""
        }
        return texts.joined(separator: " & ") + " \\\\"
    }

    func soleImage(_ inlines: [Inline]) -> ([Inline], String)? {
        if inlines.count == 1, case .image(let alternative, let destination)? = inlines.first {
            return (alternative, destination)
        }
        return nil
    }

    mutating func figure(_ alternative: [Inline], _ destination: String) -> [Line] {
        let image = self.image(alternative, destination)
        let caption = joined(source(alternative))
        var content = [Line(text: image + (caption.isEmpty || !image.hasPrefix("\\printimage") ? "" : " \\\\[4pt]"))]
        if !caption.isEmpty && image.hasPrefix("\\printimage") { content.append(Line(text: "{\\small \(caption)}")) }
        return environment("center", content)
    }

    mutating func image(_ alternative: [Inline], _ destination: String) -> String {
        let printable = [".png", ".jpg", ".jpeg", ".pdf"].contains { destination.lowercased().hasSuffix($0) }
        let isRemote = destination.contains("://") || destination.hasPrefix("data:")
        guard printable, !isRemote, let path = Self.path(destination) else {
            text.warn(.imageNotPrintable(destination))
            let label = alternative.isEmpty ? [Inline.text(destination)] : alternative
            return isRemote ? joined(source([.link(label, destination: destination)])) : joined(source(label))
        }
        used.insert(.images)
        return "\\printimage{\(LaTeXText.outline(PlainInlines.text(alternative)))}{\(path)}"
    }

    /// A path that TeX reads: nil when it holds characters that TeX's file names cannot.
    static func path(_ destination: String) -> String? {
        var path = destination
        while let range = path.firstRange(of: "%20") { path.replaceSubrange(range, with: " ") }
        return path.unicodeScalars.contains { "\\{}$&#%^~\"".unicodeScalars.contains($0) || $0.value < 0x20 }
            ? nil : path
    }
}

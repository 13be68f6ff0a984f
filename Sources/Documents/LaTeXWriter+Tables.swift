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
        let cells = [header] + rows
        let widths = (0..<columns).map { column in
            cells.map { column < $0.count ? PlainInlines.width($0[column]) : 0 }.max() ?? 0
        }
        let words = (0..<columns).map { column in
            cells.map { column < $0.count ? PlainInlines.longestWord($0[column]) : 0 }.max() ?? 0
        }
        let room = place.width - Double(columns - 1) * Self.columnSeparation
        let specification = zip(letters, Self.columnWidths(widths, words, in: room)).map { letter, width in
            guard let width else { return letter }
            // Too wide for one line per cell: paragraphs.
            let style = ["l": "\\raggedright", "c": "\\centering", "r": "\\raggedleft"][letter] ?? "\\raggedright"
            let share = (width / place.width * 1000).rounded(.down) / 1000
            return ">{\(style)\\arraybackslash}p{\(share)\\linewidth}"
        }.joined()
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

    /// Twice LaTeX's tabcolsep, 12 pt, in em.
    private static let columnSeparation = 1.12

    /// The widths of the columns that must be paragraphs; nil for those that fit as they are.
    ///
    /// The widest columns give way first, but no column becomes narrower than its longest word while another has room.
    private static func columnWidths(_ natural: [Double], _ words: [Double], in room: Double) -> [Double?] {
        guard natural.reduce(0, +) > room else { return natural.map { _ in nil } }
        var result: [Double?] = natural.map { _ in nil }
        var open = Set(natural.indices)
        var left = room
        while !open.isEmpty {
            let share = left / Double(open.count)
            // What fits its share keeps its width; a word longer than its share takes what it needs.
            if let narrow = open.filter({ natural[$0] <= share }).min() {
                open.remove(narrow)
                left -= natural[narrow]
            } else if let stubborn = open.filter({ words[$0] > share }).min(), open.count > 1 {
                open.remove(stubborn)
                result[stubborn] = words[stubborn]
                left -= words[stubborn]
            } else {
                for column in open { result[column] = max(share, 1) }
                break
            }
        }
        return result
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

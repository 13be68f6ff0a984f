import Formulas

/// What a figure shows, in words for those who cannot see it.
extension Figure {
    /// The first words: `Attention map of A, 4 queries by 4 keys`.
    var headline: String {
        let names = panels.compactMap { $0.name.map { PlainTextWriter.oneLine($0.plain) } }
        let subject = names.isEmpty ? "" : " of " + Self.list(names)
        guard let first = panels.first else { return "" }
        let areAlike = panels.allSatisfy {
            ($0.rows.count, $0.columns.count) == (first.rows.count, first.columns.count)
        }
        switch form {
        case .map:
            let kind = isAttention ? "ttention map" : "eat map"
            let start = (isAttention ? "A" : "H") + kind + (panels.count > 1 ? "s" : "") + subject
            guard areAlike else { return start }
            return "\(start), \(counted(first.rows.count, rowTitle, "row")) by "
                + "\(counted(first.columns.count, columnTitle, "column"))\(panels.count > 1 ? " each" : "")"
        case .bars:
            let start = "Bar chart" + (panels.count > 1 ? "s" : "") + subject
            return areAlike ? "\(start), \(counted(first.columns.count, "", "entry"))" : start
        }
    }

    /// The whole description: what it is, the largest and the smallest entries, and the numbers where they are few.
    ///
    ///     print(figure.description)
    ///     // Attention map of A, 2 queries by 2 keys. Largest 0.73 at query 1, key 2; … query 1: 0.27, 0.73. …
    public var description: String {
        var sentences = [headline + "."]
        for panel in panels {
            let prefix = panels.count > 1 ? (panel.name.map { PlainTextWriter.oneLine($0.plain) + ": " } ?? "") : ""
            sentences.append(prefix + extremes(of: panel) + ".")
            if panel.cells.count <= Self.readOut {
                sentences += panel.rows.indices.map { numbers(ofRow: $0, in: panel) + "." }
            } else if panel.rows.count > 1, panel.rows.count <= Self.rowsReadOut {
                sentences += panel.rows.indices.map { largest(ofRow: $0, in: panel) + "." }
            }
        }
        return sentences.joined(separator: " ")
    }

    /// Entries that are all read out.
    private static let readOut = 64
    /// Rows of which the largest entry is told.
    private static let rowsReadOut = 24

    var isAttention: Bool { form == .map && rowTitle == "query" && columnTitle == "key" }

    private func counted(_ count: Int, _ title: String, _ fallback: String) -> String {
        let plurals = ["query": "queries", "entry": "entries", "position": "positions"]
        let isKnown = ["query", "key", "position", "dimension", "token"].contains(title)
        let word = isKnown ? title : fallback
        return "\(count) \(count == 1 ? word : plurals[word] ?? word + "s")"
    }

    private func extremes(of panel: Panel) -> String {
        func places(_ level: Int) -> String {
            let found = panel.cells.indices.filter { panel.cells[$0].level == level }
            guard let first = found.first else { return "" }
            let others = found.count - 1
            let columns = panel.columns.count
            var place = column(first % columns, of: panel)
            if form == .map { place = row(first / columns, of: panel) + ", " + place }
            return "\(panel.cells[first].text) at \(place)"
                + (others == 0 ? "" : " and \(others) other place\(others == 1 ? "" : "s")")
        }
        let levels = panel.cells.map(\.level)
        guard let most = levels.max(), let least = levels.min() else { return "" }
        if most == least { return "All entries \(panel.cells[0].text)" }
        return "Largest \(places(most)); smallest \(places(least))"
    }

    private func numbers(ofRow row: Int, in panel: Panel) -> String {
        let numbers = panel.columns.indices.map { column in
            form == .bars
                ? "\(self.column(column, of: panel)) \(panel[row, column].text)" : panel[row, column].text
        }
        let list = numbers.joined(separator: ", ")
        guard form == .map else { return list }
        let start = self.row(row, of: panel)
        return start.prefix(1).uppercased() + start.dropFirst() + ": " + list
    }

    private func largest(ofRow row: Int, in panel: Panel) -> String {
        let columns = panel.columns.indices
        let most = columns.max { panel[row, $0].level < panel[row, $1].level } ?? 0
        let start = self.row(row, of: panel)
        return start.prefix(1).uppercased() + start.dropFirst()
            + ": largest \(panel[row, most].text) at \(column(most, of: panel))"
    }

    private func row(_ index: Int, of panel: Panel) -> String {
        "\(rowTitle.isEmpty ? "row" : rowTitle) \(Self.spoken(panel.rows[index], index))"
    }

    private func column(_ index: Int, of panel: Panel) -> String {
        let title = columnTitle.isEmpty ? (form == .bars ? "" : "column ") : columnTitle + " "
        return title + Self.spoken(panel.columns[index], index)
    }

    /// A token with its number, since the same token may come twice.
    private static func spoken(_ label: Label, _ index: Int) -> String {
        switch label {
        case .text("\(index + 1)"): "\(index + 1)"
        case .text(let text): "\(index + 1) (\(PlainTextWriter.printable(text).prefix(60)))"
        case .formula(let formula): PlainTextWriter.oneLine(formula.plain)
        }
    }

    private static func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}

import Formulas

/// Equations for a terminal.
extension PlainTextWriter {
    /// A chain on one line where it fits, else one link per line under the first relation.
    func lines(of equation: Equation, width: Int) -> [String] {
        let left = Self.oneLine(equation.left.plain)
        let comments = equation.links.compactMap(\.comment)
        let links = equation.links.map { "\($0.relation.plainSign) \(Self.oneLine($0.right.plain))" }
        let whole = ([left] + links).joined(separator: " ")
        if whole.count + 2 + (comments.first.map { $0.count + 6 } ?? 0) <= width, comments.count <= 1 {
            return ["  " + whole + (comments.first.map { "    (\(Self.printable($0)))" } ?? "")]
        }
        let indentation = min(left.count + 3, max(4, width / 4))
        let space = String(repeating: " ", count: indentation)
        var result: [String] = []
        if left.count + 3 > indentation { result.append("  " + left) }
        var texts: [[String]] = []
        var rest = zip(equation.links, links).map { ($0, $1) }[...]
        while let (link, written) = rest.popFirst() {
            var text = written + (link.comment.map { "    (\(Self.printable($0)))" } ?? "")
            // A decimal stands beside its exact value where there is room.
            if let (next, decimal) = rest.first, next.relation == .approximatelyEqual, link.comment == nil,
                text.count + decimal.count + indentation < width, next.comment == nil
            {
                text += " " + decimal
                rest.removeFirst()
            }
            texts.append(lines(of: link, text, width: width - indentation))
        }
        for (index, rows) in texts.enumerated() {
            for (row, line) in rows.enumerated() {
                let isFirst = index == 0 && row == 0 && result.isEmpty
                let lead = isFirst ? "  " + left + String(repeating: " ", count: indentation - left.count - 2) : space
                result.append(Self.withoutTrailingSpaces(lead + line))
            }
        }
        return result.isEmpty ? ["  " + left] : result
    }

    /// A link on as many lines as it needs: a matrix row by row, anything else cut at spaces.
    private func lines(of link: Equation.Link, _ text: String, width: Int) -> [String] {
        if text.count <= width { return [text] }
        guard case .matrix(let rows) = link.right.node, rows.count > 1 else {
            return Self.wrapped(text, width: width, continuation: 4)
        }
        let cells = rows.map { $0.map { Self.oneLine($0.plain) } }
        let columns = cells.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in cells.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        let sign = link.relation.plainSign
        let indentation = sign.count + 2
        var result: [String] = []
        for (index, row) in cells.enumerated() {
            let isLast = index == cells.count - 1
            let padded = row.enumerated().map { column, cell in
                // The comma stands at the cell; the space that aligns the columns behind it.
                let comma = column == row.count - 1 ? (isLast ? "]" : ";") : ","
                return cell + comma + String(repeating: " ", count: max(0, widths[column] - cell.count))
            }
            let line =
                (index == 0 ? "\(sign) [" : String(repeating: " ", count: indentation)) + padded.joined(separator: " ")
            let fits = Self.withoutTrailingSpaces(line).count <= width
            result +=
                fits
                ? [line]
                : Self.wrapped(line, width: width - indentation, continuation: 4).enumerated().map {
                    index == 0 ? $1 : String(repeating: " ", count: indentation) + $1
                }
        }
        if let comment = link.comment { result[result.count - 1] += "    (\(Self.printable(comment)))" }
        return result
    }
}

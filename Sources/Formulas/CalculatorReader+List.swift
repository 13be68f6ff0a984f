extension CalculatorReader {
    private struct Row {
        var entries: [Formula] = []
        var range: Range<Int>
        var depth = 0
    }

    /// `[1, 2]`, `[1, 2; 3, 4]` with semicolons or line ends between rows, `[[1, 2], [3, 4]]`.
    mutating func readList() throws(ReadingError) -> Part {
        let start = place.lowerBound
        open(.square)
        skipLineEnds()
        var rows = [try readRow()]
        while isAhead(.semicolon) || isAhead(.newline) {
            if isAhead(.semicolon) { advance() }
            skipLineEnds()
            // A semicolon after the last row, as MATLAB users leave it.
            if isAhead(.close(.square)) { break }
            rows.append(try readRow())
        }
        let end = try close(.square, orExpected: [.binaryOperator, .comma]).upperBound
        let depth = rows.map(\.depth).max() ?? 0
        if let nested = try nestedRows(rows) {
            return try part(nested.count == 1 ? .row(nested[0]) : .matrix(nested), start..<end, above: depth)
        }
        try checkLengths(rows)
        return try part(
            rows.count == 1 ? .column(rows[0].entries) : .matrix(rows.map(\.entries)), start..<end, above: depth)
    }

    private mutating func readRow() throws(ReadingError) -> Row {
        var row = Row(range: place)
        while true {
            let entry = try readSum()
            row.entries.append(entry.formula)
            row.depth = max(row.depth, entry.depth)
            row.range = row.range.lowerBound..<entry.range.upperBound
            guard isAhead(.comma) else { return row }
            advance()
            skipLineEnds()
        }
    }

    /// The rows of `[[1, 2], [3, 4]]`, when the entries are lists themselves.
    private func nestedRows(_ rows: [Row]) throws(ReadingError) -> [[Formula]]? {
        var nested: [Row] = []
        let entries =
            rows.count == 1 ? rows[0].entries : rows.allSatisfy { $0.entries.count == 1 } ? rows.flatMap(\.entries) : []
        guard let first = entries.first, case .column = first.node else { return nil }
        for entry in entries {
            if case .column(let inner) = entry.node {
                nested.append(Row(entries: inner, range: entry.range ?? place))
            } else {
                nested.append(Row(entries: [entry], range: entry.range ?? place))
            }
        }
        try checkLengths(nested)
        return nested.map(\.entries)
    }

    private func checkLengths(_ rows: [Row]) throws(ReadingError) {
        for (index, row) in rows.enumerated() where row.entries.count != rows[0].entries.count {
            throw ReadingError(
                .raggedRow(
                    row: index + 1, entries: row.entries.count, expected: rows[0].entries.count, firstRow: rows[0].range
                ),
                range: row.range)
        }
    }
}

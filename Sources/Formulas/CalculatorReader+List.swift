extension CalculatorReader {
    struct Row {
        var entries: [Formula] = []
        var range: Range<Int>
        var depth = 0
        /// Whether spaces separate the entries, and a line end the row from the one before it.
        var isSpaced = false
    }

    /// `[1, 2]`, `[1, 2; 3, 4]` with semicolons or line ends between rows, `[[1, 2], [3, 4]]`.
    mutating func readList() throws(ReadingError) -> Part {
        let start = place.lowerBound
        open(.square)
        skipLineEnds()
        let isSpaced = entriesAreSpaced
        var rows = [try readRow()]
        rows[0].isSpaced = isSpaced
        while isAhead(.semicolon) || isAhead(.newline) {
            let isNewLine = isAhead(.newline)
            if isAhead(.semicolon) { advance() }
            skipLineEnds()
            // A semicolon after the last row, as MATLAB users leave it.
            if isAhead(.close(.square)) { break }
            rows.append(try readRow())
            rows[rows.count - 1].isSpaced = isSpaced && isNewLine
        }
        let end = try close(.square, orExpected: [.binaryOperator, .comma]).upperBound
        let depth = rows.map(\.depth).max() ?? 0
        rows = joined(rows)
        if let nested = try nestedRows(rows) {
            return try part(nested.count == 1 ? .row(nested[0]) : .matrix(nested), start..<end, above: depth)
        }
        try checkLengths(rows)
        return try part(
            rows.count == 1 ? .column(rows[0].entries) : .matrix(rows.map(\.entries)), start..<end, above: depth)
    }

    mutating func readRow() throws(ReadingError) -> Row {
        var row = Row(range: place)
        while true {
            let entry = conventions.isAnswer ? try readComparison() : try readSum()
            row.entries.append(entry.formula)
            row.depth = max(row.depth, entry.depth)
            row.range = row.range.lowerBound..<entry.range.upperBound
            if isAhead(.comma) {
                advance()
                skipLineEnds()
                // Python's comma after the last entry.
                if conventions.isAnswer, isAhead(.close(.square)) { return row }
            } else if !entriesAreSpaced || !startsEntry {
                return row
            } else if let fraction = fractionAhead, entry.formula.isWholeLiteral {
                throw ReadingError(
                    .ambiguousMixedNumber, range: entry.range.lowerBound..<fraction.upperBound)
            }
        }
    }

    private var startsEntry: Bool {
        switch token.kind {
        case .number, .fraction, .word, .open(.square), .plus, .minus: true
        default: false
        }
    }

    /// In an answer, NumPy's print of a long vector in several lines is one row.
    ///
    /// It is told from the rows of a matrix by standing inside another list, or by a last line that is shorter.
    private func joined(_ rows: [Row]) -> [Row] {
        guard conventions.isAnswer, rows.count > 1, let last = rows.last, rows[0].entries.count > 1 else { return rows }
        let isNested = isInList
        let isWrapped =
            last.entries.count < rows[0].entries.count
            && rows.dropLast().allSatisfy { $0.entries.count == rows[0].entries.count }
        guard rows.allSatisfy({ $0.isSpaced }), isNested || isWrapped else { return rows }
        let depth = rows.map(\.depth).max() ?? 0
        return [
            Row(
                entries: rows.flatMap(\.entries), range: rows[0].range.lowerBound..<last.range.upperBound,
                depth: depth, isSpaced: true)
        ]
    }

    /// The rows of `[[1, 2], [3, 4]]`, when the entries are lists themselves.
    func nestedRows(_ rows: [Row]) throws(ReadingError) -> [[Formula]]? {
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

    func checkLengths(_ rows: [Row]) throws(ReadingError) {
        for (index, row) in rows.enumerated() where row.entries.count != rows[0].entries.count {
            throw ReadingError(
                .raggedRow(
                    row: index + 1, entries: row.entries.count, expected: rows[0].entries.count, firstRow: rows[0].range
                ),
                range: row.range)
        }
    }
}

extension LatexReader {
    /// `(a + b)`, `\left[ … \right]`; several entries are a vector.
    mutating func readFenced(_ bracket: ReadingError.Bracket) throws(ReadingError) -> Part {
        let start = place.lowerBound
        open(bracket)
        var rows: [[Formula]] = [[]]
        var ranges: [Range<Int>] = []
        var depth = 0
        while true {
            let entry = try readComparison()
            if rows[rows.count - 1].isEmpty { ranges.append(entry.range) }
            ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<entry.range.upperBound
            rows[rows.count - 1].append(entry.formula)
            depth = max(depth, entry.depth)
            if isAhead(.comma) {
                advance()
            } else if isAhead(.semicolon) {
                advance()
                rows.append([])
            } else {
                break
            }
        }
        let end = try close(bracket, orExpected: [.binaryOperator, .comma]).upperBound
        let range = start..<end
        if rows.count == 1, rows[0].count == 1 {
            var single = Part(formula: rows[0][0], depth: depth)
            single.formula.range = range
            // [5] is a vector with one entry, [matrix] only a pair of brackets.
            if bracket == .parenthesis || single.formula.isList { return single }
            return try part(.column(rows[0]), range, above: depth)
        }
        try checkLengths(rows, ranges)
        if rows.count == 1 { return try part(.column(rows[0]), range, above: depth) }
        // Where commas are decimal, semicolons separate the entries of (0,5; 0,25).
        if conventions.isAnswer, bracket == .parenthesis, rows.allSatisfy({ $0.count == 1 }) {
            return try part(.column(rows.flatMap { $0 }), range, above: depth)
        }
        return try part(.matrix(rows), range, above: depth)
    }

    private func checkLengths(_ rows: [[Formula]], _ ranges: [Range<Int>]) throws(ReadingError) {
        for (index, row) in rows.enumerated() where row.count != rows[0].count {
            throw ReadingError(
                .raggedRow(row: index + 1, entries: row.count, expected: rows[0].count, firstRow: ranges[0]),
                range: ranges[index])
        }
    }

    /// An absolute value: `|x|`.
    mutating func readAbsolute() throws(ReadingError) -> Part {
        let start = place.lowerBound
        open(.bar)
        let inner = try readComparison()
        let end = try close(.bar, orExpected: [.binaryOperator]).upperBound
        return try part(.call("abs", [inner.formula], []), start..<end, above: inner.depth)
    }

    private static let matrices: Set<String> = [
        "bmatrix", "pmatrix", "matrix", "smallmatrix", "array", "bsmallmatrix", "psmallmatrix", "matrix*",
        "bmatrix*", "pmatrix*",
    ]

    /// `{bmatrix}` after `\begin` or `\end`.
    private mutating func readEnvironmentName() throws(ReadingError) -> (name: String, range: Range<Int>) {
        guard isAhead(.open(.brace)) else { throw unexpected([.name]) }
        let start = place.upperBound
        advance()
        while true {
            switch token.kind {
            case .letter, .star: advance()
            case .close(.brace):
                let range = start..<place.lowerBound
                advance()
                return (text(in: range), range)
            default: throw unexpected([.name])
            }
        }
    }

    mutating func readEnvironment() throws(ReadingError) -> Part {
        let beginning = place
        advance()
        let (name, nameRange) = try readEnvironmentName()
        if conventions.isAnswer, name == "vmatrix" || name == "Vmatrix" {
            throw ReadingError(.determinant(name), range: nameRange)
        }
        guard Self.matrices.contains(name) else { throw ReadingError(.unknownEnvironment(name), range: nameRange) }
        if name == "array" { try skipColumnFormat() }
        if name.hasSuffix("*"), isAhead(.open(.square)) { skipAlignment() }
        enterBracket(.environment, beginning)
        var rows: [[Formula]] = []
        var ranges: [Range<Int>] = []
        var depth = 0
        while true {
            if isAhead(.command("end")), !rows.isEmpty { break }
            var row: [Formula] = []
            let rowStart = place.lowerBound
            var rowEnd = rowStart
            while true {
                let entry = conventions.isAnswer ? try readComparison() : try readSum()
                row.append(entry.formula)
                depth = max(depth, entry.depth)
                rowEnd = entry.range.upperBound
                guard isAhead(.ampersand) else { break }
                advance()
            }
            rows.append(row)
            ranges.append(rowStart..<rowEnd)
            guard isAhead(.newRow) else { break }
            advance()
        }
        guard isAhead(.command("end")) else { throw unexpected([.binaryOperator, .closing(.environment)]) }
        advance()
        let (endName, endRange) = try readEnvironmentName()
        leaveBracket()
        if endName != name {
            throw ReadingError(.environmentMismatched(opened: name, at: nameRange, closed: endName), range: endRange)
        }
        try checkLengths(rows, ranges)
        let range = beginning.lowerBound..<endRange.upperBound + 1
        if !conventions.isAnswer, rows.allSatisfy({ $0.count == 1 }) {
            return try part(.column(rows.map { $0[0] }), range, above: depth)
        }
        return try part(rows.count == 1 ? .row(rows[0]) : .matrix(rows), range, above: depth)
    }

    /// `{cc|c}` after `\begin{array}`.
    private mutating func skipColumnFormat() throws(ReadingError) {
        guard isAhead(.open(.brace)) else { throw unexpected([.operand]) }
        while !isAhead(.close(.brace)) {
            if isAhead(.end) { throw unexpected([.closing(.brace)]) }
            advance()
        }
        advance()
    }

    /// `[r]` after `\begin{bmatrix*}`; the entry of a matrix may be in brackets as well.
    private mutating func skipAlignment() {
        guard case .letter(let letter) = token(after: 1).kind, "lcr".contains(letter),
            token(after: 2).kind == .close(.square)
        else { return }
        for _ in 0..<3 { advance() }
    }

    /// `\sum_{i=1}^{n} body`; the body is what follows up to the next plus or minus sign.
    mutating func readSummation() throws(ReadingError) -> Part {
        // It may stand for any number of terms; an answer is worked out.
        if conventions.isAnswer { throw ReadingError(.unknownFunction("\\sum"), range: place) }
        let start = place.lowerBound
        advance()
        var lower: Part?
        var upper: Part?
        while true {
            if isAhead(.underscore), lower == nil {
                advance()
                lower = try readArgument()
            } else if isAhead(.caret), upper == nil {
                advance()
                upper = try readArgument()
            } else {
                break
            }
        }
        guard let lower, let upper, case .comparison(let index, .equal, let from) = lower.formula.node,
            case .name(let name) = index.node
        else { throw unexpected([.index]) }
        let body = try readTerm()
        return try part(
            .summation(index: name, from: from, to: upper.formula, body: body.formula), start..<body.range.upperBound,
            above: lower.depth, upper.depth, body.depth)
    }
}

extension Formula {
    fileprivate var isList: Bool {
        switch node {
        case .column, .row, .matrix: true
        default: false
        }
    }
}

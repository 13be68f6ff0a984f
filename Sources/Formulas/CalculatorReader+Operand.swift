import Rationals

extension CalculatorReader {
    /// An operand with its subscripts, powers and transposes.
    ///
    /// Here and below every case has a method of its own: brackets nest through these two, and the frame of a method
    /// holds the temporaries of all of its cases at once.
    mutating func readPower() throws(ReadingError) -> Part {
        try enter()
        defer { nesting -= 1 }
        var base = try readOperand()
        while try readMark(of: &base) {}
        return base
    }

    /// Whether there is a mark after the base that another one can follow.
    private mutating func readMark(of base: inout Part) throws(ReadingError) -> Bool {
        switch token.kind {
        case .caret: return try readCaret(of: &base)
        case .raisedTranspose:
            base = try part(.transpose(base.formula), base.range.lowerBound..<place.upperBound, above: base.depth)
            advance()
            return true
        case .raised(let text) where !token.isSpaced:
            if let named = named(base, raised: text) {
                base = named
                advance()
                return true
            }
            base = try power(of: base, exponent: readRaised(text))
            return false
        case .underscore where !token.isSpaced:
            let (indices, range, depth) = try readIndices()
            base = try part(
                .subscripted(base.formula, indices), base.range.lowerBound..<range.upperBound, above: base.depth, depth)
            return true
        case .lowered(let text) where !token.isSpaced:
            let index = loweredIndex(text)
            base = try part(
                .subscripted(base.formula, [index]), base.range.lowerBound..<place.upperBound, above: base.depth, 1)
            advance()
            return true
        default: return false
        }
    }

    private mutating func readCaret(of base: inout Part) throws(ReadingError) -> Bool {
        if let transposed = try readTranspose(of: base) {
            base = transposed
            return true
        }
        if let named = readSuperscript(of: base) {
            base = named
            return true
        }
        advance()
        base = try power(of: base, exponent: readExponent())
        return false
    }

    private func power(of base: Part, exponent: Part) throws(ReadingError) -> Part {
        try part(
            .power(base.formula, exponent.formula), base.range.lowerBound..<exponent.range.upperBound,
            above: base.depth, exponent.depth)
    }

    private mutating func readExponent() throws(ReadingError) -> Part {
        try readSigned { reader throws(ReadingError) in
            switch reader.token.kind {
            case .open(.brace):
                let start = reader.place.lowerBound
                reader.open(.brace)
                var exponent = try reader.readComparison()
                exponent.formula.range = start..<(try reader.close(.brace, orExpected: [.binaryOperator])).upperBound
                return exponent
            case .end, .newline, .comment: throw reader.unexpected([.exponent])
            default: return try reader.readPower()
            }
        }
    }

    /// `X^T`, `X^{T}`: a T that stands for nothing but the transpose.
    private mutating func readTranspose(of base: Part) throws(ReadingError) -> Part? {
        var length = 2
        var mark = token(after: 1)
        if mark.kind == .open(.brace), token(after: 3).kind == .close(.brace) {
            length = 4
            mark = token(after: 2)
        }
        guard case .word(let word) = mark.kind else { return nil }
        if word.hasPrefix("T_") { throw ReadingError(.subscriptOfTranspose, range: mark.range) }
        guard word == "T" else { return nil }
        let end = token(after: length - 1).range.upperBound
        for _ in 0..<length { advance() }
        return try part(.transpose(base.formula), base.range.lowerBound..<end, above: base.depth)
    }

    /// `Q⁽²⁾`: a raised index in parentheses belongs to the name.
    private func named(_ base: Part, raised text: String) -> Part? {
        guard case .name(var name) = base.formula.node, name.superscript == nil, text.hasPrefix("("),
            text.hasSuffix(")"),
            text.count > 2
        else { return nil }
        name.superscript = String(text.dropFirst().dropLast())
        return Part(formula: Formula(.name(name), range: base.range.lowerBound..<place.upperBound), depth: 1)
    }

    /// `Q^{(2)}`, as TeX writes the same; `Q^(2)` is a power.
    private mutating func readSuperscript(of base: Part) -> Part? {
        guard case .name(var name) = base.formula.node, name.superscript == nil, token(after: 1).kind == .open(.brace),
            token(after: 2).kind == .open(.parenthesis), token(after: 4).kind == .close(.parenthesis),
            token(after: 5).kind == .close(.brace)
        else { return nil }
        switch token(after: 3).kind {
        case .word(let word): name.superscript = word
        case .number(let literal) where literal.isPlainInteger: name.superscript = literal.spelling
        default: return nil
        }
        let range = base.range.lowerBound..<token(after: 5).range.upperBound
        for _ in 0..<6 { advance() }
        return Part(formula: Formula(.name(name), range: range), depth: 1)
    }

    private mutating func readRaised(_ text: String) throws(ReadingError) -> Part {
        let range = place
        let isNegative = text.hasPrefix("-")
        let body = isNegative ? String(text.dropFirst()) : text
        var exponent: Part
        if let value = Integer(body), body.utf8.count <= 18, body.utf8.first != UInt8(ascii: "-") {
            exponent = try part(.number(Formula.Literal(value: Rational(value), spelling: body)), range)
        } else if body.count == 1, body.first?.isLetter == true {
            exponent = try part(.name(Name(body)), range)
        } else {
            throw ReadingError(.unexpected(.text(self.text(in: range)), expected: [.exponent]), range: range)
        }
        advance()
        if isNegative { exponent = try part(.negative(exponent.formula), range, above: 1) }
        return exponent
    }

    func loweredIndex(_ text: String) -> Formula {
        if let value = Integer(text) {
            return Formula(.number(Formula.Literal(value: Rational(value), spelling: text)), range: place)
        }
        return Formula(.name(Name(text)), range: place)
    }

    /// A number, a name, a call, a root, or anything in brackets.
    private mutating func readOperand() throws(ReadingError) -> Part {
        switch token.kind {
        case .open(.parenthesis): try readParenthesised()
        case .open(.brace) where conventions.isAnswer: try readParenthesised(.brace)
        case .open(.square): try readList()
        case .word(let word) where word != "for": try readName(word)
        case .number(let literal): try readNumber(literal)
        case .fraction(let numerator, let denominator): try readFraction(numerator, denominator)
        case .root(let degree): try readRoot(degree: degree)
        case .quoted(let text): try readQuoted(text)
        case .comparison(.less) where conventions.isAnswer && !isInAngles: try readAngled()
        default: throw unexpected([.operand])
        }
    }

    private mutating func readNumber(_ literal: Formula.Literal) throws(ReadingError) -> Part {
        let result = try part(.number(literal), place)
        advance()
        if case .fraction = token.kind, !(entriesAreSpaced && token.isSpaced && literal.value == 0) {
            throw ReadingError(.ambiguousMixedNumber, range: result.range.lowerBound..<place.upperBound)
        }
        if isAhead(.percent) { return try readPercentage(of: literal, from: result.range.lowerBound) }
        return result
    }

    private mutating func readFraction(_ numerator: Int, _ denominator: Int) throws(ReadingError) -> Part {
        let range = place
        advance()
        return try part(
            .quotient(Formula(literal: numerator, range: range), Formula(literal: denominator, range: range)), range,
            above: 1)
    }

    private mutating func readQuoted(_ text: String) throws(ReadingError) -> Part {
        let range = place
        advance()
        return try part(.text(text), range)
    }

    private mutating func readRoot(degree: Int) throws(ReadingError) -> Part {
        let start = place.lowerBound
        advance()
        try enter()
        defer { nesting -= 1 }
        var radicand = try readOperand()
        // √Q⁽²⁾: the raised index is part of the name under the root.
        if case .raised(let text) = token.kind, !token.isSpaced, let named = named(radicand, raised: text) {
            radicand = named
            advance()
        }
        return try part(
            .root(radicand.formula, degree: degree), start..<radicand.range.upperBound, above: radicand.depth)
    }

    /// `(a + b)`, or a vector as textbooks write it: `(1, 2, 3)`.
    private mutating func readParenthesised(
        _ bracket: ReadingError.Bracket = .parenthesis
    ) throws(ReadingError) -> Part {
        let start = place.lowerBound
        open(bracket)
        let first = try readComparison()
        var rows = [Row(entries: [first.formula], range: first.range, depth: first.depth)]
        // In an answer a semicolon separates as well: rows, or entries where commas are decimal.
        while isAhead(.comma) || (conventions.isAnswer && isAhead(.semicolon)) {
            let startsRow = isAhead(.semicolon)
            advance()
            if conventions.isAnswer, isAhead(.close(bracket)) { break }
            let entry = try readComparison()
            if startsRow {
                rows.append(Row(entries: [entry.formula], range: entry.range, depth: entry.depth))
            } else {
                let last = rows.count - 1
                rows[last].entries.append(entry.formula)
                rows[last].range = rows[last].range.lowerBound..<entry.range.upperBound
                rows[last].depth = max(rows[last].depth, entry.depth)
            }
        }
        let end = try close(bracket, orExpected: [.binaryOperator, .comma]).upperBound
        return try enclosed(rows, first, start..<end)
    }

    /// A vector, `(1, 2)` or `(1; 2)`, a matrix, `(1, 2; 3, 4)`, or what the parentheses only group.
    private func enclosed(_ rows: [Row], _ first: Part, _ range: Range<Int>) throws(ReadingError) -> Part {
        let depth = rows.map(\.depth).max() ?? first.depth
        let count = rows.reduce(0) { $0 + $1.entries.count }
        if count > 1, rows.count > 1, rows.count < count {
            try checkLengths(rows)
            return try part(.matrix(rows.map(\.entries)), range, above: depth)
        }
        if count > 1 { return try part(.column(rows.flatMap(\.entries)), range, above: depth) }
        var result = first
        result.formula.range = range
        return result
    }
}

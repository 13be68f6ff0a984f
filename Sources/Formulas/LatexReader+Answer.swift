extension LatexReader {
    /// All of an answer: a value, or several without brackets, separated by commas or semicolons.
    mutating func readAnswer() throws(ReadingError) -> Part {
        if isAhead(.comparison(.equal)) || isAhead(.comparison(.approximatelyEqual)) { advance() }
        let first = try readComparison()
        var entries = [first.formula]
        var depth = first.depth
        var end = first.range.upperBound
        while isAhead(.comma) || isAhead(.semicolon) {
            advance()
            let entry = try readComparison()
            entries.append(entry.formula)
            depth = max(depth, entry.depth)
            end = entry.range.upperBound
        }
        guard isAhead(.end) else { throw unexpected([.binaryOperator, .endOfFormula]) }
        if entries.count == 1 { return first }
        return try part(.column(entries), first.range.lowerBound..<end, above: depth)
    }

    /// `46.5\%`, the number 0.465; refused where something binds the number from the left.
    mutating func readPercentage(of literal: Formula.Literal, from start: Int) throws(ReadingError) -> Part {
        var before = index - 2
        if before >= 0, tokens[before].kind == .minus { before -= 1 }
        let isBound: Bool =
            switch before >= 0 ? tokens[before].kind : .end {
            case .slash, .caret, .star, .command("cdot"), .command("times"), .command("div"), .letter: true
            default: false
            }
        guard !isBound else { throw ReadingError(.percentAfterFormula, range: place) }
        let range = start..<place.upperBound
        advance()
        return try part(.number(literal.hundredth), range)
    }

    /// `√3`, `√(1 + x)`, `∛10`: the one operand after the sign, all of its digits.
    mutating func readRootSign(_ name: String) throws(ReadingError) -> Part {
        let start = place.lowerBound
        advance()
        try enter()
        defer { nesting -= 1 }
        let radicand: Part
        switch token.kind {
        case .digits: radicand = try readNumber()
        case .open(.parenthesis): radicand = try readFenced(.parenthesis)
        default: radicand = try readArgument()
        }
        let degree = name == "root4" ? 4 : name == "root3" ? 3 : 2
        return try part(
            .root(radicand.formula, degree: degree), start..<radicand.range.upperBound, above: radicand.depth)
    }
}

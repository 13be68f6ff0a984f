import Rationals

extension CalculatorReader {
    /// Which brackets hold no comma and no line of entries but those in inner brackets, and whether the same is true
    /// outside of all brackets.
    static func listsWithoutCommas(_ tokens: [Token]) -> (lists: Set<Int>, top: Bool) {
        var lists: Set<Int> = []
        var open: [(index: Int, hasComma: Bool)] = [(-1, false)]
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .open: open.append((index, false))
            case .comma: open[open.count - 1].hasComma = true
            case .close:
                if open.count > 1, let last = open.popLast(), !last.hasComma { lists.insert(last.index) }
            default: break
            }
        }
        return (lists, !open[0].hasComma)
    }

    /// Whether all there is are two lines or more of numbers, equally many when every sign behind a space starts one, and
    /// somewhere two numbers stand side by side, so that spaces do separate: `14 12 -1` above `12 21 -8`.
    static func areRowsOfNumbers(_ tokens: [Token]) -> Bool {
        var counts = [0]
        var hasNeighbours = false
        var last: Token.Kind = .newline
        for token in tokens {
            switch token.kind {
            case .number:
                let isSigned = last == .minus || last == .plus
                if isSigned == token.isSpaced, last != .newline { return false }
                if !isSigned, last != .newline { hasNeighbours = true }
                counts[counts.count - 1] += 1
            case .minus, .plus: if !token.isSpaced, last != .newline { return false }
            case .newline, .end: if last != .newline { counts.append(0) }
            default: return false
            }
            if case .number = last, token.isNumber, !token.isSpaced { return false }
            last = token.kind
        }
        counts.removeLast()
        return hasNeighbours && counts.count > 1 && counts[0] > 1 && counts.allSatisfy { $0 == counts[0] }
    }

    /// All of an answer: a value, or several without brackets, separated by commas, semicolons, line ends, or by spaces
    /// between numbers.
    mutating func readAnswer() throws(ReadingError) -> Part {
        skipLineEnds()
        skipLeadingRelation()
        var rows = [try readRow()]
        while isAhead(.semicolon) || isAhead(.newline) {
            if isAhead(.semicolon) { advance() }
            skipLineEnds()
            if isAhead(.end) { break }
            rows.append(try readRow())
        }
        guard isAhead(.end) else { throw unexpected([.binaryOperator, .endOfFormula]) }
        return try assembled(rows)
    }

    /// `= 0.5`: the sign after a name that was left out.
    private mutating func skipLeadingRelation() {
        switch token.kind {
        case .equals, .comparison(.equal), .comparison(.approximatelyEqual): advance()
        default: break
        }
    }

    private func assembled(_ rows: [Row]) throws(ReadingError) -> Part {
        let depth = rows.map(\.depth).max() ?? 0
        let isSingle = rows.count == 1 && rows[0].entries.count == 1
        if let signInDoubt, entriesAreSpaced, signInDoubt.isBetweenNumbers || !isSingle {
            throw ReadingError(.ambiguousSign, range: signInDoubt.place)
        }
        if isSingle { return Part(formula: rows[0].entries[0], depth: depth) }
        let range = rows[0].range.lowerBound..<rows[rows.count - 1].range.upperBound
        if let nested = try nestedRows(rows) {
            return try part(nested.count == 1 ? .row(nested[0]) : .matrix(nested), range, above: depth)
        }
        let entries = rows.flatMap(\.entries)
        if rows.count == 1 || rows.count == entries.count || entries.allSatisfy(\.isLabelled) {
            return try part(.column(entries), range, above: depth)
        }
        try checkLengths(rows)
        return try part(.matrix(rows.map(\.entries)), range, above: depth)
    }

    /// A vector in angle brackets, `<1, 2, 3>`.
    mutating func readAngled() throws(ReadingError) -> Part {
        let start = place.lowerBound
        isInAngles = true
        defer { isInAngles = false }
        advance()
        var entries: [Formula] = []
        var depth = 0
        while true {
            let entry = try readSum()
            entries.append(entry.formula)
            depth = max(depth, entry.depth)
            guard isAhead(.comma) else { break }
            advance()
        }
        guard isAhead(.comparison(.greater)) else { throw unexpected([.binaryOperator, .comma]) }
        let end = place.upperBound
        advance()
        return try part(.column(entries), start..<end, above: depth)
    }

    /// `46.5 %` is the number 0.465 with one digit more than is shown before the sign.
    ///
    /// Only where nothing binds the number from the left: in `1/2 %` and `2^3 %` it is not clear what is meant.
    mutating func readPercentage(of literal: Formula.Literal, from start: Int) throws(ReadingError) -> Part {
        var before = index - 1
        if before > 0, tokens[before - 1].kind == .minus { before -= 1 }
        let isBound: Bool =
            switch before > 0 ? tokens[before - 1].kind : .end {
            case .slash, .caret, .star, .cross, .centredDot, .point, .root, .word: true
            default: false
            }
        guard !isBound else { throw ReadingError(.percentAfterFormula, range: place) }
        let range = start..<place.upperBound
        advance()
        // 5%2 is a remainder to some.
        switch token.kind {
        case .number, .fraction, .word, .root, .open: if !token.isSpaced { throw unexpected([.binaryOperator]) }
        default: break
        }
        return try part(.number(literal.hundredth), range)
    }

    private static let containers: Set<String> = [
        "array", "asarray", "matrix", "tensor", "Tensor", "FloatTensor", "DoubleTensor", "float", "float64", "float32",
        "float16", "int", "int64", "int32", "list", "tuple",
    ]

    /// `array([0.5, 0.5], dtype=float32)` is its value, `Fraction(1, 3)` the quotient; nil for any other call.
    mutating func readConstructor(_ word: String) throws(ReadingError) -> Part? {
        let isFraction = word == "Fraction" || word == "Rational"
        guard isFraction || Self.containers.contains(word) else { return nil }
        let start = place.lowerBound
        try enter()
        defer { nesting -= 1 }
        advance()
        open(.parenthesis)
        let value = try readComparison()
        var denominator: Part?
        if isAhead(.comma) {
            advance()
            if isFraction {
                denominator = try readComparison()
            } else if case .word = token.kind, token(after: 1).kind == .equals {
                skipArguments()
            }
        }
        let end = try close(.parenthesis, orExpected: [.binaryOperator]).upperBound
        guard let denominator else {
            return Part(formula: Formula(value.formula.node, range: start..<end), depth: value.depth)
        }
        return try part(
            .quotient(value.formula, denominator.formula), start..<end, above: value.depth, denominator.depth)
    }

    /// Passes labelled arguments such as `dtype=float32, device='cuda:0'`, which say nothing about the value.
    private mutating func skipArguments() {
        var depth = 0
        while !isAhead(.end) {
            switch token.kind {
            case .open: depth += 1
            case .close where depth == 0: return
            case .close: depth -= 1
            default: break
            }
            advance()
        }
    }
}

extension Formula {
    /// Whether a name leads in: `p_1 = 0.5`.
    var isLabelled: Bool {
        guard case .comparison(let left, _, _) = node else { return false }
        switch left.node {
        case .name, .subscripted: return true
        default: return left.isLabelled
        }
    }
}

extension Formula.Literal {
    /// The number with a percent sign behind it: 46.5 % is 0.465, 50 % is 0.50.
    var hundredth: Formula.Literal {
        let parts = spelling.split(separator: "e", maxSplits: 1)
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let value = value.divided(by: 100) ?? value
        if parts.count > 1 { return Formula.Literal(value: value, spelling: "\(parts[0])e\(exponent - 2)") }
        let sides = spelling.split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(repeating: "0", count: max(0, 3 - sides[0].utf8.count)) + sides[0]
        let fraction = sides.count > 1 ? sides[1] : ""
        return Formula.Literal(value: value, spelling: "\(whole.dropLast(2)).\(whole.suffix(2))\(fraction)")
    }
}

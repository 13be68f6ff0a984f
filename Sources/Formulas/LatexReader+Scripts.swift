extension LatexReader {
    /// Primes, subscripts and superscripts in the order TeX allows, which is any.
    mutating func readScripts(of base: Part) throws(ReadingError) -> Part {
        var result = base
        var exponent: Part?
        var isTransposed = false
        var hasSubscript = false
        let start = base.range.lowerBound
        var end = base.range.upperBound
        // Only a name that stands there itself takes marks; in `{h'}^{2}` the group is finished.
        var isOpen = text(in: base.range).utf8.first != UInt8(ascii: "{")
        while true {
            switch token.kind {
            case .primes(let count):
                guard isOpen, case .name(var name) = result.formula.node else { throw unexpected([.binaryOperator]) }
                name.primes += count
                end = place.upperBound
                advance()
                result = try part(.name(name), start..<end)
            case .underscore where !hasSubscript:
                advance()
                let (indices, indexEnd, depth) = try readIndices()
                hasSubscript = true
                end = indexEnd
                result = try indexed(result, indices, isOpen: isOpen, start..<end, depth)
                if case .name = result.formula.node {} else { isOpen = false }
            case .caret where exponent == nil && !isTransposed:
                advance()
                if let mark = takeTransposeMark() {
                    isTransposed = true
                    end = mark
                } else if isOpen, case .name(let name) = result.formula.node,
                    let (marked, markEnd) = takeLabelMarks(name)
                {
                    end = markEnd
                    result = try part(.name(marked), start..<end)
                } else {
                    let argument = try readScriptArgument(.exponent)
                    exponent = argument
                    end = argument.range.upperBound
                }
            default:
                result.formula.range = start..<end
                if isTransposed { result = try part(.transpose(result.formula), start..<end, above: result.depth) }
                if let exponent {
                    result = try part(
                        .power(result.formula, exponent.formula), start..<end, above: result.depth, exponent.depth)
                }
                return result
            }
        }
    }

    private mutating func readScriptArgument(_ expected: ReadingError.Expectation) throws(ReadingError) -> Part {
        switch token.kind {
        case .open(.brace), .digits, .letter, .command: return try readArgument()
        default: throw unexpected([expected])
        }
    }

    private func indexed(
        _ base: Part, _ indices: [Formula], isOpen: Bool, _ range: Range<Int>, _ depth: Int
    ) throws(ReadingError) -> Part {
        if isOpen, case .name(var name) = base.formula.node {
            if let labels = CalculatorReader.labels(indices) {
                name.subscripts += labels
                return try part(.name(name), range)
            }
        }
        return try part(.subscripted(base.formula, indices), range, above: base.depth, depth)
    }

    /// What a subscript holds: `2`, `{2,1}`, `{ij}`, `{\mathrm{out}}`, `{i+1}`.
    private mutating func readIndices() throws(ReadingError) -> (indices: [Formula], end: Int, depth: Int) {
        guard isAhead(.open(.brace)) else {
            let index = try readScriptArgument(.index)
            return ([index.formula], index.range.upperBound, index.depth)
        }
        open(.brace)
        var indices: [Formula] = []
        var depth = 0
        while true {
            let index = try readSum()
            depth = max(depth, index.depth)
            // In a_{ij} two indices stand side by side.
            if case .product(let factors, .juxtaposition) = index.formula.node, CalculatorReader.labels(factors) != nil
            {
                indices += factors
            } else {
                indices.append(index.formula)
            }
            guard isAhead(.comma) else { break }
            advance()
        }
        let end = try close(.brace, orExpected: [.comma, .binaryOperator]).upperBound
        return (indices, end, depth)
    }

    /// `\top`, `T`, `\mathsf{T}`, `\intercal`, with or without braces around.
    private mutating func takeTransposeMark() -> Int? {
        var next = self
        let isBraced = next.isAhead(.open(.brace))
        if isBraced { next.advance() }
        switch next.token.kind {
        case .command("top"), .command("intercal"), .letter("T"): next.advance()
        case .command("mathsf"), .command("mathrm"), .command("text"), .command("mathtt"), .command("mathbf"),
            .command("textsf"):
            if next.token(after: 1).kind == .letter("T") {
                for _ in 0..<2 { next.advance() }
                break
            }
            guard next.token(after: 1).kind == .open(.brace), next.token(after: 2).kind == .letter("T"),
                next.token(after: 3).kind == .close(.brace)
            else { return nil }
            for _ in 0..<4 { next.advance() }
        default: return nil
        }
        var end = next.tokens[max(next.index - 1, 0)].range.upperBound
        if isBraced {
            guard next.isAhead(.close(.brace)) else { return nil }
            end = next.place.upperBound
            next.advance()
        }
        self = next
        return end
    }

    /// `^{(2)}`, `^{\prime}`, `^{\prime(2)}`: marks of a name, no powers.
    private mutating func takeLabelMarks(_ name: Name) -> (Name, Int)? {
        var next = self
        var marked = name
        if next.isAhead(.command("prime")) {
            marked.primes += 1
            let end = next.place.upperBound
            next.advance()
            self = next
            return (marked, end)
        }
        guard next.isAhead(.open(.brace)) else { return nil }
        next.advance()
        while next.isAhead(.command("prime")) {
            marked.primes += 1
            next.advance()
        }
        if next.isAhead(.open(.parenthesis)), name.superscript == nil {
            next.advance()
            guard let label = next.takeLabel() else { return nil }
            marked.superscript = label
            guard next.isAhead(.close(.parenthesis)) else { return nil }
            next.advance()
        }
        guard marked != name, next.isAhead(.close(.brace)) else { return nil }
        let end = next.place.upperBound
        next.advance()
        self = next
        return (marked, end)
    }

    /// A label in small print: digits, a letter, a Greek letter, an upright word.
    private mutating func takeLabel() -> String? {
        switch token.kind {
        case .digits(let digits):
            advance()
            return digits
        case .letter(let letter):
            advance()
            return letter
        case .command:
            guard let argument = try? readArgument(), let labels = CalculatorReader.labels([argument.formula]),
                labels.count == 1
            else { return nil }
            return labels[0]
        default: return nil
        }
    }
}

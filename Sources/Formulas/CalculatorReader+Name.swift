import Rationals

extension CalculatorReader {
    /// A word and what belongs to it: a name with its marks, or a call.
    mutating func readName(_ word: String) throws(ReadingError) -> Part {
        let start = place.lowerBound
        if let accent = Name.Accent(rawValue: word), let accented = try readAccented(accent) { return accented }
        if token(after: 1).kind == .open(.parenthesis), !token(after: 1).isSpaced { return try readCall(word) }
        if token(after: 1).kind == .open(.square), !token(after: 1).isSpaced {
            throw ReadingError(.bracketAfterName(word, .square), range: token(after: 1).range)
        }
        if KnownFunction.names.contains(word), followsAsArgument(token(after: 1)) {
            throw ReadingError(.functionWithoutParentheses(word), range: place)
        }
        let name = Self.name(ofWord: word)
        let end = place.upperBound
        advance()
        return try readMarks(of: name, from: start, to: end)
    }

    /// `W_Q` is W with the subscript Q; every underscore starts a further subscript.
    static func name(ofWord word: String) -> Name {
        guard word.utf8.contains(UInt8(ascii: "_")) else { return Name(word) }
        let pieces = word.split(separator: "_").map(String.init)
        return Name(pieces.first ?? word, subscripts: Array(pieces.dropFirst()))
    }

    private func followsAsArgument(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .fraction, .word, .open(.parenthesis), .open(.square), .root: true
        default: false
        }
    }

    /// `hat(alpha)_{2,1}`: a single name in the parentheses.
    private mutating func readAccented(_ accent: Name.Accent) throws(ReadingError) -> Part? {
        let start = place.lowerBound
        guard token(after: 1).kind == .open(.parenthesis), !token(after: 1).isSpaced,
            case .word(let word) = token(after: 2).kind, token(after: 3).kind == .close(.parenthesis)
        else { return nil }
        var name = Self.name(ofWord: word)
        name.accent = accent
        let end = token(after: 3).range.upperBound
        for _ in 0..<4 { advance() }
        return try readMarks(of: name, from: start, to: end)
    }

    /// Primes, accents and subscripts after the word itself: `h'_2`, `x₁`, `x_{i+1}`.
    private mutating func readMarks(of first: Name, from start: Int, to firstEnd: Int) throws(ReadingError) -> Part {
        var name = first
        var end = firstEnd
        while !token.isSpaced {
            switch token.kind {
            case .primes(let count): name.primes += count
            case .accent(let accent) where name.accent == nil: name.accent = accent
            case .lowered(let text): name.subscripts.append(text)
            case .underscore:
                let (indices, range, depth) = try readIndices()
                end = range.upperBound
                if let labels = Self.labels(indices) {
                    name.subscripts += labels
                    continue
                }
                // An index that is calculated: the subscripts so far are indices too.
                let all = name.subscripts.map { Self.index(ofLabel: $0, range: start..<firstEnd) } + indices
                name.subscripts = []
                return try part(
                    .subscripted(Formula(.name(name), range: start..<firstEnd), all), start..<end, above: 1, depth)
            case .open(let bracket) where bracket != .brace && first != name || bracket == .square:
                throw ReadingError(.bracketAfterName(text(in: start..<end), bracket), range: place)
            default:
                return try part(.name(name), start..<end)
            }
            end = place.upperBound
            advance()
        }
        return try part(.name(name), start..<end)
    }

    /// What follows an underscore: `2`, `out`, `{2, 1}`, `{i + 1}`, `(i + 1)`.
    mutating func readIndices() throws(ReadingError) -> (indices: [Formula], range: Range<Int>, depth: Int) {
        let start = place.lowerBound
        advance()
        switch token.kind {
        case .number(let literal) where literal.isPlainInteger && !token.isSpaced:
            let index = Formula(.number(literal), range: place)
            let range = start..<place.upperBound
            advance()
            return ([index], range, 1)
        case .word(let word) where !token.isSpaced:
            let index = Formula(.name(Self.name(ofWord: word)), range: place)
            let range = start..<place.upperBound
            advance()
            return ([index], range, 1)
        case .open(let bracket) where !token.isSpaced && bracket != .square:
            open(bracket)
            var indices: [Formula] = []
            var depth = 0
            while true {
                let index = try readSum()
                indices.append(index.formula)
                depth = max(depth, index.depth)
                guard isAhead(.comma) else { break }
                advance()
            }
            let end = try close(bracket, orExpected: [.comma, .binaryOperator]).upperBound
            return (indices, start..<end, depth)
        default:
            throw unexpected([.index])
        }
    }

    /// The indices as they stand in a name, when none of them is calculated.
    static func labels(_ indices: [Formula]) -> [String]? {
        var labels: [String] = []
        for index in indices {
            switch index.node {
            case .number(let literal) where literal.isPlainInteger: labels.append(literal.spelling)
            case .name(let name) where name == Name(name.base): labels.append(name.base)
            case .name(let name) where name == Name(name.base, subscripts: name.subscripts):
                labels += [name.base] + name.subscripts
            default: return nil
            }
        }
        return labels
    }

    static func index(ofLabel label: String, range: Range<Int>) -> Formula {
        if let value = Integer(label) {
            return Formula(.number(Formula.Literal(value: Rational(value), spelling: label)), range: range)
        }
        return Formula(.name(Name(label)), range: range)
    }

    // MARK: Calls

    private mutating func readCall(_ word: String) throws(ReadingError) -> Part {
        if conventions.isAnswer, let value = try readConstructor(word) { return value }
        let start = place.lowerBound
        advance()
        open(.parenthesis)
        var arguments: [Part] = []
        var options: [Formula.Option] = []
        var depth = 0
        if !isAhead(.close(.parenthesis)) {
            while true {
                if let (label, range) = takeLabel() {
                    if options.contains(where: { $0.label == label }) {
                        throw ReadingError(.optionRepeated(label), range: range)
                    }
                    let value = try readComparison()
                    depth = max(depth, value.depth)
                    options.append(Formula.Option(label, value.formula, labelRange: range))
                } else {
                    let argument = try readComparison()
                    if !options.isEmpty { throw ReadingError(.argumentAfterOption, range: argument.range) }
                    arguments.append(argument)
                    if isAhead(.word("for")), word == "sum", arguments.count == 1, !conventions.isAnswer {
                        return try readSummation(of: argument, from: start)
                    }
                }
                guard isAhead(.comma) else { break }
                advance()
            }
        }
        let end = try close(.parenthesis, orExpected: [.binaryOperator, .comma]).upperBound
        depth = max(depth, arguments.map(\.depth).max() ?? 0)
        let node = try KnownFunction.node(word, arguments.map(\.formula), options, range: start..<end)
        // A sum over an index may stand for any number of terms; an answer is worked out.
        if conventions.isAnswer, case .summation = node {
            throw ReadingError(.unknownFunction(word), range: start..<end)
        }
        // A function that is a node of its own may hold its arguments one level deeper than a call does.
        let result = try part(node, start..<end, above: depth)
        if case .open(.parenthesis) = token.kind, !token.isSpaced {
            throw ReadingError(.bracketAfterName(text(in: start..<end), .parenthesis), range: place)
        }
        return result
    }

    /// `label:`, or `label=` as Python writes it.
    private mutating func takeLabel() -> (String, Range<Int>)? {
        guard case .word(let label) = token.kind else { return nil }
        let mark = token(after: 1).kind
        guard mark == .colon || mark == .equals else { return nil }
        let range = place
        advance()
        advance()
        return (label, range)
    }

    /// What follows the body of `sum(x_i for i in 1..n)`.
    private mutating func readSummation(of body: Part, from start: Int) throws(ReadingError) -> Part {
        let index = try readIndexRange()
        let end = try close(.parenthesis, orExpected: []).upperBound
        return try part(
            .summation(index: index.name, from: index.from, to: index.to, body: body.formula), start..<end,
            above: body.depth, index.depth)
    }

    /// One index with its range, `for i in 1..3`, with or without the first word.
    mutating func readIndexRange() throws(ReadingError) -> (
        name: Name, from: Formula, to: Formula, range: Range<Int>, depth: Int
    ) {
        let start = place.lowerBound
        if isAhead(.word("for")) { advance() }
        guard case .word(let word) = token.kind, word != "for" else { throw unexpected([.name]) }
        advance()
        guard isAhead(.element) else { throw unexpected([.keywordIn]) }
        advance()
        let from = try readSum()
        guard isAhead(.rangeDots) else { throw unexpected([.rangeDots]) }
        advance()
        let to = try readSum()
        return (
            Self.name(ofWord: word), from.formula, to.formula, start..<to.range.upperBound, max(from.depth, to.depth)
        )
    }
}

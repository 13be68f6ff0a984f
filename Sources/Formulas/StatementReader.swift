/// Reads statements one after the other.
///
/// A statement ends with its line, except inside brackets, or with a semicolon.
struct StatementReader {
    private var reader: CalculatorReader

    init(_ bytes: [UInt8], offset: Int, limits: ReadingLimits) {
        reader = CalculatorReader(bytes, offset: offset, limits: limits)
        reader.equalsCompares = false
    }

    /// All statements that can be read and all errors, in the order of the text.
    mutating func readAll() -> (statements: [Statement], errors: [ReadingError]) {
        var statements: [Statement] = []
        var errors: [ReadingError] = []
        while true {
            skipBlank()
            if reader.isAhead(.end) { return (statements, errors) }
            let start = reader.index
            do throws(ReadingError) {
                statements.append(try readStatement())
            } catch {
                errors.append(error)
                reader.resume(at: nextStatement(after: start))
            }
        }
    }

    mutating func readOnly() throws(ReadingError) -> Statement {
        skipBlank()
        let statement = try readStatement()
        skipBlank()
        guard reader.isAhead(.end) else { throw reader.unexpected([.endOfFormula]) }
        return statement
    }

    /// Empty lines, lines that are only a comment, and stray semicolons.
    private mutating func skipBlank() {
        while true {
            switch reader.token.kind {
            case .newline, .comment, .semicolon: reader.advance()
            default: return
            }
        }
    }

    private mutating func readStatement() throws(ReadingError) -> Statement {
        let start = reader.place.lowerBound
        let left = try reader.readComparison()
        var end = left.range.upperBound
        var kind = Statement.Kind.expression(left.formula)
        switch reader.token.kind {
        case .equals:
            // `Q^(2) = …`: a power cannot be given a value, so this is a name.
            let target = named(left.formula)
            guard target.isAssignable else { throw ReadingError(.notAssignable, range: left.range) }
            reader.advance()
            let value = try reader.readComparison()
            end = value.range.upperBound
            kind = .assignment(target: target, value: value.formula)
        case .comma, .element:
            let (names, shape, shapeEnd) = try readDeclaration(after: left)
            end = shapeEnd
            kind = .declaration(names: names, shape: shape)
        default: break
        }
        var family: [Statement.IndexRange] = []
        while reader.isAhead(.word("for")) || (reader.isAhead(.comma) && !family.isEmpty) {
            guard kind.canBeFamily else { throw ReadingError(.familyNeedsAssignment, range: reader.place) }
            if reader.isAhead(.comma) { reader.advance() }
            let index = try reader.readIndexRange()
            family.append(Statement.IndexRange(name: index.name, from: index.from, to: index.to, range: index.range))
            end = index.range.upperBound
        }
        let comment = try readEnd(afterFamily: !family.isEmpty)
        return Statement(kind, family: family, comment: comment, range: start..<end)
    }

    private func named(_ formula: Formula) -> Formula {
        formula.superscripted { reader.text(in: $0..<$0 + 1) == "(" } ?? formula
    }

    /// The comment and the end of the line.
    private mutating func readEnd(afterFamily: Bool) throws(ReadingError) -> String? {
        var comment: String?
        if case .comment(let text) = reader.token.kind {
            comment = text.isEmpty ? nil : text
            reader.advance()
        }
        switch reader.token.kind {
        case .newline, .semicolon, .end:
            reader.advance()
            return comment
        case .equals: throw reader.unexpected([.endOfFormula])
        default: throw reader.unexpected(afterFamily ? [.endOfFormula] : [.binaryOperator, .endOfFormula])
        }
    }

    /// A declaration: `W_Q, W_K in R^(d x d_k)`.
    private mutating func readDeclaration(
        after first: Part
    ) throws(ReadingError) -> (names: [Statement.Declared], shape: [Formula], end: Int) {
        var names: [Statement.Declared] = []
        var part = first
        while true {
            guard case .name(let name) = named(part.formula).node else {
                throw ReadingError(
                    .unexpected(.text(reader.text(in: part.range)), expected: [.name]), range: part.range)
            }
            names.append(Statement.Declared(name, range: part.range))
            guard reader.isAhead(.comma) else { break }
            reader.advance()
            part = try reader.readPower()
        }
        guard reader.isAhead(.element) else { throw reader.unexpected([.comma, .keywordIn]) }
        reader.advance()
        guard reader.isAhead(.word("R")) else { throw reader.unexpected([.shape]) }
        var end = reader.place.upperBound
        reader.advance()
        if case .raised(let text) = reader.token.kind, Int(text) != nil {
            let shape = [reader.loweredIndex(text)]
            end = reader.place.upperBound
            reader.advance()
            return (names, shape, end)
        }
        guard reader.isAhead(.caret) else { return (names, [], end) }
        reader.advance()
        return try readShape(of: names)
    }

    private mutating func readShape(
        of names: [Statement.Declared]
    ) throws(ReadingError) -> (names: [Statement.Declared], shape: [Formula], end: Int) {
        guard case .open(let bracket) = reader.token.kind, bracket != .square else {
            let dimension = try reader.readPower()
            return (names, [dimension.formula], dimension.range.upperBound)
        }
        reader.open(bracket)
        reader.isInShape = true
        defer { reader.isInShape = false }
        var shape: [Formula] = []
        while true {
            shape.append(try reader.readSum().formula)
            guard shape.count < 2, reader.isDimensionSign || reader.isAhead(.comma) else { break }
            reader.takeDimensionSign()
        }
        let expected: [ReadingError.Expectation] = shape.count < 2 ? [.timesSign] : []
        let end = try reader.close(bracket, orExpected: expected).upperBound
        return (names, shape, end)
    }

    /// Where to go on after an error in the statement that starts at a token: after the end of its line when its
    /// brackets are balanced there, otherwise at the next line that looks like a new statement.
    private func nextStatement(after start: Int) -> Int {
        var depth = 0
        var index = start
        while index < reader.tokens.count - 1 {
            switch reader.tokens[index].kind {
            case .open: depth += 1
            case .close: depth = max(0, depth - 1)
            case .newline:
                if depth == 0 || startsStatement(at: index + 1) { return index + 1 }
            case .semicolon where depth == 0: return index + 1
            default: break
            }
            index += 1
        }
        return index
    }

    /// `name =` or `name in` at the start of a line, or an empty line: a new statement, whatever bracket is open.
    private func startsStatement(at index: Int) -> Bool {
        guard index < reader.tokens.count else { return true }
        switch reader.tokens[index].kind {
        case .newline, .end: return true
        case .word:
            let next = min(index + 1, reader.tokens.count - 1)
            return reader.tokens[next].kind == .equals || reader.tokens[next].kind == .element
        default: return false
        }
    }
}

extension Formula {
    /// A name or a name with indices.
    var isAssignable: Bool {
        switch node {
        case .name: true
        case .subscripted(let base, _):
            if case .name = base.node { true } else { false }
        default: false
        }
    }
}

extension Statement.Kind {
    /// Whether it can hold for each value of an index: a step with a name, or a claim.
    fileprivate var canBeFamily: Bool {
        switch self {
        case .assignment: return true
        case .declaration: return false
        case .expression(let formula):
            if case .comparison = formula.node { return true }
            return false
        }
    }
}

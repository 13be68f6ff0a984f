/// Reads calculator syntax: what sheets calculate with and what is typed on the command line.
struct CalculatorReader: ExpressionReader {
    let bytes: [UInt8]
    let offset: Int
    let limits: ReadingLimits
    var nesting = 0
    var tokens: [Token]
    /// The token ahead is never one that the place does not care about: line ends inside parentheses are skipped.
    private(set) var index = 0
    private(set) var brackets: [(bracket: ReadingError.Bracket, range: Range<Int>)] = []
    let conventions: ReadingConventions
    /// In an answer: which brackets, by the index of their token, hold no comma, so that spaces separate entries.
    private var spacedLists: Set<Int> = []
    /// Whether spaces separate the entries in each bracket that is open, and outside of all.
    private var separatesBySpaces = [false]
    /// In an answer without brackets: a sign that could start the next entry, and whether numbers stand on both sides.
    private(set) var signInDoubt: (place: Range<Int>, isBetweenNumbers: Bool)?
    /// In an answer without brackets: whether its lines are the rows of a matrix, so that a sign starts an entry.
    private var linesAreRows = false
    /// A single `=` compares; in a statement it gives a value instead.
    var equalsCompares = true
    /// In a shape, `x` and `×` stand between dimensions.
    var isInShape = false
    /// Inside `<1, 2>` the sign `>` closes.
    var isInAngles = false

    init(_ bytes: [UInt8], offset: Int, limits: ReadingLimits, conventions: ReadingConventions = .sheet) {
        self.conventions = conventions
        self.bytes = bytes
        self.offset = offset
        self.limits = limits
        tokens = Tokenizer.tokens(of: bytes, offset: offset, limits: limits, conventions: conventions)
        if conventions.isAnswer {
            let (lists, top) = Self.listsWithoutCommas(tokens)
            spacedLists = lists
            separatesBySpaces = [top]
            linesAreRows = top && Self.areRowsOfNumbers(tokens)
        }
    }

    // MARK: Tokens

    /// The last token is always the end, and it is never passed.
    var token: Token { tokens[index] }

    /// What is left of a token that was taken apart, to follow the one that stands in its place.
    private var held: ArraySlice<Token> = []

    func token(after distance: Int) -> Token {
        if distance > 0, distance <= held.count { return held[held.startIndex + distance - 1] }
        return tokens[min(index + distance - held.count, tokens.count - 1)]
    }

    var place: Range<Int> { token.range }

    mutating func advance() {
        if let next = held.popFirst() {
            tokens[index] = next
        } else {
            if index + 1 < tokens.count { index += 1 }
            skipLayout()
        }
    }

    /// Whether the sign between two dimensions is ahead: `x` as a word, or the x in `4x3`, which the tokenizer takes for
    /// the number 4 and the name x3.
    var isDimensionSign: Bool {
        guard isInShape, case .word(let word) = token.kind, word.utf8.first == UInt8(ascii: "x") else {
            return isInShape && isAhead(.cross)
        }
        if word == "x" { return true }
        if index > 0, !token.isSpaced, case .number = tokens[index - 1].kind { return true }
        return false
    }

    mutating func takeDimensionSign() {
        if case .word(let word) = token.kind, word.utf8.count > 1 {
            let start = place.lowerBound + 1
            held = Tokenizer.tokens(of: Array(word.utf8.dropFirst()), offset: start, limits: limits).dropLast()
        }
        advance()
    }

    func isAhead(_ kind: Token.Kind) -> Bool { token.kind == kind }

    /// Skips what means nothing inside brackets: comments, and line ends except between the rows of a matrix.
    private mutating func skipLayout() {
        guard let inner = brackets.last?.bracket else { return }
        while true {
            switch tokens[index].kind {
            case .comment: index += 1
            case .newline where inner != .square: index += 1
            default: return
            }
        }
    }

    mutating func skipLineEnds() {
        while isAhead(.newline) { advance() }
    }

    /// Goes on at a token further ahead, outside all brackets: after an error, at the next statement.
    mutating func resume(at index: Int) {
        self.index = min(index, tokens.count - 1)
        held = []
        brackets = []
        separatesBySpaces = [false]
        nesting = 0
        isInShape = false
    }

    mutating func open(_ bracket: ReadingError.Bracket) {
        brackets.append((bracket, place))
        separatesBySpaces.append(bracket == .square && spacedLists.contains(index))
        advance()
    }

    /// Takes the closing bracket; what else would have been right there goes into the error.
    /// - Returns: the place of the closing bracket.
    @discardableResult
    mutating func close(
        _ bracket: ReadingError.Bracket, orExpected others: [ReadingError.Expectation]
    ) throws(ReadingError) -> Range<Int> {
        let opened = brackets.last?.range ?? place
        switch token.kind {
        case .close(bracket):
            let range = place
            brackets.removeLast()
            if separatesBySpaces.count > 1 { separatesBySpaces.removeLast() }
            advance()
            return range
        case .close(let other): throw ReadingError(.mismatched(bracket, opened: opened, closedBy: other), range: place)
        case .end: throw ReadingError(.unclosed(bracket, missingAt: place.lowerBound), range: opened)
        default: throw unexpected(others + [.closing(bracket)])
        }
    }

    /// The error that the token ahead is, where none of `expected` stands.
    func unexpected(_ expected: [ReadingError.Expectation]) -> ReadingError {
        switch token.kind {
        case .invalid(let fact): return ReadingError(fact, range: place)
        case .end:
            if let (bracket, opened) = brackets.last {
                return ReadingError(.unclosed(bracket, missingAt: place.lowerBound), range: opened)
            }
            return ReadingError(.unexpected(.end, expected: expected), range: place)
        case .newline, .comment:
            return ReadingError(.unexpected(.endOfLine, expected: expected), range: place.lowerBound..<place.lowerBound)
        case .close(let bracket):
            if brackets.isEmpty { return ReadingError(.unopened(bracket), range: place) }
            if let (inner, opened) = brackets.last, inner != bracket {
                return ReadingError(.mismatched(inner, opened: opened, closedBy: bracket), range: place)
            }
        case .equals:
            // A line that gives a name its value inside an open bracket: the bracket was forgotten before it.
            if !equalsCompares, let (bracket, opened) = brackets.last,
                let lineEnd = tokens[..<index].last(where: { $0.kind == .newline })?.range.lowerBound,
                lineEnd > opened.lowerBound
            {
                return ReadingError(.unclosed(bracket, missingAt: lineEnd), range: opened)
            }
        default: break
        }
        return ReadingError(.unexpected(.text(text(in: place)), expected: expected), range: place)
    }

    func text(in range: Range<Int>) -> String {
        let start = min(max(range.lowerBound - offset, 0), bytes.count)
        let end = min(max(range.upperBound - offset, start), bytes.count)
        return String(decoding: bytes[start..<end].prefix(60), as: UTF8.self)
    }

    // MARK: The levels' view

    func operatorAhead() -> InfixOperator? {
        switch token.kind {
        case .plus: .plus
        case .minus: .minus
        case .star, .centredDot: .times(.dot)
        case .cross: isInShape ? nil : .times(.cross)
        case .entrywise: .times(.entrywise)
        case .slash: .over
        case .point: .dot
        case .comparison(let comparison): isInAngles && comparison == .greater ? nil : .comparison(comparison)
        case .equals: equalsCompares ? .comparison(.equal) : nil
        default: nil
        }
    }

    var isInList: Bool { brackets.last?.bracket == .square }
    var allowsChains: Bool { conventions.isAnswer }

    /// Whether spaces separate the entries that are being read.
    var entriesAreSpaced: Bool { separatesBySpaces[separatesBySpaces.count - 1] }

    var signStartsEntry: Bool {
        entriesAreSpaced && isInList && isSignAmbiguous || linesAreRows && token.isSpaced && !token(after: 1).isSpaced
    }

    var fractionAhead: Range<Int>? {
        guard conventions.isAnswer else { return nil }
        if case .fraction = token.kind { return place }
        guard case .number(let numerator) = token.kind, numerator.isPlainInteger, token(after: 1).kind == .slash,
            case .number(let denominator) = token(after: 2).kind, denominator.isPlainInteger,
            numerator.value < denominator.value
        else { return nil }
        return place.lowerBound..<token(after: 2).range.upperBound
    }

    var isSignAmbiguous: Bool {
        isInList && token.isSpaced && !token(after: 1).isSpaced && token(after: 1).kind != .newline
    }

    mutating func takeOperator() throws(ReadingError) {
        if brackets.isEmpty, entriesAreSpaced, !linesAreRows, isAhead(.minus) || isAhead(.plus), token.isSpaced,
            !token(after: 1).isSpaced,
            index > 0, tokens[index - 1].endsOperand
        {
            let isBetween = isPlainNumber(before: index) && token(after: 1).isNumber
            if signInDoubt == nil || isBetween { signInDoubt = (place, isBetween) }
        }
        advance()
        // Inside brackets an operator at the end of a line goes on in the next.
        if !brackets.isEmpty { skipLineEnds() }
    }

    /// Whether what ends before a token is a number by itself, as the 2 of `2 -1` is and that of `e^2 -1` is not.
    private func isPlainNumber(before index: Int) -> Bool {
        guard index > 0, tokens[index - 1].isNumber else { return false }
        switch index > 1 ? tokens[index - 2].kind : .newline {
        case .newline, .semicolon, .comma, .minus, .plus, .equals, .comparison, .number: return true
        default: return false
        }
    }

    func factorAhead() -> FactorAhead {
        switch token.kind {
        case .number, .fraction: entriesAreSpaced ? .none : .number
        case .word(let word):
            if word == "for" || isDimensionSign || (entriesAreSpaced && Self.notFinite.contains(word)) {
                .none
            } else {
                spacedFactor
            }
        case .open(.square): entriesAreSpaced && isAfterList ? .none : spacedFactor
        case .open(.parenthesis), .root: spacedFactor
        default: .none
        }
    }

    /// What a terminal prints in place of a number.
    private static let notFinite: Set<String> = ["nan", "NaN", "inf", "Inf"]

    private var isAfterList: Bool { index > 0 && tokens[index - 1].kind == .close(.square) }

    private var spacedFactor: FactorAhead { entriesAreSpaced && isInList && token.isSpaced ? .factorOrEntry : .factor }
}

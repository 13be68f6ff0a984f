import Rationals

/// Reads formulas in LaTeX: everything the LaTeX writer writes, and the same in the usual other spellings.
///
/// Differences from calculator syntax: every letter is a name of its own, `Xq` is X q; `x(y + z)` is a product, only
/// functions in upright letters are called; `e^{x}` stands as it does there.
struct LatexReader: ExpressionReader {
    let bytes: [UInt8]
    let offset: Int
    let limits: ReadingLimits
    var nesting = 0
    private(set) var tokens: [LatexToken]
    private(set) var index = 0
    private(set) var brackets: [(bracket: ReadingError.Bracket, range: Range<Int>)] = []

    let conventions: ReadingConventions

    init(_ bytes: [UInt8], offset: Int, limits: ReadingLimits, conventions: ReadingConventions = .sheet) {
        self.conventions = conventions
        self.bytes = bytes
        self.offset = offset
        self.limits = limits
        tokens = LatexTokenizer.tokens(of: bytes, offset: offset, limits: limits, conventions: conventions)
    }

    /// The digits that follow a cut one, which stands in their place meanwhile.
    private var heldDigits: LatexToken?

    var token: LatexToken { tokens[index] }

    func token(after distance: Int) -> LatexToken {
        if let heldDigits, distance > 0 {
            return distance == 1 ? heldDigits : tokens[min(index + distance - 1, tokens.count - 1)]
        }
        return tokens[min(index + distance, tokens.count - 1)]
    }

    var place: Range<Int> { token.range }
    func isAhead(_ kind: LatexToken.Kind) -> Bool { token.kind == kind }

    mutating func advance() {
        if let rest = heldDigits {
            tokens[index] = rest
            heldDigits = nil
        } else if index + 1 < tokens.count {
            index += 1
        }
    }

    /// TeX's argument without braces is one character: leaves that character alone as the token ahead.
    mutating func cutDigits() {
        guard case .digits(let digits) = token.kind, digits.utf8.count > 1, heldDigits == nil else { return }
        let range = place
        heldDigits = LatexToken(
            kind: .digits(String(digits.dropFirst())), range: range.lowerBound + 1..<range.upperBound)
        tokens[index] = LatexToken(
            kind: .digits(String(digits.prefix(1))), range: range.lowerBound..<range.lowerBound + 1)
    }

    mutating func open(_ bracket: ReadingError.Bracket) {
        brackets.append((bracket, place))
        advance()
    }

    var innerBracket: ReadingError.Bracket? { brackets.last?.bracket }

    @discardableResult
    mutating func close(
        _ bracket: ReadingError.Bracket, orExpected others: [ReadingError.Expectation]
    ) throws(ReadingError) -> Range<Int> {
        let isClosing = isAhead(.close(bracket)) || (bracket == .bar && isAhead(.bar))
        guard isClosing else { throw unexpected(others + [.closing(bracket)]) }
        let range = place
        brackets.removeLast()
        advance()
        return range
    }

    /// The end of an environment has no token of its own to take the bracket off.
    mutating func leaveBracket() { brackets.removeLast() }
    mutating func enterBracket(_ bracket: ReadingError.Bracket, _ range: Range<Int>) {
        brackets.append((bracket, range))
    }

    func unexpected(_ expected: [ReadingError.Expectation]) -> ReadingError {
        switch token.kind {
        case .invalid(let fact): return ReadingError(fact, range: place)
        case .end:
            if let (bracket, opened) = brackets.last {
                return ReadingError(.unclosed(bracket, missingAt: place.lowerBound), range: opened)
            }
            return ReadingError(.unexpected(.end, expected: expected), range: place)
        case .close(let bracket):
            guard let (inner, opened) = brackets.last else { return ReadingError(.unopened(bracket), range: place) }
            if inner != bracket {
                return ReadingError(.mismatched(inner, opened: opened, closedBy: bracket), range: place)
            }
        case .command(let name) where name != "end" && !isKnown(name):
            return ReadingError(.unknownCommand("\\" + name), range: place)
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
        case .star: .times(.dot)
        case .slash: .over
        case .comparison(let comparison): .comparison(comparison)
        case .command("cdot"), .command("ast"): .times(.dot)
        case .command("times"): .times(.cross)
        case .command("odot"): .times(.entrywise)
        case .command("div"): .over
        default: nil
        }
    }

    var isInList: Bool { innerBracket == .square || innerBracket == .environment }
    var isSignAmbiguous: Bool { false }
    var signStartsEntry: Bool { false }
    var allowsChains: Bool { conventions.isAnswer }

    var fractionAhead: Range<Int>? {
        guard conventions.isAnswer, case .digits = token.kind, token(after: 1).kind == .slash,
            case .digits = token(after: 2).kind
        else { return nil }
        return place.lowerBound..<token(after: 2).range.upperBound
    }

    mutating func takeOperator() throws(ReadingError) { advance() }

    func factorAhead() -> FactorAhead {
        switch token.kind {
        case .digits: .number
        case .letter, .open: .factor
        case .bar: innerBracket == .bar ? .none : .factor
        case .command(let name): startsOperand(name) ? .factor : .none
        default: .none
        }
    }
}

extension Formula {
    /// Reads a formula in LaTeX's mathematics mode, with or without its dollar signs.
    ///
    /// Reads everything that ``latex`` writes, to the same value, and the usual other spellings: `\dfrac`, `pmatrix`,
    /// `\operatorname`, spacing commands, bold letters. What is not known is named, never skipped.
    /// - Parameters: as for ``read(_:in:offset:limits:)``.
    /// - Throws: ``ReadingError`` with the place of the first error.
    ///
    ///     let weight = try Formula.readLatex("\\frac{e^{14/\\sqrt{3}}}{2}")
    ///     print(weight.plain)    // e^(14/√3)/2
    public static func readLatex(
        _ text: String, in range: Range<Int>? = nil, offset: Int = 0, limits: ReadingLimits = .standard
    ) throws(ReadingError) -> Formula {
        var (bytes, start) = text.bytes(in: range)
        // The dollar signs around it are layout: spaces in their place keep every offset.
        for sign in [UInt8(ascii: "$"), UInt8(ascii: "$")] {
            guard let first = bytes.firstIndex(where: { $0 > 32 }), let last = bytes.lastIndex(where: { $0 > 32 }),
                first < last, bytes[first] == sign, bytes[last] == sign
            else { break }
            bytes[first] = 32
            bytes[last] = 32
        }
        start += offset
        var reader = LatexReader(bytes, offset: start, limits: limits)
        let part = try reader.readComparison()
        guard reader.isAhead(.end) else { throw reader.unexpected([.binaryOperator, .endOfFormula]) }
        return part.formula
    }
}

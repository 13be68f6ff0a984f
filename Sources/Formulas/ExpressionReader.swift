/// A piece of a formula as it is read, with how deep its tree is.
///
/// The depth is counted because everything that walks a formula recurses: no text may make a tree that a walk
/// cannot finish, not even `1/1/1/…`, which nests without any bracket.
struct Part {
    var formula: Formula
    var depth: Int

    var range: Range<Int> { formula.range ?? 0..<0 }
}

/// What stands between two operands, the same in every notation.
enum InfixOperator: Hashable {
    case plus, minus
    case times(Formula.ProductSign)
    case over
    case dot
    case comparison(Formula.Comparison)
}

/// Whether the next token continues a product without a sign.
enum FactorAhead {
    case none
    case factor
    case number
    /// Where spaces separate entries: a factor, or the next entry.
    case factorOrEntry
}

/// The levels of an expression, shared by calculator syntax and LaTeX.
///
///     comparison   sum = sum
///     sum          term + term − term
///     term         chain * chain / chain . chain        from left to right
///     chain        power power power                    a product without signs
///     power        base ^ power                         from right to left, above a minus sign
///
/// A chain binds tighter than the signs, so `x . W y` is x · (W y); where that would be a guess, in `1/2 x`, the text
/// is refused instead.
protocol ExpressionReader {
    var limits: ReadingLimits { get }
    /// How many calls of this grammar are inside one another.
    var nesting: Int { get set }
    /// Where the next token stands.
    var place: Range<Int> { get }
    func operatorAhead() -> InfixOperator?
    func factorAhead() -> FactorAhead
    /// Whether a sign ahead could as well start the next entry of a list: `[1 -2]`.
    var isSignAmbiguous: Bool { get }
    /// Whether a sign ahead starts the next entry of a list whose entries are separated by spaces: `[0.5 -0.25]`.
    var signStartsEntry: Bool { get }
    /// Whether a comparison may have more than two sides: `a = b ≈ c`.
    var allowsChains: Bool { get }
    /// The place of what makes the number before it a mixed one: the `1/2` of `2 1/2`.
    var fractionAhead: Range<Int>? { get }
    /// Whether entries of a list are being read.
    var isInList: Bool { get }
    mutating func takeOperator() throws(ReadingError)
    /// The tightest level: an operand with its subscripts and powers.
    mutating func readPower() throws(ReadingError) -> Part
}

extension ExpressionReader {
    /// Enters a level that recurses, or refuses to.
    mutating func enter() throws(ReadingError) {
        guard nesting < limits.depth else { throw ReadingError(.tooDeep(limit: limits.depth), range: place) }
        nesting += 1
    }

    func part(_ node: Formula.Node, _ range: Range<Int>, above depths: Int...) throws(ReadingError) -> Part {
        let depth = (depths.max() ?? 0) + 1
        guard depth <= limits.depth else { throw ReadingError(.tooDeep(limit: limits.depth), range: range) }
        return Part(formula: Formula(node, range: range), depth: depth)
    }

    mutating func readComparison() throws(ReadingError) -> Part {
        var left = try readSum()
        var sides = 1
        while case .comparison(let comparison) = operatorAhead() {
            if sides == 2, !allowsChains { throw ReadingError(.chainedComparison, range: place) }
            sides += 1
            try takeOperator()
            let right = try readSum()
            left = try part(
                .comparison(left.formula, comparison, right.formula), left.range.lowerBound..<right.range.upperBound,
                above: left.depth, right.depth)
        }
        return left
    }

    mutating func readSum() throws(ReadingError) -> Part {
        let first = try readSigned { reader throws(ReadingError) in try reader.readTerm() }
        var terms = [first.formula]
        var depth = first.depth
        var end = first.range.upperBound
        while let sign = operatorAhead(), sign == .plus || sign == .minus {
            if signStartsEntry { break }
            if isSignAmbiguous { throw ReadingError(.ambiguousSign, range: place) }
            let start = place.lowerBound
            try takeOperator()
            var term = try readSigned { reader throws(ReadingError) in try reader.readTerm() }
            if sign == .minus {
                term = try part(.negative(term.formula), start..<term.range.upperBound, above: term.depth)
            }
            terms.append(term.formula)
            depth = max(depth, term.depth)
            end = term.range.upperBound
        }
        if terms.count == 1 { return first }
        return try part(.sum(terms), first.range.lowerBound..<end, above: depth)
    }

    /// Signs in front of what `read` reads; a plus sign leaves no trace.
    mutating func readSigned(_ read: (inout Self) throws(ReadingError) -> Part) throws(ReadingError) -> Part {
        var starts: [Int] = []
        while let sign = operatorAhead(), sign == .plus || sign == .minus {
            if sign == .minus { starts.append(place.lowerBound) }
            if starts.count > limits.depth { throw ReadingError(.tooDeep(limit: limits.depth), range: place) }
            try takeOperator()
        }
        var result = try read(&self)
        while let start = starts.popLast() {
            result = try part(.negative(result.formula), start..<result.range.upperBound, above: result.depth)
        }
        return result
    }

    mutating func readTerm() throws(ReadingError) -> Part {
        var left = try readChain(dividing: false)
        while let sign = operatorAhead() {
            switch sign {
            case .plus, .minus, .comparison: return left
            case .times(let productSign): left = try readProduct(of: left, productSign)
            case .over, .dot:
                try takeOperator()
                let right = try readSigned { reader throws(ReadingError) in
                    try reader.readChain(dividing: sign == .over)
                }
                left = try part(
                    sign == .over ? .quotient(left.formula, right.formula) : .dot(left.formula, right.formula),
                    left.range.lowerBound..<right.range.upperBound, above: left.depth, right.depth)
            }
        }
        return left
    }

    /// A run of factors with one sign is one product.
    private mutating func readProduct(of first: Part, _ sign: Formula.ProductSign) throws(ReadingError) -> Part {
        var factors = [first.formula]
        var depth = first.depth
        var end = first.range.upperBound
        while operatorAhead() == .times(sign) {
            try takeOperator()
            let factor = try readSigned { reader throws(ReadingError) in try reader.readChain(dividing: false) }
            factors.append(factor.formula)
            depth = max(depth, factor.depth)
            end = factor.range.upperBound
        }
        return try part(.product(factors, sign), first.range.lowerBound..<end, above: depth)
    }

    /// A product without signs: `2 x`, `X^T p`.
    private mutating func readChain(dividing: Bool) throws(ReadingError) -> Part {
        let first = try readPower()
        var factors = [first.formula]
        var depth = first.depth
        var end = first.range.upperBound
        while true {
            switch factorAhead() {
            case .none:
                if factors.count == 1 { return first }
                return try part(.product(factors, .juxtaposition), first.range.lowerBound..<end, above: depth)
            case .number:
                if !dividing, first.formula.isWholeLiteral, let fraction = fractionAhead {
                    throw ReadingError(.ambiguousMixedNumber, range: first.range.lowerBound..<fraction.upperBound)
                }
                throw ReadingError(.numberAfterFactor(insideBrackets: isInList), range: place)
            case .factorOrEntry: throw ReadingError(.ambiguousSpace, range: place)
            case .factor:
                if dividing { throw ReadingError(.ambiguousQuotient, range: place) }
                let next = try readPower()
                factors.append(next.formula)
                depth = max(depth, next.depth)
                end = next.range.upperBound
            }
        }
    }
}

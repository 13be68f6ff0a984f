/// Why a text is not a formula: one fact, and where in the text it holds.
///
/// Offsets count UTF-8 bytes in the text handed to the reader (plus the offset it was told to add).
/// The sentences made of these facts stand in one place, ``sentence`` and ``remedy``.
public struct ReadingError: Error, Hashable, Sendable {
    /// What is wrong.
    public var fact: Fact
    /// The bytes to underline; empty at the place where something is missing.
    public var range: Range<Int>

    /// A fact and its place.
    public init(_ fact: Fact, range: Range<Int>) {
        self.fact = fact
        self.range = range
    }

    /// The closed list of what can be wrong.
    public indirect enum Fact: Hashable, Sendable {
        /// Something stands where something else should.
        case unexpected(Found, expected: [Expectation])
        /// A bracket that is never closed; `range` is the bracket, `missingAt` where the text ends without it.
        case unclosed(Bracket, missingAt: Int)
        /// `(1, 2]`; `range` is the closing bracket.
        case mismatched(Bracket, opened: Range<Int>, closedBy: Bracket)
        /// A closing bracket without an opening one.
        case unopened(Bracket)
        /// Rows of different lengths; rows count from 1, `range` is the row that differs.
        case raggedRow(row: Int, entries: Int, expected: Int, firstRow: Range<Int>)
        case badNumber(NumberFault)
        case unknownCharacter(String)
        /// `1/2 x`: is x divided, or multiplied by the quotient?
        case ambiguousQuotient
        /// `[1 -2]`: one entry or two?
        case ambiguousSign
        /// `2½`, `2\frac{1}{2}`: two and a half, or a product?
        case ambiguousMixedNumber
        /// `x 2`, `2 3`: a product is not written like this, entries of a list need a comma.
        case numberAfterFactor(insideBrackets: Bool)
        /// `X[1, 2]`, `h'(x)`, `f(x)(y)`: neither an index nor a call, and not meant as a product either.
        case bracketAfterName(String, Bracket)
        /// `a < b < c`
        case chainedComparison
        /// `sqrt 2`
        case functionWithoutParentheses(String)
        case wrongArgumentCount(function: String, found: Int, expected: ClosedRange<Int>)
        /// The degree of a root is a whole number from 2 on.
        case badRootDegree
        case optionRepeated(String)
        case argumentAfterOption
        /// A subscript of the transpose mark: `X^T_2` would be a power with the exponent T_2.
        case subscriptOfTranspose
        /// `…`, `\ldots`: what is left out cannot be calculated with.
        case elision
        case unknownCommand(String)
        case unknownEnvironment(String)
        /// `\begin{bmatrix} … \end{pmatrix}`
        case environmentMismatched(opened: String, at: Range<Int>, closed: String)
        /// Brackets, powers, quotients, signs inside one another.
        case tooDeep(limit: Int)
        /// UTF-8 bytes of one text.
        case tooLong(limit: Int)
        /// `[e^2 e^3]` in an answer: a product, or two entries?
        case ambiguousSpace
        /// `(1/2) %`: a percent sign stands right behind a plain number.
        case percentAfterFormula
        /// `\begin{vmatrix}`: a determinant, or a matrix in the wrong brackets?
        case determinant(String)
        /// The left side of `=` is neither a name nor an entry of one: `2 x = 3`.
        case notAssignable
        case familyNeedsAssignment
        /// Where a value is asked for: a name without one.
        case unknownName(String)
        case unknownFunction(String)
        /// Where one number is asked for: a vector, a comparison, a word.
        case notANumber
    }

    /// What was found.
    public enum Found: Hashable, Sendable {
        case end
        case endOfLine
        /// A piece of the text as it stands there.
        case text(String)
    }

    /// What would have been right there.
    public enum Expectation: Hashable, Sendable {
        /// A number, a name, a bracket: whatever a formula can start with.
        case operand
        case binaryOperator
        case closing(Bracket)
        case comma
        case exponent
        case index
        case name
        case rangeDots
        case keywordIn
        /// `x` or `×` between dimensions.
        case timesSign
        case shape
        case endOfFormula
    }

    /// What opens and closes.
    public enum Bracket: String, Hashable, Sendable {
        case parenthesis, square, brace
        /// `|x|`, in LaTeX only.
        case bar
        /// `\begin{…}` and `\end{…}`.
        case environment
    }

    /// Why digits are not a number.
    public enum NumberFault: Hashable, Sendable {
        /// `0x1F`
        case otherBase
        /// `1_000`
        case digitSeparator
        /// `1.2.3`
        case secondPoint
        /// `x.5`: the number 0.5, or a dot product with 5?
        case pointAfterFactor
        /// `2e`: the number e, or an exponent cut short?
        case exponentCutShort
        /// `054`: a part of a number that was cut in two?
        case leadingZero
        /// Digits written, at most `limit` are read.
        case tooManyDigits(limit: Int)
        /// Ten to a power beyond `limit`.
        case exponentTooLarge(limit: Int)
    }
}

/// The bounds within which a text is read, so that no text can exhaust the stack or the memory.
public struct ReadingLimits: Hashable, Sendable {
    /// UTF-8 bytes of the text.
    public var length = 1_000_000
    /// Formulas inside one another: brackets, powers, quotients, signs.
    ///
    /// Walks over a formula recurse, so this
    /// bounds their stack too.
    public var depth = 100
    /// Digits of one number.
    public var digits = 20_000
    /// The exponent of ten in one number.
    public var exponent = 20_000

    /// The standard limits.
    public init() {}

    /// What is used unless said otherwise.
    public static let standard = ReadingLimits()
}

import Rationals

/// Why an operation on numbers gave no answer.
///
/// The three cases are three different things and never mixed up: there is no such number, it is not known, or finding
/// out would cost too much.
public enum NumberError: Error, Hashable, Sendable {
    /// The expression has no real value.
    case hasNoValue(Undefined)
    /// No proof was found either way within the precision tried.
    case undecided(Undecided)
    /// A bound was reached before anything was allocated for the result.
    case tooLarge(Limit)
}

/// What makes an expression meaningless over the real numbers.
public enum Undefined: Hashable, Sendable {
    case divisionByZero
    case evenRootOfNegative
    case logarithmOfNonPositive
    /// Every entry of a softmax row is masked, or the row has no entries.
    case emptySoftmax
    /// `0^r` with r ≤ 0 and r not an integer, and `0^0` is 1: only negative powers of zero arrive here.
    case negativePowerOfZero
    /// The base of a softmax or a logarithm must be positive (and, for a logarithm, not 1).
    case baseNotPositive
    /// The entries handed over do not fill the shape that was stated.
    case entriesDoNotFillShape
    /// A floating-point operation gave "not a number", for example ∞ − ∞ after an overflow.
    case notANumber
}

/// A question that was left open, with what was tried.
public struct Undecided: Hashable, Sendable {
    /// What was asked.
    public enum Question: Hashable, Sendable { case equality, order, sign, rounding }

    /// What was asked.
    public let question: Question
    /// The largest precision, in bits, at which enclosures still overlapped.
    public let precision: Int

    /// A question left open at a precision.
    public init(_ question: Question, precision: Int) {
        self.question = question
        self.precision = precision
    }
}

/// A bound that an operation ran into, with the bound's value.
///
/// `Limits` says what each protects and how to raise it.
public enum Limit: Hashable, Sendable {
    /// Bits of an integer (a numerator, a denominator, a power).
    case integerBits(Int)
    /// Bits of the argument of an exponential, a sine or a cosine: |x| < 2^bits.
    case exponentBits(Int)
    /// The power of an atom or of a factor of a denominator.
    case power(Int)
    /// Terms of one exponential sum.
    case terms(Int)
    /// Significant digits of a decimal.
    case digits(Int)
    /// Opaque atoms (√F, e^F, ln F …) inside one another.
    case nesting(Int)
    /// Working precision in bits.
    case precision(Int)
    /// Steps of a search such as an inverse in a radical field.
    case fieldDegree(Int)
}

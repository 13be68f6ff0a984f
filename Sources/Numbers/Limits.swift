/// The bounds that keep every operation from exhausting memory or time.
///
/// They are checked before anything is allocated.
///
/// Raise one for a stretch of work with
/// ```swift
/// var generous = Limits()
/// generous.digits = 1_000_000
/// try Limits.$current.withValue(generous) { try number.decimal(significantDigits: 200_000) }
/// ```
public struct Limits: Hashable, Sendable {
    /// Bits of numerator and denominator of a rational number.
    ///
    /// `Integer.bitLimit` bounds what arithmetic can produce at all; this lower bound keeps the cost of reducing
    /// fractions to a second.
    public var rationalBits = 1 << 22
    /// Arguments of exponentials, sines and cosines stay below 2^exponentBits in magnitude.
    ///
    /// MPFR's own exponent range ends near 2^62, and e^x needs 1.45·x of it.
    public var exponentBits = 60
    /// The power of an atom or of a factor of a denominator, as in (√F)^k or 1/(e + 1)^k.
    public var power = 4096
    /// Terms of one exponential sum.
    public var terms = 200_000
    /// Significant digits of one decimal.
    public var digits = 100_000
    /// Atoms nested inside one another.
    ///
    /// Walks over them recurse, so this also bounds the stack.
    public var nesting = 64
    /// Bits tried before a question about numbers with opaque atoms is left undecided.
    public var undecidedPrecision = 4096
    /// Bits to which nested radicals are compared before the proof by separation bound is given up.
    public var separationBits = 1 << 16
    /// Bits to which numbers known to be different are refined to find their order or their digits, unless more digits
    /// than that are asked for.
    public var refinement = 1 << 18
    /// Bits of precision a computation may ask for at all.
    public var precision = 1 << 20
    /// The dimension of the radical field in which a denominator such as 1 + √2 + ∛3 is inverted.
    public var fieldDegree = 64

    /// The usual limits.
    public init() {}

    /// The limits of the running task.
    @TaskLocal public static var current = Limits()
}

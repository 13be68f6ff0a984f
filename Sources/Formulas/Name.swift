/// A name as the page shows it: a base, subscripts, a superscript in parentheses, and primes.
///
///     W_Q        base "W", subscripts ["Q"]
///     h'_2       base "h", subscripts ["2"], primes 1
///     alpha_2,1  base "alpha", subscripts ["2", "1"]
///     Q^(2)      base "Q", superscript "2"       (the second head's queries)
///
/// Greek letters are written with their English names and shown as letters.
public struct Name: Hashable, Sendable {
    public var base: String
    public var subscripts: [String]
    public var superscript: String?
    public var primes: Int

    public init(_ base: String, subscripts: [String] = [], superscript: String? = nil, primes: Int = 0) {
        self.base = base
        self.subscripts = subscripts
        self.superscript = superscript
        self.primes = primes
    }
}

/// A name as the page shows it: a base, an accent, subscripts, a superscript in parentheses, and primes.
///
///     W_Q          base "W", subscripts ["Q"]
///     h'_2         base "h", subscripts ["2"], primes 1
///     alpha_{2,1}  base "alpha", subscripts ["2", "1"]
///     hat(x)_1     base "x", accent hat, subscripts ["1"]
///     Q^{(2)}      base "Q", superscript "2"       (the second head's queries)
///
/// Greek letters are written with their English names and shown as letters.
public struct Name: Hashable, Sendable {
    /// The letter or word that carries the marks.
    public var base: String
    /// The subscripts in order, `2` and `1` of x₂,₁.
    public var subscripts: [String]
    /// A raised index in parentheses.
    public var superscript: String?
    /// How many primes follow the base.
    public var primes: Int
    /// The mark over the base.
    public var accent: Accent?

    /// A name from its marks.
    public init(
        _ base: String, subscripts: [String] = [], superscript: String? = nil, primes: Int = 0, accent: Accent? = nil
    ) {
        self.base = base
        self.subscripts = subscripts
        self.superscript = superscript
        self.primes = primes
        self.accent = accent
    }

    /// A mark over the base; the case names are what calculator syntax calls them: `hat(alpha)`.
    public enum Accent: String, Hashable, Sendable, CaseIterable {
        case hat, tilde, bar, vec
    }

    /// The name in one word of letters, digits and underscores, the way programs spell it.
    ///
    /// `W_Q`, `x_2_1`, `layer_norm`, `h_prime_2`, `x_hat`, `Q_head_2`. Functions, options and keyword values are known by
    /// it.
    ///
    /// Not promised: that different names have different identifiers; `x_hat` may also be `x` with the subscript "hat".
    ///
    ///     print(Name("W", subscripts: ["Q"]).identifier)    // W_Q
    public var identifier: String {
        var word = base
        if let accent { word += "_" + accent.rawValue }
        if primes > 0 { word += "_prime" + (primes > 1 ? String(primes) : "") }
        for part in subscripts { word += "_" + part }
        if let superscript { word += "_head_" + superscript }
        return word
    }
}

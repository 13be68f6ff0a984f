/// The smallest piece of calculator syntax.
struct Token: Hashable {
    var kind: Kind
    var range: Range<Int>
    /// Whether white space stands before it.
    ///
    /// `[1 -2]`, `f (x)` and `X [1]` are told from `[1 - 2]`, `f(x)` and `X[1]`.
    var isSpaced: Bool

    enum Kind: Hashable {
        indirect case number(Formula.Literal)
        /// `½`
        case fraction(Int, Int)
        /// A word of letters, digits and underscores: `W_Q`, `layer_norm`; Greek letters come with their names.
        case word(String)
        case accent(Name.Accent)
        case primes(Int)
        /// `₁₂`, in plain digits and letters.
        case lowered(String)
        /// `²`, `⁻¹`, `⁽²⁾`, in plain characters.
        case raised(String)
        case raisedTranspose
        /// `"causal"`
        case quoted(String)
        case underscore, caret, plus, minus, star, cross, entrywise, centredDot, slash, point
        case comma, semicolon, colon, rangeDots, element, percent
        case open(ReadingError.Bracket)
        case close(ReadingError.Bracket)
        case comparison(Formula.Comparison)
        /// A single `=`, which compares or gives a value.
        case equals
        /// `√`, `∛`, `∜`
        case root(Int)
        /// `# …` to the end of the line, without the mark and outer spaces.
        case comment(String)
        case newline
        case end
        case invalid(ReadingError.Fact)
    }
}

extension Token {
    var isNumber: Bool {
        if case .number = kind { return true }
        return false
    }

    /// Whether an operand may end with it, so that a point after it is a dot product and not the start of a number.
    var endsOperand: Bool {
        switch kind {
        case .number, .fraction, .word, .accent, .primes, .lowered, .raised, .raisedTranspose, .quoted, .close,
            .percent:
            true
        case .underscore, .caret, .plus, .minus, .star, .cross, .entrywise, .centredDot, .slash, .point, .comma,
            .semicolon, .colon, .rangeDots, .element, .open, .comparison, .equals, .root, .comment, .newline, .end,
            .invalid:
            false
        }
    }
}

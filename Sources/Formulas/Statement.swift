/// One line of a calculation: what a sheet's `given` and `solve` blocks are made of.
///
///     s = X q / sqrt(3)           # scores            an assignment with a comment
///     q_i = W_q h_i for i in 1..3                     a family of assignments
///     Q in R^(n x d_k)                                a declaration
///     softmax(s)                                      an expression
public struct Statement: Hashable, Sendable {
    /// What the statement does.
    public var kind: Kind
    /// The index ranges of a family, outermost first; empty for a single step.
    public var family: [IndexRange]
    /// The text after `#` at the end of the statement; it becomes the step's caption.
    public var comment: String?
    /// UTF-8 offsets of the statement without its comment.
    public var range: Range<Int>

    /// A statement from its parts.
    public init(_ kind: Kind, family: [IndexRange] = [], comment: String? = nil, range: Range<Int> = 0..<0) {
        self.kind = kind
        self.family = family
        self.comment = comment
        self.range = range
    }

    /// The closed list of statements.
    public enum Kind: Hashable, Sendable {
        /// The target is a name or an indexed name: `z`, `q_i`, `x_{i+1}`.
        case assignment(target: Formula, value: Formula)
        /// Names with a shape and without values; no dimension is a scalar, one a column, two a matrix.
        case declaration(names: [Declared], shape: [Formula])
        /// A value without a name, or a comparison: a claim.
        case expression(Formula)
    }

    /// One name of a declaration.
    public struct Declared: Hashable, Sendable {
        /// The name.
        public var name: Name
        /// Where it stands.
        public var range: Range<Int>

        /// A name and its place.
        public init(_ name: Name, range: Range<Int>) {
            self.name = name
            self.range = range
        }
    }

    /// `for i in 1..3`: both ends belong to it.
    public struct IndexRange: Hashable, Sendable {
        /// The index, i.
        public var name: Name
        /// Its first value.
        public var from: Formula
        /// Its last value.
        public var to: Formula
        /// From the word `for` or the index to the last value.
        public var range: Range<Int>

        /// An index with its first and last value.
        public init(name: Name, from: Formula, to: Formula, range: Range<Int> = 0..<0) {
            self.name = name
            self.from = from
            self.to = to
            self.range = range
        }
    }
}

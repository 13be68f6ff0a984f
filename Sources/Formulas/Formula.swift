public import Rationals

/// What is written: an expression as its author or a teacher puts it on the page, never simplified.
///
/// `Number` computes, `Formula` is shown. The same type is the syntax tree of what an author typed (then its parts
/// carry the range of the source text they came from) and the tree that the writers print.
/// Two formulas are equal when they are written the same; source ranges do not count.
public struct Formula: Sendable {
    /// What the formula is made of.
    public var node: Node
    /// UTF-8 offsets in the text the formula was read from; nil for formulas that the program made.
    public var range: Range<Int>?

    /// A formula from its node.
    public init(_ node: Node, range: Range<Int>? = nil) {
        self.node = node
        self.range = range
    }

    /// The closed list of what can be written.
    ///
    /// Every writer is one exhaustive switch over it.
    public indirect enum Node: Hashable, Sendable {
        /// A number literal with its spelling kept: `2`, `0.5`, `1e-3`.
        case number(Literal)
        /// A named quantity: `W_Q`, `x_1`, `h'`, `alpha_2`.
        case name(Name)
        /// An entry or a row of something that is not a plain name: `(X W)_{2,1}`.
        case subscripted(Formula, [Formula])
        case negative(Formula)
        /// Two or more terms; a `negative` term prints with a minus sign: `a - b`.
        case sum([Formula])
        /// Two or more factors.
        case product([Formula], ProductSign)
        case quotient(Formula, Formula)
        case power(Formula, Formula)
        /// The real root of the given degree, 2 for a square root.
        case root(Formula, degree: Int)
        case transpose(Formula)
        /// The dot product `x . y`.
        case dot(Formula, Formula)
        /// `softmax(S)`, `attention(Q, K, V, mask: causal)`; options keep their order.
        case call(String, [Formula], [Option])
        /// A column `[1, 2]`.
        case column([Formula])
        /// A row written as such (`[1, 2]^T` is `transpose(column)`).
        case row([Formula])
        case matrix([[Formula]])
        /// `\sum_{index = from}^{to} body`.
        case summation(index: Name, from: Formula, to: Formula, body: Formula)
        case comparison(Formula, Comparison, Formula)
        /// `a if c` alternatives such as a keyword value: `causal`, `relu`; upright text.
        case text(String)
        /// Something left out, with what is left out said in words: `… 12 more terms`.
        case elided(String)
        /// A whole number too long to show: its first and last digits and how many it has, `123456…7890 (57 digits)`.
        case shortened(leading: String, trailing: String, digits: Int)
    }

    /// A labelled argument: `mask: causal`.
    public struct Option: Hashable, Sendable {
        /// What stands before the colon.
        public var label: String
        /// What stands after it.
        public var value: Formula
        /// Where the label stands.
        public var labelRange: Range<Int>?

        /// An option from its parts.
        public init(_ label: String, _ value: Formula, labelRange: Range<Int>? = nil) {
            self.label = label
            self.value = value
            self.labelRange = labelRange
        }

        /// Equal when written the same; places do not count.
        public static func == (a: Option, b: Option) -> Bool { a.label == b.label && a.value == b.value }
        /// Hashes what is written.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(label)
            hasher.combine(value)
        }
    }

    /// What stands between factors.
    public enum ProductSign: Hashable, Sendable {
        /// `X q`
        case juxtaposition
        /// `2 · 3`
        case dot
        /// `2 × 3`
        case cross
        /// Entry by entry: `z ⊙ h`
        case entrywise
    }

    /// What stands between the sides of a comparison.
    public enum Comparison: Hashable, Sendable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, approximatelyEqual
    }

    /// A number as written.
    ///
    /// `0.50`, `1/2` and `5e-1` are the same number and three different literals
    /// (the middle one a quotient of two literals).
    public struct Literal: Hashable, Sendable {
        /// The exact value.
        public var value: Rational
        /// ASCII digits with at most one point and exponent: `2`, `0.5`, `1e-3`, `-7`.
        public var spelling: String

        /// A literal from its value and spelling.
        public init(value: Rational, spelling: String) {
            self.value = value
            self.spelling = spelling
        }
    }
}

extension Formula: Hashable {
    /// Equal when written the same; places do not count.
    public static func == (a: Formula, b: Formula) -> Bool { a.node == b.node }
    /// Hashes what is written.
    public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}

import Formulas
import Graphs
import Numbers
import Rationals

/// One answer as it was read: its entries, how each was written, and the reading in words.
///
/// The same text is always read the same way; `echo` shows the reading, so that nobody has to guess it.
public struct AnswerReading: Hashable, Sendable {
    /// The entries in their layout: a scalar, a column, a row or a matrix of known size.
    public var entries: Tensor<Entry>
    /// Whether the notation says how a vector stands; `(1, 2)` does not.
    public var showsOrientation: Bool
    /// How the text was read, as plain text: `[0.465, 0.035]`.
    public var echo: String
    /// What was done with the text that its writer should know of: `50 % was read as 0.50`.
    public var notes: [String]

    /// A reading by its parts.
    public init(entries: Tensor<Entry>, showsOrientation: Bool, echo: String, notes: [String] = []) {
        self.entries = entries
        self.showsOrientation = showsOrientation
        self.echo = echo
        self.notes = notes
    }

    /// One number as it was written.
    public struct Entry: Hashable, Sendable {
        /// What is written.
        public var formula: Formula
        /// Its exact value: `0.465` is 465/1000.
        public var value: Number
        /// How it is written.
        public var form: Form

        /// An entry by its parts.
        public init(formula: Formula, value: Number, form: Form) {
            self.formula = formula
            self.value = value
            self.form = form
        }
    }

    /// How a number is written.
    public enum Form: Hashable, Sendable {
        /// A whole number, a fraction, an expression with roots or exponentials: no decimal point.
        case exact
        /// A decimal, `0.465` or `1.87e-630`: digits after the point when the exponent is written out (465e-3 has 3;
        /// negative for 1.2e5), and significant digits as written, trailing zeros included.
        case decimal(places: Int, significantDigits: Int)
        /// An expression that holds decimals, `0.5 + sqrt(2)`.
        case mixed
    }
}

/// Why a text was not read as an answer.
public struct UnreadableAnswer: Error, Hashable, Sendable {
    /// What is wrong: a sentence.
    public var sentence: String
    /// What to do about it: a sentence, empty where nothing helps.
    public var fix: String
    /// UTF-8 offsets in the text.
    public var range: Range<Int>

    /// A reason at a place.
    public init(_ sentence: String, fix: String, range: Range<Int>) {
        self.sentence = sentence
        self.fix = fix
        self.range = range
    }
}

import Formulas
import Rationals

/// One line of an `answer` block: what is asked, for how many marks, in which form.
///
///     p: 2 marks
///     z: 1 mark, 3 decimals
///     in words: 2 marks
public struct Answer: Hashable, Sendable {
    /// What is asked for.
    public var target: Target
    /// The marks and the form, in the order written.
    public var terms: [Term]
    /// The whole line without a remark.
    public var range: Range<Int>
    /// The place of the target.
    public var targetRange: Range<Int>

    /// What an answer asks for.
    public enum Target: Hashable, Sendable {
        /// A named quantity of the part, or an entry of one: `p`, `s_3`, `hat(alpha)_{2,1}`.
        case quantity(Formula)
        /// An explanation: nothing to calculate.
        case words
    }

    /// One word or number behind the colon.
    public enum Term: Hashable, Sendable {
        case marks(Rational)
        /// Not a decimal.
        case exact
        /// A fraction that cannot be cancelled.
        case lowestTerms
        case decimals(Int)
        case significantDigits(Int)
        /// Off by this much at most.
        case tolerance(Rational)
        /// A value somebody published, to be verified: its place in the sheet.
        case published(Range<Int>)
    }

    /// The marks, nil where the line gives none.
    public var marks: Rational? {
        for case .marks(let marks) in terms { return marks }
        return nil
    }

    /// The terms that ask for a form and the marks, as the handout shows them: `1 mark, 3 decimals`.
    public var display: String {
        terms.compactMap(\.display).joined(separator: ", ")
    }

    static let digitsLimit = 10_000
}

extension Answer.Term {
    /// nil for what is not for students' eyes.
    public var display: String? {
        switch self {
        case .marks(let marks): marks == 1 ? "1 mark" : "\(marks) marks"
        case .exact: "exact"
        case .lowestTerms: "lowest terms"
        case .decimals(let count): count == 1 ? "1 decimal" : "\(count) decimals"
        case .significantDigits(let count): count == 1 ? "1 significant digit" : "\(count) significant digits"
        case .tolerance(let tolerance): "within \(tolerance)"
        case .published: nil
        }
    }
}

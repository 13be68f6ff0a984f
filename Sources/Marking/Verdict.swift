import Numbers
import Rationals

/// What is said of one entry of an answer; each is a proof but `undecided`.
public enum Verdict: Hashable, Sendable {
    /// The same number, proved.
    case exact
    /// A decimal that stands for the true value.
    case rounded(Rounding)
    /// What one gets by rounding intermediate values to the digits shown or to fewer; says which, and to
    /// what unless the student wrote them down rounded.
    case roundedTooEarly(steps: [String], to: Digits? = nil)
    /// Another number, proved.
    case wrong(Evidence)
    /// The right value in a form the sheet did not ask for.
    case wrongForm(Form)
    /// Neither equal nor different was shown, with what was tried.
    case undecided(Undecided)

    /// To which digits a step was rounded.
    public enum Digits: Hashable, Sendable {
        /// Digits after the point.
        case places(Int)
        /// Digits from the first that is not 0.
        case significant(Int)
    }

    /// The step that is named when a program's printout is off by what double precision leaves: the value lies within the
    /// proven error of such a run.
    public static let doublePrecision = "every step, to double precision"

    /// How a decimal stands for the true value.
    public enum Rounding: Hashable, Sendable {
        /// The correctly rounded value at the digits given; at a tie either neighbour.
        case nearest
        /// The true value cut at the digits given.
        case truncated
        /// Within the tolerance that the sheet's author wrote.
        case withinTolerance
    }

    /// Why two numbers are different.
    public enum Evidence: Hashable, Sendable {
        /// The true value to the digits given, correctly rounded, and what was written there.
        case decimal(truth: String, given: String)
        /// Both are exact and not the same.
        case exactValues
        /// A rounding of the true value, but further from it than the tolerance that the sheet's author wrote.
        case beyondTolerance
    }

    /// What the sheet asked for.
    public enum Form: Hashable, Sendable {
        case exactExpected
        case lowestTermsExpected
        case decimalsExpected(Int)
        case significantDigitsExpected(Int)
        /// The sheet asks for no form, but so few digits say too little.
        case tooFewDigits
    }
}

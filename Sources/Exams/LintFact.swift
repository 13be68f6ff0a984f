public import Rationals

/// What a lecturer wants to know of a sheet before an exam.
public enum LintFact: Hashable, Sendable {
    // Parts
    /// Data that nothing is computed from.
    case unusedData(String)
    /// A step that no answer is computed from and no prose, figure or claim shows.
    case leadsNowhere(step: String?)
    /// The last step of a question, which no answer asks for.
    case notAsked(step: String?)
    /// A question with steps and without an `answer` block.
    case asksNothing
    /// A draw that no answer depends on.
    case unusedDraw(String)

    // Marks
    /// A total that is not the sum of the marks of the answers.
    case total(stated: Rational, sum: Rational, of: Whole)
    /// An answer without marks, among others that have some.
    case withoutMarks(String)

    // Mistakes
    /// Mistakes with which the right value comes out all the same, and groups of mistakes that give one and the same
    /// wrong value; one of the two may be empty.
    case mistakes(answer: String, right: [String], alike: [[String]], isEveryDraw: Bool)

    // Values
    /// Largest scores that are equal, in a row from 1 where there are several.
    case tie(weights: String?, row: Int?, places: [Int], draws: Share?)
    /// Equal rows of data, from 1.
    case equalRows(String, rows: [Int], draws: Share?)
    /// Weights that print as 0, or as 1, at the places asked for and are something else.
    case vanishing(answer: String, count: Int, of: Int, printed: String, draws: Share?)

    // Conditions
    /// The numbers that stand in the sheet do not satisfy it.
    case conditionFails
    /// It held in every draw that was tried.
    case conditionNeverBites(Share)
    /// It held in next to none.
    case conditionNearlyNeverHolds(Share)
    /// It and another one, here as it is written, never held together.
    case contradiction(with: String)
    /// How many draws satisfy the conditions, with the bounds between which their share of all lies 19 times out of 20;
    /// of these, how many are refused for mistakes that do not show and for work outside the band.
    case acceptance(names: [String], accepted: Share, share: ClosedRange<Double>, hiding: Share, outside: Share)
    /// No draw can be used.
    case nothingAccepted(names: [String], tried: Int, hasConditions: Bool)
    /// Draws that are refused for something else than a condition, in words.
    case refusedDraws(Share, reason: String)
    /// Why there are no variants, as it is printed.
    case cannotDraw(String)
    /// A number in prose that is also one of the drawn data.
    case writtenNumber(String, datum: String)

    /// What has marks.
    public enum Whole: String, Hashable, Sendable { case sheet, question, part }

    /// How many of some draws.
    public struct Share: Hashable, Sendable {
        /// Those in which it was so.
        public var count: Int
        /// Those that were tried.
        public var total: Int
        /// Whether there are no others.
        public var isAll: Bool

        /// A share of some draws.
        public init(_ count: Int, of total: Int, isAll: Bool = false) {
            self.count = count
            self.total = total
            self.isAll = isAll
        }
    }

    /// What ought to be changed, and what ought to be known.
    public enum Severity: String, Hashable, Sendable { case warning, note }

    /// Whether it ought to be changed before the exam.
    public var severity: Severity {
        switch self {
        case .unusedData, .unusedDraw, .total, .withoutMarks, .vanishing, .conditionNearlyNeverHolds, .contradiction,
            .nothingAccepted, .cannotDraw:
            .warning
        case .leadsNowhere, .notAsked, .asksNothing, .mistakes, .tie, .equalRows,
            .conditionFails, .conditionNeverBites, .acceptance, .refusedDraws, .writtenNumber:
            .note
        }
    }

    /// A name that stays the same whatever the sentence becomes: `unused-data`.
    public var kind: String {
        switch self {
        case .unusedData: "unused-data"
        case .leadsNowhere: "leads-nowhere"
        case .notAsked: "not-asked"
        case .asksNothing: "asks-nothing"
        case .unusedDraw: "unused-draw"
        case .total: "total"
        case .withoutMarks: "without-marks"
        case .mistakes: "mistakes"
        case .tie: "tie"
        case .equalRows: "equal-rows"
        case .vanishing: "vanishing-weights"
        case .conditionFails: "condition-fails"
        case .conditionNeverBites: "condition-never-bites"
        case .conditionNearlyNeverHolds: "condition-nearly-never-holds"
        case .contradiction: "contradiction"
        case .acceptance: "acceptance"
        case .nothingAccepted: "nothing-accepted"
        case .refusedDraws: "refused-draws"
        case .cannotDraw: "cannot-draw"
        case .writtenNumber: "written-number"
        }
    }
}

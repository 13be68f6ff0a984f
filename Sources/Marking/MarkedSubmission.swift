import Graphs
import Numbers
import Rationals

/// A submission with verdicts, marks and diagnoses.
public struct MarkedSubmission: Sendable {
    /// Who it is from.
    public var student: String
    /// One per answer that the sheet asks for, in the sheet's order.
    public var answers: [MarkedAnswer]
    /// Ids that were given and that the sheet does not ask for.
    public var unknownIDs: [String]

    /// The marks of all answers that can be marked by calculation.
    public var marks: Rational { answers.reduce(0) { $0 + $1.marks } }
    /// What they can reach at most.
    public var possible: Rational { answers.reduce(0) { $0 + $1.possible } }

    /// A marked submission by its parts.
    public init(student: String, answers: [MarkedAnswer], unknownIDs: [String]) {
        self.student = student
        self.answers = answers
        self.unknownIDs = unknownIDs
    }
}

/// What became of one answer.
public struct MarkedAnswer: Sendable {
    /// `1a.p`.
    public var id: String
    /// As it was written; nil when nothing was given.
    public var text: String?
    /// How it was read; nil when it was not given or could not be read.
    public var reading: AnswerReading?
    /// The outcome as a whole.
    public var outcome: Outcome
    /// One verdict per entry, in the layout of the true value; nil where there is nothing to compare.
    public var verdicts: Tensor<Verdict>?
    /// The mistakes that explain a wrong answer, the likeliest first; none when nothing in the catalogue does.
    public var diagnoses: [Diagnosis]
    /// Marks for this answer.
    public var marks: Rational
    /// What it can reach at most.
    public var possible: Rational
    /// The answers of the student's own that were followed to this one, by id: set when `outcome` is `followsThrough`.
    public var followed: [String]

    /// A marked answer by its parts.
    public init(
        id: String, text: String?, reading: AnswerReading? = nil, outcome: Outcome, verdicts: Tensor<Verdict>? = nil,
        diagnoses: [Diagnosis] = [], marks: Rational, possible: Rational, followed: [String] = []
    ) {
        self.id = id
        self.text = text
        self.reading = reading
        self.outcome = outcome
        self.verdicts = verdicts
        self.diagnoses = diagnoses
        self.marks = marks
        self.possible = possible
        self.followed = followed
    }

    /// The outcome for an answer as a whole.
    public enum Outcome: Hashable, Sendable {
        /// Every entry is exact.
        case exact
        /// Every entry is exact or a correct decimal.
        case rounded
        case roundedTooEarly
        /// Wrong, but right for the student's own earlier values; whether method marks are given is `earns`.
        case followsThrough(earns: Bool)
        case wrong
        /// Entries are right, the layout or the form is not what was asked.
        case wrongForm
        /// Another size than the true value's: `3 entries, 4 expected`.
        case wrongShape(given: Shape, expected: Shape)
        case unreadable(UnreadableAnswer)
        case undecided(Undecided)
        case missing
        /// An explanation in words: for a person to mark.
        case forAPerson
    }
}

/// A mistake that gives exactly what the student wrote.
public struct Diagnosis: Hashable, Sendable {
    /// The stable code: `no-scaling`; two at once are joined, `no-scaling+transposed-keys`.
    public var code: String
    /// One sentence a student understands.
    public var sentence: String
    /// The step where the mistake was made, by its label; nil for a slip in the value itself.
    public var step: String?
    /// Whether the mistake was made on the student's own earlier values.
    public var isOnOwnValues: Bool

    /// A diagnosis by its parts.
    public init(code: String, sentence: String, step: String?, isOnOwnValues: Bool = false) {
        self.code = code
        self.sentence = sentence
        self.step = step
        self.isOnOwnValues = isOnOwnValues
    }
}

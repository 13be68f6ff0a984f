import Rationals

/// What a class did, gathered one submission at a time.
///
/// Takes the memory of the sheet, not of the class.
public struct ClassSummary: Sendable {
    /// Submissions that were marked.
    public private(set) var submissions = 0
    /// Submissions that could not be read at all.
    public var unreadableSubmissions = 0
    /// Sum of all marks.
    public private(set) var total = Rational(0)
    /// What one submission can reach.
    public private(set) var possible = Rational(0)
    /// The lowest and the highest marks.
    public private(set) var range: ClosedRange<Rational>?
    /// By answer, in the sheet's order.
    public private(set) var answers: [AnswerSummary]
    /// How often each mistake was found, by code; the main diagnosis of an answer only.
    public private(set) var mistakes: [String: Int] = [:]

    /// One answer over the class.
    public struct AnswerSummary: Hashable, Sendable {
        /// `1a.p`.
        public var id: String
        /// Submissions that answered it.
        public var answered = 0
        /// Whether it is marked by a person.
        public var isForAPerson = false
        /// Right, exact or rounded.
        public var right = 0
        /// Not right, but right for the student's own earlier values: no fault of this answer.
        public var followed = 0
        /// Anything else that was answered.
        public var failed = 0
        /// Of these unreadable.
        public var unreadable = 0
        /// Sum of the marks.
        public var total = Rational(0)
        /// What it can reach.
        public var possible = Rational(0)
        /// Its mistakes by code.
        public var mistakes: [String: Int] = [:]

        /// The most frequent mistake; the first by code among equally frequent ones.
        public var mostFrequent: (code: String, count: Int)? {
            frequentMistakes.first
        }

        /// Its mistakes, the most frequent first, then by code.
        public var frequentMistakes: [(code: String, count: Int)] { ClassSummary.ordered(mistakes) }

        /// Whether so many failed in the same way that the sheet itself may be at fault: more than half of at least
        /// five who answered.
        public var isSuspicious: Bool { answered >= 5 && 2 * failed > answered }
    }

    /// A summary of nothing yet.
    ///
    /// - Parameter ids: the sheet's answers in their order.
    public init(ids: [String]) { answers = ids.map { AnswerSummary(id: $0) } }

    /// Adds one submission.
    public mutating func add(_ marked: MarkedSubmission) {
        submissions += 1
        total = total + marked.marks
        possible = marked.possible
        let marks = marked.marks
        range = range.map { min($0.lowerBound, marks)...max($0.upperBound, marks) } ?? marks...marks
        for (index, answer) in marked.answers.enumerated() where index < answers.count {
            answers[index].possible = answer.possible
            answers[index].total = answers[index].total + answer.marks
            if answer.isForAPerson {
                answers[index].isForAPerson = true
                answers[index].answered += answer.isMissing ? 0 : 1
                continue
            }
            if answer.isMissing { continue }
            answers[index].answered += 1
            if answer.isFine {
                answers[index].right += 1
            } else if case .followsThrough = answer.outcome {
                answers[index].followed += 1
            } else {
                answers[index].failed += 1
            }
            if case .unreadable = answer.outcome { answers[index].unreadable += 1 }
            guard let code = answer.diagnoses.first?.code else { continue }
            mistakes[code, default: 0] += 1
            answers[index].mistakes[code, default: 0] += 1
        }
    }

    /// Mistakes, the most frequent first, then by code.
    public var frequentMistakes: [(code: String, count: Int)] { Self.ordered(mistakes) }

    private static func ordered(_ mistakes: [String: Int]) -> [(code: String, count: Int)] {
        mistakes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// The mean of the marks, nil without submissions.
    public var mean: Rational? { total.divided(by: Rational(submissions)) }
}

import Rationals

/// What share of an answer's marks an outcome earns.
///
///     MarkingRules(roundedTooEarly: 1)                 // early rounding costs nothing
public struct MarkingRules: Hashable, Sendable {
    /// What follows from rounded intermediate values; half unless said otherwise.
    public var roundedTooEarly: Rational
    /// What a program prints that calculates in double precision; all of them unless said otherwise.
    public var doublePrecision: Rational
    /// What follows from the student's own wrong values: the method marks; all of them unless said otherwise.
    public var followsThrough: Rational
    /// Right, in another form or layout than was asked for; half unless said otherwise.
    public var wrongForm: Rational

    /// Rules by their shares, each from 0 to 1.
    public init(
        roundedTooEarly: Rational = .half, doublePrecision: Rational = 1, followsThrough: Rational = 1,
        wrongForm: Rational = .half
    ) {
        self.roundedTooEarly = roundedTooEarly
        self.doublePrecision = doublePrecision
        self.followsThrough = followsThrough
        self.wrongForm = wrongForm
    }

    func share(of answer: MarkedAnswer) -> Rational {
        switch answer.outcome {
        case .exact, .rounded: 1
        case .roundedTooEarly: answer.roundedSteps == [Verdict.doublePrecision] ? doublePrecision : roundedTooEarly
        case .followsThrough(let earns): earns ? followsThrough : 0
        case .wrongForm: wrongForm
        case .wrong, .wrongShape, .unreadable, .undecided, .missing, .forAPerson: 0
        }
    }
}

extension Rational {
    /// 1/2.
    public static let half = Rational(1, over: 2) ?? 1
}

import Rationals

/// What the entries of a random vector are drawn from, by its first two moments.
public enum Distribution: Hashable, Sendable {
    case normal(mean: Rational, variance: Rational)
    /// Every real number from a to b alike.
    case uniform(Rational, Rational)
    /// The whole numbers from a to b alike.
    case integers(Integer, Integer)
    /// Every value of the list alike; a value that stands twice twice as often.
    case oneOf([Rational])
    /// 1 with probability p, otherwise 0.
    case bernoulli(Rational)
    /// −1 and 1 alike.
    case sign

    /// E[x].
    public var mean: Rational {
        switch self {
        case .normal(let mean, _): mean
        case .uniform(let a, let b): (a + b) * .half
        case .integers(let a, let b): Rational(a + b) * .half
        case .oneOf(let values): values.reduce(0, +) * Self.reciprocal(values.count)
        case .bernoulli(let p): p
        case .sign: 0
        }
    }

    /// E[x²].
    public var secondMoment: Rational {
        switch self {
        case .normal(let mean, let variance): return variance + mean * mean
        case .uniform(let a, let b): return (a * a + a * b + b * b) * Self.reciprocal(3)
        case .integers(let a, let b):
            // The variance of N neighbouring whole numbers is (N² − 1)/12.
            let count = Rational(b - a + 1)
            return (count * count - 1) * Self.reciprocal(12) + mean * mean
        case .oneOf(let values): return values.reduce(0) { $0 + $1 * $1 } * Self.reciprocal(values.count)
        case .bernoulli(let p): return p
        case .sign: return 1
        }
    }

    private static func reciprocal(_ count: Int) -> Rational { Rational(1, over: Integer(count)) ?? 0 }
}

import Numbers
import Rationals

/// "Are these two equal?", as two expressions in postfix notation that every program here can read.
struct Question {
    let left: Expression
    let right: Expression
    let isEqual: Bool

    /// `1` or `0`, then the two expressions, separated by tabs.
    var line: String { "\(isEqual ? 1 : 0)\t\(left.postfix)\t\(right.postfix)" }
}

/// What the questions are made of.
indirect enum Expression: Sendable {
    case rational(Rational)
    case sum(Expression, Expression)
    case product(Expression, Expression)
    case quotient(Expression, Expression)
    case exponential(Expression)
    case hyperbolicTangent(Expression)
    case squareRoot(Expression)
    /// One entry of the softmax of a row of scores.
    case softmax([Expression], Int)

    var postfix: String {
        switch self {
        case .rational(let value): "\(value)"
        case .sum(let a, let b): "\(a.postfix) \(b.postfix) +"
        case .product(let a, let b): "\(a.postfix) \(b.postfix) *"
        case .quotient(let a, let b): "\(a.postfix) \(b.postfix) /"
        case .exponential(let a): "\(a.postfix) exp"
        case .hyperbolicTangent(let a): "\(a.postfix) tanh"
        case .squareRoot(let a): "\(a.postfix) sqrt"
        case .softmax(let scores, let index):
            // The others have no softmax: e^s / (e^s₁ + e^s₂ + …).
            "\(scores[index].postfix) exp "
                + scores.enumerated().map { "\($1.postfix) exp" + ($0 == 0 ? "" : " +") }.joined(separator: " ") + " /"
        }
    }

    func number() throws -> Number {
        switch self {
        case .rational(let value): Number(value)
        case .sum(let a, let b): try a.number() + b.number()
        case .product(let a, let b): try a.number() * b.number()
        case .quotient(let a, let b): try a.number().divided(by: b.number())
        case .exponential(let a): try a.number().applying(.exponential)
        case .hyperbolicTangent(let a): try a.number().applying(.hyperbolicTangent)
        case .squareRoot(let a): try a.number().raised(to: Rational(1, over: 2) ?? 1)
        case .softmax(let scores, let index): try Number.softmax(scores.map { try $0.number() }, base: nil)[index]
        }
    }

    static func + (a: Expression, b: Expression) -> Expression { .sum(a, b) }
    static func * (a: Expression, b: Expression) -> Expression { .product(a, b) }
    static func / (a: Expression, b: Expression) -> Expression { .quotient(a, b) }
}

extension Question {
    private static let tiny: Expression = .rational((try? Rational(decimal: "1e-30")) ?? 0)

    /// Two hundred questions, every second one about numbers that differ by about 10⁻³⁰.
    static func mixed() -> [Question] {
        var random = Generator(seed: 200)
        return (0..<200).map { index in
            let isEqual = index % 2 == 0
            let (left, right) = pair(index / 2 % 5, &random)
            return Question(left: left, right: isEqual ? right : right + tiny, isEqual: isEqual)
        }
    }

    /// Two equal expressions of one of five kinds.
    private static func pair(_ kind: Int, _ random: inout Generator) -> (Expression, Expression) {
        func rational() -> Expression { .rational(random.rational(-40...40, over: 1...12)) }
        switch kind {
        case 0:
            // A softmax does not feel a common shift of its scores.
            let scores = (0..<4).map { _ in random.rational(-40...40, over: 1...12) }
            let shift = random.rational(-40...40, over: 1...12)
            return (
                .softmax(scores.map { .rational($0) }, 1), .softmax(scores.map { .rational($0 + shift) }, 1)
            )
        case 1:
            // tanh x = (e^{2x} − 1)/(e^{2x} + 1)
            let x = rational()
            let square: Expression = .exponential(.rational(2) * x)
            return (.hyperbolicTangent(x), (square + .rational(-1)) / (square + .rational(1)))
        case 2:
            // tanh(x + y) = (tanh x + tanh y)/(1 + tanh x tanh y)
            let (x, y) = (rational(), rational())
            let (s, t): (Expression, Expression) = (.hyperbolicTangent(x), .hyperbolicTangent(y))
            return (.hyperbolicTangent(x + y), (s + t) / (.rational(1) + s * t))
        case 3:
            // 1/(√a + √b) = (√a − √b)/(a − b)
            let a = Int.random(in: 2...60, using: &random)
            let b = a + Int.random(in: 1...40, using: &random)
            let x: Expression = .squareRoot(.rational(Rational(a)))
            let y: Expression = .squareRoot(.rational(Rational(b)))
            return (
                .rational(1) / (x + y), (x + .rational(-1) * y) / .rational(Rational(a - b))
            )
        default:
            // Scores over √d: e^{s√d/d} and e^{s/√d} in two softmaxes.
            let d: Rational = [2, 3, 5, 6, 7][Int.random(in: 0..<5, using: &random)]
            let root: Expression = .squareRoot(.rational(d))
            let scores = (0..<3).map { _ in rational() }
            return (
                .softmax(scores.map { $0 / root }, 0), .softmax(scores.map { $0 * root / .rational(d) }, 0)
            )
        }
    }

    /// Entries of softmaxes over 64 tokens with exponent denominators of five digits, shifted, half of them with one
    /// score off by 10⁻³⁰.
    static func wide() -> [Question] {
        var random = Generator(seed: 64)
        let scores = (0..<64).map { _ in random.rational(-50_000...50_000, over: 10_000...99_999) }
        let shift = random.rational(-50_000...50_000, over: 10_000...99_999)
        return (0..<8).map { index in
            var shifted: [Expression] = scores.map { .rational($0 + shift) }
            let isEqual = index % 2 == 0
            if !isEqual { shifted[index] = shifted[index] + tiny }
            return Question(
                left: .softmax(scores.map { .rational($0) }, index * 7), right: .softmax(shifted, index * 7),
                isEqual: isEqual)
        }
    }
}

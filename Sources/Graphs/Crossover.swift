import Rationals

/// For which values of one size a polynomial is smaller than another, all sizes being positive whole numbers.
///
///     2 n² d + 3 n d² < 6 n d² + 3 n d
///     2 n + 3 d < 6 d + 3              both sides divided by n d, which is positive
///     n < (3 d + 3)/2
public struct Crossover: Hashable, Sendable {
    /// What is to be the smaller side.
    public let smaller: Polynomial
    /// What is to be the larger side.
    public let larger: Polynomial
    /// The size that the inequality is solved for.
    public let variable: String
    /// The common factor, positive for positive sizes, that both sides are divided by.
    public let factor: Polynomial
    /// The sides after that.
    public let sides: (smaller: Polynomial, larger: Polynomial)
    /// `coefficient · variable < right` or `>`, the terms with the variable on one side; nil for a quadratic.
    public let isolated: (coefficient: Polynomial, right: Polynomial)?
    /// For which values it holds.
    public let answer: Answer

    /// For which values of the variable the inequality holds.
    public enum Answer: Hashable, Sendable {
        case always
        case never
        case below(Bound)
        case above(Bound)
        /// For the whole numbers of these spans, where the variable is the only size.
        case within([Span])
    }

    /// Whole numbers from one to another; without an end where there is none.
    public struct Span: Hashable, Sendable {
        /// The first one.
        public var from: Integer
        /// The last one.
        public var to: Integer?
    }

    /// `(numerator + √radicand)/denominator` with a positive denominator; without a root where there is no radicand.
    public struct Bound: Hashable, Sendable {
        /// What stands above the bar, outside the root.
        public var numerator: Polynomial
        /// What stands under the root.
        public var radicand: Polynomial?
        /// What stands below the bar.
        public var denominator: Polynomial

        /// The bound as a polynomial where the division leaves nothing over.
        public var polynomial: Polynomial? { radicand == nil ? numerator.divided(by: denominator) : nil }
    }

    /// nil when the inequality is of degree above 2 in the variable, or when a sign that decides it depends on how
    /// large the other sizes are.
    public init?(_ smaller: Polynomial, isBelow larger: Polynomial, for variable: String) {
        let factor = Polynomial.commonContent(smaller, larger)
        guard let left = smaller.divided(by: factor), let right = larger.divided(by: factor) else { return nil }
        self.smaller = smaller
        self.larger = larger
        self.variable = variable
        self.factor = factor
        sides = (left, right)
        // A factor that the difference alone has does not change its sign.
        let difference = right - left
        let rest = difference.isZero ? difference : difference.divided(by: difference.content) ?? difference
        let powers = rest.coefficients(in: variable)
        let signs = powers.map(\.sign)
        guard !difference.isZero, signs.contains(where: { $0 != .zero }) else {
            isolated = nil
            answer = .never
            return
        }
        if signs.allSatisfy({ $0 == .positive || $0 == .zero }) {
            isolated = nil
            answer = .always
            return
        }
        if signs.allSatisfy({ $0 == .negative || $0 == .zero }) {
            isolated = nil
            answer = .never
            return
        }
        switch (powers.count, signs.last) {
        case (2, .positive?):
            isolated = (powers[1], -powers[0])
            answer = .above(Bound(numerator: -powers[0], radicand: nil, denominator: powers[1]))
        case (2, .negative?):
            isolated = (-powers[1], powers[0])
            answer = .below(Bound(numerator: powers[0], radicand: nil, denominator: -powers[1]))
        // The roots have different signs, and only the positive one is a size.
        case (3, .positive?) where signs[0] == .negative:
            isolated = nil
            answer = .above(Self.positiveRoot(powers))
        case (3, .negative?) where signs[0] == .positive:
            isolated = nil
            answer = .below(Self.positiveRoot(powers.map { -$0 }))
        default:
            guard let spans = Self.spans(powers) else { return nil }
            isolated = nil
            answer = spans.isEmpty ? .never : spans == [Span(from: 1, to: nil)] ? .always : .within(spans)
        }
    }

    /// For which whole numbers from 1 on a polynomial with known coefficients is positive; nil when it has others, or
    /// when too many numbers would have to be tried.
    ///
    /// Beyond Cauchy's bound, 1 + max |c_i|/|c_n|, it has the sign of its leading coefficient; up to there every number is
    /// tried.
    private static func spans(_ powers: [Polynomial]) -> [Span]? {
        let known = powers.compactMap(\.constant)
        guard known.count == powers.count, let leading = known.last, !leading.isZero else { return nil }
        let ratios = known.dropLast().compactMap { $0.magnitude.divided(by: leading.magnitude) }
        guard let bound = Int(exactly: (ratios.max() ?? 0).floor), bound < mostTried else { return nil }
        var spans: [Span] = []
        for n in 1...bound + 2 {
            let value = known.reversed().reduce(Rational(0)) { $0 * Rational(n) + $1 }
            guard value.signum() > 0 else { continue }
            if let last = spans.last?.to, last == Integer(n - 1) {
                spans[spans.count - 1].to = Integer(n)
            } else {
                spans.append(Span(from: Integer(n), to: Integer(n)))
            }
        }
        if leading.signum() > 0, !spans.isEmpty { spans[spans.count - 1].to = nil }
        return spans
    }

    private static let mostTried = 100_000

    /// (−b + √(b² − 4 a c))/(2 a) for a > 0 > c.
    private static func positiveRoot(_ powers: [Polynomial]) -> Bound {
        let (c, b, a) = (powers[0], powers[1], powers[2])
        return Bound(numerator: -b, radicand: b * b - 4 * a * c, denominator: 2 * a)
    }

    /// Equal when the question and the answer are.
    public static func == (a: Crossover, b: Crossover) -> Bool {
        a.smaller == b.smaller && a.larger == b.larger && a.variable == b.variable && a.answer == b.answer
    }

    /// Hashes the question.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(smaller)
        hasher.combine(larger)
        hasher.combine(variable)
    }
}

extension Crossover.Answer {
    /// The whole numbers for which it holds, where the bound is a known number; nil otherwise.
    ///
    /// - Returns: the largest one below, or the smallest one above.
    public var wholeNumber: Integer? {
        switch self {
        case .always, .never, .within: return nil
        case .below(let bound): return bound.floor.map { $0.isExact ? $0.value - 1 : $0.value }
        case .above(let bound): return bound.floor.map { $0.value + 1 }
        }
    }
}

extension Crossover.Bound {
    /// The largest whole number that is not above the bound, and whether it is the bound itself.
    fileprivate var floor: (value: Integer, isExact: Bool)? {
        guard let p = numerator.constant, let q = denominator.constant else { return nil }
        guard let radicand else {
            guard let value = p.divided(by: q) else { return nil }
            return (value.floor, value.isInteger)
        }
        guard let r = radicand.constant, r.signum() >= 0 else { return nil }
        if let root = r.exactSquareRoot {
            guard let value = (p + root).divided(by: q) else { return nil }
            return (value.floor, value.isInteger)
        }
        // √r = √(r m²)/m lies between two neighbours of whole numbers; more digits until both give one floor.
        var scale = Integer(1)
        for _ in 0..<64 {
            let scaled = (r * Rational(scale * scale)).floor
            guard let (root, _) = scaled.rootAndRemainder(degree: 2), let low = Rational(root, over: scale),
                let high = Rational(root + 1, over: scale), let from = (p + low).divided(by: q),
                let to = (p + high).divided(by: q)
            else { return nil }
            if from.floor == to.floor { return (from.floor, false) }
            scale = scale * 1024
        }
        return nil
    }
}

extension Polynomial {
    /// What is known of the sign where all sizes are positive whole numbers.
    public enum Sign: Hashable, Sendable { case positive, negative, zero, depends }

    /// Decided by the coefficients in `size − 1`: when all are positive, so is the value from 1 on.
    public var sign: Sign {
        if isZero { return .zero }
        // Larger ones than any layer has would take long to expand.
        guard terms.allSatisfy({ $0.monomial.degree <= 12 }) else { return .depends }
        var shifted = Polynomial(0)
        for term in terms {
            var product = Polynomial(term.coefficient)
            for (name, exponent) in term.monomial.factors {
                for _ in 0..<exponent { product = product * (Polynomial(name) + 1) }
            }
            shifted = shifted + product
        }
        let signs = Set(shifted.terms.map { $0.coefficient.signum() })
        let constant = shifted.terms.last.map { $0.monomial.degree == 0 ? $0.coefficient.signum() : 0 } ?? 0
        if signs == [1] && constant == 1 { return .positive }
        if signs == [-1] && constant == -1 { return .negative }
        return .depends
    }

    /// The largest monomial with a coefficient that divides every term of both.
    static func commonContent(_ a: Polynomial, _ b: Polynomial) -> Polynomial {
        if a.isZero { return b.content }
        if b.isZero { return a.content }
        // A name that occurs in neither keeps the terms apart.
        return (a + b * Polynomial(" ")).content
    }
}

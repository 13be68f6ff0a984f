import Numbers
import Rationals

extension Formula {
    /// The exact number as it is written on a page: always possible, in the order in which the computation met its
    /// terms, nothing simplified that the number itself has not simplified.
    ///
    /// Every part is one quotient over a common denominator, `(1 + √3)/2` and `3√3/2`; coefficients of sums in a
    /// denominator are cleared as well.
    ///
    /// Law: `Number(Formula(n)) == n`.
    ///
    ///     let score = try Number(9).divided(by: Number(12).raised(to: Rational(1, over: 2)!))
    ///     print(Formula(score).plain)    // 3√3/2
    public init(_ number: Number) {
        var spelling = NumberSpelling()
        self = spelling.formula(of: number)
    }

    /// The formulas of many numbers of one calculation, as `Formula(number)` makes them one by one, in less time
    /// where they share exponentials and denominators.
    public static func formulas(of numbers: [Number]) -> [Formula] {
        var spelling = NumberSpelling()
        return numbers.map { spelling.formula(of: $0) }
    }

    /// `7`, `-3/4` with the sign in front of the quotient.
    public init(_ rational: Rational) {
        let magnitude = Formula.positive(rational.magnitude)
        self = rational.signum() < 0 ? Formula(.negative(magnitude)) : magnitude
    }

    private static func positive(_ value: Rational) -> Formula {
        if value.isInteger { return Formula(value.numerator) }
        return Formula(.quotient(Formula(value.numerator), Formula(value.denominator)))
    }

    /// A whole number; a negative one is a literal with a sign.
    init(_ value: Integer) {
        if let small = Int(exactly: value), Self.smallNumbers.indices.contains(small) {
            self = Self.smallNumbers[small]
        } else {
            self.init(.number(Literal(value: Rational(value), spelling: value.description)))
        }
    }

    /// Most coefficients on a page are among these; sharing them spares an allocation each.
    private static let smallNumbers = (0...32).map { Formula($0) }

    /// A surd as one quotient: `3√3/2`, `(1 + √2)/3`.
    public init(_ surd: Surd) {
        var spelling = NumberSpelling()
        self = spelling.formula(of: surd)
    }
}

import Rationals

/// A floating-point run together with a proven bound on its distance from the exact result.
/// ```
/// |value − exact| ≤ bound
/// ```
/// The value takes exactly the steps of the `Run` conformance, so it is bit for bit what a plain run gives. The bound
/// knows nothing of the exact result: it adds up, rounded upwards, what every step does to the errors of its operands
/// and what rounding the step itself adds. Rounding errors of sums and products are computed exactly (two-sum, fused
/// multiply-add), so a run that rounds nowhere has the bound 0; elementary functions are correctly rounded and add half
/// a unit in the last place.
///
/// Source: N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.3 (running error analysis),
/// section 4.3 (two-sum).
public struct RunningErrorBound<Run: RoundedFloatingPoint>: Sendable {
    /// What the plain run gives, bit for bit.
    public let value: Run
    /// Never negative; infinite when nothing is known.
    public let bound: Double

    init(_ value: Run, bound: Double) {
        self.value = value
        self.bound = bound.isNaN || !value.isFinite ? .infinity : bound
    }

    /// A value that is exactly the number meant.
    init(exactly value: Run) { self.init(value, bound: 0) }

    /// The bound in units in the last place of the value.
    public var boundInUnitsOfLastPlace: Double {
        bound == 0 ? 0 : (bound / Double(value.ulp)).nextUp
    }
}

/// The bound on a `Double` run.
public typealias RunningError = RunningErrorBound<Double>
/// The bound on a `Float` run.
public typealias RunningErrorOfFloat = RunningErrorBound<Float>

/// Upward rounded arithmetic on bounds, in which exact zeros stay zero.
///
/// All operands are ≥ 0.
enum Upward {
    static func sum(_ a: Double, _ b: Double) -> Double { a == 0 ? b : b == 0 ? a : (a + b).nextUp }
    static func product(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : (a * b).nextUp }
    static func quotient(_ a: Double, _ b: Double) -> Double { a == 0 ? 0 : b <= 0 ? .infinity : (a / b).nextUp }
    /// Not above the exact difference.
    static func differenceBelow(_ a: Double, _ b: Double) -> Double { b == 0 ? a : (a - b).nextDown }
}

extension RunningErrorBound {
    private var magnitude: Double { Double(value.magnitude) }

    /// Half a unit in the last place, which bounds the rounding error of a correctly rounded result.
    ///
    /// Below the normal range the unit no longer shrinks; half of the least `Double` is brought up to it.
    private static func halfUnit(_ value: Run) -> Double {
        max(Double(value.ulp) / 2, Double.leastNonzeroMagnitude)
    }

    /// Whether residuals of products of this size are computed without underflow.
    private static func isResidualExact(_ value: Run) -> Bool {
        value.isFinite && value.magnitude >= Run.leastNormalMagnitude / Run.ulpOfOne / Run.ulpOfOne
    }

    /// The sum of the run, its errors and the exact rounding error added up.
    public static func + (a: Self, b: Self) -> Self {
        let sum = a.value + b.value
        // Two-sum: the rounding error of an addition is a floating-point number, found by these six operations.
        let part = sum - a.value
        let rounding = (a.value - (sum - part)) + (b.value - part)
        return Self(sum, bound: Upward.sum(Upward.sum(a.bound, b.bound), Double(rounding.magnitude)))
    }

    /// The negative, which is exact.
    public static prefix func - (a: Self) -> Self { Self(-a.value, bound: a.bound) }

    /// The difference of the run, bounded like the sum.
    public static func - (a: Self, b: Self) -> Self {
        let difference = a.value - b.value
        let negated = a + -b
        // a − b and a + (−b) round alike, only the sign of a zero may differ.
        return Self(difference, bound: negated.bound)
    }

    /// The product of the run; the rounding error comes from a fused multiply-add.
    public static func * (a: Self, b: Self) -> Self {
        let product = a.value * b.value
        var bound = Upward.sum(Upward.product(a.magnitude, b.bound), Upward.product(b.magnitude, a.bound))
        bound = Upward.sum(bound, Upward.product(a.bound, b.bound))
        let rounding: Double
        if a.value == 0 || b.value == 0 {
            rounding = 0
        } else if isResidualExact(product) {
            rounding = Double((-product).addingProduct(a.value, b.value).magnitude)
        } else {
            rounding = halfUnit(product)
        }
        return Self(product, bound: Upward.sum(bound, rounding))
    }

    /// |a/b − â/b̂| ≤ (e_a + |â/b̂|·e_b) / (|b̂| − e_b), and what rounding adds.
    public func divided(by divisor: Self) throws -> Self {
        let quotient = try value.divided(by: divisor.value)
        let least = Upward.differenceBelow(divisor.magnitude, divisor.bound)
        let rounding: Double
        if value == 0 {
            rounding = 0
        } else if Self.isResidualExact(quotient), Self.isResidualExact(value) {
            let residual = value.addingProduct(-quotient, divisor.value)
            rounding = Upward.quotient(Double(residual.magnitude), divisor.magnitude)
        } else {
            rounding = Self.halfUnit(quotient)
        }
        let largest = Upward.sum(Double(quotient.magnitude), rounding)
        let spread = Upward.sum(bound, Upward.product(largest, divisor.bound))
        return Self(quotient, bound: Upward.sum(Upward.quotient(spread, spread == 0 ? 1 : least), rounding))
    }

    /// The order of the run where the bounds prove that the exact values stand likewise.
    ///
    /// - Throws: `undecided(.order)` where they do not.
    public static func order(_ a: Self, _ b: Self) throws -> Order {
        let order = try Run.order(a.value, b.value)
        let spread = Upward.sum(a.bound, b.bound)
        if spread == 0 { return order }
        let gap = (Double(a.value) - Double(b.value)).magnitude.nextDown
        if gap > spread { return order }
        throw NumberError.undecided(Undecided(.order, precision: Run.precision))
    }
}

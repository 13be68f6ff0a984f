import CMPFR
import Rationals

extension RunningErrorBound: Scalar {
    /// The nearest value; half a unit in the last place unless it is exact.
    public init(_ value: Number) throws {
        let nearest = try Run(value)
        if let rational = value.rational, nearest.isFinite, Rational(exactly: Double(nearest)) == rational {
            self.init(exactly: nearest)
        } else {
            self.init(nearest, bound: max(Double(nearest.ulp) / 2, .leastNonzeroMagnitude))
        }
    }

    /// The power of the run, with the width of the exact power over every possible argument.
    public func raised(to exponent: Rational) throws -> Self {
        try rounded(value.raised(to: exponent)) { enclosure in
            // The exact radicand has the root, so what its interval holds below zero is not the radicand.
            let radicand = exponent.denominator.isOdd ? enclosure : enclosure.rectified()
            return try radicand.raised(to: exponent)
        }
    }

    /// The function of the run, with the width of its image over every possible argument.
    public func applying(_ function: ElementaryFunction) throws -> Self {
        switch function {
        case .absoluteValue, .rectifier:
            // |f(x) − f(y)| ≤ |x − y|, and no rounding.
            return Self(try value.applying(function), bound: bound)
        case .logistic:
            let result = try Self(exactly: 1).divided(by: Self(exactly: 1) + (-self).applying(.exponential))
            if result.bound.isFinite { return result.withinUnitInterval }
            // e^(−x) overflowed: the exact value is below 1/(1 + greatest finite) at the upper end of the argument.
            return Self(result.value, bound: try distance(from: result.value) { $0.logistic() }).withinUnitInterval
        case .logarithm:
            return try rounded(value.applying(function)) { enclosure in
                if enclosure.sign == 1 { return try enclosure.applying(function) }
                return .unbounded(precision: enclosure.precision)
            }
        case .exponential where bound <= 1: return try exponential()
        case .exponential, .hyperbolicTangent, .hyperbolicSine, .hyperbolicCosine, .sine, .cosine, .errorFunction:
            return try rounded(value.applying(function)) { try $0.applying(function) }
        }
    }

    /// |e^x − e^y| ≤ e^y (e^b − 1) ≤ e^y (b + b²) for |x − y| ≤ b ≤ 1: nearly all of a softmax needs no enclosure.
    private func exponential() throws -> Self {
        let result = try value.applying(.exponential)
        // The power of a number other than 0 is transcendental, so it is never hit.
        let rounding = value == 0 ? 0 : max(Double(result.ulp) / 2, .leastNonzeroMagnitude)
        let largest = Upward.sum(Double(result), rounding)
        let spread = Upward.sum(bound, Upward.product(bound, bound))
        return Self(result, bound: Upward.sum(Upward.product(largest, spread), rounding))
    }

    /// The softmax of the run, step by step as ``RoundedFloatingPoint`` takes it.
    public static func softmax(_ scores: [Self?], base: Rational?) throws -> [Self] {
        let present = scores.compactMap { $0 }
        guard let first = present.first else { throw NumberError.hasNoValue(.emptySoftmax) }
        if present.contains(where: \.value.isNaN) { throw NumberError.hasNoValue(.notANumber) }
        // Softmax does not change when one number is subtracted from every score: whichever was taken for the maximum,
        // it is exact.
        let maximum = Self(exactly: present.dropFirst().reduce(first.value) { $1.value > $0 ? $1.value : $0 })
        let scale = try Run.logarithm(ofBase: base).map { Self($0, bound: Double($0.ulp) / 2) }
        let powers = try scores.map { score in
            try score.map { score in
                let shifted = score - maximum
                return try (scale.map { shifted * $0 } ?? shifted).applying(.exponential)
            }
        }
        var sum = Self(exactly: 0)
        for power in powers { if let power { sum = sum + power } }
        return try powers.map { try $0?.divided(by: sum).withinUnitInterval ?? Self(exactly: 0) }
    }

    /// The matrix product of the run, sums in the order of the inner index.
    public static func matrixProduct(
        _ a: [Self], _ b: [Self], rows: Int, inner: Int, columns: Int
    ) throws -> [Self] {
        try Number.requireShape(a.count, b.count, rows: rows, inner: inner, columns: columns)
        var result: [Self] = []
        result.reserveCapacity(rows * columns)
        for i in 0..<rows {
            for j in 0..<columns {
                var sum = Self(exactly: 0)
                for k in 0..<inner { sum = sum + a[i * inner + k] * b[k * columns + j] }
                result.append(sum)
            }
        }
        return result
    }

    /// The exact result lies in [0, 1], and so does the value.
    private var withinUnitInterval: Self {
        let value = Double(value)
        guard value >= 0, value <= 1 else { return self }
        return Self(self.value, bound: min(bound, max(value, (1 - value).nextUp)))
    }

    /// Every number that the exact argument can be.
    private var argument: Enclosure {
        Enclosure(precision: 96) { lower, upper in
            mpfr_set_d(lower, Double(value), MPFR_RNDD)
            mpfr_set_d(upper, Double(value), MPFR_RNDU)
            mpfr_sub_d(lower, lower, bound, MPFR_RNDD)
            mpfr_add_d(upper, upper, bound, MPFR_RNDU)
        }
    }

    /// A correctly rounded function of the value: the bound is half a unit for rounding plus the width of the function
    /// over every argument possible, which holds both f(value) and the exact result.
    private func rounded(_ result: Run, _ function: (Enclosure) throws -> Enclosure) throws -> Self {
        let image = try function(argument)
        let width = Bounds(precision: 53) { _, width in
            mpfr_sub(width, image.bounds.upper, image.bounds.lower, MPFR_RNDU)
        }
        let spread = mpfr_get_d(width.upper, MPFR_RNDU)
        // A point image (e^0, √4 …) that the result hits is not rounded at all.
        let isExact = spread == 0 && mpfr_cmp_d(image.bounds.lower, Double(result)) == 0
        return Self(
            result, bound: isExact ? 0 : Upward.sum(spread, max(Double(result.ulp) / 2, .leastNonzeroMagnitude)))
    }

    private func distance(from result: Run, _ function: (Enclosure) -> Enclosure) throws -> Double {
        let image = function(argument)
        let distance = Bounds(precision: 53) { below, above in
            mpfr_d_sub(below, Double(result), image.bounds.lower, MPFR_RNDU)
            mpfr_sub_d(above, image.bounds.upper, Double(result), MPFR_RNDU)
        }
        return max(mpfr_get_d(distance.lower, MPFR_RNDU), mpfr_get_d(distance.upper, MPFR_RNDU), 0)
    }
}

extension RunningErrorBound: CustomStringConvertible {
    /// The value and its bound: `0.1 ± 6.938893903907228e-18`.
    public var description: String { "\(value) ± \(bound)" }
}

import Rationals

extension Enclosure: Scalar {
    /// Bits of an enclosure made from a number without saying how many.
    ///
    /// Operations keep the precision they find.
    @TaskLocal public static var workingPrecision = 128

    /// An enclosure at ``workingPrecision``.
    public init(_ value: Number) throws {
        self = try value.enclosure(precision: Enclosure.workingPrecision)
    }

    /// - Throws: `hasNoValue(.divisionByZero)` for zero, `undecided(.sign)` for an interval around zero.
    public func divided(by divisor: Enclosure) throws -> Enclosure {
        if let quotient = quotient(by: divisor) { return quotient }
        throw divisor.sign == 0
            ? NumberError.hasNoValue(.divisionByZero)
            : NumberError.undecided(Undecided(.sign, precision: precision))
    }

    /// The real power.
    ///
    /// - Throws: `hasNoValue`; `undecided(.sign)` for even roots of intervals that reach below zero.
    public func raised(to exponent: Rational) throws -> Enclosure {
        guard let power = Int(exactly: Rational(exponent.numerator)),
            let degree = Int(exactly: Rational(exponent.denominator)), power.magnitude <= 1 << 30, degree <= 1 << 30
        else { throw NumberError.tooLarge(.integerBits(30)) }
        guard let root = root(degree: degree) else {
            throw sign == -1
                ? NumberError.hasNoValue(.evenRootOfNegative)
                : NumberError.undecided(Undecided(.sign, precision: precision))
        }
        if let result = root.raised(toWhole: power) { return result }
        throw root.sign == 0
            ? NumberError.hasNoValue(.negativePowerOfZero)
            : NumberError.undecided(Undecided(.sign, precision: precision))
    }

    /// The image of the interval.
    ///
    /// - Throws: `hasNoValue`; `undecided(.sign)` for the logarithm of an interval around zero.
    public func applying(_ function: ElementaryFunction) throws -> Enclosure {
        switch function {
        case .exponential: return exponential()
        case .logarithm:
            if let result = logarithm() { return result }
            throw sign == nil
                ? NumberError.undecided(Undecided(.sign, precision: precision))
                : NumberError.hasNoValue(.logarithmOfNonPositive)
        case .hyperbolicTangent: return hyperbolicTangent()
        case .hyperbolicSine: return hyperbolicSine()
        case .hyperbolicCosine: return hyperbolicCosine()
        case .logistic: return logistic()
        case .sine: return sine()
        case .cosine: return cosine()
        case .errorFunction: return errorFunction()
        case .absoluteValue: return absoluteValue()
        case .rectifier: return rectified()
        }
    }

    /// - Throws: `undecided(.order)` for intervals that overlap, unless both are the same single number.
    public static func order(_ a: Enclosure, _ b: Enclosure) throws -> Order {
        switch (a - b).sign {
        case -1: return .less
        case 0: return .equal
        case 1: return .greater
        default: throw NumberError.undecided(Undecided(.order, precision: max(a.precision, b.precision)))
        }
    }

    /// Shifts by the lower end of one score, which is a number and not an interval, so that nothing overflows.
    public static func softmax(_ scores: [Enclosure?], base: Rational?) throws -> [Enclosure] {
        guard let first = scores.compactMap(\.self).first else { throw NumberError.hasNoValue(.emptySoftmax) }
        let shift = first.atLowerEnd
        var scale: Enclosure?
        if let base {
            guard base.signum() > 0 else { throw NumberError.hasNoValue(.baseNotPositive) }
            scale = Enclosure(base, precision: first.precision).logarithm()
        }
        let powers = scores.map { score in
            score.map { score in
                let shifted = score - shift
                return (scale.map { shifted * $0 } ?? shifted).exponential()
            }
        }
        let zero = Enclosure(0, precision: first.precision)
        let total = powers.reduce(zero) { $0 + ($1 ?? zero) }
        return try powers.map { try $0?.divided(by: total) ?? zero }
    }

    /// The product of matrices of intervals, row by row.
    public static func matrixProduct(
        _ a: [Enclosure], _ b: [Enclosure], rows: Int, inner: Int, columns: Int
    ) throws -> [Enclosure] {
        try Number.requireShape(a.count, b.count, rows: rows, inner: inner, columns: columns)
        var result: [Enclosure] = []
        result.reserveCapacity(rows * columns)
        for i in 0..<rows {
            for j in 0..<columns {
                var sum: Enclosure?
                for k in 0..<inner {
                    let product = a[i * inner + k] * b[k * columns + j]
                    sum = sum.map { $0 + product } ?? product
                }
                result.append(sum ?? Enclosure(0, precision: Enclosure.workingPrecision))
            }
        }
        return result
    }
}

extension Enclosure: CustomStringConvertible {
    /// Both ends as doubles, outwards: `[0.3333333333333333, 0.33333333333333337]`.
    public var description: String {
        let ends = doubleBounds
        return "[\(ends.lowerBound), \(ends.upperBound)]"
    }
}

extension Number {
    /// An interval that contains the number, evaluated at the given precision.
    ///
    /// How narrow it is depends on what cancels; refine by asking for more.
    /// - Throws: `tooLarge`, the refusal of a refused number.
    public func enclosure(precision: Int) throws -> Enclosure {
        let limit = Limits.current.precision
        if precision > limit { throw NumberError.tooLarge(.precision(limit)) }
        let table = EnclosureTable(precision: max(precision, 2))
        let result = table.enclosure(of: try checked())
        if let refusal = table.refusal { throw refusal }
        return result
    }
}

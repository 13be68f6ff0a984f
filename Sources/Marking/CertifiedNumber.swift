import Graphs
import Numbers
import Rationals

/// A number with rationals proved to lie on either side of it, so that most questions about it cost a comparison.
struct CertifiedNumber: Sendable {
    let number: Number
    /// nil where the number is too large or too small to be written down.
    let bounds: ClosedRange<Rational>?

    /// Digits of the bounds: more than anybody writes by hand.
    static let digits = 40

    init(_ number: Number, bounds: ClosedRange<Rational>?) {
        self.number = number
        self.bounds = bounds
    }

    init(_ number: Number) {
        self.init(number, decimal: try? number.decimal(significantDigits: Self.digits))
    }

    private init(_ number: Number, decimal: Decimal?) {
        self.number = number
        if let rational = number.rational {
            bounds = rational...rational
        } else if let decimal, let value = decimal.rational,
            let unit = Rational.powerOfTen(decimal.exponent + 1 - Self.digits)
        {
            // A correctly rounded decimal is at most half a unit off; a whole one needs no thought about ties.
            bounds = value - unit...value + unit
        } else {
            bounds = nil
        }
    }

    /// Every entry of a value; what entries share is worked out once.
    static func all(of tensor: Tensor<Number>) -> Tensor<CertifiedNumber> {
        if let decimals = try? Number.decimals(of: tensor.elements, significantDigits: digits),
            let paired = Tensor(
                shape: tensor.shape, elements: zip(tensor.elements, decimals).map { CertifiedNumber($0, decimal: $1) })
        {
            return paired
        }
        return tensor.map { CertifiedNumber($0) }
    }

    /// How the number stands to a rational: by its bounds, and by proof where they do not tell.
    ///
    /// - Throws: `NumberError` when it cannot be decided.
    func order(to rational: Rational) throws -> Order {
        if let bounds {
            if rational < bounds.lowerBound { return .greater }
            if rational > bounds.upperBound { return .less }
        }
        return try Number.order(number, Number(rational))
    }

    /// Whether it is a certain other number.
    ///
    /// - Throws: `NumberError.undecided` when neither was shown.
    func equals(_ other: CertifiedNumber) throws -> Bool {
        if let bounds, let others = other.bounds, !bounds.overlaps(others) { return false }
        switch Number.equality(number, other.number) {
        case .equal: return true
        case .different: return false
        case .undecided:
            throw NumberError.undecided(Undecided(.equality, precision: Limits.current.undecidedPrecision))
        }
    }
}

import Rationals

extension Number {
    /// Whether two numbers are equal.
    ///
    /// `equal` and `different` are proofs.
    ///
    /// Without atoms the answer is never `undecided` (short of the limits on terms). The proof is the normal form: one
    /// common factor c·e^α of numerators and denominators is tried first, then denominators are multiplied out and
    /// terms collected by their exponents. Cost follows the number of terms, not the size of exponents.
    ///
    ///     let half = Number(Rational(1, over: 2)!)
    ///     print(Number.equality(try half.applying(.hyperbolicTangent), half))    // different
    public static func equality(_ a: Number, _ b: Number) -> Equality {
        EqualityProof().answer(a, b)
    }

    /// Whether this equals another number; see ``equality(_:_:)``.
    public func equals(_ other: Number) -> Equality { Number.equality(self, other) }

    /// How two numbers stand to each other.
    /// - Throws: `undecided` when enclosures still overlap at the largest precision tried and no proof of equality was
    ///   found; the refusal of a refused number.
    public static func order(_ a: Number, _ b: Number) throws -> Order {
        if let x = a.rational, let y = b.rational { return x < y ? .less : x == y ? .equal : .greater }
        if a == b { return .equal }
        switch try (a - b).sign() {
        case -1: return .less
        case 0: return .equal
        default: return .greater
        }
    }

    /// −1, 0 or 1.
    public func sign() throws -> Int {
        switch storage {
        case .rational(let value): return value.signum()
        case .refused(let error): throw error
        case .sum: break
        }
        if isManifestlyPositive { return 1 }
        if (-self).isManifestlyPositive { return -1 }
        if let sign = EnclosureTable(precision: 128).enclosure(of: self).sign { return sign }
        let answer = Number.equality(self, 0)
        if answer == .equal { return 0 }
        let limits = Limits.current
        let last = answer == .different ? limits.refinement : limits.undecidedPrecision
        var precision = 256
        while precision <= last {
            if let sign = EnclosureTable(precision: precision).enclosure(of: self).sign { return sign }
            precision *= 2
        }
        throw answer == .different
            ? NumberError.tooLarge(.precision(last)) : NumberError.undecided(Undecided(.order, precision: last))
    }
}

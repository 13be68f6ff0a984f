import Rationals

extension Number {
    /// The exact sum.
    public static func + (a: Number, b: Number) -> Number {
        switch (a.storage, b.storage) {
        case (.rational(let x), .rational(let y)):
            return Number(x + y)
        case (.refused, _):
            return a
        case (_, .refused):
            return b
        case (.rational(let x), _) where x.isZero:
            return b
        case (_, .rational(let y)) where y.isZero:
            return a
        case (.rational, _), (.sum, _):
            return Number(summing: a.parts + b.parts)
        }
    }

    /// The exact difference.
    public static func - (a: Number, b: Number) -> Number {
        if case .rational(let x) = a.storage, case .rational(let y) = b.storage { return Number(x - y) }
        return a + -b
    }

    /// The exact negative.
    public static prefix func - (a: Number) -> Number { a.scaled(by: -1) }

    /// The exact product.
    public static func * (a: Number, b: Number) -> Number {
        switch (a.storage, b.storage) {
        case (.rational(let x), .rational(let y)):
            return Number(x * y)
        case (.refused, _):
            return a
        case (_, .refused):
            return b
        case (.rational(let x), .sum):
            return b.scaled(by: x)
        case (.sum, .rational(let y)):
            return a.scaled(by: y)
        case (.sum(let x), .sum(let y)):
            do {
                return try product(Array(x.parts), Array(y.parts))
            } catch let error as NumberError {
                return Number(refused: error)
            } catch {
                return Number(refused: .tooLarge(.terms(Limits.current.terms)))
            }
        }
    }

    /// A rational multiple.
    ///
    /// Its form is already canonical.
    func scaled(by factor: Rational) -> Number {
        switch storage {
        case .rational(let value):
            return Number(value * factor)
        case .refused:
            return self
        case .sum(let list):
            if factor.isZero { return 0 }
            if factor.isOne { return self }
            let parts = list.parts.map { Part($0.numerator.scaled(by: factor), $0.divisor) }
            if parts.contains(where: { $0.numerator.isBeyondLimit }) {
                return Number(refused: .veryLargeRational)
            }
            return Number(storage: .sum(PartList(parts)))
        }
    }

    private static func product(_ a: [Part], _ b: [Part]) throws -> Number {
        let limit = Limits.current.terms
        if a.count * b.count > limit { throw NumberError.tooLarge(.terms(limit)) }
        var products: [Part] = []
        products.reserveCapacity(a.count * b.count)
        for x in a {
            for y in b { products.append(try product(x, y)) }
        }
        return Number(summing: products)
    }

    private static func product(_ a: Part, _ b: Part) throws -> Part {
        // A numerator that is a multiple of a factor below the other bar cancels before anything is multiplied out.
        for (factor, _) in a.divisor.powers {
            if let ratio = b.numerator.ratio(to: factor.sum) {
                let rest = try Denominator.product(a.divisor.removing(factor), b.divisor)
                return Part(a.numerator.scaled(by: ratio), rest)
            }
        }
        for (factor, _) in b.divisor.powers {
            if let ratio = a.numerator.ratio(to: factor.sum) {
                let rest = try Denominator.product(a.divisor, b.divisor.removing(factor))
                return Part(b.numerator.scaled(by: ratio), rest)
            }
        }
        return Part(
            try ExponentialSum.product(a.numerator, b.numerator), try Denominator.product(a.divisor, b.divisor))
    }

    /// Adds exactly.
    public static func += (a: inout Number, b: Number) { a = a + b }
    /// Subtracts exactly.
    public static func -= (a: inout Number, b: Number) { a = a - b }
    /// Multiplies exactly.
    public static func *= (a: inout Number, b: Number) { a = a * b }
}

import Rationals

/// An exact real number.
///
/// A rational, or a sum of quotients of exponential sums:
/// ```
/// Σ numerator / Π factor^power
/// ```
/// Numbers made of rationals, radicals, e^(algebraic), cos and sin of algebraic numbers and quotients of such are
/// *decided*: equality and order are theorems. Above that, opaque atoms (√F, e^F, ln F, erf F …) make `undecided`
/// possible, see ``Equality``.
///
/// `==` and hashing compare the canonical form, structurally, and never search; two numbers that are `==` are equal,
/// but equal numbers can have different forms. Ask ``equality(_:_:)`` for the number itself.
///
/// Arithmetic operators do not throw. When one runs into a limit, the result is a refused number: every operation on it
/// is refused too, and every operation that can throw reports the reason. ``checked()`` asks for it directly.
///
///     let third = Number(Rational(1, over: 3)!)
///     print(third + third)    // 2/3
public struct Number: Sendable {
    enum Storage: Sendable {
        case rational(Rational)
        case sum(PartList)
        case refused(NumberError)
    }

    /// At least one part; parts have distinct denominators and nonzero numerators.
    ///
    /// Nearly always there is one: it lies in the object itself, not in an array.
    final class PartList: Sendable {
        private let first: Part
        private let others: [Part]

        init(_ part: Part) {
            first = part
            others = []
        }

        init(_ parts: [Part]) {
            first = parts.first ?? Part(.zero)
            others = parts.count > 1 ? Array(parts.dropFirst()) : []
        }

        var parts: Parts { Parts(list: self) }

        struct Parts: RandomAccessCollection {
            let list: PartList

            var startIndex: Int { 0 }
            var endIndex: Int { list.others.count + 1 }
            subscript(position: Int) -> Part { position == 0 ? list.first : list.others[position - 1] }
        }
    }

    let storage: Storage

    init(storage: Storage) { self.storage = storage }

    /// A rational number.
    public init(_ value: Rational) {
        if value.isVeryLarge {
            self.init(refused: .veryLargeRational)
        } else {
            self.init(storage: .rational(value))
        }
    }

    /// An integer.
    public init(_ value: Integer) { self.init(Rational(value)) }

    /// A sum of radicals.
    public init(_ value: Surd) { self.init(ExponentialSum(value)) }

    /// A number for which an operation was refused.
    init(refused error: NumberError) { self.init(storage: .refused(error)) }

    /// The number π, as an atom.
    public static let pi = Number(ExponentialSum(1, Monomial(atoms: [AtomPower(.pi, 1)])))

    /// One quotient: a numerator over a product of powers of factors.
    public struct Part: Sendable, Hashable {
        /// What stands above the bar.
        public let numerator: ExponentialSum
        let divisor: Denominator

        init(_ numerator: ExponentialSum, _ divisor: Denominator = .one) {
            self.numerator = numerator
            self.divisor = divisor
        }

        /// Distinct factors with their powers ≥ 1, in the order the computation made them; empty for 1.
        public var denominator: [DenominatorFactor] {
            divisor.powers.map { DenominatorFactor(factor: $0.factor.sum, power: $0.power) }
        }
    }

    /// A power of a factor of a denominator.
    public struct DenominatorFactor: Hashable, Sendable {
        /// A sum of at least one term, not zero.
        public let factor: ExponentialSum
        /// At least 1.
        public let power: Int
    }
}

extension Number: ExpressibleByIntegerLiteral {
    /// An integer.
    public init(integerLiteral value: Int) { self.init(Rational(value)) }
}

extension Number {
    /// The quotients whose sum this is, in the order in which the computation met them; none for zero.
    public var parts: [Part] {
        switch storage {
        case .rational(let value):
            return value.isZero ? [] : [Part(ExponentialSum(value))]
        case .sum(let list):
            return Array(list.parts)
        case .refused(let error):
            return [Part(ExponentialSum(1, Monomial(atoms: [AtomPower(.refused(error), 1)])))]
        }
    }

    /// The value when it is rational on the face of it.
    public var rational: Rational? {
        if case .rational(let value) = storage { value } else { nil }
    }

    /// The value as a surd, when it is a sum of radicals.
    public var surd: Surd? {
        switch storage {
        case .rational(let value):
            return Surd(value)
        case .sum(let list):
            guard list.parts.count == 1, list.parts[0].divisor.isOne else { return nil }
            return list.parts[0].numerator.surd
        case .refused:
            return nil
        }
    }

    /// Why the number was refused, if it was.
    public var refusal: NumberError? {
        if case .refused(let error) = storage { error } else { nil }
    }

    /// The number itself, or the error for which it was refused.
    public func checked() throws -> Number {
        if let refusal { throw refusal }
        return self
    }

    /// Whether opaque atoms occur in it, so that questions about it may stay undecided.
    public var hasAtoms: Bool {
        switch storage {
        case .rational: false
        case .sum(let list): list.parts.contains { $0.numerator.hasAtoms || $0.divisor.hasAtoms }
        case .refused: true
        }
    }

    /// How many atoms are nested inside one another.
    var depth: Int {
        switch storage {
        case .rational, .refused: 0
        case .sum(let list): list.parts.reduce(0) { max($0, $1.numerator.basis.depth, $1.divisor.depth) }
        }
    }

    /// Positive by its form alone.
    var isManifestlyPositive: Bool {
        switch storage {
        case .rational(let value): value.signum() > 0
        case .sum(let list):
            list.parts.allSatisfy { $0.numerator.isManifestlyPositive && $0.divisor.isManifestlyPositive }
        case .refused: false
        }
    }

    /// Terms in all numerators and denominators, a measure of cost.
    var termCount: Int {
        switch storage {
        case .rational, .refused: 1
        case .sum(let list):
            list.parts.reduce(0) { total, part in
                part.divisor.powers.reduce(total + part.numerator.termCount) { $0 + $1.factor.sum.termCount }
            }
        }
    }
}

extension Number: Hashable {
    /// Whether both have the same canonical form; see ``equality(_:_:)`` for equality of the numbers.
    public static func == (a: Number, b: Number) -> Bool {
        switch (a.storage, b.storage) {
        case (.rational(let x), .rational(let y)):
            return x == y
        case (.sum(let x), .sum(let y)):
            if x === y { return true }
            guard x.parts.count == y.parts.count else { return false }
            return x.parts.allSatisfy { part in
                y.parts.contains { $0.divisor == part.divisor && $0.numerator == part.numerator }
            }
        case (.refused(let x), .refused(let y)):
            return x == y
        case (.rational, _), (.sum, _), (.refused, _):
            return false
        }
    }

    /// Hashes the canonical form: terms and parts count, not their order.
    public func hash(into hasher: inout Hasher) {
        switch storage {
        case .rational(let value):
            hasher.combine(value)
        case .sum(let list):
            var sum = 0
            for part in list.parts { sum &+= part.hashValue }
            hasher.combine(sum)
        case .refused(let error):
            hasher.combine(error)
        }
    }
}

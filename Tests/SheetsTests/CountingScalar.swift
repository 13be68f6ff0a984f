import Graphs
import Numbers
import Rationals

/// How many operations were really performed.
final class Tally: @unchecked Sendable {
    var amounts: [OperationCount.Kind: Int] = [:]

    @TaskLocal static var current = Tally()

    static func count(_ kind: OperationCount.Kind) { current.amounts[kind, default: 0] += 1 }
}

/// A double that counts what is done with it: the cost model, performed.
///
/// Written from `Documentation/Costs.md`, not from the code that counts.
struct CountingScalar: Scalar {
    var value: Double

    init(_ number: Number) throws { value = try Double(number) }
    init(value: Double) { self.value = value }

    var description: String { "\(value)" }

    static func + (a: Self, b: Self) -> Self {
        Tally.count(.additions)
        return Self(value: a.value + b.value)
    }

    static func - (a: Self, b: Self) -> Self {
        Tally.count(.additions)
        return Self(value: a.value - b.value)
    }

    static func * (a: Self, b: Self) -> Self {
        Tally.count(.multiplications)
        return Self(value: a.value * b.value)
    }

    static prefix func - (a: Self) -> Self { Self(value: -a.value) }

    func divided(by divisor: Self) throws -> Self {
        Tally.count(.divisions)
        return Self(value: try value.divided(by: divisor.value))
    }

    func raised(to exponent: Rational) throws -> Self {
        Tally.count(.powers)
        return Self(value: try value.raised(to: exponent))
    }

    func applying(_ function: ElementaryFunction) throws -> Self {
        switch function {
        case .exponential: Tally.count(.exponentials)
        case .rectifier, .absoluteValue: Tally.count(.comparisons)
        default: Tally.count(.functions)
        }
        return Self(value: try value.applying(function))
    }

    static func order(_ a: Self, _ b: Self) throws -> Order {
        Tally.count(.comparisons)
        return try Double.order(a.value, b.value)
    }

    static func softmax(_ scores: [Self?], base: Rational?) throws -> [Self] {
        let powers = try scores.map { score -> Self? in
            guard let score else { return nil }
            Tally.count(.exponentials)
            return Self(value: try Double.softmax([score.value, 0], base: base)[0])
        }
        let present = powers.compactMap(\.self)
        let sum = present.dropFirst().reduce(present[0], +)
        return try powers.map { try $0?.divided(by: sum) ?? Self(value: 0) }
    }

    static func matrixProduct(_ a: [Self], _ b: [Self], rows: Int, inner: Int, columns: Int) throws -> [Self] {
        var result: [Self] = []
        for i in 0..<rows {
            for j in 0..<columns {
                let products = (0..<inner).map { a[i * inner + $0] * b[$0 * columns + j] }
                result.append(products.dropFirst().reduce(products[0], +))
            }
        }
        return result
    }
}

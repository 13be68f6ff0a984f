import Formulas
import Numbers
import Rationals

/// What one entry may be: finitely many different exact numbers, numbered from 0.
///
/// Ranges are kept by their ends, however many numbers lie between.
struct EntryValues: Sendable {
    /// How many there are, at least 1.
    let count: Integer
    private let kind: Kind
    /// The place of 0 among all, where it is left out.
    private let omitted: Integer?

    /// The closed list of sets.
    enum Kind: Sendable {
        /// (k + part) · unit for whole numbers k, counted in ascending order from `first`; the parts lie in 0..<1.
        case fractions(parts: [Rational], unit: Rational, first: Integer)
        /// k² for whole numbers k from `first` on.
        case squares(first: Integer)
        /// k · factor for whole numbers k from `first` on.
        case multiples(of: Number, spelling: String, first: Integer)
        case list([SpelledNumber])
    }

    /// A set of `count` numbers; nil when nothing is left of it.
    init?(_ kind: Kind, count: Integer, leavingOutZero: Bool = false) {
        self.kind = kind
        var zero: Integer?
        if leavingOutZero, let place = Self.place(of: 0, in: kind), place.signum() >= 0, place < count { zero = place }
        omitted = zero
        self.count = zero == nil ? count : count - 1
        guard self.count.signum() > 0 else { return nil }
    }

    /// All fractions from `lower` to `upper` that are `unit` times a whole number and one of the parts.
    static func fractions(
        parts: [Rational], unit: Rational, from lower: Rational, to upper: Rational, leavingOutZero: Bool
    ) -> EntryValues? {
        guard let start = lower.divided(by: unit), let end = upper.divided(by: unit) else { return nil }
        let size = Integer(parts.count)
        let first = start.floor * size + Integer(parts.count { $0 < start - Rational(start.floor) })
        let behind = end.floor * size + Integer(parts.count { $0 <= end - Rational(end.floor) })
        return EntryValues(
            .fractions(parts: parts, unit: unit, first: first), count: behind - first, leavingOutZero: leavingOutZero)
    }

    private func shifted(_ index: Integer) -> Integer {
        guard let omitted, index >= omitted else { return index }
        return index + 1
    }

    /// The number at a place, counted round and round.
    subscript(index: Integer) -> Number {
        let place = shifted(index.floorQuotientAndRemainder(dividingBy: count)?.remainder ?? 0)
        switch kind {
        case .fractions: return Number(rational(at: place))
        case .squares(let first): return Number((first + place) * (first + place))
        case .multiples(let factor, _, let first): return factor * Number(first + place)
        case .list(let numbers):
            guard let position = Int(exactly: place), numbers.indices.contains(position) else { return 0 }
            return numbers[position].value
        }
    }

    private func rational(at place: Integer) -> Rational {
        guard case .fractions(let parts, let unit, let first) = kind,
            let (whole, part) = (first + place).floorQuotientAndRemainder(dividingBy: Integer(parts.count)),
            let position = Int(exactly: part), parts.indices.contains(position)
        else { return 0 }
        return (Rational(whole) + parts[position]) * unit
    }

    /// The number at a place as a sheet has it: decimals for decimals, `ln(4)` for a logarithm.
    func text(at index: Integer) -> String {
        let place = shifted(index.floorQuotientAndRemainder(dividingBy: count)?.remainder ?? 0)
        switch kind {
        case .fractions(_, let unit, _):
            let value = rational(at: place)
            return unit.isInteger ? value.description : SpelledNumber.decimal(value, unit: unit)
        case .squares: return SpelledNumber.text(of: self[index])
        case .multiples(_, let spelling, let first):
            let factor = first + place
            if factor.isZero { return "0" }
            if factor.isOne { return spelling }
            return factor == -1 ? "-\(spelling)" : "\(factor) \(spelling)"
        case .list(let numbers):
            guard let position = Int(exactly: place), numbers.indices.contains(position) else { return "0" }
            return numbers[position].text
        }
    }

    /// The place of a number; nil when it is none of them, or when that cannot be decided.
    func index(of number: Number) -> Integer? {
        guard let place = Self.place(of: number, in: kind), place.signum() >= 0 else { return nil }
        guard let omitted else { return place < count ? place : nil }
        if place == omitted { return nil }
        let index = place < omitted ? place : place - 1
        return index < count ? index : nil
    }

    private static func place(of number: Number, in kind: Kind) -> Integer? {
        switch kind {
        case .fractions(let parts, let unit, let first):
            guard let quotient = number.rational?.divided(by: unit),
                let part = parts.firstIndex(of: quotient - Rational(quotient.floor))
            else { return nil }
            return quotient.floor * Integer(parts.count) + Integer(part) - first
        case .squares(let first): return number.rational?.exactSquareRoot?.integer.map { $0 - first }
        case .multiples(let factor, _, let first):
            return (try? number.divided(by: factor))?.rational?.integer.map { $0 - first }
        case .list(let numbers):
            return numbers.firstIndex { Number.equality($0.value, number) == .equal }.map { Integer($0) }
        }
    }
}

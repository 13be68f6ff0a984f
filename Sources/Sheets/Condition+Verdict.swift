import Formulas
public import Graphs
public import Numbers
import Rationals

extension Condition {
    /// What became of a condition.
    public enum Verdict: Sendable {
        /// It holds: a proof.
        case holds
        /// The first place where it does not hold: a proof as well.
        case fails(Failure)
        /// Neither was shown.
        case undecided(NumberError)
        /// A quantity that it speaks of has no value.
        case noValue
    }

    /// Why a condition does not hold.
    public struct Failure: Sendable {
        /// Index into `instances`; nil when it is required of one entry and none satisfies it.
        public let instance: Int?
        let fact: Fact

        /// Entries count from 0, row by row.
        enum Fact: Sendable {
            /// Side `side` and the next, at an entry.
            case comparison(side: Int, entry: Int, left: Number, right: Number)
            case equal(Place, Place, value: Number)
            case equalRows(Int, Int)
            case entry(Place, value: Number)
            case nowhere
        }

        /// An entry of an argument.
        struct Place: Sendable {
            var argument: Int
            var entry: Int
        }
    }

    /// Whether the condition is proved; what is undecided or without a value does not hold.
    public func holds(in trace: Trace<Number>) -> Bool {
        if case .holds = verdict(in: trace) { return true }
        return false
    }

    /// Decides the condition on the values of a trace of its computation.
    ///
    /// - Cost: one decision per entry, for `distinct` of numbers that are no fractions one per pair.
    public func verdict(in trace: Trace<Number>) -> Verdict {
        var tally = Tally(quantifier: quantifier)
        for (index, instance) in instances.enumerated() {
            var values: [Tensor<Number>] = []
            for node in instance.nodes {
                guard let value = trace[node] else { return .noValue }
                values.append(value)
            }
            tally.instance = index
            decide(values, &tally)
            if tally.isDecided { break }
        }
        return tally.verdict
    }

    /// The findings on the entries so far.
    struct Tally {
        let quantifier: Quantifier
        var instance = 0
        private var failure: Failure?
        private var doubt: NumberError?
        private var isShown = false

        init(quantifier: Quantifier) { self.quantifier = quantifier }

        var isDecided: Bool { quantifier == .all ? failure != nil : isShown }

        /// One thing that is asked; nil when it is so.
        mutating func ask(_ question: () throws -> Failure.Fact?) {
            guard !isDecided else { return }
            do {
                if let fact = try question() {
                    if failure == nil { failure = Failure(instance: instance, fact: fact) }
                } else {
                    isShown = true
                }
            } catch let error as NumberError {
                if doubt == nil { doubt = error }
            } catch {
                if doubt == nil { doubt = .undecided(Undecided(.equality, precision: 0)) }
            }
        }

        var verdict: Verdict {
            switch quantifier {
            case .all:
                if let failure { return .fails(failure) }
                return doubt.map { .undecided($0) } ?? .holds
            case .some:
                if isShown { return .holds }
                return doubt.map { .undecided($0) } ?? .fails(Failure(instance: nil, fact: .nowhere))
            }
        }
    }

    private func decide(_ values: [Tensor<Number>], _ tally: inout Tally) {
        switch kind {
        case .comparison(let relations):
            let entries = values.map(\.elements.count).max() ?? 0
            for entry in 0..<entries {
                tally.ask {
                    for (side, relation) in relations.enumerated() {
                        guard let left = Self.element(values[side], entry),
                            let right = Self.element(values[side + 1], entry)
                        else { continue }
                        if try !Claim.holds(left, relation, right) {
                            return .comparison(side: side, entry: entry, left: left, right: right)
                        }
                    }
                    return nil
                }
                if tally.isDecided { return }
            }
        case .denominators(let relation):
            guard let value = values.first, let bound = values.last?.elements.first else { return }
            eachEntry([value], &tally) { try Self.denominator(of: $0, relation, bound) }
        case .predicate(let predicate): decide(predicate, values, &tally)
        }
    }

    private func decide(_ predicate: Predicate, _ values: [Tensor<Number>], _ tally: inout Tally) {
        switch predicate {
        case .distinct: tally.ask { try Self.equalEntries(values) }
        case .distinctRows: if let value = values.first { tally.ask { try Self.equalRows(value) } }
        case .uniqueArgmax: if let value = values.first { eachTie(value, .greater, &tally) }
        case .uniqueArgmin: if let value = values.first { eachTie(value, .less, &tally) }
        case .rational: eachEntry(values, &tally) { try $0.fraction(denominatorsUpTo: Self.anyDenominator) != nil }
        case .integer: eachEntry(values, &tally) { try $0.fraction(denominatorsUpTo: 1)?.isInteger ?? false }
        case .nonzero: eachEntry(values, &tally) { try Claim.holds($0, .notEqual, 0) }
        case .positive: eachEntry(values, &tally) { try $0.sign() > 0 }
        case .negative: eachEntry(values, &tally) { try $0.sign() < 0 }
        }
    }

    private func eachEntry(_ values: [Tensor<Number>], _ tally: inout Tally, _ test: (Number) throws -> Bool) {
        for (argument, value) in values.enumerated() {
            for (entry, element) in value.elements.enumerated() {
                tally.ask {
                    try test(element) ? nil : .entry(.init(argument: argument, entry: entry), value: element)
                }
                if tally.isDecided { return }
            }
        }
    }

    private static func element(_ value: Tensor<Number>, _ entry: Int) -> Number? {
        value.elements.count == 1 ? value.elements[0] : entry < value.elements.count ? value.elements[entry] : nil
    }

    // MARK: Predicates

    private static func equalEntries(_ values: [Tensor<Number>]) throws -> Failure.Fact? {
        var fractions: [Rational: Failure.Place] = [:]
        var others: [(number: Number, place: Failure.Place)] = []
        for (argument, value) in values.enumerated() {
            for (entry, element) in value.elements.enumerated() {
                let place = Failure.Place(argument: argument, entry: entry)
                guard let rational = element.rational else {
                    others.append((element, place))
                    continue
                }
                if let first = fractions[rational] { return .equal(first, place, value: element) }
                fractions[rational] = place
            }
        }
        guard !others.isEmpty else { return nil }
        let known = fractions.map { (number: Number($0.key), place: $0.value) }
        for (index, other) in others.enumerated() {
            for earlier in others[..<index] + known where try Claim.holds(earlier.number, .equal, other.number) {
                return .equal(earlier.place, other.place, value: other.number)
            }
        }
        return nil
    }

    private static func equalRows(_ value: Tensor<Number>) throws -> Failure.Fact? {
        for second in 0..<value.rows {
            for first in 0..<second {
                let pairs = zip(value.row(first), value.row(second))
                if try pairs.allSatisfy({ try Claim.holds($0, .equal, $1) }) { return .equalRows(first, second) }
            }
        }
        return nil
    }

    private func eachTie(_ value: Tensor<Number>, _ wanted: Order, _ tally: inout Tally) {
        let width = value.shape.isVector || value.shape == .scalar ? value.elements.count : value.columns
        for start in stride(from: 0, to: value.elements.count, by: max(1, width)) {
            tally.ask {
                var best = start
                var tied: Int?
                for index in (start + 1)..<max(start + 1, start + width) {
                    switch try Number.order(value.elements[index], value.elements[best]) {
                    case wanted: (best, tied) = (index, nil)
                    case .equal: tied = tied ?? index
                    case .less, .greater: continue
                    }
                }
                guard let tied else { return nil }
                return .equal(
                    .init(argument: 0, entry: best), .init(argument: 0, entry: tied), value: value.elements[best])
            }
            if tally.isDecided { return }
        }
    }

    private static let anyDenominator = Integer(1_000_000_000)

    private static func denominator(of number: Number, _ relation: Formula.Comparison, _ bound: Number) throws -> Bool {
        var limit = anyDenominator
        // A bound from above leaves few fractions that a number can be.
        if relation == .less || relation == .lessOrEqual, let rational = bound.rational {
            limit = min(limit, rational.floor)
            if limit.signum() <= 0 { return false }
        }
        guard let fraction = try number.fraction(denominatorsUpTo: limit) else { return false }
        return try Claim.holds(Number(fraction.denominator), relation, bound)
    }
}

extension Number {
    /// The fraction that a number is: one whose form shows it, or else one with a denominator up to a limit; nil for all
    /// other numbers.
    ///
    /// - Throws: `NumberError` when it cannot be decided whether the number is the only such fraction nearby.
    func fraction(denominatorsUpTo limit: Integer) throws -> Rational? {
        if let rational { return rational }
        if surd != nil { return nil }
        // Two fractions with denominators up to the limit are at least 1/limit² apart: with so many digits one is left.
        let digits = 2 * limit.description.utf8.count + 4
        guard let start = try decimal(places: digits).rational else { return nil }
        var (rest, previous, current) = (start, (Integer(1), Integer(0)), (start.floor, Integer(1)))
        while true {
            let fraction = rest - Rational(rest.floor)
            guard let next = fraction.reciprocal else { break }
            rest = next
            let digit = next.floor
            let following = (digit * current.0 + previous.0, digit * current.1 + previous.1)
            if following.1 > limit { break }
            (previous, current) = (current, following)
        }
        guard let candidate = Rational(current.0, over: current.1) else { return nil }
        return try Claim.holds(self, .equal, Number(candidate)) ? candidate : nil
    }
}

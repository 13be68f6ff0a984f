import Formulas
import Graphs
import Numbers
import Rationals

/// The names that a derivation gives to softmax denominators, so that weights and outputs stay short: Z_1, Z_2 and so on.
struct DenominatorNames {
    struct Denominator {
        var name: Formula
        var value: Number
        /// The row of the weights it belongs to, nil for a single row.
        var row: Int?
        var node: NodeID
    }

    /// All denominators with the same factor: equal rows have equal denominators.
    private var byFactor: [ExponentialSum: [Denominator]] = [:]
    private var names: Set<Formula> = []

    /// The step whose lines are being written: of equal denominators it uses the nearest one above it.
    var current: NodeID?

    /// The denominator to write for a factor.
    private func denominator(for factor: ExponentialSum, row: Int?) -> Denominator? {
        let candidates = byFactor[factor] ?? []
        let above = candidates.filter { candidate in current.map { candidate.node <= $0 } ?? true }
        let nearest = above.max { $0.node < $1.node }
        return above.last { $0.row == row && $0.node == nearest?.node } ?? above.last { $0.row == row } ?? nearest
            ?? candidates.first
    }

    func name(of node: NodeID, row: Int?) -> Denominator? {
        for denominators in byFactor.values {
            if let found = denominators.first(where: { $0.node == node && $0.row == row }) { return found }
        }
        return nil
    }

    /// Whether a factor of denominators has a name.
    func isNamed(_ factor: ExponentialSum) -> Bool { byFactor[factor] != nil }

    func isName(_ formula: Formula?) -> Bool { formula.map(names.contains) ?? false }

    func isUsed(_ formula: Formula) -> Bool { names.contains(formula) }

    mutating func add(_ denominator: Denominator, for factor: ExponentialSum) {
        byFactor[factor, default: []].append(denominator)
        names.insert(denominator.name)
    }

    /// How rational numbers are written.
    var writesDecimals = false

    /// The one named denominator that all these numbers have, and what stands over it; nil when they have several,
    /// none, or one that has no name.
    func common(of numbers: [Number], row: Int?) -> (name: Formula, numerators: [Number])? {
        var found: Denominator?
        var numerators: [Number] = []
        for number in numbers {
            if number.rational?.isZero ?? false {
                numerators.append(number)
                continue
            }
            guard let part = number.parts.first, number.parts.count == 1, part.denominator.count == 1,
                let power = part.denominator.first, power.power == 1,
                let denominator = denominator(for: power.factor, row: row),
                found.map({ $0.name == denominator.name }) ?? true
            else { return nil }
            found = denominator
            numerators.append(number * denominator.value)
        }
        return found.map { ($0.name, numerators) }
    }

    /// A number with every named denominator written by its name; the one of the same row where several are equal.
    func formula(of number: Number, row: Int?) -> Formula {
        let parts = number.parts
        guard parts.contains(where: { $0.denominator.contains { byFactor[$0.factor] != nil } }) else {
            return plain(number)
        }
        let terms = parts.map { part -> Formula in
            var numerator = Number(part)
            var factors: [Formula] = []
            for power in part.denominator {
                guard let denominator = denominator(for: power.factor, row: row) else { continue }
                for _ in 0..<power.power { numerator *= denominator.value }
                factors.append(
                    power.power == 1
                        ? denominator.name
                        : Formula(.power(denominator.name, Formula(spelledNumber: "\(power.power)"))))
            }
            let below = factors.count == 1 ? factors[0] : Formula(.product(factors, .juxtaposition))
            return factors.isEmpty ? Formula(numerator) : Self.quotient(Formula(numerator), below)
        }
        return terms.count == 1 ? terms[0] : Formula(.sum(terms))
    }

    /// A number as such: a short decimal where the sheet writes decimals.
    private func plain(_ number: Number) -> Formula {
        guard writesDecimals, let rational = number.rational, !rational.isInteger,
            let decimal = try? number.decimal(places: Self.mostPlaces), decimal.isExact
        else { return Formula(number) }
        return Formula(decimal).withoutTrailingZeros
    }

    /// Longer decimals are written as fractions.
    private static let mostPlaces = 6

    /// A minus sign stands before the fraction, a fraction's own denominator goes below.
    private static func quotient(_ numerator: Formula, _ denominator: Formula) -> Formula {
        switch numerator.node {
        case .negative(let inner): return Formula(.negative(quotient(inner, denominator)))
        case .quotient(let above, let below):
            return Formula(.quotient(above, Formula(.product([below, denominator], .juxtaposition))))
        default: return Formula(.quotient(numerator, denominator))
        }
    }
}

extension Notation {
    /// Names the denominators of a step that turns scores into weights by a softmax.
    mutating func nameDenominators(of id: NodeID) {
        guard let rows = WeightRows(id, in: trace), rows.rule.exponentials != nil, let weights = trace[id] else {
            return
        }
        let name = freshName(for: id, rows: rows.isVector ? [nil] : (0..<rows.queries).map { $0 })
        for query in 0..<rows.queries {
            let entries = rows.weights(query, of: weights).elements
            guard let weight = entries.first(where: { $0.rational == nil }), let part = weight.parts.first,
                weight.parts.count == 1, part.denominator.count == 1, let factor = part.denominator.first?.factor,
                let value = denominator(of: rows, query)
            else { continue }
            let place = rows.isVector ? nil : query
            denominators.add(
                .init(name: Self.name(name, row: place), value: value, row: place, node: id), for: factor)
        }
    }

    /// Σ e^(s_j) over the keys that count, and 1 more where the rule says so.
    private func denominator(of rows: WeightRows, _ query: Int) -> Number? {
        guard let (base, extraOne) = rows.rule.exponentials,
            let scores = try? rows.exponentiated(query, in: trace)
        else { return nil }
        var sum: Number = extraOne ? 1 : 0
        for score in scores.compactMap(\.self) {
            guard let power = try? exponential(score, base: base) else { return nil }
            sum += power
        }
        return sum
    }

    private func exponential(_ score: Number, base: Rational?) throws -> Number {
        guard let base else { return try score.applying(.exponential) }
        if let exponent = score.rational { return try Number(base).raised(to: exponent) }
        return try (score * Number(base).applying(.logarithm)).applying(.exponential)
    }

    /// Z, or another letter where the page uses Z, with the marks of the weights' own name and as many primes as keep
    /// the names of all rows apart from others.
    private func freshName(for id: NodeID, rows: [Int?]) -> Name {
        let letter = ["Z", "D", "N", "C"].first(where: isFree) ?? "Z"
        let own = graph[id].label.map(Name.init(spelling:))
        var name = Name(
            letter, subscripts: own?.subscripts ?? [], superscript: own?.superscript, primes: own?.primes ?? 0)
        while rows.contains(where: { denominators.isUsed(Self.name(name, row: $0)) }) { name.primes += 1 }
        return name
    }

    private static func name(_ name: Name, row: Int?) -> Formula {
        var name = name
        if let row { name.subscripts.append("\(row + 1)") }
        return Formula(.name(name))
    }
}

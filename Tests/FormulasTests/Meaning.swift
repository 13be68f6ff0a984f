import Formulas
import Foundation

/// What a formula means in floating-point arithmetic, worked out directly from its tree.
///
/// A second opinion on whether two trees are the same computation. Names have fixed values by their spelling: capitals are 2 × 2 matrices, u, v and
/// w columns, all others single numbers. Functions nobody knows are some function of their name and arguments.
struct Meaning: Equatable {
    var rows: Int
    var columns: Int
    var values: [Double]

    struct Mismatch: Error {}

    init(_ value: Double) { (rows, columns, values) = (1, 1, [value]) }

    init(rows: Int, columns: Int, _ values: [Double]) {
        (self.rows, self.columns, self.values) = (rows, columns, values)
    }

    var isScalar: Bool { rows == 1 && columns == 1 }

    func isClose(to other: Meaning) -> Bool {
        guard rows == other.rows, columns == other.columns else { return false }
        return zip(values, other.values).allSatisfy { a, b in
            if !a.isFinite || !b.isFinite { return a.isFinite == b.isFinite }
            return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
        }
    }

    init(_ formula: Formula, names: [Name: Double] = [:]) throws {
        func meaning(_ formula: Formula) throws -> Meaning { try Meaning(formula, names: names) }
        switch formula.node {
        case .number(let literal): self.init(Double(literal.value.description.asQuotient))
        case .name(let name): self = names[name].map { Meaning($0) } ?? Meaning(valueOf: name)
        case .subscripted(let base, let indices):
            let key = try indices.map { try meaning($0).scalar() }
            if case .name(let name) = base.node, key.allSatisfy({ $0 == $0.rounded() && abs($0) < 1e6 }) {
                self = Meaning(valueOf: Name(name.base, subscripts: name.subscripts + key.map { String(Int($0)) }))
            } else {
                self = Meaning(try key.reduce(meaning(base).sum()) { sin($0 * 1.7 + $1) })
            }
        case .negative(let inner): self = try meaning(inner).map { -$0 }
        case .sum(let terms):
            self = try terms.dropFirst().reduce(meaning(terms[0])) { try $0.zipped(with: meaning($1), +) }
        case .product(let factors, let sign):
            self = try factors.dropFirst().reduce(meaning(factors[0])) {
                let factor = try meaning($1)
                if sign == .entrywise, !$0.isScalar, !factor.isScalar { return try $0.zipped(with: factor, *) }
                return try $0.times(factor, columnsDot: sign != .juxtaposition)
            }
        case .dot(let a, let b): self = try meaning(a).times(meaning(b), columnsDot: true)
        case .quotient(let a, let b):
            let divisor = try meaning(b).scalar()
            self = try meaning(a).map { $0 / divisor }
        case .power(let base, let exponent):
            let exponent = try meaning(exponent).scalar()
            if case .name(Name("e")) = base.node {
                self = Meaning(exp(exponent))
            } else {
                self = Meaning(pow(abs(try meaning(base).scalar()), exponent))
            }
        case .root(let radicand, let degree):
            let value = try meaning(radicand).scalar()
            self = Meaning(copysign(pow(abs(value), 1 / Double(degree)), degree % 2 == 0 ? 1 : value))
        case .transpose(let inner): self = try meaning(inner).transposed()
        case .call("exp", let arguments, _): self = Meaning(exp(try meaning(arguments[0]).scalar()))
        case .call("abs", let arguments, _), .call("Abs", let arguments, _):
            self = Meaning(abs(try meaning(arguments[0]).scalar()))
        case .call("ln", let arguments, _): self = Meaning(log(abs(try meaning(arguments[0]).scalar())))
        case .call("log", let arguments, _) where arguments.count == 1:
            self = Meaning(log(abs(try meaning(arguments[0]).scalar())))
        case .call("tanh", let arguments, _): self = Meaning(tanh(try meaning(arguments[0]).scalar()))
        case .call(let name, let arguments, let options):
            var value = name.unicodeScalars.reduce(0.3) { sin($0 + Double($1.value)) }
            for argument in arguments { value = sin(value * 1.3 + (try meaning(argument).sum())) }
            for option in options {
                value = option.label.unicodeScalars.reduce(value) { sin($0 + Double($1.value)) }
                value = sin(value * 1.9 + (try meaning(option.value).sum()))
            }
            self = Meaning(value)
        case .column(let entries):
            self = Meaning(rows: entries.count, columns: 1, try entries.map { try meaning($0).scalar() })
        case .row(let entries):
            self = Meaning(rows: 1, columns: entries.count, try entries.map { try meaning($0).scalar() })
        case .matrix(let entries):
            self = Meaning(
                rows: entries.count, columns: entries[0].count,
                try entries.flatMap { try $0.map { try meaning($0).scalar() } })
        case .summation(let index, let from, let to, let body):
            let (first, last) = (Int(try meaning(from).scalar()), Int(try meaning(to).scalar()))
            self = Meaning(0)
            for value in stride(from: first, through: last, by: 1) {
                var inner = names
                inner[index] = Double(value)
                self = try zipped(with: Meaning(body, names: inner), +)
            }
        case .comparison(let a, let comparison, let b):
            let order = try meaning(a).sum() * 1.1 - meaning(b).sum() * 0.9
            self = Meaning(sin(order + Double("\(comparison)".utf8.reduce(0) { $0 + Int($1) })))
        case .text(let words): self = Meaning(words.unicodeScalars.reduce(0.7) { sin($0 + Double($1.value)) })
        case .elided, .shortened: throw Mismatch()
        }
    }

    init(valueOf name: Name) {
        let key = structure(of: name).unicodeScalars.reduce(0.1) { sin($0 * 2.3 + Double($1.value)) }
        let first = name.base.unicodeScalars.first ?? "x"
        if name == Name("e") {
            self.init(M_E)
        } else if name == Name("pi") {
            self.init(.pi)
        } else if ("A"..."Z").contains(first) {
            self.init(rows: 2, columns: 2, (0..<4).map { 1 + sin(key * Double($0 + 3)) })
        } else if ("u"..."w").contains(first) {
            self.init(rows: 2, columns: 1, [0.5 + key, 1.5 - key * key])
        } else {
            self.init(1.5 + key)
        }
    }

    func scalar() throws -> Double {
        guard isScalar else { throw Mismatch() }
        return values[0]
    }

    func sum() -> Double { values.enumerated().reduce(0) { $0 + $1.element * Double($1.offset + 1) } }

    func map(_ body: (Double) -> Double) -> Meaning { Meaning(rows: rows, columns: columns, values.map(body)) }

    func zipped(with other: Meaning, _ body: (Double, Double) -> Double) throws -> Meaning {
        guard rows == other.rows, columns == other.columns else { throw Mismatch() }
        return Meaning(rows: rows, columns: columns, zip(values, other.values).map(body))
    }

    func transposed() -> Meaning {
        Meaning(
            rows: columns, columns: rows, (0..<columns).flatMap { j in (0..<rows).map { values[$0 * columns + j] } })
    }

    func times(_ other: Meaning, columnsDot: Bool) throws -> Meaning {
        if isScalar { return other.map { $0 * values[0] } }
        if other.isScalar { return map { $0 * other.values[0] } }
        if columnsDot, columns == 1, other.columns == 1, rows == other.rows {
            return Meaning(zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 })
        }
        guard columns == other.rows else { throw Mismatch() }
        return Meaning(
            rows: rows, columns: other.columns,
            (0..<rows).flatMap { i in
                (0..<other.columns).map { j in
                    (0..<columns).reduce(0) { $0 + values[i * columns + $1] * other.values[$1 * other.columns + j] }
                }
            })
    }
}

extension String {
    fileprivate var asQuotient: Double {
        let parts = split(separator: "/").compactMap { Double($0) }
        return parts.count == 2 ? parts[0] / parts[1] : parts.first ?? .nan
    }
}

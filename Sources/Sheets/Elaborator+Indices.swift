import Formulas
import Graphs
import Numbers
import Rationals

extension Elaborator {
    // MARK: Whole numbers

    /// The value of an index or the end of a range: numbers, running indices, named whole numbers, and sums,
    /// differences and products of them.
    ///
    /// Reported when it is something else.
    mutating func wholeNumber(_ formula: Formula) -> Int? {
        if let value = rationalValue(of: formula), value.isInteger, let number = Int(exactly: value.numerator) {
            return number
        }
        // A name that is unknown or failed speaks for itself.
        guard let id = node(of: formula) else { return nil }
        _ = id
        report(.notWholeNumber, at: formula.range)
        return nil
    }

    /// A subscript that is an index: a number, or a named whole number such as n.
    func wholeNumber(ofLabel label: String) -> Int? {
        if let value = indices[label] { return value }
        if let value = Int(label) { return value }
        guard let id = definition(of: Name(label))?.node, let value = constantValue(of: id), value.isInteger else {
            return nil
        }
        return Int(exactly: value.numerator)
    }

    /// The value of a formula of numbers and names of known numbers, without any node being made; nil for others.
    ///
    /// Numbers of more than `rationalBits` bits are left to the graph, which knows the limits.
    func rationalValue(of formula: Formula) -> Rational? {
        unboundedValue(of: formula).flatMap(Self.bounded)
    }

    private static func bounded(_ value: Rational) -> Rational? {
        value.numerator.bitWidth + value.denominator.bitWidth <= rationalBits ? value : nil
    }

    private static let rationalBits = 8_192

    private func unboundedValue(of formula: Formula) -> Rational? {
        switch formula.node {
        case .number(let literal):
            return literal.value
        case .name(let name):
            if name == Name(name.base), let value = indices[name.base] { return Rational(value) }
            return definition(of: substituted(name))?.node.flatMap { constantValue(of: $0) }
        case .negative(let inner):
            return rationalValue(of: inner).map { -$0 }
        case .sum(let terms):
            return terms.reduce(Rational(0)) { sum, term in
                sum.flatMap { s in rationalValue(of: term).map { s + $0 } }.flatMap(Self.bounded)
            }
        case .product(let factors, _):
            return factors.reduce(Rational(1)) { product, factor in
                product.flatMap { p in rationalValue(of: factor).map { p * $0 } }.flatMap(Self.bounded)
            }
        case .quotient(let numerator, let denominator):
            guard let p = rationalValue(of: numerator), let q = rationalValue(of: denominator) else { return nil }
            return p.divided(by: q)
        case .power(let base, let exponent):
            guard let p = rationalValue(of: base), let power = rationalValue(of: exponent), power.isInteger,
                let count = Int(exactly: power.numerator), (-Self.rationalBits...Self.rationalBits).contains(count),
                (p.numerator.bitWidth + p.denominator.bitWidth) * abs(count) <= 2 * Self.rationalBits
            else { return nil }
            return try? p.raised(to: count)
        case .subscripted, .root, .transpose, .dot, .call, .column, .row, .matrix, .summation, .comparison,
            .text, .elided, .shortened:
            return nil
        }
    }

    /// The number that a constant node holds; names of such nodes included.
    private func constantValue(of id: NodeID) -> Rational? {
        let node = result.graph[id]
        switch node.operation {
        case .constant(let tensor):
            guard tensor.shape == .scalar else { return nil }
            folded.nodes.insert(id)
            return tensor.elements.first?.rational
        case .identity:
            return node.inputs.first.flatMap { constantValue(of: $0) }
        default:
            return nil
        }
    }

    mutating func indexRange(_ from: Formula, _ to: Formula, at place: Range<Int>?) -> ClosedRange<Int>? {
        let first = wholeNumber(from)
        let last = wholeNumber(to)
        guard let first, let last else { return nil }
        guard first <= last else {
            report(.emptyRange(from: String(first), to: String(last)), at: place)
            return nil
        }
        let (width, overflow) = last.subtractingReportingOverflow(first)
        guard !overflow, width < Elaboration.rangeLimit else {
            report(.rangeTooLarge(limit: Elaboration.rangeLimit), at: place)
            return nil
        }
        return first...last
    }

    // MARK: Declared shapes

    /// `R^(n x d_k)`: each size a polynomial in named sizes.
    mutating func shape(_ dimensions: [Formula]) -> Shape? {
        let sizes = dimensions.map { dimension($0) }
        guard sizes.allSatisfy({ $0 != nil }) else { return nil }
        let known = sizes.compactMap { $0 }
        switch known.count {
        case 0: return .scalar
        case 1: return .column(known[0])
        default: return .matrix(known[0], known[1])
        }
    }

    mutating func dimension(_ formula: Formula) -> Dimension? {
        if let value = rationalValue(of: formula) {
            guard value.isInteger, let size = Int(exactly: value.numerator), size > 0 else {
                report(.notASize, at: formula.range)
                return nil
            }
            return Dimension(size)
        }
        switch formula.node {
        case .name(let name):
            let spelling = substituted(name).spelling
            scopes[section].sizes.insert(spelling)
            return Dimension(spelling)
        case .sum(let terms):
            return combined(terms, +)
        case .product(let factors, _):
            return combined(factors, *)
        case .power(let base, let exponent):
            guard let power = rationalValue(of: exponent), power.isInteger, let count = Int(exactly: power.numerator),
                (1...16).contains(count)
            else { break }
            return combined(Array(repeating: base, count: count), *)
        default:
            break
        }
        report(.notASize, at: formula.range)
        return nil
    }

    private mutating func combined(
        _ formulas: [Formula], _ operation: (Dimension, Dimension) -> Dimension
    ) -> Dimension? {
        var total: Dimension?
        for formula in formulas {
            guard let size = dimension(formula) else { return nil }
            total = total.map { operation($0, size) } ?? size
            guard total.map({ $0.terms.count <= 100 && $0.terms.allSatisfy { $0.names.count <= 100 } }) ?? true else {
                report(.notASize, at: formula.range)
                return nil
            }
        }
        return total
    }

    /// The size that a formula of declared sizes is, `h` or `2 h`; nil when another name stands in it, or none.
    mutating func declaredDimension(_ formula: Formula) -> Dimension? {
        guard rationalValue(of: formula) == nil, isOfDeclaredSizes(formula) else { return nil }
        return dimension(formula)
    }

    private func isOfDeclaredSizes(_ formula: Formula) -> Bool {
        if rationalValue(of: formula) != nil { return true }
        switch formula.node {
        case .name(let name):
            let spelling = substituted(name).spelling
            return visible.contains { scopes[$0].sizes.contains(spelling) }
        case .sum(let parts), .product(let parts, _): return parts.allSatisfy { isOfDeclaredSizes($0) }
        case .power(let base, let exponent): return isOfDeclaredSizes(base) && rationalValue(of: exponent) != nil
        case .number, .subscripted, .negative, .quotient, .root, .transpose, .dot, .call, .column, .row, .matrix,
            .summation, .comparison, .text, .elided, .shortened:
            return false
        }
    }
}

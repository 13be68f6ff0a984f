import Formulas
import Graphs
import Numbers
import Rationals

extension Elaborator {
    /// The node of a formula; nil when something in it is wrong, which has then been reported.
    mutating func node(of formula: Formula) -> NodeID? {
        if let literal = foldedLiteral(formula) { return literal }
        switch formula.node {
        case .number(let literal): return constant(literal.value, written: formula)
        case .name(let name): return node(of: name, formula)
        case .subscripted(let whole, let indices): return subscripted(whole, indices, formula)
        case .negative(let inner):
            guard let id = node(of: inner) else { return nil }
            return add(.negate, [id], of: [inner], at: formula.range)
        case .sum(let terms): return sum(terms, formula)
        case .product(let factors, let sign): return product(factors, sign, formula)
        case .quotient(let numerator, let denominator):
            return combine(.divide, numerator, denominator, formula)
        case .power(let base, let exponent): return power(base, exponent, formula)
        case .root(let radicand, let degree):
            guard let id = node(of: radicand) else { return nil }
            guard let exponent = Rational(1, over: Integer(degree)) else { return nil }
            return add(.power(exponent), [id], of: [radicand], at: formula.range)
        case .transpose(let inner):
            guard let id = node(of: inner) else { return nil }
            return add(.transpose, [id], of: [inner], at: formula.range)
        case .dot(let left, let right): return combine(.dot, left, right, formula)
        case .call(let name, let arguments, let options): return call(name, arguments, options, formula)
        case .column(let entries): return column(entries, formula)
        case .row(let entries): return matrix([entries], formula)
        case .matrix(let rows): return matrix(rows, formula)
        case .summation(let index, let from, let to, let body): return summation(index, from, to, body, formula)
        case .comparison:
            report(.notCalculable(.comparison), at: formula.range)
            return nil
        case .text:
            report(.notCalculable(.text), at: formula.range)
            return nil
        case .elided, .shortened:
            report(.notCalculable(.elision), at: formula.range)
            return nil
        }
    }

    /// Both sides are looked at even when one is wrong: all errors are reported in one run.
    private mutating func combine(
        _ operation: Operation, _ left: Formula, _ right: Formula, _ formula: Formula
    ) -> NodeID? {
        let a = node(of: left)
        let b = node(of: right)
        guard let a, let b else { return nil }
        return add(operation, [a, b], of: [left, right], at: formula.range)
    }

    private mutating func sum(_ terms: [Formula], _ formula: Formula) -> NodeID? {
        let parts = terms.enumerated().map { index, term -> (formula: Formula, isSubtracted: Bool, id: NodeID?) in
            if index > 0, case .negative(let inner) = term.node { return (inner, true, node(of: inner)) }
            return (term, false, node(of: term))
        }
        guard var total = parts.first?.id, parts.allSatisfy({ $0.id != nil }) else { return nil }
        var whole = terms[0]
        for (term, part) in zip(terms, parts).dropFirst() {
            guard let id = part.id else { return nil }
            let range = union(whole.range, term.range)
            let operation: Operation = part.isSubtracted ? .subtract : .add
            guard let next = add(operation, [total, id], of: [whole, part.formula], at: range) else { return nil }
            total = next
            whole = Formula(.text(""), range: range)
        }
        return total
    }

    private mutating func product(_ factors: [Formula], _ sign: Formula.ProductSign, _ formula: Formula) -> NodeID? {
        let nodes = factors.map { node(of: $0) }
        guard var total = nodes.first ?? nil, nodes.allSatisfy({ $0 != nil }) else { return nil }
        var whole = factors[0]
        for (factor, node) in zip(factors, nodes).dropFirst() {
            guard let node else { return nil }
            let range = union(whole.range, factor.range)
            let isEntrywise =
                sign == .entrywise || result.graph[total].shape == .scalar || result.graph[node].shape == .scalar
            guard
                let next = add(
                    isEntrywise ? .multiply : .matrixProduct, [total, node], of: [whole, factor], at: range)
            else { return nil }
            total = next
            whole = Formula(.text(""), range: range)
        }
        return total
    }

    private func union(_ a: Range<Int>?, _ b: Range<Int>?) -> Range<Int>? {
        guard let a, let b else { return a ?? b }
        return min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
    }

    /// `(X W)_2`, `h_{t-1}`, `X_{2,1}`.
    private mutating func subscripted(_ whole: Formula, _ parts: [Formula], _ formula: Formula) -> NodeID? {
        var indices: [Int] = []
        for part in parts {
            guard let index = wholeNumber(part) else { return nil }
            indices.append(index)
        }
        if case .name(let name) = whole.node { return resolve(substituted(name), indices: indices, formula) }
        guard let id = node(of: whole) else { return nil }
        return part(of: id, indices, named: spelling(of: whole), formula)
    }

    private mutating func power(_ base: Formula, _ exponent: Formula, _ formula: Formula) -> NodeID? {
        if let other = superscripted(formula) { return node(of: other) }
        // e^x is the exponential function, unless the sheet has an e of its own.
        if case .name(Name("e")) = base.node, isNumber(Name("e")) {
            guard let id = node(of: exponent) else { return nil }
            return add(.apply(.exponential), [id], of: [exponent], at: formula.range)
        }
        let radix = node(of: base)
        let rational = rationalValue(of: exponent)
        guard let power = rational else {
            let argument = node(of: exponent)
            guard let radix, let argument else { return nil }
            return generalPower(radix, argument, base, exponent, formula)
        }
        guard let radix else { return nil }
        switch result.graph[radix].shape {
        case .scalar: return add(.power(power), [radix], of: [base], at: formula.range)
        case .matrix(let rows, let columns):
            guard rows == columns, power.isInteger, let count = Int(exactly: power.numerator), (1...64).contains(count)
            else {
                report(.powerOfMatrix(result.graph[radix].shape, operand(base, radix)), at: formula.range)
                return nil
            }
            var total = radix
            for _ in 1..<max(count, 1) {
                guard let next = add(.matrixProduct, [total, radix], of: [base, base], at: formula.range) else {
                    return nil
                }
                total = next
            }
            return total
        case .column, .row:
            report(.powerOfVector(result.graph[radix].shape, operand(base, radix)), at: formula.range)
            return nil
        }
    }

    /// b^x = e^(x ln b).
    private mutating func generalPower(
        _ radix: NodeID, _ argument: NodeID, _ base: Formula, _ exponent: Formula, _ formula: Formula
    ) -> NodeID? {
        guard result.graph[radix].shape == .scalar else {
            report(.powerOfMatrix(result.graph[radix].shape, operand(base, radix)), at: formula.range)
            return nil
        }
        guard let logarithm = add(.apply(.logarithm), [radix], of: [base], at: formula.range),
            let product = add(.multiply, [argument, logarithm], of: [exponent, base], at: formula.range)
        else { return nil }
        return add(.apply(.exponential), [product], at: formula.range)
    }

    /// `sum(w_j x_j for j in 1..3)`: its terms, written out.
    private mutating func summation(
        _ index: Name, _ from: Formula, _ to: Formula, _ body: Formula, _ formula: Formula
    ) -> NodeID? {
        guard let range = indexRange(from, to, at: formula.range) else { return nil }
        let outer = indices[index.base]
        defer { indices[index.base] = outer }
        var total: NodeID?
        for value in range {
            indices[index.base] = value
            guard let term = node(of: body) else { return nil }
            guard let sum = total else {
                total = term
                continue
            }
            guard let next = add(.add, [sum, term], of: [body, body], at: formula.range) else { return nil }
            total = next
        }
        return total
    }

    // MARK: Lists

    /// `[1, 2]` is a column of numbers; `[q, k]` of vectors or matrices sets them side by side.
    private mutating func column(_ entries: [Formula], _ formula: Formula) -> NodeID? {
        let nodes = entries.map { node(of: $0) }
        guard nodes.allSatisfy({ $0 != nil }) else { return nil }
        let ids = nodes.compactMap { $0 }
        let areScalars = ids.allSatisfy { result.graph[$0].shape == .scalar }
        if ids.count == 1 { return areScalars ? add(.stack, ids, of: entries, at: formula.range) : ids[0] }
        return add(areScalars ? .stack : .concatenate, ids, of: entries, at: formula.range)
    }

    /// `[a, b; c, d]`: each row side by side, the rows on top of one another.
    private mutating func matrix(_ rows: [[Formula]], _ formula: Formula) -> NodeID? {
        let nodes = rows.map { row in row.map { node(of: $0) } }
        guard nodes.allSatisfy({ row in row.allSatisfy { $0 != nil } }) else { return nil }
        var lines: [NodeID] = []
        var lineFormulas: [Formula] = []
        for (row, ids) in zip(rows, nodes) {
            let ids = ids.compactMap { $0 }
            let range = union(row.first?.range, row.last?.range)
            guard ids.count > 1 || rows.count == 1 else {
                lines += ids
                lineFormulas += row
                continue
            }
            guard let line = add(.concatenate, ids, of: row, at: range) else { return nil }
            lines.append(line)
            lineFormulas.append(Formula(.text(""), range: range))
        }
        guard lines.count > 1 else { return lines.first }
        return add(.stack, lines, of: lineFormulas, at: formula.range)
    }
}

import Formulas
import Graphs
import Numbers
import Rationals

extension Elaborator {
    // MARK: Constants

    mutating func constant(_ value: Rational, written: Formula) -> NodeID? {
        constant(Tensor(scalar: Number(value)), written: written)
    }

    private mutating func constant(_ tensor: Tensor<Number>, written: Formula) -> NodeID? {
        guard let id = add(.constant(tensor), at: written.range) else { return nil }
        result.written[id] = written
        return id
    }

    /// e and pi, where the sheet has no such name of its own.
    mutating func constant(named name: Name, _ formula: Formula) -> NodeID? {
        guard let number = number(formula) else { return nil }
        return constant(Tensor(scalar: number), written: formula)
    }

    /// Numbers with a sign and quotients of them are values, not calculations: `-2`, `1/2`.
    mutating func foldedLiteral(_ formula: Formula) -> NodeID? {
        switch formula.node {
        case .negative(let inner):
            guard case .number(let literal) = inner.node else { return nil }
            return constant(-literal.value, written: formula)
        case .quotient(let numerator, let denominator):
            guard let p = signed(numerator), case .number(let q) = denominator.node,
                let value = p.divided(by: q.value)
            else { return nil }
            return constant(value, written: formula)
        case .column, .row, .matrix, .transpose:
            return literal(formula)
        case .number, .name, .subscripted, .sum, .product, .power, .root, .dot, .call, .summation, .comparison, .text,
            .elided, .shortened:
            return nil
        }
    }

    private func signed(_ formula: Formula) -> Rational? {
        switch formula.node {
        case .number(let literal): literal.value
        case .negative(let inner):
            if case .number(let literal) = inner.node { -literal.value } else { nil }
        default: nil
        }
    }

    /// A scalar, list or table of closed formulas, taken as one value with its spelling kept; nil when a name stands in
    /// it, or when an entry has no value (the way over nodes then says so at the entry).
    mutating func literal(_ formula: Formula) -> NodeID? {
        guard let tensor = tensor(formula) else { return nil }
        return constant(tensor, written: withIndicesReplaced(formula))
    }

    /// The formula with the numbers in place of running indices.
    private func withIndicesReplaced(_ formula: Formula) -> Formula {
        guard !indices.isEmpty else { return formula }
        return formula.mapParts { part in
            guard case .name(let name) = part.node, let value = runningIndex(name) else { return nil }
            let literal = Formula(literal: abs(value), range: part.range)
            return value < 0 ? Formula(.negative(literal), range: part.range) : literal
        }
    }

    private func runningIndex(_ name: Name) -> Int? { name == Name(name.base) ? indices[name.base] : nil }

    func tensor(_ formula: Formula) -> Tensor<Number>? {
        switch formula.node {
        case .column(let entries):
            return numbers(entries).flatMap { Tensor(shape: .column(Dimension(entries.count)), elements: $0) }
        case .row(let entries):
            return numbers(entries).flatMap { Tensor(shape: .row(Dimension(entries.count)), elements: $0) }
        case .matrix(let rows):
            guard let columns = rows.first?.count else { return nil }
            // A column written with semicolons is a column.
            let shape: Shape =
                columns == 1
                ? .column(Dimension(rows.count)) : .matrix(Dimension(rows.count), Dimension(columns))
            return numbers(rows.flatMap { $0 }).flatMap { Tensor(shape: shape, elements: $0) }
        case .transpose(let inner):
            return tensor(inner)?.transposed
        case .number, .name, .subscripted, .negative, .sum, .product, .quotient, .power, .root, .dot, .call, .summation,
            .comparison, .text, .elided, .shortened:
            return number(formula).map { Tensor(scalar: $0) }
        }
    }

    private func numbers(_ formulas: [Formula]) -> [Number]? {
        var numbers: [Number] = []
        numbers.reserveCapacity(formulas.count)
        for formula in formulas {
            guard let number = number(formula) else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    /// The value of a formula without names; e and pi count as numbers where the sheet has no names of its own for them.
    private func number(_ formula: Formula) -> Number? {
        if case .number(let literal) = formula.node { return Number(literal.value) }
        guard isClosed(formula) else { return nil }
        let running = Dictionary(
            indices.map { (Name($0.key), Number(Rational($0.value))) }, uniquingKeysWith: { first, _ in first })
        return try? Number(formula, names: running)
    }

    func isClosed(_ formula: Formula) -> Bool {
        switch formula.node {
        case .number: return true
        case .name(let name):
            return isNumber(name) || runningIndex(name) != nil
        case .negative(let inner), .root(let inner, _): return isClosed(inner)
        case .sum(let parts), .product(let parts, _): return parts.allSatisfy { isClosed($0) }
        case .quotient(let a, let b), .power(let a, let b): return isClosed(a) && isClosed(b)
        case .call(let name, let arguments, let options):
            // A catalogue's function of the same name would mean something else.
            guard options.isEmpty, arguments.count == 1, SheetFunction.elementary(name) != nil else { return false }
            return isClosed(arguments[0])
        case .subscripted, .transpose, .dot, .column, .row, .matrix, .summation, .comparison, .text, .elided,
            .shortened:
            return false
        }
    }
}

import Documents
import Formulas
import Graphs
import Numbers
import Rationals

extension Notation {
    /// The value of given data as it was typed, of anything else as computed.
    func valueAsWritten(_ id: NodeID) -> Formula {
        if let formula = written[id] { return formula }
        guard let value = trace[id] else { return name(of: id) }
        return self.value(value)
    }

    /// An exact value: each entry in the names of its denominators.
    func value(_ tensor: Tensor<Number>) -> Formula {
        arranged(tensor) { row, column in
            denominators.formula(of: tensor[row, column], row: tensor.shape.isVector ? nil : row)
        }
    }

    /// An entry of a node's value as typed or as computed.
    func entryValue(of id: NodeID, _ row: Int, _ column: Int) -> Formula? {
        guard let value = trace[id] else { return nil }
        if let formula = written[id], let entry = formula.entry(row, column, of: value.shape) { return entry }
        return denominators.formula(of: value[row, column], row: value.shape.isVector ? nil : row)
    }

    /// Certified decimals, and whether they all are the exact values.
    func decimals(_ tensor: Tensor<Number>) throws -> (formula: Formula, isExact: Bool) {
        let decimals = try Number.decimals(of: tensor.elements, significantDigits: digits)
        let formula = arranged(tensor) { row, column in Formula(decimals[row * tensor.columns + column]) }
        return (formula, decimals.allSatisfy(\.isExact))
    }

    /// A value with each entry written by the caller.
    func arranged(_ tensor: Tensor<Number>, _ entry: (Int, Int) -> Formula) -> Formula {
        Formula(tensor.mapPlaces(entry))
    }

    /// Whether the value is the same on the page in exact and in decimal form: whole numbers.
    func isPlain(_ tensor: Tensor<Number>) -> Bool {
        tensor.elements.allSatisfy { $0.rational?.isInteger ?? false }
    }

    /// The links `= exact value ≈ decimals` of a value.
    func valueLinks(_ tensor: Tensor<Number>) throws -> [Equation.Link] {
        let exact = value(tensor)
        guard !isPlain(tensor) else { return [.init(.equal, exact)] }
        let decimals = try decimals(tensor)
        return [.init(.equal, exact), .init(decimals.isExact ? .equal : .approximatelyEqual, decimals.formula)]
    }
}

extension Tensor {
    /// A tensor of the same shape, made from the places of the entries.
    func mapPlaces<Other: Sendable>(_ entry: (Int, Int) -> Other) -> Tensor<Other> {
        var index = -1
        return map { _ in
            index += 1
            return entry(index / max(1, columns), index % max(1, columns))
        }
    }
}

extension Formula {
    /// Entries in the layout of their shape.
    public init(_ entries: Tensor<Formula>) {
        switch entries.shape {
        case .scalar: self = entries[0, 0]
        case .column: self.init(.column(entries.elements))
        case .row: self.init(.row(entries.elements))
        case .matrix: self.init(.matrix((0..<entries.rows).map { Array(entries.row($0)) }))
        }
    }

    /// A value as computed, entry by entry.
    public init(_ value: Tensor<Number>) { self.init(value.map { Formula($0) }) }

    /// The entry of a literal column, row or matrix as typed; nil for other formulas.
    func entry(_ row: Int, _ column: Int, of shape: Shape) -> Formula? {
        switch node {
        case .column(let entries), .row(let entries):
            let index = max(row, column)
            return index < entries.count ? entries[index] : nil
        case .matrix(let rows):
            guard row < rows.count, column < rows[row].count else { return nil }
            return rows[row][column]
        case .transpose(let inner):
            return inner.entry(column, row, of: shape.transposed)
        default:
            return shape == .scalar ? self : nil
        }
    }

    /// A decimal as a literal: `0.4650`, `1.875e-630`.
    public init(_ decimal: Decimal) {
        self.init(spelling: decimal.description)
    }

    /// A decimal number as spelled, with its sign.
    init(spelling: String) {
        let magnitude = spelling.hasPrefix("-") ? String(spelling.dropFirst()) : spelling
        let literal = Formula(.number(Literal(value: 0, spelling: magnitude)))
        self = spelling.hasPrefix("-") ? Formula(.negative(literal)) : literal
    }
}

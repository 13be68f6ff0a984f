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
        // A mechanism's own constant that is a decimal in the paper: 0.044715.
        if case .constant = graph[id].operation, let rational = value.elements.first?.rational, value.shape == .scalar,
            rational.denominator >= 100, let decimal = try? Number(rational).decimal(places: 6), decimal.isExact
        {
            return Formula(decimal).withoutTrailingZeros
        }
        return self.value(value)
    }

    /// An exact value: each entry in the names of its denominators.
    ///
    /// A vector whose entries have one named denominator is written 1/Z times a vector.
    func value(_ tensor: Tensor<Number>, row: Int? = nil) -> Formula {
        if tensor.shape.isVector, let common = denominators.common(of: tensor.elements, row: row) {
            // A whole number that all numerators are divided by goes in front as well: 1/(4 Z).
            let scale = Self.commonDenominator(of: common.numerators)
            let numerators = Formula(
                tensor.mapPlaces { i, j in Formula(common.numerators[i * tensor.columns + j] * Number(scale)) })
            let below =
                scale == 1 ? common.name : Formula(.product([Formula(Number(scale)), common.name], .juxtaposition))
            return Formula(.product([.reciprocal(of: below), numerators], .juxtaposition))
        }
        return arranged(tensor) { i, j in
            denominators.formula(of: tensor[i, j], row: tensor.shape.isVector ? row : i)
        }
    }

    /// In em: three lines or so.
    ///
    /// Of a wider value only the decimals are shown, unless all that makes it wide is its number of entries.
    private static let widestValue = 120.0

    /// The least common multiple of the denominators of all coefficients; 1 when it is long.
    private static func commonDenominator(of numbers: [Number]) -> Integer {
        var multiple: Integer = 1
        for term in numbers.flatMap(\.parts).flatMap(\.numerator.terms) {
            let denominator = term.coefficient.denominator
            guard let factor = denominator.quotientAndRemainder(dividingBy: multiple.gcd(denominator))?.0 else {
                continue
            }
            multiple = multiple * factor
            if multiple > 1_000_000 { return 1 }
        }
        return multiple
    }

    /// An entry of a node's value as typed or as computed.
    func entryValue(of id: NodeID, _ row: Int, _ column: Int) -> Formula? {
        guard let value = trace[id] else { return nil }
        if let formula = written[id], let entry = formula.entry(row, column, of: value.shape) { return entry }
        guard isReadable(Tensor(scalar: value[row, column])) else { return nil }
        return denominators.formula(of: value[row, column], row: value.shape.isVector ? nil : row)
    }

    /// Certified decimals, and whether they all are the exact values.
    func decimals(_ tensor: Tensor<Number>) throws -> (formula: Formula, isExact: Bool) {
        let decimals = try Number.decimals(of: tensor.elements, significantDigits: digits)
        let isExact = decimals.allSatisfy(\.isExact)
        let formula = arranged(tensor) { row, column in
            let entry = Formula(decimals[row * tensor.columns + column])
            // Exact zeros and whole numbers are not shown as if they were rounded.
            return decimals[row * tensor.columns + column].isExact ? entry.withoutTrailingZeros : entry
        }
        return (formula, isExact)
    }

    /// A value with each entry written by the caller.
    func arranged(_ tensor: Tensor<Number>, _ entry: (Int, Int) -> Formula) -> Formula {
        Formula(tensor.mapPlaces(entry))
    }

    /// Whether the value is the same on the page in exact and in decimal form: whole numbers.
    func isPlain(_ tensor: Tensor<Number>) -> Bool {
        tensor.elements.allSatisfy { $0.rational?.isInteger ?? false }
    }

    /// Whether a value can be read when it is written out.
    ///
    /// What cannot, a second layer's normalised sums say, goes on under its name.
    func isReadable(_ tensor: Tensor<Number>) -> Bool {
        var terms = 0
        for number in tensor.elements {
            let count = number.termCount(upTo: Self.mostTermsOfEntry + 1) { denominators.isNamed($0) }
            if number.hasAtoms, count > Self.mostTermsWithAtoms { return false }
            // Few terms of many digits, an ε of 10⁻⁵ under a root say, are no easier to read.
            if number.rational == nil, count <= Self.mostTermsWithAtoms,
                denominators.formula(of: number, row: nil).plain.utf8.count > Self.mostCharacters
            {
                return false
            }
            terms += count
        }
        return terms <= max(Self.mostTermsOfValue, 4 * tensor.elements.count)
    }

    private static let mostTermsWithAtoms = 8
    private static let mostCharacters = 110
    private static let mostTermsOfEntry = 64
    private static let mostTermsOfValue = 96

    /// The links `= exact value ≈ decimals` of a value; the decimals alone where the value is too long to read.
    func valueLinks(_ tensor: Tensor<Number>, row: Int? = nil) throws -> [Equation.Link] {
        guard isReadable(tensor) else {
            return [.init(.approximatelyEqual, try decimals(tensor).formula)]
        }
        let whole = value(tensor, row: row)
        guard !isPlain(tensor) else { return [.init(.equal, whole)] }
        let exact = whole.latexWidth > Self.widestValue ? whole.elided(maximumTerms: 4) : whole
        let decimals = try decimals(tensor)
        if exact.isElided { return [.init(decimals.isExact ? .equal : .approximatelyEqual, decimals.formula)] }
        guard decimals.isExact else { return [.init(.equal, exact), .init(.approximatelyEqual, decimals.formula)] }
        return decimals.formula == exact
            ? [.init(.equal, exact)] : [.init(.equal, exact), .init(.equal, decimals.formula)]
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
    static func reciprocal(of formula: Formula) -> Formula {
        Formula(.quotient(Formula(spelledNumber: "1"), formula))
    }

    /// `2.25` for `2.250`, `4` for `4.000`; other formulas as they are.
    public var withoutTrailingZeros: Formula {
        switch node {
        case .negative(let inner): return Formula(.negative(inner.withoutTrailingZeros))
        case .number(let literal):
            guard literal.spelling.contains("."), !literal.spelling.contains("e") else { return self }
            var spelling = Substring(literal.spelling)
            while spelling.hasSuffix("0") { spelling = spelling.dropLast() }
            if spelling.hasSuffix(".") { spelling = spelling.dropLast() }
            return Formula(spelledNumber: String(spelling))
        default: return self
        }
    }

    /// Whether a decimal such as 0.5 is written in it.
    var hasDecimalPoint: Bool {
        switch node {
        case .number(let literal): literal.spelling.contains(".")
        case .negative(let inner), .transpose(let inner): inner.hasDecimalPoint
        case .column(let parts), .row(let parts): parts.contains(where: \.hasDecimalPoint)
        case .matrix(let rows): rows.contains { $0.contains(where: \.hasDecimalPoint) }
        default: false
        }
    }

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

    /// A value entry by entry, entries of more terms in words.
    public init(_ value: Tensor<Number>, atMost terms: Int) { self.init(value.map { Formula($0, atMost: terms) }) }

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
        let literal = Formula(spelledNumber: magnitude)
        self = spelling.hasPrefix("-") ? Formula(.negative(literal)) : literal
    }
}

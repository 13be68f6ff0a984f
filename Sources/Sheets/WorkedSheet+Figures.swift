public import Documents
import Formulas
import Graphs
import Numbers
import Rationals

extension WorkedSheet {
    /// The figures that the sheet's `plot` blocks draw, in the order of the text.
    ///
    /// - Throws: `NumberError` when a value cannot be rounded within the limits.
    public func figures() throws -> [Figure] { try elaboration.plots.compactMap { try figure(of: $0) } }

    /// One line of a `plot` block as a figure: every number certified, rounded once for print and once for its shade.
    func figure(of plotted: Elaboration.PlottedFigure) throws -> Figure? {
        let plot = plotted.plot
        let tensors = plotted.nodes.compactMap { exact[$0] }
        guard tensors.count == plotted.nodes.count else { return nil }
        let measured = try Measured(tensors.flatMap(\.elements), plot)
        var panels: [Figure.Panel] = []
        for (name, tensor) in zip(plotted.names, tensors) {
            let isMap = plotted.form == .map
            let rows = isMap ? tensor.rows : 1
            let columns = isMap ? tensor.columns : tensor.elements.count
            let columnLabels = isMap ? plot.columns : plot.columns ?? plot.rows
            let cells = try tensor.elements.map { try measured.cell($0) }
            guard
                let panel = Figure.Panel(
                    name: name, rows: Self.labels(isMap ? plot.rows : nil, rows),
                    columns: Self.labels(columnLabels, columns), cells: cells)
            else { return nil }
            panels.append(panel)
        }
        // Weights are between 0 and 1, and then rows are queries and columns keys, unless the author says otherwise.
        let isAttention = plotted.form == .map && measured.areWeights
        return Figure(
            form: plotted.form, panels: panels, scale: measured.scale,
            rowTitle: plot.axes?.rows ?? (isAttention ? "query" : ""),
            columnTitle: plot.axes?.columns ?? (isAttention ? "key" : ""), caption: plot.title ?? "")
    }

    private static func labels(_ labels: Plot.Labels?, _ count: Int) -> [Figure.Label] {
        switch labels?.form {
        case .each(let labels): labels
        case .indexed(let name):
            (1...max(count, 1)).map { index in
                var name = name
                name.subscripts.append(String(index))
                return .formula(Formula(.name(name)))
            }
        case nil: (1...max(count, 1)).map { .text(String($0)) }
        }
    }
}

/// What all entries of a figure have in common: the end of the scale, and the digits that are printed.
private struct Measured {
    let scale: Figure.Scale
    /// Whether every entry lies between 0 and 1.
    let areWeights: Bool
    private let decimals: Int
    private let end: Rational

    init(_ numbers: [Number], _ plot: Plot) throws {
        // Six digits place every entry well enough; what is drawn is rounded from the exact value.
        let rounded = try Number.decimals(of: numbers, significantDigits: 6)
        let isSigned = rounded.contains { $0.isNegative && !$0.isZero }
        let values = rounded.compactMap { Rational($0.description) }
        guard values.count == rounded.count, let most = values.max(), let least = values.min() else {
            throw NumberError.tooLarge(.digits(Limits.current.digits))
        }
        let extent = max(most, -least)
        areWeights = !isSigned && most <= 1
        if let given = plot.scale {
            end = given.end
            scale = Figure.Scale(
                end: given.spelling, isSigned: given.isSigned, isExceededAbove: most > given.end,
                isExceededBelow: least < (given.isSigned ? -given.end : 0))
        } else {
            let spelling = extent <= 1 ? "1" : Self.roundEnd(rounded.filter { !$0.isZero })
            guard let end = Rational(spelling) else { throw NumberError.tooLarge(.digits(Limits.current.digits)) }
            self.end = end
            scale = Figure.Scale(end: spelling, isSigned: isSigned)
        }
        decimals = plot.decimals ?? Self.places(rounded.filter { !$0.isZero }.map(\.exponent).max() ?? 0)
    }

    /// Two digits behind the point, or two digits of the largest where it is below a tenth.
    private static func places(_ exponent: Int) -> Int { min(max(2, 1 - exponent), Plot.decimalsLimit) }

    /// The first of 1, 2, 5, 10, 20, … that no entry exceeds.
    private static func roundEnd(_ decimals: [Numbers.Decimal]) -> String {
        let exponent = decimals.map(\.exponent).max() ?? 0
        let top = decimals.filter { $0.exponent == exponent }.map(\.digits).max() ?? "1"
        let zeros = { (count: Int) in count > 6 ? "e\(count)" : String(repeating: "0", count: count) }
        let padding = { (first: String) in first + String(repeating: "0", count: top.utf8.count - 1) }
        // Digits of the same length compare as numbers do.
        for first in ["1", "2", "5"] where top <= padding(first) { return first + zeros(exponent) }
        return "1" + zeros(exponent + 1)
    }

    func cell(_ number: Number) throws -> Figure.Cell {
        let factor = Rational(1000).divided(by: end) ?? 0
        let level = try (number * Number(factor)).decimal(places: 0)
        let size = Int(level.digits) ?? 1000
        return Figure.Cell(level: level.isNegative ? -min(size, 1000) : min(size, 1000), text: try text(number))
    }

    /// `0.98`, `−0.25`; whole numbers without a point, so that a masked 0 differs from a small weight `0.00`.
    private func text(_ number: Number) throws -> String {
        if let rational = number.rational, rational.isInteger, rational.magnitude < 1_000_000 {
            return Self.signed(rational.description)
        }
        let size = try number.decimal(significantDigits: 3)
        if !size.isZero, size.exponent >= 6 { return Self.signed(size.description) }
        let decimal = try number.decimal(places: decimals)
        let digits = decimal.digits
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        let whole = padded.dropLast(decimals)
        let sign = decimal.isNegative && !decimal.isZero ? "−" : ""
        return sign + whole + (decimals == 0 ? "" : "." + padded.suffix(decimals))
    }

    private static func signed(_ text: String) -> String { text.hasPrefix("-") ? "−" + text.dropFirst() : text }
}

import Documents
import Formulas
import Graphs
import Numbers

/// Figures as files of their own.
extension WorkedSheet {
    /// A figure with the name of its file.
    public struct Drawing: Hashable, Sendable {
        /// The name without extension.
        public var stem: String
        /// What is drawn.
        public var figure: Figure

        /// A figure with its file's name.
        public init(stem: String, figure: Figure) {
            self.stem = stem
            self.figure = figure
        }
    }

    /// Why there is nothing to draw.
    public enum DrawingFailure: Error, Hashable, Sendable {
        /// The sheet has no `plot` block.
        case noPlots
        /// No quantity has the name.
        case unknownName(String, suggestions: [String])
        /// The quantity is a number, has no values, or is too large.
        case notDrawable(String)
    }

    /// The figures of the sheet's `plot` blocks, `sheet-figure-1`, `sheet-figure-2` and so on.
    ///
    /// - Throws: ``DrawingFailure/noPlots``, or `NumberError` when a value cannot be rounded within the limits.
    public func drawings(stem: String) throws -> [Drawing] {
        let figures = try self.figures()
        guard !figures.isEmpty else { throw DrawingFailure.noPlots }
        return figures.enumerated().map { Drawing(stem: "\(stem)-figure-\($0 + 1)", figure: $1) }
    }

    /// The figures of a named quantity: a map of a matrix, bars of a vector.
    ///
    /// Questions may use one name for different quantities; the files then carry the question and the part as well:
    /// `sheet-A`, or `sheet-1b-A` and `sheet-2-A`.
    ///
    /// - Throws: ``DrawingFailure``, or `NumberError` when a value cannot be rounded within the limits.
    public func drawings(of name: String, stem: String) throws -> [Drawing] {
        let read = (try? Formula.read(name)).map { read in
            read.superscripted { Array(name.utf8).indices.contains($0) && Array(name.utf8)[$0] == UInt8(ascii: "(") }
                ?? read
        }
        guard case .name(let wanted)? = read?.node else {
            throw DrawingFailure.unknownName(name, suggestions: [])
        }
        var found: [(section: String, node: NodeID)] = []
        for line in elaboration.lines {
            let address = elaboration.sheet.sections[elaboration.sheet.items[line.item].section].address
            for node in Set(line.nodes + elaboration.steps(of: line)).sorted()
            where elaboration.graph[node].label == wanted.spelling { found.append((address, node)) }
        }
        guard !found.isEmpty else {
            let known = elaboration.lines.flatMap { $0.nodes + elaboration.steps(of: $0) }
                .compactMap { elaboration.graph[$0].label }
            throw DrawingFailure.unknownName(name, suggestions: Spelling.suggestions(for: name, among: known))
        }
        return try found.map { section, node in
            let prefix = found.count > 1 && !section.isEmpty ? section + "-" : ""
            return Drawing(stem: "\(stem)-\(prefix)\(wanted.identifier)", figure: try figure(of: node, named: wanted))
        }
    }

    /// The figure of the last line of a calculation.
    ///
    /// - Throws: ``DrawingFailure/notDrawable(_:)``, or `NumberError` when a value cannot be rounded within the limits.
    public func drawingOfLastValue() throws -> Figure {
        guard let node = elaboration.lines.last?.nodes.last else { throw DrawingFailure.noPlots }
        return try figure(of: node, named: elaboration.graph[node].label.map { Name(spelling: $0) })
    }

    private func figure(of node: NodeID, named name: Name?) throws -> Figure {
        let shape = elaboration.graph[node].shape
        let formula = name.map { Formula(.name($0)) }
        guard let size = shape.size, shape != .scalar, max(size.rows, size.columns) <= Plot.sizeLimit,
            exact[node] != nil
        else { throw DrawingFailure.notDrawable("\(name?.spelling ?? "The value") (\(shape))") }
        let plotted = Elaboration.PlottedFigure(
            plot: Plot(quantities: [], range: 0..<0), form: shape.isVector ? .bars : .map, names: [formula],
            nodes: [node], item: 0)
        guard let figure = try figure(of: plotted) else {
            throw DrawingFailure.notDrawable("\(name?.spelling ?? "The value") (\(shape))")
        }
        return figure
    }
}

extension WorkedSheet.DrawingFailure: CustomStringConvertible {
    /// The failure as one sentence with its remedy.
    public var description: String {
        switch self {
        case .noPlots: "The sheet has no plot block. Name a quantity with --name A, or write a plot block."
        case .unknownName(let name, let suggestions):
            "‘\(name)’ is no quantity of the sheet."
                + (suggestions.first.map { " Did you mean ‘\($0)’?" } ?? " Name one of its steps or data.")
        case .notDrawable(let operand):
            "\(operand) cannot be drawn: a figure shows a vector or a matrix with values, of at most "
                + "\(Plot.sizeLimit) rows and columns."
        }
    }
}

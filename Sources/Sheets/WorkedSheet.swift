import Attention
import Derivations
import Graphs
import Numbers

/// A sheet with everything worked out: the exact values, and the floating-point run held against them.
///
///     let worked = WorkedSheet(file: "sheet.md", bytes: Array(text.utf8))
///     guard worked.diagnostics.isEmpty else { … }
///     let handout = try worked.handout()               // a Document, for any writer
public struct WorkedSheet: Sendable {
    /// The sheet as a computation.
    public let elaboration: Elaboration
    /// The exact values of every node.
    public let exact: Trace<Number>
    /// The numbers that are polynomials in named sizes.
    public let polynomials: [NodeID: Polynomial]
    /// What became of each claim of the sheet, in their order.
    public let verdicts: [Claim.Verdict]
    /// All that is wrong with the sheet, in the order of the text; nothing else can be asked of a sheet with errors.
    public let diagnostics: [Diagnostic]

    /// Reads and works out a file's bytes.
    public init(file: String, bytes: [UInt8]) { self.init(Elaboration(of: Sheet.reading(file: file, bytes: bytes))) }

    /// Works out a computation.
    public init(_ elaboration: Elaboration) {
        self.elaboration = elaboration
        let exact = elaboration.graph.evaluate(Number.self)
        self.exact = exact
        polynomials = elaboration.graph.polynomials()
        var diagnostics = elaboration.diagnostics
        // A condition that has no value for the sheet's own numbers refuses a draw; the sheet is not wrong.
        for failure in exact.failures where !elaboration.conditionNodes.contains(failure.node.index) {
            if let diagnostic = elaboration.diagnostic(for: failure) { diagnostics.append(diagnostic) }
        }
        for inserted in elaboration.insertions {
            // Other failures have been reported where they happened.
            guard case .needsValues(let source) = exact.failure(of: inserted.node)?.reason,
                polynomials[inserted.node] == nil || inserted.insertion.form != .exact
            else { continue }
            let name = elaboration.graph[source].label ?? ""
            diagnostics.append(Diagnostic(.needsValues(name), at: inserted.insertion.range))
        }
        let polynomials = self.polynomials
        verdicts = elaboration.claims.map { $0.verdict(in: exact, polynomials) }
        for (claim, verdict) in zip(elaboration.claims, verdicts) {
            if let fact = Diagnostic.Fact(claim, verdict, in: exact) {
                diagnostics.append(Diagnostic(fact, at: claim.range))
            }
        }
        for plotted in elaboration.plots {
            for (formula, node) in zip(plotted.plot.quantities, plotted.nodes) {
                guard case .needsValues(let source) = exact.failure(of: node)?.reason else { continue }
                let name = elaboration.graph[source].label ?? ""
                diagnostics.append(Diagnostic(.needsValues(name), at: formula.range ?? plotted.plot.range))
            }
        }
        self.diagnostics = Diagnostic.inOrder(diagnostics)
    }

    /// The floating-point run, step by step.
    ///
    /// - Throws: `NumberError` when an exact value cannot be rounded within the limits.
    public func crossCheck() throws -> CrossCheck {
        try CrossCheck(
            of: exact, including: elaboration.lines.flatMap(\.nodes) + elaboration.answers.compactMap(\.node))
    }

    /// One message for every step whose floating-point value is further off than rounding can explain.
    public func messages(of check: CrossCheck) -> [String] {
        check.exceeding.map { step in
            let source = elaboration.sheet.source
            let (line, column) = source.position(of: (elaboration.origin(of: step.node) ?? 0..<0).lowerBound)
            let name = elaboration.graph[step.node].label ?? "the value"
            guard case .exceeds(let deviation) = step.verdict else { return "" }
            return
                "\(source.file):\(line):\(column): error: The floating-point run of ‘\(name)’ is \(deviation.ulp) ulp off "
                + "in row \(deviation.row + 1), column \(deviation.column + 1); rounding explains at most \(deviation.bound).\n"
        }
    }

    /// The steps of one question in the order they are computed.
    func steps(ofQuestion question: String?) -> [NodeID] {
        elaboration.lines
            .filter { line in
                let item = elaboration.sheet.items[line.item]
                guard case .solve = item.content else { return false }
                return elaboration.sheet.sections[item.section].question == question
            }
            .flatMap { line in elaboration.steps(of: line) }
    }
}

extension Elaboration {
    /// The labelled nodes that a line stands for: its own and those its mechanisms unfold into.
    func steps(of line: Line) -> [NodeID] {
        let added = graph.ids[line.added].filter { graph[$0].label != nil && graph[$0].role != .given }
        return (added + line.nodes.filter { !line.added.contains($0.index) }).sorted()
    }

    /// What a node without a value means for the sheet; nil for steps on shapes only.
    public func diagnostic(for failure: EvaluationError) -> Diagnostic? {
        let place = origin(of: failure.node) ?? 0..<0
        let step = graph[failure.node].label
        switch failure.reason {
        case .number(.hasNoValue(.divisionByZero)) where captionOfDivisor(in: failure) != nil:
            let divisor = captionOfDivisor(in: failure) ?? ""
            let call = graph.calls.last { $0.added.contains(failure.node.index) }
            let options = call.flatMap { Catalogue.mechanism(named: $0.mechanism) }?.options ?? []
            let hasRows = graph[failure.node].inputs.last.map { graph[$0].shape != .scalar } ?? false
            return Diagnostic(
                .zeroDivisor(
                    divisor, row: hasRows ? failure.entry?.row : nil,
                    takesEpsilon: options.contains { $0.label == "eps" }), at: place)
        case .number(let error):
            let entry = failure.entry.map { "row \($0.row + 1), column \($0.column + 1)" }
            return Diagnostic(
                .noValue(error, step: step, entry: graph[failure.node].shape == .scalar ? nil : entry), at: place)
        case .fullyMasked(let row): return Diagnostic(.fullyMasked(row: row, step: step), at: place)
        case .noWeights(let row, let why): return Diagnostic(.noWeights(row: row, why, step: step), at: place)
        case .empty: return Diagnostic(.emptyReduction, at: place)
        case .tooMuchWork(let limit): return Diagnostic(.tooMuchWork(limit: limit), at: place)
        case .needsValues, .overridden, .notComputed: return nil
        }
    }

    /// What the divisor of a quotient is, where a mechanism says it.
    private func captionOfDivisor(in failure: EvaluationError) -> String? {
        guard case .divide = graph[failure.node].operation, let divisor = graph[failure.node].inputs.last else {
            return nil
        }
        return graph[divisor].caption
    }
}

extension Trace {
    /// Why a node has no value, nil when it has one.
    public func failure(of id: NodeID) -> EvaluationError? {
        do throws(EvaluationError) {
            _ = try value(of: id)
            return nil
        } catch {
            return error
        }
    }
}

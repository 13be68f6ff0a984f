import Derivations
import Documents
import Formulas
import Graphs
import Numbers

/// Lines worked out by themselves, without a sheet around them: the exact calculator.
public struct Calculator: Sendable {
    /// How a value is printed.
    public enum Form: Hashable, Sendable {
        case text, latex, json
    }

    /// The lines, worked out.
    public let worked: WorkedSheet

    /// - Parameter bytes: statements as in a `solve` block; the last line's value is the result.
    public init(file: String = "expression", bytes: [UInt8]) {
        worked = WorkedSheet(Elaboration(of: Sheet(calculating: file, bytes)))
    }

    /// The last value, or the report of all lines.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public func output(digits: Int, as form: Form, check: CrossCheck) throws -> String {
        if form != .json, endsWithClaim { return "proved\n" }
        if form == .text, lastNode == nil, let readings = worked.elaboration.lines.last?.readings, !readings.isEmpty {
            return Document(blocks: readings.flatMap(\.blocks)).plainText(width: 100)
        }
        switch form {
        case .json: return try worked.calculationReport(digits: digits, check: check).text + "\n"
        case .latex: return last.map { Formula($0, atMost: Formula.mostTermsInReport).latex + "\n" } ?? lastShape
        case .text: return try last.map { try text(of: $0, digits: digits) } ?? lastShape
        }
    }

    /// Whether the last line is a comparison; one that does not hold is reported and never gets here.
    private var endsWithClaim: Bool {
        guard let claim = worked.elaboration.claims.last else { return false }
        return claim.range.lowerBound > worked.elaboration.lines.last?.range.lowerBound ?? -1
    }

    private var lastNode: NodeID? { worked.elaboration.lines.last?.nodes.last }
    private var last: Tensor<Number>? { lastNode.flatMap { worked.exact[$0] } }
    /// What stands for a value that is not known: its shape.
    private var lastShape: String {
        guard let lastNode else { return "" }
        if let polynomial = worked.polynomials[lastNode] { return "\(polynomial)\n" }
        return "\(worked.elaboration.graph[lastNode].shape)\n"
    }

    /// The exact value, and under it the decimals unless they are the same.
    private func text(of value: Tensor<Number>, digits: Int) throws -> String {
        let exact = Self.rows(
            of: value.map { Formula($0, atMost: $0.hasAtoms ? Self.mostNestedTerms : Formula.mostTermsInReport).plain })
        if value.elements.allSatisfy({ $0.rational?.isInteger ?? false }) { return exact + "\n" }
        let decimals = try Number.decimals(of: value.elements, significantDigits: digits)
        let relation = decimals.allSatisfy(\.isExact) ? "= " : "≈ "
        let shown = Tensor(shape: value.shape, elements: decimals.map { Formula($0).plain }).map(Self.rows) ?? ""
        return exact + "\n" + relation + shown.replacingNewlines(with: "\n  ") + "\n"
    }

    /// Terms of a number with functions inside one another that are printed; more say nothing to a reader.
    private static let mostNestedTerms = 200

    /// One row of a matrix per line; columns and rows as they are typed.
    private static func rows(of entries: Tensor<String>) -> String {
        let lines = (0..<entries.rows).map { entries.row($0).joined(separator: ", ") }
        switch entries.shape {
        case .scalar: return entries.elements.first ?? ""
        case .column: return "[" + entries.elements.joined(separator: ", ") + "]"
        case .row: return "[" + entries.elements.joined(separator: ", ") + "]ᵀ"
        case .matrix: return "[" + lines.joined(separator: ";\n ") + "]"
        }
    }
}

extension String {
    fileprivate func replacingNewlines(with text: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).joined(separator: text)
    }
}

extension Sheet {
    /// A sheet of nothing but calculation lines.
    init(calculating file: String, _ bytes: [UInt8]) {
        let (source, diagnostics) = SourceText.reading(file: file, bytes: bytes, kind: .calculation)
        self.init(source: source)
        let whole = source.start..<source.bytes.count
        let (calculation, problems) = Calculation.reading(whole, of: source)
        items = [Item(content: .solve(calculation), section: 0, isSolution: false, range: whole)]
        self.diagnostics = diagnostics + problems
        if self.diagnostics.isEmpty, calculation.statements.isEmpty {
            self.diagnostics = [Diagnostic(.nothingToCalculate, at: whole.prefix)]
        }
    }
}

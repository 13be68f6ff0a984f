import Derivations
import Formulas
import Graphs
import Numbers
import Sheets

/// The right value of an answer as it is shown beside a given one.
public struct AnswerSolution: Hashable, Sendable {
    /// The exact value, nil where it is more than a line holds.
    public var exact: Formula?
    /// Its decimals, nil where the exact value shows as much.
    public var decimal: Formula?

    /// Characters that a line of a report holds beside its words.
    private static let longest = 40

    /// The value of an answer, with the decimals that the sheet asks for; four digits where it asks for none.
    ///
    /// - Returns: nil for an answer in words, or without a value.
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public init?(of asked: Elaboration.AskedAnswer, in worked: WorkedSheet, digits: Int = 4) throws {
        guard let node = asked.node, let value = worked.exact[node] else { return nil }
        let decimals = try asked.answer.decimals(of: value, digits: digits)
        self.init(value, decimals)
    }

    /// The value beside an answer that was given: its decimals have the digits of that one.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public init(_ value: Tensor<Number>, beside reading: AnswerReading?, digits: Int = 4) throws {
        let entries = reading?.entries.elements ?? []
        var decimals = try Number.decimals(of: value.elements, significantDigits: digits)
        if entries.count == value.elements.count {
            for (index, entry) in entries.enumerated() {
                guard case .decimal(let places, _) = entry.form else { continue }
                decimals[index] = try value.elements[index].decimal(places: max(0, places))
            }
        }
        self.init(value, decimals)
    }

    private init(_ value: Tensor<Number>, _ decimals: [Numbers.Decimal]) {
        let exact = Formula(value)
        let shown = Tensor(shape: value.shape, elements: decimals.map { Formula($0) }).map { Formula($0) }
        let isWhole = value.elements.allSatisfy { $0.rational?.isInteger ?? false }
        self.exact = isWhole || shown == nil || exact.plain.count <= Self.longest ? exact : nil
        decimal = isWhole ? nil : shown
    }

    /// On one line: `[1/2, 1/3] ≈ [0.5000, 0.3333]`.
    public var plain: String { [exact, decimal].compactMap { $0?.plain }.joined(separator: " ≈ ") }
}

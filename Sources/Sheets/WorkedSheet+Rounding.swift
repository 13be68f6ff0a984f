import Graphs
import Numbers

extension WorkedSheet {
    /// The first value of the sheet that cannot be rounded, for an error that rounding met without knowing where.
    ///
    /// - Cost: rounds again what was rounded up to the error.
    public func unroundable(digits: Int) -> Diagnostic? {
        let named = elaboration.graph.labelled.filter { elaboration.graph[$0].role != .given }
        let results = elaboration.lines.flatMap(\.nodes) + elaboration.answers.compactMap(\.node)
        let shown = elaboration.insertions.map(\.node)
        for id in Set(named + results + shown).sorted() {
            guard let value = exact[id] else { continue }
            for (index, element) in value.elements.enumerated() {
                do {
                    _ = try Double(element)
                    _ = try element.decimal(significantDigits: digits)
                } catch let error as NumberError {
                    let entry = "row \(index / max(1, value.columns) + 1), column \(index % max(1, value.columns) + 1)"
                    let fact = Diagnostic.Fact.noValue(
                        error, step: elaboration.graph[id].label, entry: value.shape == .scalar ? nil : entry)
                    return Diagnostic(fact, at: elaboration.origin(of: id) ?? 0..<0)
                } catch {
                    continue
                }
            }
        }
        return nil
    }
}

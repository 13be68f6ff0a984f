import Graphs
import Numbers
import Rationals
import Sheets

extension VariantGenerator {
    /// What is drawn at the points of all components, in the order of the sheet.
    func values(of numbers: [Integer]) -> [DrawnValue] {
        var values = [DrawnValue?](repeating: nil, count: plan.draws.count)
        for (component, number) in zip(plan.components, numbers) {
            let point = component.point(number)
            let spaces = component.combinations[point.combination].spaces
            for (position, draw) in component.draws.enumerated() {
                values[draw] = DrawnValue(
                    id: plan.draws[draw].id, value: point.values[position],
                    text: spaces[position].text(at: point.places[position]))
            }
        }
        return values.compactMap { $0 }
    }

    /// The sheet with these data, without the blocks that say how to draw.
    func variant(_ number: Int, found: Found) throws(GeneratorError) -> Variant {
        let values = values(of: found.numbers)
        let sheet = plan.elaboration.sheet
        let texts = zip(plan.draws, values).map { (range: $0.valueRange, text: $1.text) }
        let blocks = SheetText.drawingBlocks(of: sheet).map { (range: $0, text: "") }
        let bytes = SheetText.replacing(texts + blocks, in: sheet.source)
        let worked = WorkedSheet(file: sheet.source.file, bytes: bytes)
        guard worked.diagnostics.isEmpty else {
            throw .differs(
                variant: number, diagnostics: worked.diagnostics, worked.elaboration.sheet.source)
        }
        var variant = Variant(
            number: number, form: form(number).description, values: values,
            text: String(decoding: bytes, as: UTF8.self), worked: worked)
        variant.attempts = found.attempts
        variant.refusals = found.refusals
        variant.points = found.numbers
        variant.work = acceptance.work(of: found.numbers)
        return variant
    }
}

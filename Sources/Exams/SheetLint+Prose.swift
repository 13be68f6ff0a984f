import Formulas
import Graphs
import Numbers
import Rationals
import Sheets

extension SheetLint {
    /// Numbers in the mathematics of prose that are drawn data as well, and number words that are drawn sizes.
    static func writtenNumbers(_ elaboration: Elaboration) -> [LintFinding] {
        let sheet = elaboration.sheet
        var findings: [LintFinding] = []
        for item in sheet.items {
            guard case .prose(let prose) = item.content else { continue }
            let question = sheet.sections[item.section].question
            let visible = elaboration.draws.filter {
                let own = sheet.sections[$0.section].question
                return own == nil || own == question
            }
            guard !visible.isEmpty else { continue }
            var seen: Set<String> = []
            let text = ProseNumbers(sheet.source.bytes, prose.text)
            for number in text.numbers {
                guard let datum = datum(of: number, in: visible, elaboration),
                    seen.insert(sheet.source.text(number.range)).inserted
                else { continue }
                findings.append(
                    LintFinding(.writtenNumber(sheet.source.text(number.range), datum: datum), at: number.range))
            }
        }
        return findings
    }

    /// The formula of a drawn number that is the same.
    private static func datum(
        of number: ProseNumbers.Number, in draws: [Draw], _ elaboration: Elaboration
    ) -> String? {
        // The name that stands beside the number is the likelier one: q of q = (2, 1).
        let named = draws.filter { number.letters.contains($0.name.base) }
        for draw in named + draws {
            let name = draw.name.spelling
            if draw.sizes.contains(where: { $0.values.count > 1 }), let size = elaboration.graph[draw.node].shape.size {
                if number.value == Rational(size.rows), size.rows > 1 { return "rows(\(name))" }
                if number.value == Rational(size.columns), size.columns > 1 { return "columns(\(name))" }
            }
            // 0, 1 and what stands in words are said of too many things.
            guard number.isMathematics, number.value.magnitude > 1 || !number.value.isInteger,
                case .constant(let value) = elaboration.graph[draw.node].operation,
                let index = value.elements.firstIndex(where: { $0.rational == number.value })
            else { continue }
            switch value.shape {
            case .scalar: return name
            case .column, .row: return "\(name)_\(index + 1)"
            case .matrix: return "\(name)_{\(index / value.columns + 1),\(index % value.columns + 1)}"
            }
        }
        return nil
    }
}

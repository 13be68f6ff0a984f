import Formulas

/// Inlines as plain words: for PDF outlines, alternative texts and estimates of width.
enum PlainInlines {
    static func text(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text), .code(let text): text
            case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(let inner, _),
                .image(let inner, _):
                text(inner)
            case .tex(let tex): TeXReading.text(tex)
            case .formula(let formula): formula.plain
            case .softBreak, .lineBreak: " "
            }
        }.joined()
    }

    /// The width of a table cell on one line, in em.
    static func width(_ inlines: [Inline]) -> Double {
        inlines.map { inline in
            switch inline {
            case .text(let text): Double(text.count) * FormulaMetrics.textCharacter
            case .code(let text): Double(text.count) * 0.53
            case .emphasis(let inner), .strikethrough(let inner), .link(let inner, _), .image(let inner, _):
                width(inner)
            case .strong(let inner): width(inner) * 1.1
            case .tex(let tex): Double(TeXReading.text(tex).count) * 0.6
            case .formula(let formula): formula.latexWidth
            case .softBreak, .lineBreak: FormulaMetrics.textCharacter
            }
        }.reduce(0, +)
    }
}

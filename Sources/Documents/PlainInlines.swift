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

    /// The width of the longest piece that a line cannot be broken in, in em.
    static func longestWord(_ inlines: [Inline]) -> Double {
        // Pieces without a space between them count as one.
        var longest = 0.0
        var current = 0.0
        func add(_ inlines: [Inline], _ scale: Double) {
            for inline in inlines {
                switch inline {
                case .text(let text):
                    for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                        if index > 0 { current = 0 }
                        current += Double(word.count) * FormulaMetrics.textCharacter * scale
                        longest = max(longest, current)
                    }
                case .emphasis(let inner), .strikethrough(let inner), .link(let inner, _), .image(let inner, _):
                    add(inner, scale)
                case .strong(let inner): add(inner, scale * 1.1)
                case .code, .tex, .formula:
                    current += width([inline])
                    longest = max(longest, current)
                case .softBreak, .lineBreak: current = 0
                }
            }
        }
        add(inlines, 1.06)
        return longest
    }
}

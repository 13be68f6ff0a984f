import Formulas
import Graphs
import Numbers
import Rationals

/// Reads the text of one answer, in the notations in which people write answers.
///
/// A text with a backslash or a dollar sign is LaTeX, every other is calculator syntax with what Python, NumPy and MATLAB
/// print. Nothing depends on what the right answer is, and what could mean two things is refused by name.
/// `Documentation/Answers.md` lists the notations.
///
/// Not promised: that an entry is written as the sheet asks for; ``AnswerReading/Form`` says how it is written.
///
///     let reading = try AnswerReader().read("p = (46.5 %, 3.5 %, 46.5 %, 3.5 %)")
///     print(reading.echo)    // [0.465, 0.035, 0.465, 0.035]
public struct AnswerReader: Sendable {
    /// What the text alone does not say.
    public let options: AnswerOptions

    /// A reader with options.
    public init(_ options: AnswerOptions = AnswerOptions()) {
        self.options = options
    }

    /// Whether nothing was answered: white space only, or a sign that says so such as `?`, `-` and `n/a`.
    public static func isUnanswered(_ text: String) -> Bool { AnswerText.isBlank(text) }

    /// The entries of an answer and how they are written.
    /// - Throws: ``UnreadableAnswer`` with a place in the text.
    /// - Cost: linear in the text for numbers; bounded for expressions, by limits far beyond what a person writes.
    public func read(_ text: String) throws(UnreadableAnswer) -> AnswerReading {
        if Self.isUnanswered(text) {
            throw UnreadableAnswer("Nothing was answered.", fix: "", range: 0..<text.utf8.count)
        }
        let prepared = try AnswerText(text, options: options)
        try SeparatorUse.check(prepared, decimalComma: options.decimalComma)
        try LostSigns.check(prepared)
        let formula: Formula
        do throws(ReadingError) {
            formula = try Formula.readAnswer(
                prepared.bytes, in: prepared.notation, decimalComma: options.decimalComma)
        } catch {
            throw UnreadableAnswer(error, in: prepared)
        }
        var evaluation = AnswerEvaluation(text: prepared, options: options)
        let layout = try evaluation.layout(of: formula)
        guard let entries = Tensor(shape: layout.shape, elements: layout.entries) else {
            throw UnreadableAnswer(
                "The entries do not fill rows of one length.", fix: "Give every row the same number of entries.",
                range: 0..<text.utf8.count)
        }
        return AnswerReading(
            entries: entries, showsOrientation: layout.shape.isVector ? layout.isOriented : true,
            echo: echo(of: layout), notes: evaluation.notes + notes(on: layout, in: prepared))
    }

    // MARK: The reading in words

    private func echo(of layout: AnswerLayout) -> String {
        var shown = layout.shown
        if layout.entries.contains(where: { $0.formula.mayHoldWholeExponent }) { shown = shown.mapParts(\.writtenOut) }
        // Without a comma, the space of [2 π; 3] would separate entries: the echo is an answer that reads the same.
        if layout.shape != .scalar, layout.columns == 1 { shown = shown.mapParts(\.withSigns) }
        return shown.plain
    }

    /// What was read otherwise than its writer may think: percentages, and `2e+1`, which is no multiple of e.
    private func notes(on layout: AnswerLayout, in text: AnswerText) -> [String] {
        var notes: [String] = []
        var hasPercentage = false
        for entry in layout.entries {
            if let whole = entry.formula.unsigned.writtenOut, !notes.contains(where: { $0.hasPrefix("‘") }) {
                notes.append(
                    "‘\(text.excerpt(entry.formula.range ?? 0..<0))’ was read as \(sign(of: entry))\(whole.plain).")
            }
            if !hasPercentage, let range = entry.formula.range, text.isPercentage(range) {
                hasPercentage = true
                notes.append("\(text.excerpt(range)) was read as \(entry.formula.plain).")
            }
        }
        return notes
    }

    private func sign(of entry: AnswerReading.Entry) -> String {
        if case .negative = entry.formula.node { return "−" }
        return ""
    }
}

extension Formula {
    fileprivate var unsigned: Formula {
        if case .negative(let inner) = node { return inner.unsigned }
        return self
    }

    /// Whether it is a number with an exponent; what is inside a longer formula shows for itself.
    fileprivate var mayHoldWholeExponent: Bool { unsigned.writtenOut != nil }

    /// A product with the signs between its factors written.
    fileprivate var withSigns: Formula? {
        guard case .product(let factors, .juxtaposition) = node else { return nil }
        return Formula(.product(factors.map { $0.mapParts(\.withSigns) }, .dot), range: range)
    }

    /// `2e1` as 20: a whole number with a small positive exponent of ten; nil for anything else.
    fileprivate var writtenOut: Formula? {
        guard case .number(let literal) = node, literal.value.isInteger,
            !literal.spelling.utf8.contains(UInt8(ascii: ".")),
            let mark = literal.spelling.utf8.firstIndex(of: UInt8(ascii: "e")),
            let exponent = Int(literal.spelling[literal.spelling.utf8.index(after: mark)...]),
            (0...9).contains(exponent)
        else { return nil }
        return Formula(.number(Literal(value: literal.value, spelling: literal.value.description)), range: range)
    }
}

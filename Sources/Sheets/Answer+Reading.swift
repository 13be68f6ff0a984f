import Formulas

extension Answer {
    /// The lines of an `answer` block.
    static func reading(_ body: Range<Int>, of source: SourceText) -> ([Answer], [Diagnostic]) {
        var answers: [Answer] = []
        var diagnostics: [Diagnostic] = []
        for line in source.statementLines(of: body) {
            if let answer = reading(line: line, of: source, &diagnostics) { answers.append(answer) }
        }
        return (answers, diagnostics)
    }

    private static func reading(
        line: Range<Int>, of source: SourceText, _ diagnostics: inout [Diagnostic]
    ) -> Answer? {
        let sides = source.pieces(line, separator: UInt8(ascii: ":"))
        let targetRange = sides[0]
        let rest =
            sides.count > 1 ? source.trimmed(sides[1].lowerBound..<line.upperBound) : line.upperBound..<line.upperBound
        var terms: [Term] = []
        if sides.count > 1 {
            for piece in source.pieces(rest, separator: UInt8(ascii: ",")) {
                switch Term.reading(piece, of: source) {
                case .success(let term):
                    if case .marks = term, terms.contains(where: { $0.isMarks }) {
                        diagnostics.append(Diagnostic(.marksTwice, at: piece))
                    } else {
                        terms.append(term)
                    }
                case .failure(let diagnostic): diagnostics.append(diagnostic)
                }
            }
        }
        guard let target = target(targetRange, of: source, &diagnostics) else { return nil }
        return Answer(target: target, terms: terms, range: line, targetRange: targetRange)
    }

    private static func target(
        _ range: Range<Int>, of source: SourceText, _ diagnostics: inout [Diagnostic]
    ) -> Target? {
        let words = source.text(range).split(separator: " ").map { $0.lowercased() }
        if words == ["in", "words"] { return .words }
        guard !range.isEmpty else {
            diagnostics.append(Diagnostic(.answerWithoutName, at: range.lowerBound..<range.lowerBound + 1))
            return nil
        }
        do throws(ReadingError) {
            var formula = try Formula.read(source.text(range), offset: range.lowerBound)
            // `Z^(2)` asks for the name; a power is nothing to ask for.
            formula = formula.superscripted { source.bytes[$0] == UInt8(ascii: "(") } ?? formula
            switch formula.node {
            case .name, .subscripted: return .quantity(formula)
            default:
                diagnostics.append(Diagnostic(.answerIsNoName, at: range))
                return nil
            }
        } catch {
            diagnostics.append(Diagnostic(error))
            return nil
        }
    }
}

extension Answer.Term {
    var isMarks: Bool {
        if case .marks = self { return true }
        return false
    }
}

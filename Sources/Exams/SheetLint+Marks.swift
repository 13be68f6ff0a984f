import Rationals
import Sheets

extension SheetLint {
    /// Totals that are not the sums of the marks, and answers without marks among others that have some.
    static func marks(_ elaboration: Elaboration) -> [LintFinding] {
        let sheet = elaboration.sheet
        let answers = elaboration.answers
        var findings: [LintFinding] = []
        if answers.contains(where: { $0.answer.marks != nil }) {
            for asked in answers where asked.answer.marks == nil {
                findings.append(LintFinding(.withoutMarks(asked.id), at: asked.answer.range))
            }
        }
        func sum(_ belongs: (Section) -> Bool) -> Rational {
            answers.filter { belongs(sheet.sections[sheet.items[$0.item].section]) }
                .reduce(0) { $0 + ($1.answer.marks ?? 1) }
        }
        func compare(_ stated: Rational?, _ whole: LintFact.Whole, _ range: Range<Int>, _ belongs: (Section) -> Bool) {
            guard let stated else { return }
            let sum = sum(belongs)
            if stated != sum { findings.append(LintFinding(.total(stated: stated, sum: sum, of: whole), at: range)) }
        }
        for label in ["marks", "points"] {
            guard let text = sheet.frontMatter[label] else { continue }
            compare(StatedMarks.number(Substring(text)), .sheet, place(ofEntry: label, in: sheet)) { _ in true }
        }
        for item in sheet.items {
            guard case .heading(let heading) = item.content, heading.level <= 2, !heading.opensSolution else {
                continue
            }
            let section = sheet.sections[item.section]
            let stated = StatedMarks.inHeading(sheet.source.text(heading.title))
            if heading.level == 1 {
                compare(stated, .question, heading.title) { $0.question == section.question }
            } else {
                compare(stated, .part, heading.title) { $0 == section }
            }
        }
        return findings
    }

    /// The line of the front matter that begins with a label.
    private static func place(ofEntry label: String, in sheet: Sheet) -> Range<Int> {
        for line in 0..<sheet.source.lineCount {
            let range = sheet.source.lineRange(line)
            if sheet.source.text(range).hasPrefix(label) { return range }
        }
        return 0..<0
    }
}

/// Marks as people write them in headings: `Two heads (10 marks)`, `(b) [2.5 points]`, `Heads (6 pts)`.
enum StatedMarks {
    private static let words: Set<Substring> = [
        "mark", "marks", "point", "points", "pt", "pts", "pt.", "pts.", "p", "m",
    ]

    /// The number of marks in the last brackets of a heading that hold a number and a word for marks and nothing else.
    static func inHeading(_ title: String) -> Rational? {
        var found: Rational?
        for piece in title.split(whereSeparator: { $0 == "(" || $0 == "[" }).dropFirst() {
            guard let end = piece.firstIndex(where: { $0 == ")" || $0 == "]" }) else { continue }
            let inner = piece[..<end].lowercased()
            let parts = inner.split(whereSeparator: { $0 == " " || $0 == ":" || $0 == "\u{A0}" })
            guard parts.count == 2 || parts.count == 3 && parts.contains("total") else { continue }
            let others = parts.filter { $0 != "total" }
            guard others.count == 2 else { continue }
            if words.contains(others[1]) { found = number(others[0]) ?? found }
            if words.contains(others[0]) { found = number(others[1]) ?? found }
        }
        return found
    }

    /// `10`, `2.5`, `7 marks`.
    static func number(_ text: Substring) -> Rational? {
        let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "/" }
        return number.isEmpty ? nil : Rational(String(number))
    }
}

import Documents
import Formulas
import Numbers
import Rationals
import Sheets

/// Marked answers as pages: one student's, and the class.
public struct MarkingReport: Sendable {
    /// The sheet's title.
    public var title: String?
    /// The right values by answer id, for tutors, or for students after the deadline; empty when they are not shown.
    public var solutions: [String: AnswerSolution]

    /// A report for a sheet.
    public init(title: String?, solutions: [String: AnswerSolution] = [:]) {
        self.title = title
        self.solutions = solutions
    }

    /// A report for a sheet, with its right values if they are to be seen.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public init(of worked: WorkedSheet, showsSolutions: Bool) throws {
        title = worked.elaboration.sheet.frontMatter.title
        solutions = [:]
        guard showsSolutions else { return }
        for asked in worked.elaboration.answers {
            solutions[asked.id] = try AnswerSolution(of: asked, in: worked)
        }
    }

    /// One student's page: a table of all answers, then what is to be said about those that are not right.
    public func document(of marked: MarkedSubmission) -> Document {
        let name = marked.student.isEmpty ? "answers" : marked.student.asOneLine
        return Document(title: title.map { "\($0): \(name)" } ?? name, blocks: blocks(of: marked))
    }

    private func blocks(of marked: MarkedSubmission) -> [Block] {
        var marked = marked
        // Single answers, typed at a terminal: nothing is missing.
        if marked.student.isEmpty { marked.answers.removeAll { $0.isMissing } }
        let rows = marked.answers.map { answer in
            [
                [Inline.text(answer.id)], given(answer), [.text(answer.outcomeWords)],
                [.text(answer.isForAPerson ? "–" : "\(answer.marks.asMarks) of \(answer.possible.asMarks)")],
            ]
        }
        var blocks: [Block] = [
            .paragraph([.text("\(marked.marks.asMarks) of \(marked.possible.asMarks) marks.")]),
            .table(
                header: ["Answer", "Given", "Verdict", "Marks"].map { [.text($0)] },
                alignments: [.left, .left, .left, .right], rows: rows),
        ]
        let notes = marked.answers.compactMap(note)
        if !notes.isEmpty { blocks.append(.bulletList(notes, tight: false)) }
        if !marked.unknownIDs.isEmpty {
            let ids = marked.unknownIDs.prefix(20).map(\.asOneLine).joined(separator: ", ")
            blocks.append(.remark([.text("Not asked for, and left out: \(ids).")]))
        }
        return blocks
    }

    /// The answer as it was read; as it was written where it was not read.
    private func given(_ answer: MarkedAnswer) -> [Inline] {
        if let reading = answer.reading {
            // Columns would make a row of the table as tall as they are.
            if reading.entries.shape.isVector, reading.echo.count <= 60 { return [.text(reading.echo)] }
            let formula = Formula(reading.entries.map(\.formula))
            // A table cell holds what a line holds; more is shown as it was written, cut.
            if formula.latexWidth <= Self.widestCell { return [.formula(formula)] }
        }
        guard let text = answer.reading?.echo ?? answer.text else { return [.text("–")] }
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let shown = line.asOneLine
        return [.code(shown.count > 60 ? shown.prefix(57) + "…" : shown)]
    }

    /// In em.
    private static let widestCell = 16.0

    private func note(_ answer: MarkedAnswer) -> [Block]? {
        let notes = answer.reading?.notes ?? []
        guard !answer.isFine || !notes.isEmpty else { return nil }
        if case .missing = answer.outcome, solutions[answer.id] == nil { return nil }
        var line: [Inline] = [.text("\(answer.id): ")]
        var sentences = answer.explanation
        if case .missing = answer.outcome { sentences.append("No answer.") }
        if case .wrong = answer.outcome, answer.diagnoses.isEmpty {
            sentences.append("No known mistake gives this value.")
        }
        line.append(.text((sentences + notes).joined(separator: " ")))
        for diagnosis in answer.diagnoses.prefix(1) { line.append(.text(" (\(diagnosis.code))")) }
        if let solution = solutions[answer.id] {
            let shown = [solution.exact, solution.decimal].compactMap(\.self)
            line.append(.text(" The value is "))
            for (index, formula) in shown.enumerated() {
                line +=
                    (index > 0 ? [.text(", rounded ")] : solution.exact == nil ? [.text("about ")] : []) + [
                        .formula(formula)
                    ]
            }
            line.append(.text("."))
        }
        return [.paragraph(line)]
    }

    /// The class on a page: marks, mistakes, and the answers that many got wrong.
    public func document(of summary: ClassSummary) -> Document {
        var blocks: [Block] = [.paragraph([.text(Self.sentence(summary))])]
        blocks.append(
            .table(
                header: ["Answer", "Answered", "Right", "Mean marks", "Most frequent mistake"].map { [.text($0)] },
                alignments: [.left, .right, .right, .right, .left],
                rows: summary.answers.map { answer in
                    let mean = answer.total.divided(by: Rational(max(1, summary.submissions))) ?? 0
                    let mistake = answer.mostFrequent
                    return [
                        answer.id, "\(answer.answered)", answer.isForAPerson ? "–" : "\(answer.right)",
                        answer.isForAPerson ? "–" : "\(mean.rounded2) of \(answer.possible.asMarks)",
                        mistake.map { "\($0.code) (\($0.count))" } ?? "–",
                    ].map { [.text($0)] }
                }))
        if !summary.mistakes.isEmpty {
            blocks.append(.heading(level: 2, [.text("Mistakes")]))
            blocks.append(
                .table(
                    header: ["Code", "Times"].map { [.text($0)] }, alignments: [.left, .right],
                    rows: summary.frequentMistakes.prefix(20).map { [[.text($0.code)], [.text("\($0.count)")]] }))
        }
        let suspicious = summary.answers.filter(\.isSuspicious)
        if !suspicious.isEmpty {
            blocks.append(.heading(level: 2, [.text("Worth a look at the sheet")]))
            blocks.append(
                .bulletList(
                    suspicious.map { answer in
                        var words = "\(answer.id): \(answer.failed) of \(answer.answered) answers are not right."
                        if let mistake = answer.mostFrequent {
                            words += " \(mistake.count) of them are explained by \(mistake.code)."
                        }
                        return [.paragraph([.text(words)])]
                    }, tight: true))
        }
        return Document(title: title.map { "\($0): the class" } ?? "The class", blocks: blocks)
    }

    private static func sentence(_ summary: ClassSummary) -> String {
        guard let mean = summary.mean, let range = summary.range else { return "No submission could be read." }
        let count = "\(summary.submissions) submission\(summary.submissions == 1 ? "" : "s")"
        let unread = summary.unreadableSubmissions == 0 ? "" : ", \(summary.unreadableSubmissions) more unreadable"
        return
            "\(count)\(unread); mean \(mean.rounded2) of \(summary.possible.asMarks) marks, from \(range.lowerBound.asMarks) "
            + "to \(range.upperBound.asMarks)."
    }
}

extension Rational {
    /// Two decimals, for means.
    fileprivate var rounded2: String { (try? Number(self).decimal(places: 2).description) ?? "\(self)" }
}

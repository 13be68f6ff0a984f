import Documents
import Formulas
import Graphs
import Marking
import Numbers
import Rationals

/// The pages of one kind of paper, variant after variant.
struct PaperPages {
    let options: ExamOptions
    let kind: PaperKind
    var pieces: LaTeXPieces
    private(set) var body = ""
    /// What the variant asks for as a choice, by field.
    private var asked: [String: ChoiceQuestion] = [:]

    init(options: ExamOptions, kind: PaperKind) {
        self.options = options
        self.kind = kind
        pieces = LaTeXPieces(paper: options.paper, imageDirectory: options.imageDirectory)
    }

    var warnings: [WritingWarning] { pieces.warnings }
    var isExam: Bool { options.latexClass == .exam }
    /// Whether students write on it.
    var isForStudents: Bool { kind == .paper || kind == .blanks }

    // MARK: A variant

    mutating func add(
        _ questions: [ExamQuestion], of variant: Variant, mistakes: [MistakenValue],
        asked: [String: ChoiceQuestion] = [:]
    ) throws {
        self.asked = asked
        // Printed on both sides, a variant must not begin on the back of the one before.
        let isPadded = isForStudents && !body.isEmpty
        var lines = ["", "% Variant \(variant.number)"] + (isPadded ? ["\\tooddpage"] : [])
        lines.append("\\startvariant{\(pieces.text(variant.form))}{variant-\(variant.number)}")
        lines += title(of: questions, in: variant)
        if kind == .scheme { lines.append("\\schemelegend") }
        // The class counts questions through the file, for it refers to them by their numbers, which are not shown.
        if isExam { lines.append("\\begin{questions}\\setcounter{question}{\(variant.number % 20_000 * 1000)}") }
        for question in questions { lines += try self.lines(of: question, in: variant, mistakes) }
        if isExam { lines.append("\\end{questions}") }
        lines.append("\\finishvariant{variant-\(variant.number)}")
        body += lines.joined(separator: "\n") + "\n"
    }

    private mutating func title(of questions: [ExamQuestion], in variant: Variant) -> [String] {
        let total = questions.flatMap(\.fields).reduce(Rational(0)) { $0 + $1.marks }
        var lines = ["\\begin{center}", "  {\\LARGE\\bfseries \(pieces.text(options.title))\\par}"]
        let front = variant.worked.elaboration.sheet.frontMatter
        let details = ["course", "date", "time"].compactMap { front[$0] }.map { pieces.text($0) }
        if !details.isEmpty { lines.append("  \\medskip \(details.joined(separator: " \\quad "))\\par") }
        lines.append("  \\medskip \(heading)\(Self.marks(total)) in all\\par")
        lines.append("\\end{center}")
        let candidate = options.candidate(of: variant.number)
        if isForStudents {
            if let candidate {
                let id = candidate.id.isEmpty ? "" : "\\hfill Number:~\\textbf{\(pieces.text(candidate.id))}"
                lines.append("Name:~\\textbf{\(pieces.text(candidate.name))}\(id)\\par\\medskip")
            } else {
                lines.append("Name:~\\hrulefill\\hspace{1em}Number:~\\rule{45mm}{0.4pt}\\par\\medskip")
            }
            lines += grades(of: questions, total: total)
        } else if let candidate {
            lines.append("\\begin{center}\(pieces.text(candidate.name))\\end{center}")
        }
        return lines
    }

    private var heading: String {
        switch kind {
        case .paper: ""
        case .blanks: "\\emph{Fill in the blanks} \\quad "
        case .key: "\\emph{Key} \\quad "
        case .scheme: "\\emph{Marking scheme} \\quad "
        }
    }

    /// A table in which whoever marks enters the marks of each question.
    private mutating func grades(of questions: [ExamQuestion], total: Rational) -> [String] {
        guard (2...10).contains(questions.count) else { return [] }
        func row(_ name: String, _ cells: [String], _ last: String) -> String {
            "  \(([name] + cells + [last]).joined(separator: " & ")) \\\\ \\hline"
        }
        let labels = questions.enumerated().map { pieces.text($1.label ?? String($0 + 1)) }
        let marks = questions.map { Self.number($0.fields.reduce(Rational(0)) { $0 + $1.marks }) }
        return [
            "\\begin{center}\\small\\renewcommand{\\arraystretch}{1.3}",
            "\\begin{tabular}{|l|\(String(repeating: "c|", count: labels.count))c|}", "  \\hline",
            row("Question", labels, "Total"), row("Marks", marks, Self.number(total)),
            row("Score", labels.map { _ in "\\hspace{9mm}" }, "\\hspace{9mm}"), "\\end{tabular}", "\\end{center}",
        ]
    }

    // MARK: A question

    private mutating func lines(
        of question: ExamQuestion, in variant: Variant, _ mistakes: [MistakenValue]
    ) throws -> [String] {
        let hasParts = question.parts.contains { $0.label != nil }
        var lines = [heading(isExam ? "question" : "section", question.title, hasParts ? [] : question.fields)]
        if kind != .scheme { lines.append(pieces.body(question.preamble)) }
        if hasParts, isExam { lines.append("\\begin{parts}") }
        for part in question.parts {
            if hasParts {
                if part.label != nil {
                    lines.append(heading(isExam ? "part" : "subsection", part.title, part.fields))
                }
                if kind != .scheme { lines.append(pieces.body(part.prompt)) }
            }
            switch kind {
            case .paper:
                for field in part.fields {
                    lines.append(asked[field.id].map { choiceSpace(for: field, $0) } ?? answerSpace(for: field))
                }
            case .blanks: lines += blanks(of: part)
            case .key:
                lines += part.fields.compactMap { field in asked[field.id].map { choiceKey(for: field, $0) } }
                lines += key(to: part)
            case .scheme: lines += try scheme(of: part, in: variant, mistakes)
            }
        }
        if hasParts, isExam { lines.append("\\end{parts}") }
        return lines
    }

    /// A heading with the marks of what it asks for.
    private mutating func heading(_ command: String, _ title: [Inline], _ fields: [ExamQuestion.Field]) -> String {
        let title = title.isEmpty ? "" : pieces.line(title)
        let marks = fields.reduce(Rational(0)) { $0 + $1.marks }
        let isQuestion = command == "question" || command == "section"
        // A scheme has a table next, whose rows are as tall as a matrix.
        let room = (kind == .scheme ? "\\needroom{70mm}" : "") + "\\headingroom{\(isQuestion ? 14 : 8)pt}"
        guard isExam else {
            let note = fields.isEmpty ? "" : "\\fieldmarks{\(Self.marks(marks))}"
            return "\(room)\\\(command)*{\(title)\(note)}"
        }
        let opening = "\(room)\\\(command)"
        if fields.isEmpty { return "\(opening) \\textbf{\(title)}\\par\\nopagebreak" }
        // The class knows whole and half marks.
        guard (marks * 2).isInteger else {
            return "\(opening) \\textbf{\(title)}\\fieldmarks{\(Self.marks(marks))}\\par\\nopagebreak"
        }
        let points = marks.isInteger ? "\(marks)" : "\((marks - .half) == 0 ? "" : "\(marks - .half)")\\half"
        return "\(opening)[\(points)] \\textbf{\(title)}\\droppoints\\nopagebreak"
    }

    static func marks(_ marks: Rational) -> String { marks == 1 ? "1 mark" : "\(number(marks)) marks" }

    static func number(_ marks: Rational) -> String {
        MarkingScheme.spelled(marks).replacing("½", with: "\\textonehalf{}")
    }
}

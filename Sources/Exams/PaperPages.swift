import Documents
import Formulas
import Graphs
import Numbers
import Rationals

/// The pages of one kind of paper, variant after variant.
struct PaperPages {
    let options: ExamOptions
    let kind: PaperKind
    private var pieces: LaTeXPieces
    private var body = ""

    init(options: ExamOptions, kind: PaperKind) {
        self.options = options
        self.kind = kind
        pieces = LaTeXPieces(paper: options.paper, imageDirectory: options.imageDirectory)
    }

    var warnings: [WritingWarning] { pieces.warnings }

    /// The whole file.
    var latex: String {
        let isExam = options.latexClass == .exam
        let paper = "\(options.paper.rawValue)paper"
        return """
            \\documentclass[11pt,\(paper)]{\(isExam ? "exam" : "article")}

            \\usepackage[T1]{fontenc}
            \\usepackage[utf8]{inputenc}
            \\usepackage{lmodern}
            \\usepackage[margin=25mm]{geometry}
            \\usepackage{microtype}
            \\usepackage{array}
            \(isExam ? Self.noSolutions : "")
            \(pieces.preamble(title: options.title))

            \\setlength{\\parindent}{0pt}
            \\setlength{\\parskip}{6pt plus 2pt minus 1pt}
            \\raggedbottom
            \\setlength{\\emergencystretch}{2em}
            \\renewcommand{\\arraystretch}{1.2}

            % What the foot of each page says: set anew by every variant.
            \\newcommand{\\formid}{}
            \\newcommand{\\lastpageof}{}
            \\newcommand{\\footline}{\\footnotesize\\texttt{\\formid}\\hfill Page \\thepage\\ of \\pageref{\\lastpageof}}
            \(isExam ? Self.examFoot : Self.plainFoot)

            % An entry to fill in.
            \\newcommand{\\entrybox}{\\rule[-3.5mm]{0pt}{10mm}\\rule{17mm}{0pt}}
            \\newcommand{\\writingline}{\\par\\vspace{7mm}\\hrule height 0.2pt}
            % Room for the working, a line of it for every half mark.
            \\newcommand{\\workingspace}[1]{\\par\\vspace{#1\\baselineskip}}
            \\newcommand{\\fieldmarks}[1]{\\hfill{\\small(#1)}}

            \\begin{document}
            \(body)
            \\end{document}

            """
    }

    /// The class has an environment `solution` of its own, which puts long derivations in a box.
    private static let noSolutions = "\\let\\solution\\relax\n\\let\\endsolution\\relax"

    private static let examFoot = """
        \\pagestyle{headandfoot}
        \\lfoot{\\footnotesize\\texttt{\\formid}}
        \\cfoot{}
        \\rfoot{\\footnotesize Page \\thepage\\ of \\pageref{\\lastpageof}}
        % Headings carry the author's own numbers and stand at the margin; the marks stand at the right.
        \\renewcommand{\\questionlabel}{}
        \\renewcommand{\\partlabel}{}
        \\renewcommand{\\questionshook}{\\setlength{\\leftmargin}{0pt}\\setlength{\\labelwidth}{0pt}\\setlength{\\labelsep}{0pt}}
        \\renewcommand{\\partshook}{\\setlength{\\leftmargin}{0pt}\\setlength{\\labelwidth}{0pt}\\setlength{\\labelsep}{0pt}}
        \\pointpoints{mark}{marks}
        \\pointsdroppedatright
        """

    private static let plainFoot = """
        \\makeatletter
        \\renewcommand{\\ps@plain}{\\let\\@mkboth\\@gobbletwo\\def\\@oddhead{}\\def\\@evenhead{}%
          \\def\\@oddfoot{\\footline}\\def\\@evenfoot{\\footline}}
        \\makeatother
        \\pagestyle{plain}
        """

    // MARK: A variant

    mutating func add(_ questions: [ExamQuestion], of variant: Variant) throws {
        let total = questions.flatMap(\.fields).reduce(Rational(0)) { $0 + $1.marks }
        var lines: [String] = []
        if !body.isEmpty { lines.append("\\clearpage") }
        lines += [
            "\\setcounter{page}{1}",
            "\\renewcommand{\\formid}{\(pieces.text(variant.form))}",
            "\\renewcommand{\\lastpageof}{variant-\(variant.number)}",
            "\\begin{center}",
            "  {\\LARGE\\bfseries \(pieces.text(options.title))\\par}",
        ]
        let front = variant.worked.elaboration.sheet.frontMatter
        let details = ["course", "date", "time"].compactMap { front[$0] }.map { pieces.text($0) }
        if !details.isEmpty { lines.append("  \\smallskip \(details.joined(separator: " \\quad "))\\par") }
        lines.append("  \\smallskip \(heading)\(Self.marks(total)) in all\\par")
        lines.append("\\end{center}")
        if kind == .paper || kind == .blanks {
            if let candidate = options.candidate(of: variant.number) {
                let id = candidate.id.isEmpty ? "" : "\\hfill \(pieces.text(candidate.id))"
                lines.append("\\textbf{\(pieces.text(candidate.name))}\(id)\\par\\medskip")
            } else {
                lines.append("Name:~\\hrulefill\\hspace{1em}Number:~\\rule{45mm}{0.4pt}\\par\\medskip")
            }
        }
        let isExam = options.latexClass == .exam
        // The class counts questions through the file, for it refers to them by their numbers, which are not shown.
        if isExam { lines.append("\\begin{questions}\\setcounter{question}{\(variant.number % 20_000 * 1000)}") }
        for question in questions { lines += try self.lines(of: question, in: variant) }
        if isExam { lines.append("\\end{questions}") }
        lines.append("\\label{variant-\(variant.number)}")
        body += lines.joined(separator: "\n") + "\n"
    }

    private var heading: String {
        switch kind {
        case .paper, .blanks: ""
        case .key: "\\emph{Key} \\quad "
        case .scheme: "\\emph{Marking scheme} \\quad "
        }
    }

    private mutating func lines(of question: ExamQuestion, in variant: Variant) throws -> [String] {
        let isExam = options.latexClass == .exam
        let hasParts = question.parts.contains { $0.label != nil }
        var lines = [heading(isExam ? "question" : "section", question.title, hasParts ? [] : question.fields)]
        lines.append(pieces.body(question.preamble))
        if hasParts, isExam { lines.append("\\begin{parts}") }
        for part in question.parts {
            if hasParts {
                if part.label != nil {
                    lines.append(heading(isExam ? "part" : "subsection", part.title, part.fields))
                }
                lines.append(pieces.body(part.prompt))
            }
            lines += try answers(to: part, in: variant)
        }
        if hasParts, isExam { lines.append("\\end{parts}") }
        return lines
    }

    /// A heading with the marks of what it asks for.
    private mutating func heading(_ command: String, _ title: [Inline], _ fields: [ExamQuestion.Field]) -> String {
        let title = title.isEmpty ? "" : pieces.line(title)
        let marks = fields.reduce(Rational(0)) { $0 + $1.marks }
        guard options.latexClass == .exam else {
            let note = fields.isEmpty ? "" : "\\fieldmarks{\\normalfont\(Self.marks(marks))}"
            return "\\\(command)*{\(title)\(note)}"
        }
        if fields.isEmpty { return "\\\(command) \\textbf{\(title)}\\par" }
        // The class knows whole and half marks.
        guard (marks * 2).isInteger else {
            return "\\\(command) \\textbf{\(title)}\\fieldmarks{\(Self.marks(marks))}\\par"
        }
        let points = marks.isInteger ? "\(marks)" : "\((marks - .half) == 0 ? "" : "\(marks - .half)")\\half"
        return "\\\(command)[\(points)] \\textbf{\(title)}\\droppoints\\par"
    }

    private mutating func answers(to part: ExamQuestion.Part, in variant: Variant) throws -> [String] {
        switch kind {
        case .paper:
            return part.fields.map { answerSpace(for: $0) }
        case .blanks:
            var blanked = BlankedDerivation()
            let blocks = blanked.blocks(part.solution)
            if blanked.values.isEmpty { return part.fields.map { answerSpace(for: $0) } }
            return [pieces.body(blocks)]
        case .key:
            var blanked = BlankedDerivation()
            _ = blanked.blocks(part.solution)
            return [pieces.body([.answerSpace(part.fields.map(\.asked))] + part.solution)]
        case .scheme:
            return [pieces.body([MarkingScheme(part, in: variant).table])]
        }
    }

    /// `p =` and an empty box for each entry, with room for the working above it.
    private mutating func answerSpace(for field: ExamQuestion.Field) -> String {
        let halves = max(2, Int(exactly: (field.marks * 2).rounded) ?? 2)
        let terms = pieces.text(field.terms.compactMap(\.display).joined(separator: ", "))
        let note = terms.isEmpty ? "" : "\\quad{\\small(\(terms))}"
        guard let name = field.name else {
            let lines = String(repeating: "\\writingline", count: min(2 * halves, 16))
            return "In your own words:\(note)\(lines)\\par\\medskip"
        }
        let label = pieces.line([.formula(name)])
        guard let value = field.value else {
            return "\\workingspace{\(2 * halves)}\(label) = \\rule{60mm}{0.4pt}\(note)\\par\\medskip"
        }
        let (rows, columns) = (value.rows, value.columns)
        let space = "\\workingspace{\(min(2 * halves, 24))}"
        // More boxes than a line holds: an empty space takes any form.
        guard columns <= 7, rows <= 12 else { return "\(space)\(label) =\(note)\\workingspace{8}" }
        let cells = Array(repeating: "\\entrybox", count: columns).joined(separator: " & ")
        let grid = Array(repeating: "\(cells) \\\\ \\hline", count: rows).joined(separator: " ")
        let format = "|" + String(repeating: "c|", count: columns)
        return
            "\(space)\\par\\nopagebreak$\\vcenter{\\hbox{\(label) = }}\\vcenter{\\hbox{\\begin{tabular}{\(format)}\\hline \(grid)\\end{tabular}}}$\(note)\\par\\medskip"
    }

    static func marks(_ marks: Rational) -> String { marks == 1 ? "1 mark" : "\(MarkingScheme.spelled(marks)) marks" }
}

extension ExamQuestion.Field {
    /// The field as the handout shows it.
    var asked: AnswerItem {
        AnswerItem(
            name: name ?? Formula(.text("in words")), terms: terms.compactMap(\.display).joined(separator: ", "))
    }
}

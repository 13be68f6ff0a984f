import Derivations
import Documents
import Formulas
import Graphs
import Numbers
import Rationals
import Sheets

/// The copies of a project of auto-multiple-choice, variant after variant.
struct AMCPages {
    let options: ExamOptions
    private var pieces: LaTeXPieces
    private var body = ""
    /// The names of fields there, letters, digits and hyphens, in the order they came up.
    private var names: [(field: String, name: String)] = []

    /// The margins of auto-multiple-choice are 5 mm wider on both sides, about 4 em.
    private static let narrower = 4.0

    init(options: ExamOptions) {
        self.options = options
        pieces = LaTeXPieces(
            paper: options.paper, indentation: Self.narrower, imageDirectory: options.imageDirectory)
    }

    var warnings: [WritingWarning] { pieces.warnings }

    /// The whole file.
    var latex: String {
        """
        \\documentclass[11pt,\(options.paper.rawValue)paper]{article}

        \\usepackage[T1]{fontenc}
        \\usepackage[utf8]{inputenc}
        \\usepackage{lmodern,textcomp}
        \\usepackage{array}
        \(pieces.preamble(title: options.title))
        % Pages are counted anew in every copy.
        \\hypersetup{pageanchor=false}
        % Choices stay in the order in which they stand here; letters are in the boxes.
        \\usepackage[box,insidebox,noshuffle,lang=EN]{automultiplechoice}

        \\setlength{\\parindent}{0pt}
        \\setlength{\\parskip}{6pt plus 2pt minus 1pt}
        \\raggedbottom
        \\setlength{\\emergencystretch}{2em}
        \\renewcommand{\\arraystretch}{1.2}
        % Every variant is one copy, however many copies are asked for.
        \\let\\AMCNombreCopies\\undefined
        \\newcommand{\\fieldmarks}[1]{{\\small(#1)}}
        % Boxes are numbered through the copy; the questions have numbers of their own.
        \\renewcommand{\\AMCbeginQuestion}[2]{\\noindent\\textbf{#1}#2\\hspace*{0.8em}}
        % Choices begin at the margin, and tall ones keep apart.
        \\newcommand{\\choicesatleft}{\\let\\center\\flushleft\\let\\endcenter\\endflushleft
          \\lineskiplimit=6pt\\lineskip=9pt}
        \\setlength{\\AMChorizBoxSep}{0.5em}
        \\setlength{\\AMChorizAnswerSep}{1.6em plus 1em}
        \\AMCinterBquest=4mm

        \\begin{document}
        \(body)
        \\end{document}

        """
    }

    // MARK: A variant

    mutating func add(_ questions: [ExamQuestion], _ asked: [String: ChoiceQuestion], of variant: Variant) throws {
        let form = pieces.text(variant.form)
        let total = questions.flatMap(\.fields).reduce(Rational(0)) { $0 + $1.marks }
        var lines = [
            "", "% Variant \(variant.number)", "\\onecopy{1}{%", "\\AMCsetFoot{\\footnotesize\\texttt{\(form)}}%",
            "\\begin{center}", "  {\\LARGE\\bfseries \(pieces.text(options.title))\\par}",
        ]
        let front = variant.worked.elaboration.sheet.frontMatter
        let details = ["course", "date", "time"].compactMap { front[$0] }.map { pieces.text($0) }
        if !details.isEmpty { lines.append("  \\medskip \(details.joined(separator: " \\quad "))\\par") }
        lines.append("  \\medskip Form \\texttt{\(form)} \\quad \(PaperPages.marks(total)) in all\\par")
        lines += ["\\end{center}", name(in: variant), "\\medskip"]
        for question in questions { lines += try self.lines(of: question, asked) }
        body += (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private mutating func name(in variant: Variant) -> String {
        guard let candidate = options.candidate(of: variant.number) else {
            return "\\namefield{\\fbox{\\parbox{.9\\linewidth}{\\vspace*{2mm}Name:~\\dotfill\\hspace{1em}"
                + "Number:~\\makebox[40mm]{\\dotfill}\\vspace*{2mm}}}}"
        }
        let id = pieces.text(candidate.id)
        let number = id.isEmpty ? "" : "\\hfill Number:~\\textbf{\(id)}"
        return "\\namefield{\\parbox{\\linewidth}{Name:~\\textbf{\(pieces.text(candidate.name))}\(number)}}"
            + (id.isEmpty ? "" : "\\AMCassociation{\(id)}")
    }

    private mutating func lines(of question: ExamQuestion, _ asked: [String: ChoiceQuestion]) throws -> [String] {
        var lines: [String] = []
        if !question.title.isEmpty { lines.append("\\section*{\(pieces.line(question.title))}") }
        lines.append(pieces.body(question.preamble))
        for part in question.parts {
            if !part.title.isEmpty { lines.append("\\subsection*{\(pieces.line(part.title))}") }
            lines.append(pieces.body(part.prompt))
            if !part.fields.isEmpty { lines.append("\\par\\medskip") }
            for field in part.fields {
                if let choice = asked[field.id] {
                    lines += try self.lines(of: field, choice)
                } else {
                    lines += try marked(field)
                }
            }
        }
        return lines
    }

    /// The right choice earns the marks, another one or none at all nothing.
    private mutating func lines(of field: ExamQuestion.Field, _ choice: ChoiceQuestion) throws -> [String] {
        let name = field.name.map { "\(pieces.line([.formula($0)])) = ?" } ?? ""
        var lines = [
            "\\begin{question}{\(self.name(of: field))}\\scoring{b=\(try field.marks.decimalText()),m=0,e=0,v=0}",
            "\(name) \\fieldmarks{\(PaperPages.marks(field.marks))}",
            "\\choicesatleft",
            "\\begin{choiceshoriz}[o]",
        ]
        for one in choice.choices {
            let command = one.mistake == nil ? "correctchoice" : "wrongchoice"
            let comment = one.mistake.map { " % \($0.code)" } ?? ""
            lines.append("  \\\(command){\(pieces.line([.formula(one.shown)]))}\(comment)")
        }
        return lines + ["\\end{choiceshoriz}", "\\end{question}"]
    }

    /// Room to write, and boxes in which a person ticks the marks: halves of marks, at most nine boxes.
    private mutating func marked(_ field: ExamQuestion.Field) throws -> [String] {
        let halves = Int(exactly: (field.marks * 2).rounded) ?? 0
        var steps = (halves <= 8 ? Array(0..<max(0, halves)).map { Rational($0) * .half } : [0])
        steps.removeAll { $0 >= field.marks }
        let name = field.name.map { "\(pieces.line([.formula($0)])) = ?" } ?? "In your own words"
        let form = pieces.text(field.terms.compactMap(\.display).joined(separator: ", "))
        let boxes = try steps.map { step in
            let text = try step.decimalText()
            return "\\wrongchoice[{\(step.isInteger ? "" : "\\tiny ")\(text)}]{\(text)}\\scoring{\(text)}"
        }
        let full = try field.marks.decimalText()
        return [
            "\\begin{question}{\(self.name(of: field))}\\scoring{e=0,v=0}",
            "\(name) \\fieldmarks{\(form.isEmpty ? PaperPages.marks(field.marks) : form)}",
            "\\AMCOpen{lines=\(min(max(3, 2 * halves), 10))}{\(boxes.joined())"
                + "\\correctchoice[\(full)]{\(full)}\\scoring{\(full)}}",
            "\\end{question}",
        ]
    }

    /// `1a.p` is `1a-p`: the programs that read the names know no other signs.
    private mutating func name(of field: ExamQuestion.Field) -> String {
        if let known = names.first(where: { $0.field == field.id }) { return known.name }
        var name = ""
        for byte in field.id.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default: if name.last != "-" { name += "-" }
            }
        }
        while name.last == "-" { name.removeLast() }
        let base = name
        var count = 2
        while names.contains(where: { $0.name == name }) { (name, count) = ("\(base)-\(count)", count + 1) }
        names.append((field.id, name))
        return name
    }
}

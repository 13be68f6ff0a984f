import Documents
import Formulas
import Graphs
import Numbers
import Rationals

/// Room for answers, blanks, and what belongs in them.
extension PaperPages {
    /// `p =` and an empty box for each entry, with room for the working above it.
    mutating func answerSpace(for field: ExamQuestion.Field) -> String {
        let halves = max(2, Int(exactly: (field.marks * 2).rounded) ?? 2)
        let terms = pieces.text(field.terms.compactMap(\.display).joined(separator: ", "))
        let note = terms.isEmpty ? "" : "\\quad{\\small(\(terms))}"
        guard let name = field.name else {
            let count = min(2 * halves, 16)
            let lines = String(repeating: "\\writingline", count: count)
            return "\\needroom{\(min(count * 8 + 8, 40))mm}In your own words:\(note)\(lines)\\par\\bigskip"
        }
        let label = pieces.line([.formula(name)])
        guard let value = field.value else {
            return "\\workingspace{\(2 * halves)}\(label) = \\rule{60mm}{0.4pt}\(note)\\par\\medskip"
        }
        let lines = min(2 * halves, 20)
        let height = lines * 5 + min(value.rows, 12) * 11
        return "\\needroom{\(min(height, 200))mm}\\workingspace{\(lines)}"
            + grid(label, rows: value.rows, columns: value.columns, note: note)
    }

    /// A label and a box for each entry; an empty space, which takes any form, where a line cannot hold them.
    func grid(_ label: String, rows: Int, columns: Int, note: String) -> String {
        guard columns <= 8, rows <= 12 else {
            return "\\par\\nopagebreak \(label) =\(note)\\workingspace{\(min(2 * rows, 20))}\\par\\medskip"
        }
        let cells = Array(repeating: "\\entrybox", count: columns).joined(separator: " & ")
        let rows = Array(repeating: "\(cells) \\\\ \\hline", count: rows).joined(separator: " ")
        let format = "|" + String(repeating: "c|", count: columns)
        let narrow = columns > 5 ? "\\renewcommand{\\entrywidth}{\(columns > 6 ? 9 : 12)mm}" : ""
        return "{\(narrow)\\par\\nopagebreak$\\vcenter{\\hbox{\(label) = }}\\vcenter{\\hbox{"
            + "\\begin{tabular}{\(format)}\\hline \(rows)\\end{tabular}}}$\(note)\\par}\\bigskip"
    }

    // MARK: Blanks

    /// The working with its values left out; where there is none, the answers as on the paper.
    mutating func blanks(of part: ExamQuestion.Part) -> [String] {
        let derivation = BlankedDerivation.pieces(of: part.solution)
        let hasBlanks = derivation.contains { if case .blank = $0 { true } else { false } }
        let worked = hasBlanks ? part.fields.filter { $0.name != nil } : []
        var lines: [String] = worked.isEmpty ? [] : [pieces.body([.answerSpace(worked.map(\.asked))])]
        if hasBlanks {
            for piece in derivation {
                switch piece {
                case .shown(let blocks): lines += blocks.map { hint($0) }
                case .blank(let blank): lines.append(space(for: blank))
                }
            }
        }
        let others = part.fields.filter { !hasBlanks || $0.name == nil }
        return lines + others.map { answerSpace(for: $0) }
    }

    /// A formula at the margin, where the blanks stand; it breaks at its relations.
    private mutating func hint(_ block: Block) -> String {
        guard case .equations(let equations) = block else { return "\\needroom{30mm}" + pieces.body([block]) }
        return equations.map { equation in
            let links = equation.links.flatMap { link -> [Inline] in
                [.text(link.relation == .equal ? " = " : " ≈ "), .formula(link.right)]
            }
            let line = pieces.line([.formula(equation.left)] + links)
            return "{\\everymath{\\displaystyle}\\raggedright \(line)\\par\\nopagebreak}"
        }.joined(separator: "\n")
    }

    private mutating func space(for blank: BlankedDerivation.Blank) -> String {
        let label = pieces.line([.formula(blank.left)])
        let sum = blank.isSumOfExponentials ? " the sum of the exponentials" : ""
        let number = "\\quad{\\small(\(blank.number))\(sum)}"
        if blank.rows == 1, blank.columns == 1 {
            return "\\par\\vspace{3mm}\(label) = \\rule{60mm}{0.4pt}\(number)\\par\\medskip"
        }
        return "\\needroom{\(min(blank.rows, 12) * 11 + 5)mm}"
            + grid(label, rows: blank.rows, columns: blank.columns, note: number)
    }

    // MARK: Key

    /// The solution, and what belongs in the blanks where there is a paper with blanks.
    mutating func key(to part: ExamQuestion.Part) -> [String] {
        var lines = [pieces.body([.answerSpace(part.fields.map(\.asked))] + part.solution)]
        guard options.kinds.contains(.blanks) else { return lines }
        let blanks = BlankedDerivation(part.solution).blanks
        guard !blanks.isEmpty else { return lines }
        let values = blanks.map { blank in
            let sign = blank.decimals == nil ? " = " : " ≈ "
            // A box keeps the number and its value on one line.
            return "\\mbox{"
                + pieces.line([.text("(\(blank.number)) "), .formula(blank.left), .text(sign), .formula(blank.value)])
                + "}"
        }
        lines.append("{\\small\\raggedright\\textbf{Blanks:} \(values.joined(separator: ";\\quad "))\\par}\\medskip")
        return lines
    }
}

extension ExamQuestion.Field {
    /// The field as the handout shows it.
    var asked: AnswerItem {
        AnswerItem(
            name: name ?? Formula(.text("in words")), terms: terms.compactMap(\.display).joined(separator: ", "))
    }
}

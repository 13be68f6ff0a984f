import Documents
import Formulas
import Graphs
import Marking
import Numbers
import Rationals

/// The marking scheme of a part: marks step by step, then what known mistakes look like.
extension PaperPages {
    mutating func scheme(
        of part: ExamQuestion.Part, in variant: Variant, _ mistakes: [MistakenValue]
    ) throws -> [String] {
        let scheme = try MarkingScheme(part, in: variant)
        guard !scheme.lines.isEmpty else { return [] }
        var lines = [
            "{\\small\\setlength{\\LTpre}{4pt}\\setlength{\\LTpost}{4pt}",
            "\\begin{longtable}[l]{@{}p{0.14\\linewidth}p{0.1\\linewidth}>{\\raggedright\\arraybackslash}p{0.7\\linewidth}@{}}",
            "  \\hline", "  answer & mark & for \\\\", "  \\hline", "  \\endhead",
        ]
        var last: String?
        for line in scheme.lines {
            let name = line.id == last ? "" : line.name.map { padded([.formula($0)]) } ?? "in words"
            last = line.id
            lines.append("  \(name) & \(Self.code(line)) & \(padded(line.what)) \\\\")
        }
        lines += ["  \\hline", "  total & \(Self.number(scheme.total)) & \\\\", "\\end{longtable}}"]
        return lines + (try table(of: mistakes, in: part, scheme, variant))
    }

    private static func code(_ line: MarkingScheme.Line) -> String { line.code.replacing("½", with: "\\textonehalf{}") }

    /// A line of text whose formulas keep their distance from the lines around them.
    private mutating func padded(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            guard case .formula = inline else { return pieces.line([inline]) }
            return "\\padded{\(pieces.line([inline]))}"
        }.joined()
    }

    /// `looks like`, what went wrong, the marks that remain.
    ///
    /// A mistake that is made on the way to an earlier answer is listed there; what follows from it follows through.
    private mutating func table(
        of mistakes: [MistakenValue], in part: ExamQuestion.Part, _ scheme: MarkingScheme, _ variant: Variant
    ) throws -> [String] {
        var rows: [String] = []
        var seen: Set<String> = []
        for field in part.fields {
            guard let name = field.name, let decimals = field.decimals, let entries = field.value?.elements.count
            else { continue }
            let right = decimals.elements.map { "\($0)" }
            for mistake in mistakes.lazy.filter({ $0.answer == field.id }) {
                guard rows.count < Self.mistakeLimit, !seen.contains(mistake.code) else { continue }
                let answer = variant.worked.elaboration.answers.first { $0.id == field.id }?.answer
                guard let shown = try answer?.decimals(of: mistake.value), shown.count == entries else { continue }
                // What cannot be told from the right answer in the form asked for costs nothing.
                guard shown.map({ "\($0)" }) != right else { continue }
                seen.insert(mistake.code)
                let marks = scheme.marks(of: field.id, afterMistakeIn: mistake.step)
                rows.append(
                    "  \(padded([.formula(name)] + Self.look(shown, mistake.value))) & "
                        + "\(pieces.text(mistake.sentence)) & \(Self.number(marks)) \\\\")
            }
        }
        guard !rows.isEmpty else { return [] }
        return [
            "{\\footnotesize\\setlength{\\LTpre}{4pt}\\setlength{\\LTpost}{8pt}",
            "\\begin{longtable}[l]{@{}>{\\raggedright\\arraybackslash}p{0.385\\linewidth}>{\\raggedright\\arraybackslash}p{0.45\\linewidth}"
                + ">{\\raggedleft\\arraybackslash}p{0.1\\linewidth}@{}}",
            "  \\hline", "  what to look for & what went wrong & marks left \\\\", "  \\hline", "  \\endhead",
        ] + rows + ["  \\hline", "\\end{longtable}}"]
    }

    /// Mistakes listed for one part: more would not be read.
    private static let mistakeLimit = 8

    /// The entries of a vector or of the first row, as far as an eye takes them in: `= 0.12, 0.45, …`.
    private static func look(_ decimals: [Numbers.Decimal], _ value: Tensor<Number>) -> [Inline] {
        let isVector = value.rows == 1 || value.columns == 1
        let entries = isVector ? value.elements.count : value.columns
        let shown = min(entries, isVector ? 4 : 3)
        var inlines: [Inline] = [.text(isVector ? " = " : ", first row ")]
        for (index, decimal) in decimals.prefix(shown).enumerated() {
            if index > 0 { inlines.append(.text(", ")) }
            inlines.append(.formula(Formula(decimal)))
        }
        return inlines + (shown < entries ? [.text(", …")] : [])
    }
}

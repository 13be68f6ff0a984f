import Documents
import Formulas
import Graphs
import Marking
import Numbers
import Rationals
import Sheets

/// How the marks of a part are given, step by step.
///
/// Of an answer's marks up to half are for its method, in half marks, one for each step of the part that leads to it,
/// the last steps first; the rest is for its value. Steps that are asked for themselves have marks of their own.
struct MarkingScheme {
    /// One line of the scheme.
    struct Line: Hashable {
        /// The answer's id.
        var id: String
        /// What the marks are for.
        var what: [Inline]
        var marks: Rational
    }

    let lines: [Line]

    init(_ part: ExamQuestion.Part, in variant: Variant) {
        let elaboration = variant.worked.elaboration
        let asked = Set(elaboration.answers.compactMap(\.node).map { elaboration.graph.source(of: $0) })
        lines = part.fields.flatMap { field -> [Line] in
            guard let answer = elaboration.answers.first(where: { $0.id == field.id }), let node = answer.node,
                let name = field.name
            else {
                return [Line(id: field.id, what: [.text("explanation")], marks: field.marks)]
            }
            let section = elaboration.sheet.items[answer.item].section
            let needed = elaboration.graph.ancestors(of: [node])
            let steps = elaboration.lines.filter { elaboration.sheet.items[$0.item].section == section }
                .flatMap(\.nodes)
                .filter { step in
                    needed[step.index] && elaboration.graph[step].role != .given
                        && elaboration.graph[step].label != nil && !asked.contains(elaboration.graph.source(of: step))
                }
            let halves = Int(exactly: (field.marks * 2).rounded) ?? 0
            let isWhole = Rational(halves) == field.marks * 2
            var shares = Array(repeating: 0, count: steps.count)
            if isWhole, !steps.isEmpty {
                for turn in 0..<(halves / 2) { shares[steps.count - 1 - turn % steps.count] += 1 }
            }
            var lines: [Line] = []
            for (step, share) in zip(steps, shares) where share > 0 {
                let label = elaboration.graph[step].label ?? ""
                lines.append(
                    Line(
                        id: field.id, what: [.text("method: "), .formula(Formula(.name(Name(spelling: label))))],
                        marks: Rational(share) * .half))
            }
            let method = lines.reduce(Rational(0)) { $0 + $1.marks }
            lines.append(
                Line(
                    id: field.id,
                    what: [.text("value: "), .formula(name), .text(" = ")] + Self.value(of: field)
                        + Self.tolerance(of: field),
                    marks: field.marks - method))
            return lines
        }
    }

    /// The scheme as a table.
    var table: Block {
        .table(
            header: [[.text("answer")], [.text("for")], [.text("marks")]], alignments: [.left, .left, .right],
            rows: lines.map { [[.text($0.id)], $0.what, [.text(Self.spelled($0.marks))]] })
    }

    /// `2½`, `2`, `1/3`.
    static func spelled(_ marks: Rational) -> String {
        guard !marks.isInteger, (marks * 2).isInteger else { return marks.description }
        let whole = (marks - .half).description
        return whole == "0" ? "½" : "\(whole)½"
    }

    private static func value(of field: ExamQuestion.Field) -> [Inline] {
        guard let value = field.value, let decimals = field.decimals else { return [.text("…")] }
        let isExact = value.elements.allSatisfy { $0.rational != nil }
        return [.formula(isExact ? Formula(value) : Formula(decimals.map { Formula($0) }))]
    }

    private static func tolerance(of field: ExamQuestion.Field) -> [Inline] {
        guard let tolerance = field.tolerance(of: 0),
            field.value?.elements.contains(where: { $0.rational == nil }) ?? false
        else { return [] }
        return [.text(" (within \(tolerance))")]
    }
}

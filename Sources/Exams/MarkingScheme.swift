import Documents
import Formulas
import Graphs
import Numbers
import Rationals
import Sheets

/// How the marks of a part are given, step by step, in the letters that examiners use.
///
/// M is for method, A for an accurate value whose method is right, B for a value that stands on its own. Of an answer's
/// marks up to half, whole ones, are for its method: one for each step of the part that leads to it, the last steps
/// first; where there are none, for its own formula. The rest is for its value. Steps that are asked for themselves
/// have marks of their own.
///
///     p: 2 marks      M1  s = X q / √3          A1  p = …
///     z: 1 mark       B1 ft  z = …              follows through from p
struct MarkingScheme {
    /// One line of the scheme.
    struct Line {
        /// The answer's id.
        var id: String
        /// The quantity asked for; nil for an explanation.
        var name: Formula?
        var kind: Kind
        var marks: Rational
        /// Whether a value that is right for the student's own earlier answers gets the marks.
        var followsThrough: Bool
        /// What the marks are for.
        var what: [Inline]
        /// For method, the steps of the line by their names.
        var steps: [String] = []
        /// Whether the method is that of the answer itself.
        var isOfAnswer = false

        /// `M1`, `A½ ft`.
        var code: String { kind.rawValue + MarkingScheme.spelled(marks) + (followsThrough ? " ft" : "") }
    }

    /// What marks are for.
    enum Kind: String {
        case method = "M"
        case accuracy = "A"
        case independent = "B"
    }

    private(set) var lines: [Line] = []

    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    init(_ part: ExamQuestion.Part, in variant: Variant) throws {
        let elaboration = variant.worked.elaboration
        let asked = Set(elaboration.answers.compactMap(\.node).map { elaboration.graph.source(of: $0) })
        for field in part.fields {
            guard let answer = elaboration.answers.first(where: { $0.id == field.id }), let node = answer.node,
                let name = field.name
            else {
                lines.append(
                    Line(
                        id: field.id, name: nil, kind: .independent, marks: field.marks, followsThrough: false,
                        what: [.text("explanation, see the key")]))
                continue
            }
            let needed = elaboration.graph.ancestors(of: [node])
            let own = elaboration.graph.source(of: node)
            let section = elaboration.sheet.items[answer.item].section
            let earlier = asked.union(elaboration.answers.compactMap(\.node)).subtracting([own, node])
            let between = elaboration.graph.ancestors(of: [node], stoppingAt: earlier)
            var steps = elaboration.lines.filter { line in
                guard elaboration.sheet.items[line.item].section == section, !line.nodes.isEmpty,
                    !Self.isArrangement(line, in: elaboration.sheet)
                else { return false }
                return line.nodes.allSatisfy {
                    between[$0.index] && elaboration.graph[$0].role != .given && elaboration.graph[$0].label != nil
                        && !asked.contains(elaboration.graph.source(of: $0))
                }
            }
            // An answer of one step: its formula is the method.
            if steps.isEmpty { steps = elaboration.lines.filter { $0.nodes.contains(own) || $0.nodes.contains(node) } }
            var shares = Array(repeating: 0, count: steps.count)
            for turn in 0..<(steps.isEmpty ? 0 : Self.methodMarks(of: field.marks)) {
                shares[steps.count - 1 - turn % steps.count] += 1
            }
            for (step, share) in zip(steps, shares) where share > 0 {
                lines.append(
                    Line(
                        id: field.id, name: name, kind: .method, marks: Rational(share), followsThrough: false,
                        what: try Self.method(step, in: variant.worked, isAnswer: step.nodes.contains(own)),
                        steps: step.nodes.compactMap { elaboration.graph[$0].label },
                        isOfAnswer: step.nodes.contains { $0 == own || $0 == node }))
            }
            let method = shares.reduce(0, +)
            lines.append(
                Line(
                    id: field.id, name: name, kind: method > 0 ? .accuracy : .independent,
                    marks: field.marks - Rational(method),
                    followsThrough: asked.contains { $0 != own && needed[$0.index] },
                    what: [.formula(name), .text(" = ")] + Self.value(of: field) + Self.form(of: field)))
        }
    }

    /// All marks of the part, those of its answers.
    var total: Rational { lines.reduce(0) { $0 + $1.marks } }

    /// What is left to an answer whose value comes from a mistake: the method marks of the other steps.
    ///
    ///     scheme.marks(of: "1a.p", afterMistakeIn: "s")
    func marks(of id: String, afterMistakeIn step: String?) -> Rational {
        lines.filter { line in
            line.id == id && line.kind == .method && !line.isOfAnswer && !(step.map { line.steps.contains($0) } ?? true)
        }.reduce(0) { $0 + $1.marks }
    }

    /// `2½`, `2`, `1/3`.
    static func spelled(_ marks: Rational) -> String {
        guard !marks.isInteger, (marks * 2).isInteger else { return marks.description }
        let whole = (marks - .half).description
        return whole == "0" ? "½" : "\(whole)½"
    }

    /// Half of the marks, a whole number.
    private static func methodMarks(of marks: Rational) -> Int {
        max(0, min(Int(exactly: (marks * .half).floor) ?? 0, 1000))
    }

    // MARK: Words

    /// `s = X q / √3`, with its value where that is short.
    private static func method(_ line: Elaboration.Line, in worked: WorkedSheet, isAnswer: Bool) throws -> [Inline] {
        var what: [Inline] = []
        if let statement = statement(of: line, in: worked.elaboration.sheet) {
            if case .assignment(let target, let value) = statement.kind {
                what = [.formula(Formula(.comparison(target, .equal, value)))]
            }
        }
        guard line.nodes.count == 1, let node = line.nodes.first else { return what }
        if what.isEmpty, let label = worked.elaboration.graph[node].label {
            what = [.formula(Formula(.name(Name(spelling: label))))]
        }
        guard !isAnswer, let value = worked.exact[node], value.rows <= longestValue, value.columns <= longestValue
        else {
            return what
        }
        if value.elements.allSatisfy({ $0.rational != nil }) {
            return what + [.text(" = "), .formula(Formula(value))]
        }
        let decimals = try Number.decimals(of: value.elements, significantDigits: 4)
        guard let shown = Tensor(shape: value.shape, elements: decimals.map { Formula($0) }) else { return what }
        return what + [.text(" ≈ "), .formula(Formula(shown))]
    }

    /// Rows and columns of a step's value that is shown beside its formula.
    private static let longestValue = 4

    /// Whether a line only puts what is there into a matrix: no method to give marks for.
    private static func isArrangement(_ line: Elaboration.Line, in sheet: Sheet) -> Bool {
        guard case .assignment(_, let value)? = statement(of: line, in: sheet)?.kind else { return false }
        if case .matrix = value.node { return true }
        if case .column = value.node { return true }
        return false
    }

    private static func statement(of line: Elaboration.Line, in sheet: Sheet) -> Statement? {
        switch sheet.items[line.item].content {
        case .given(let calculation), .solve(let calculation):
            calculation.statements.first { $0.range == line.range }
        case .heading, .prose, .answer, .plot, .vary, .require: nil
        }
    }

    private static func value(of field: ExamQuestion.Field) -> [Inline] {
        guard let value = field.value, let decimals = field.decimals else { return [.text("as in the key")] }
        let isExact = value.elements.allSatisfy { $0.rational != nil }
        return [.formula(isExact ? Formula(value) : Formula(decimals.map { Formula($0) }))]
    }

    private static func form(of field: ExamQuestion.Field) -> [Inline] {
        guard field.value?.elements.contains(where: { $0.rational == nil }) ?? false else { return [] }
        let terms = field.terms.filter { if case .marks = $0 { false } else { true } }.compactMap(\.display)
        return terms.isEmpty ? [] : [.text(" (\(terms.joined(separator: ", ")))")]
    }
}

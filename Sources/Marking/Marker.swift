import Graphs
import Numbers
import Rationals
import Sheets

/// Marks submissions to one sheet.
///
/// Made once per sheet; then every submission is decided by comparisons with certified bounds, and by proofs where
/// those do not tell. No floating-point tolerance decides anything.
///
///     let marker = Marker(worked: WorkedSheet(file: "sheet.md", bytes: bytes), read: read)
///     let marked = marker.mark(Submission(student: "s17", answers: [.init(id: "1a.p", text: "(0.73, 0.27)")]))
///     marked.answers[0].outcome                        // rounded
///
/// What mistakes would give is worked out when the first answer needs it and kept, so the same submission is always
/// marked the same whatever was marked before.
public struct Marker: Sendable {
    /// The sheet.
    public let worked: WorkedSheet
    /// What share of the marks an outcome earns.
    public let rules: MarkingRules
    let read: Reading
    let questions: [AskedQuantity]
    /// Indices of `questions`, what is computed earlier first.
    let order: [Int]
    let mistakes: MistakeValues

    /// How a text is read as an answer.
    public typealias Reading = @Sendable (String) -> Result<AnswerReading, UnreadableAnswer>

    /// A marker for a sheet without diagnostics.
    ///
    /// - Parameter read: how a text is read as an answer.
    /// - Cost: one evaluation of the sheet, and certified digits of every value that is asked for.
    public init(worked: WorkedSheet, rules: MarkingRules = MarkingRules(), read: @escaping Reading) {
        self.worked = worked
        self.rules = rules
        self.read = read
        let merged = worked.elaboration.withoutConditions.graph.mergingDuplicates()
        let anatomy = Anatomy(merged.graph.evaluate(Number.self))
        questions = worked.elaboration.answers.map { AskedQuantity($0, in: worked.elaboration, merged, anatomy) }
        // An entry of a value stands with the value: later steps are followed from all entries given.
        let places = questions.map { ($0.whole?.node ?? $0.node)?.index ?? .max }
        order = questions.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        mistakes = MistakeValues(anatomy: anatomy, questions: questions)
    }

    /// A submission with verdicts, marks and diagnoses; answers in the sheet's order.
    ///
    /// When an id comes twice the later text counts.
    public func mark(_ submission: Submission) -> MarkedSubmission {
        let known = Set(questions.map(\.id))
        var texts: [String: String] = [:]
        var unknown: [String] = []
        for given in submission.answers {
            if known.contains(given.id) {
                texts[given.id] = given.text
            } else if !unknown.contains(given.id) {
                unknown.append(given.id)
            }
        }
        var answers: [Int: MarkedAnswer] = [:]
        var own: [OwnValue] = []
        for index in order {
            let (answer, value) = marked(index, texts[questions[index].id], own: own)
            answers[index] = answer
            if let value { own.append(value) }
        }
        return MarkedSubmission(
            student: submission.student, answers: questions.indices.compactMap { answers[$0] }, unknownIDs: unknown)
    }

    /// One answer, and the value that later steps are followed from.
    private func marked(_ index: Int, _ text: String?, own: [OwnValue]) -> (MarkedAnswer, OwnValue?) {
        let question = questions[index]
        // What a person marks is not counted, whether it was given or not.
        var answer = MarkedAnswer(
            id: question.id, text: text, outcome: .missing, marks: 0,
            possible: question.truth == nil ? 0 : question.marks)
        guard let text, text.contains(where: { !$0.isWhitespace }) else {
            answer.text = nil
            return (answer, nil)
        }
        guard let truth = question.truth else {
            // An explanation, or a shape without values: nothing to calculate with.
            answer.outcome = .forAPerson
            return (answer, nil)
        }
        let reading: AnswerReading
        switch read(text) {
        case .success(let read): reading = read
        case .failure(let unreadable):
            answer.outcome = .unreadable(unreadable)
            return (answer, nil)
        }
        answer.reading = reading
        let comparison = Comparison(marker: self, index: index, answer: WrittenAnswer(reading), truth: truth, own: own)
        let result = comparison.result()
        answer.outcome = result.outcome
        answer.verdicts = result.verdicts
        answer.diagnoses = result.diagnoses
        answer.followed = result.followed
        answer.marks = question.marks * rules.share(of: answer)
        let node = question.whole?.node ?? question.node
        let own = OwnValue(
            question, comparison.answer, result.outcome, isWeights: node.map(mistakes.anatomy.isWeights) ?? false,
            isWorked: result.diagnoses.first.map {
                $0.step != nil && $0.code != Mistake.anotherStep.code && !$0.code.contains("+")
            }
                ?? false)
        return (answer, own)
    }
}

/// What an `answer` line asks for, with its true value.
struct AskedQuantity: Sendable {
    let id: String
    let terms: [Answer.Term]
    let marks: Rational
    /// In the computation without duplicates; nil for words.
    let node: NodeID?
    /// nil where there is nothing to calculate.
    let truth: Tensor<CertifiedNumber>?
    /// The value that the quantity is a part of, and its entries there, when only a part is asked for: `s_3`.
    let whole: (node: NodeID, entries: [Int])?
    /// What the same part of the sheet computes.
    let siblings: Set<NodeID>
    /// For every node of the computation, whether the quantity is computed from it.
    let needed: [Bool]

    init(_ asked: Elaboration.AskedAnswer, in elaboration: Elaboration, _ merged: Rewriting, _ anatomy: Anatomy) {
        id = asked.id
        terms = asked.answer.terms
        marks = asked.answer.marks ?? 1
        node = asked.node.flatMap { merged.image(of: $0) }.map(anatomy.source)
        truth = node.flatMap { anatomy.value(of: $0) }.map { CertifiedNumber.all(of: $0) }
        whole = node.flatMap { anatomy.part(at: $0) }
        let items = elaboration.sheet.items
        let lines = elaboration.lines.filter { items[$0.item].section == items[asked.item].section }
        let ids = Array(elaboration.graph.ids)
        let nodes = lines.flatMap { line in line.nodes + line.added.filter(ids.indices.contains).map { ids[$0] } }
        siblings = Set(nodes.compactMap { merged.image(of: $0) }.map(anatomy.source))
        needed = anatomy.graph.ancestors(of: node.map { [$0] } ?? [])
    }
}

extension Anatomy {
    /// The value of which a node is a part, and which entries of it, row by row from 0.
    fileprivate func part(at id: NodeID) -> (node: NodeID, entries: [Int])? {
        guard let whole = inputs(id).first, let size = shape(whole).size else { return nil }
        switch operation(id) {
        case .entry(let i, let j): return (whole, [i * size.columns + j])
        case .row(let i): return (whole, (0..<size.columns).map { i * size.columns + $0 })
        case .column(let j): return (whole, (0..<size.rows).map { $0 * size.columns + j })
        default: return nil
        }
    }
}

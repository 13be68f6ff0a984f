public import Documents
public import Formulas
import Graphs
import Marking
import Numbers
import Rationals
public import Sheets

/// A question as a paper or a platform asks it: what all parts share, then each part with what it asks for.
///
///     let questions = try ExamQuestion.all(of: variant.worked)
///     questions[0].parts[0].fields[0].id               // 1a.p
public struct ExamQuestion: Sendable {
    /// `1`, `6-2`; nil for what stands before any question.
    public var label: String?
    /// The heading.
    public var title: [Inline]
    /// Prose and data before the first part.
    public var preamble: [Block]
    /// The parts; a question without parts has one without a label, whose prompt is empty.
    public var parts: [Part]

    /// A part of a question.
    public struct Part: Sendable {
        /// `a`; nil where the question has no parts.
        public var label: String?
        /// The heading; empty where the question has no parts.
        public var title: [Inline]
        /// Prose, data and figures, without the answers asked for.
        public var prompt: [Block]
        /// What is asked for.
        public var fields: [Field]
        /// The worked solution.
        public var solution: [Block]
    }

    /// One quantity that is asked for.
    public struct Field: Sendable {
        /// `1a.p`.
        public var id: String
        /// The quantity as it is shown; nil for an explanation in words.
        public var name: Formula?
        /// The marks; 1 where the sheet gives none.
        public var marks: Rational
        /// The form asked for: `2 marks, 3 decimals`.
        public var terms: [Answer.Term]
        /// The exact value; nil for words and for shapes without values.
        public var value: Tensor<Number>?
        /// The right decimals in the form asked for, four significant digits where none is asked for.
        public var decimals: Tensor<Numbers.Decimal>?
    }

    /// What all parts ask for.
    public var fields: [Field] { parts.flatMap(\.fields) }
}

extension ExamQuestion {
    /// The questions of a worked sheet without diagnostics, in its order; a question that asks for nothing is left out.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public static func all(
        of worked: WorkedSheet, options: HandoutOptions = HandoutOptions()
    ) throws -> [ExamQuestion] {
        let sheet = worked.elaboration.sheet
        let pieces = try worked.handoutPieces(options)
        var questions: [ExamQuestion] = []
        for (index, section) in sheet.sections.enumerated() {
            let own = pieces.filter { $0.section == index }
            var part = Part(label: section.part, title: [], prompt: [], fields: [], solution: [])
            for piece in own {
                guard let item = piece.item else {
                    part.solution += piece.blocks
                    continue
                }
                switch sheet.items[item].content {
                case .heading(let heading) where heading.level <= 2:
                    if case .heading(_, let title)? = piece.blocks.first { part.title = title }
                case .answer:
                    part.fields += try worked.elaboration.answers.filter { $0.item == item }.map {
                        try Field($0, in: worked)
                    }
                case .solve, .plot:
                    // Where the author opened no solution, an exam must not show what it asks for.
                    if worked.elaboration.givesAway(item: item) {
                        part.solution.append(.solution(piece.blocks))
                    } else {
                        part.prompt += piece.blocks
                    }
                case .heading, .prose, .given, .vary, .require:
                    part.prompt += piece.blocks
                }
            }
            if section.part != nil, questions.last?.label == section.question, section.question != nil {
                questions[questions.count - 1].parts.append(part)
            } else {
                let (title, preamble) = (part.title, part.prompt)
                (part.title, part.prompt) = ([], [])
                let isEmpty = part.fields.isEmpty && part.solution.isEmpty
                questions.append(
                    ExamQuestion(
                        label: section.question, title: title, preamble: preamble, parts: isEmpty ? [] : [part]))
            }
        }
        return questions.filter { !$0.fields.isEmpty }
    }
}

extension ExamQuestion.Field {
    init(_ asked: Elaboration.AskedAnswer, in worked: WorkedSheet) throws {
        id = asked.id
        terms = asked.answer.terms
        marks = asked.answer.marks ?? 1
        if case .quantity(let formula) = asked.answer.target { name = formula }
        value = asked.node.flatMap { worked.exact[$0] }
        decimals = try value.flatMap { value in
            Tensor(shape: value.shape, elements: try asked.answer.decimals(of: value))
        }
    }

    /// Another value in the form that is asked for, row by row.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    func decimals(of value: Tensor<Number>) throws -> [Numbers.Decimal] {
        try Answer.decimals(of: value, terms: terms)
    }

    /// How far an entry may be off and still be what was asked for: the sheet's tolerance, or half a unit of the last
    /// digit asked for.
    ///
    ///     terms = [.decimals(3)]          // 1/2000
    public func tolerance(of entry: Int) -> Rational? {
        for case .tolerance(let tolerance) in terms { return tolerance }
        guard let decimals, decimals.elements.indices.contains(entry) else { return nil }
        return decimals.elements[entry].unit.map { $0 * .half }
    }
}

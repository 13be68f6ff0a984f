import Derivations
import Documents
import Formulas
import Graphs
import Numbers

/// How a handout is made.
public struct HandoutOptions: Hashable, Sendable {
    /// How much of the working is shown.
    public var detail: Detail
    /// Significant digits of the decimals.
    public var digits: Int
    /// Without solutions, for students.
    public var isForStudents: Bool

    /// Options as they are named on the command line.
    public init(detail: Detail = .standard, digits: Int = 4, isForStudents: Bool = false) {
        self.detail = detail
        self.digits = digits
        self.isForStudents = isForStudents
    }
}

extension WorkedSheet {
    /// The sheet as a page: prose with its values, data, what is asked, and the worked solutions.
    ///
    /// Call it only for a sheet without diagnostics.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public func handout(_ options: HandoutOptions = HandoutOptions(), check: CrossCheck? = nil) throws -> Document {
        let front = elaboration.sheet.frontMatter
        return Document(
            title: front.title,
            details: front.entries.filter { $0.label != "title" }.map { .init(label: $0.label, text: $0.text) },
            blocks: try handoutPieces(options, check: check).flatMap(\.blocks))
    }

    /// The page piece by piece, for readers that set its parts apart: papers, platforms.
    ///
    /// The blocks of all pieces in order are those of ``handout(_:check:)``.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public func handoutPieces(
        _ options: HandoutOptions = HandoutOptions(), check: CrossCheck? = nil
    ) throws -> [HandoutPiece] {
        try Handout(self, options, check).pieces()
    }
}

/// What one item of a sheet, or one solution, is on the page.
public struct HandoutPiece: Sendable {
    /// Index into `sheet.sections`.
    public var section: Int
    /// Index into `sheet.items`; nil for a solution, which gathers several.
    public var item: Int?
    /// What stands on the page.
    public var blocks: [Block]

    /// Whether it is a solution.
    public var isSolution: Bool { item == nil }
}

/// The walk over a sheet's items that makes its page.
private struct Handout {
    let worked: WorkedSheet
    let options: HandoutOptions
    let check: CrossCheck?
    let derivations: [NodeID: Derivation]

    var elaboration: Elaboration { worked.elaboration }
    var sheet: Sheet { worked.elaboration.sheet }

    init(_ worked: WorkedSheet, _ options: HandoutOptions, _ check: CrossCheck?) throws {
        self.worked = worked
        self.options = options
        self.check = check
        var derivations: [NodeID: Derivation] = [:]
        var questions: [String?] = []
        for section in worked.elaboration.sheet.sections where !questions.contains(section.question) {
            questions.append(section.question)
        }
        for question in questions {
            let steps = worked.steps(ofQuestion: question)
            guard !steps.isEmpty else { continue }
            let lines = try Derivation.all(
                of: worked.exact, steps: steps, written: worked.elaboration.written,
                captions: worked.elaboration.captions, detail: options.detail, digits: options.digits)
            for derivation in lines { derivations[derivation.node] = derivation }
        }
        self.derivations = derivations
    }

    func pieces() throws -> [HandoutPiece] {
        var pieces: [HandoutPiece] = []
        var solution: [Block] = []
        var worked: [NodeID] = []
        func endSolution(of section: Int) throws {
            let asked = solution.isEmpty ? [] : try self.asked(in: section)
            if !asked.isEmpty {
                solution.append(.paragraph([.emphasis([.text("In the form asked for:")])]))
                solution.append(.data(asked))
            }
            if let check, options.detail != .brief {
                let exact = check.stepsWithoutRounding(among: worked)
                if !exact.isEmpty { solution.append(.remark(unrounded(exact))) }
            }
            if let check, options.detail != .brief, let table = try check.table(for: worked, of: self.worked.exact) {
                solution.append(.remark([.text(Self.tableCaption)]))
                solution.append(table)
            }
            if !solution.isEmpty {
                pieces.append(HandoutPiece(section: section, item: nil, blocks: [.solution(solution)]))
            }
            solution = []
            worked = []
        }
        var section = 0
        for (index, item) in sheet.items.enumerated() {
            if item.isSolution && options.isForStudents { continue }
            if !item.isSolution || item.section != section { try endSolution(of: section) }
            section = item.section
            let made = try self.blocks(of: item, at: index)
            if item.isSolution {
                solution += made
                worked += steps(at: index).filter { elaboration.graph[$0].label != nil }
            } else {
                pieces.append(HandoutPiece(section: section, item: index, blocks: made))
            }
        }
        try endSolution(of: section)
        return pieces
    }

    static let tableCaption =
        "Floating-point check: where a run in double precision is furthest from the exact value, "
        + "and the bound that rounding cannot exceed."

    /// The answers of a section that are asked for with so many decimals or digits, rounded like that.
    private func asked(in section: Int) throws -> [Equation] {
        try elaboration.answers.compactMap { asked in
            guard sheet.items[asked.item].section == section, let node = asked.node, let value = worked.exact[node],
                case .quantity(let name) = asked.answer.target
            else { return nil }
            for term in asked.answer.terms {
                let decimals: [Numbers.Decimal]
                switch term {
                case .decimals(let places): decimals = try value.elements.map { try $0.decimal(places: places) }
                case .significantDigits(let digits):
                    decimals = try Number.decimals(of: value.elements, significantDigits: digits)
                case .marks, .exact, .lowestTerms, .tolerance, .published: continue
                }
                guard let shown = Tensor(shape: value.shape, elements: decimals.map { Formula($0) }) else { return nil }
                let isExact = decimals.allSatisfy(\.isExact)
                return Equation(left: name, links: [.init(isExact ? .equal : .approximatelyEqual, Formula(shown))])
            }
            return nil
        }
    }

    /// Double precision rounds nothing in Q, K and V.
    private func unrounded(_ nodes: [NodeID]) -> [Inline] {
        let names = nodes.compactMap { elaboration.graph[$0].label }.map { Formula(.name(Name(spelling: $0))) }
        var sentence: [Inline] = [.text("Double precision rounds nothing in ")]
        for (index, name) in names.enumerated() {
            if index > 0 { sentence.append(.text(index == names.count - 1 ? " and " : ", ")) }
            sentence.append(.formula(name))
        }
        return sentence + [.text(".")]
    }

    private func steps(at item: Int) -> [NodeID] {
        guard case .solve = sheet.items[item].content else { return [] }
        return elaboration.lines.filter { $0.item == item }.flatMap { elaboration.steps(of: $0) }
    }

    /// The steps and the claims of a block in the order of their lines.
    private func worked(at item: Int) -> [Block] {
        var parts: [(place: Int, blocks: [Block])] = elaboration.lines.filter { $0.item == item }.map { line in
            (
                line.range.lowerBound,
                line.readings.flatMap(\.blocks)
                    + elaboration.steps(of: line).compactMap { derivations[$0] }.flatMap(\.blocks)
            )
        }
        for (claim, verdict) in zip(elaboration.claims, worked.verdicts) where claim.item == item {
            parts.append((claim.range.lowerBound, claim.blocks(verdict, in: worked.exact, of: sheet.source)))
        }
        return parts.sorted { $0.place < $1.place }.flatMap(\.blocks)
    }

    private func blocks(of item: Sheet.Item, at index: Int) throws -> [Block] {
        switch item.content {
        case .heading(let heading):
            if heading.opensSolution { return [] }
            return [.heading(level: heading.level, inlines(heading.title))]
        case .prose(let prose):
            return try self.prose(prose)
        case .given:
            let equations = elaboration.lines.filter { $0.item == index }.flatMap(\.nodes).map(data)
            return equations.isEmpty ? [] : [.data(equations)]
        case .solve:
            return self.worked(at: index)
        case .answer(let answers):
            return [.answerSpace(answers.map(asked))]
        case .plot:
            return try elaboration.plots.filter { $0.item == index }.compactMap { try worked.figure(of: $0) }
                .map(Block.figure)
        case .vary, .require:
            return []
        }
    }

    /// `X = …` as typed.
    private func data(_ id: NodeID) -> Equation {
        let label = elaboration.graph[id].label.map { Formula(.name(Name(spelling: $0))) }
        guard let value = elaboration.written[id] ?? worked.exact[id].map(Formula.init) else {
            // A declared shape.
            return Equation(shapeOf: label ?? Formula(.elided("")), elaboration.graph[id].shape)
        }
        return Equation(left: label ?? value, links: label == nil ? [] : [.init(.equal, value)])
    }

    private func asked(_ answer: Answer) -> AnswerItem {
        switch answer.target {
        case .quantity(let formula): AnswerItem(name: formula, terms: answer.display)
        case .words: AnswerItem(name: Formula(.text("in words")), terms: answer.display)
        }
    }

    /// A heading's words.
    private func inlines(_ range: Range<Int>) -> [Inline] {
        for block in Prose.blocks(sheet.source.text(range)) {
            if case .paragraph(let inlines) = block { return inlines }
        }
        return []
    }

    private func prose(_ prose: Sheet.Prose) throws -> [Block] {
        let offset = prose.text.lowerBound
        let values = Dictionary(
            elaboration.insertions.map { ($0.insertion.range, $0) }, uniquingKeysWith: { first, _ in first })
        return try Prose.blocks(sheet.source.text(prose.text)) { code, range in
            let place = offset + range.lowerBound..<offset + range.upperBound
            guard let value = values[place] else { return .code(code) }
            if let polynomial = worked.polynomials[value.node], worked.exact[value.node] == nil {
                return .formula(Formula(polynomial))
            }
            guard let tensor = worked.exact[value.node] else { return .code(code) }
            return .formula(try shown(tensor, value.insertion.form))
        }
    }

    private func shown(_ tensor: Tensor<Number>, _ form: Insertion.Form) throws -> Formula {
        switch form {
        case .exact: return Formula(tensor)
        case .decimals(let places):
            return Formula(try tensor.map { Formula(try $0.decimal(places: places)) })
        case .significantDigits(let digits):
            return Formula(try tensor.map { Formula(try $0.decimal(significantDigits: digits)) })
        }
    }
}

import Formulas
import Graphs
import Numbers
import Rationals

/// From what is written to entries with values.
///
/// A number in front of or under a list, a sign, a sum of lists and a transpose are worked into the entries; anything else
/// between lists is a calculation, not an answer.
struct AnswerEvaluation {
    let text: AnswerText
    let options: AnswerOptions
    var notes: [String] = []

    init(text: AnswerText, options: AnswerOptions) {
        self.text = text
        self.options = options
    }

    /// What one answer may cost; far beyond what a person writes.
    private static let limits: Limits = {
        var limits = Limits()
        limits.terms = 1_000
        limits.rationalBits = 1 << 18
        limits.power = 64
        limits.nesting = 16
        limits.precision = 1 << 14
        limits.refinement = 1 << 12
        limits.separationBits = 1 << 12
        limits.undecidedPrecision = 1 << 10
        return limits
    }()

    /// UTF-8 bytes of one entry that is calculated; numbers in digits may be longer.
    private static let longestExpression = 10_000

    func refusal(_ sentence: String, fix: String, _ formula: Formula) -> UnreadableAnswer {
        UnreadableAnswer(sentence, fix: fix, range: text.given(formula.range ?? 0..<text.bytes.count))
    }

    // MARK: One number

    /// An entry that is one number, or a chain of such.
    mutating func entry(of formula: Formula) throws(UnreadableAnswer) -> AnswerReading.Entry {
        if case .comparison = formula.node {
            let layout = try resolved(chain: formula)
            guard layout.shape == .scalar, let entry = layout.entries.first else {
                throw refusal("An entry is a list itself.", fix: "Give every entry as one number.", formula)
            }
            return entry
        }
        return AnswerReading.Entry(
            formula: formula, value: try value(of: formula), form: AnswerReading.Form(of: formula))
    }

    func value(of formula: Formula) throws(UnreadableAnswer) -> Number {
        switch formula.node {
        case .number(let literal): return Number(literal.value)
        case .negative(let inner): return -(try value(of: inner))
        default: break
        }
        guard formula.range?.count ?? 0 <= Self.longestExpression else {
            throw refusal(
                "This expression is longer than \(Self.longestExpression) bytes.",
                fix: "Write the value in a simpler form.",
                formula)
        }
        return try limited(formula) { try Number(formula, names: options.names) }
    }

    /// Calculates within the limits; whatever goes wrong is told of the formula.
    func limited(_ formula: Formula, _ calculation: () throws -> Number) throws(UnreadableAnswer) -> Number {
        do {
            return try Limits.$current.withValue(Self.limits) { try calculation().checked() }
        } catch let error as ReadingError {
            throw UnreadableAnswer(error, in: text, formula: formula)
        } catch let error as NumberError {
            throw UnreadableAnswer(error, in: text, formula: formula)
        } catch {
            throw refusal("This is not a number.", fix: "", formula)
        }
    }

    /// Runs a comparison of numbers within the limits; nil when it stays open.
    func decided(_ question: () throws -> Bool) -> Bool? {
        try? Limits.$current.withValue(Self.limits) { try question() }
    }

    // MARK: Lists

    mutating func layout(of formula: Formula) throws(UnreadableAnswer) -> AnswerLayout {
        switch formula.node {
        case .column(let entries): return try column(entries, formula)
        case .row(let entries):
            return try list(entries, shape: .row(Dimension(entries.count)), isOriented: true, formula)
        case .matrix(let rows): return try matrix(rows, formula)
        case .comparison:
            if let shared = try shared(formula) { return shared }
            return try resolved(chain: formula)
        default: break
        }
        guard formula.holdsList else { return AnswerLayout(try entry(of: formula)) }
        switch formula.node {
        case .negative(let inner):
            let layout = try layout(of: inner)
            return try mapped(layout, formula) {
                Formula(.negative($0), range: $0.range)
            } value: {
                -$0
            }
        case .transpose(let inner): return transposed(try layout(of: inner), formula)
        case .quotient(let list, let divisor) where !divisor.holdsList: return try divided(list, by: divisor, formula)
        case .product(let factors, let sign): return try scaled(factors, sign, formula)
        case .sum(let terms): return try sum(terms, formula)
        default: throw calculation(formula)
        }
    }

    func calculation(_ formula: Formula) -> UnreadableAnswer {
        refusal(
            "This is a calculation with vectors or matrices, not its result.", fix: "Work it out and write the result.",
            formula)
    }

    mutating func list(
        _ formulas: [Formula], shape: Shape, isOriented: Bool, _ formula: Formula
    ) throws(UnreadableAnswer) -> AnswerLayout {
        guard formulas.count <= options.entries else {
            throw refusal("The answer has more than \(options.entries) entries.", fix: "", formula)
        }
        var entries: [AnswerReading.Entry] = []
        entries.reserveCapacity(formulas.count)
        var isWritten = true
        for part in formulas {
            let entry = try entry(of: part)
            if case .comparison = part.node { isWritten = false }
            entries.append(entry)
        }
        let shown = isWritten ? formula : AnswerLayout.formula(of: entries, in: shape, isOriented: isOriented)
        return AnswerLayout(shape: shape, isOriented: isOriented, entries: entries, shown: shown)
    }

    mutating func column(_ entries: [Formula], _ formula: Formula) throws(UnreadableAnswer) -> AnswerLayout {
        if let labelled = try labelled(entries, formula) { return labelled }
        // [[1, 2], [3, 4]] where brackets of LaTeX do not say what they mean.
        let rows = entries.compactMap(\.listEntries)
        if rows.count == entries.count, rows.count > 1 || rows.first != nil && !(entries[0].isMatrix) {
            if rows.contains(where: { $0.count != rows[0].count }) {
                throw refusal(
                    "The rows have different numbers of entries.", fix: "Give every row the same number of entries.",
                    formula)
            }
            return try matrix(rows, formula)
        }
        return try list(entries, shape: .column(Dimension(entries.count)), isOriented: false, formula)
    }

    private mutating func matrix(_ rows: [[Formula]], _ formula: Formula) throws(UnreadableAnswer) -> AnswerLayout {
        let columns = rows.first?.count ?? 0
        let shape: Shape =
            columns == 1
            ? .column(Dimension(rows.count))
            : rows.count == 1 ? .row(Dimension(columns)) : .matrix(Dimension(rows.count), Dimension(columns))
        // Where commas are decimal, the semicolons of [0,5; 0,25] only separate.
        let isSeparated = options.decimalComma && columns == 1 && text.notation == .calculator
        return try list(rows.flatMap { $0 }, shape: shape, isOriented: !isSeparated, formula)
    }
}

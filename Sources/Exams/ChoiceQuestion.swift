public import Formulas
public import Graphs
import Marking
public import Numbers

/// A quantity asked for as a choice: the right value among the exact values of named mistakes.
///
/// All choices differ by value and as they are shown, and the right one does not stand out by its form. Which place it
/// has depends on the form id and the field alone, and every place is as likely as any other.
///
///     let choice = try ChoiceQuestion.making(field, mistakes: MistakenValue.all(of: worked), form: variant.form).get()
///     choice.choices[choice.key].mistake                // nil: the right one
public struct ChoiceQuestion: Sendable {
    /// The field: `1a.p`.
    public let field: String
    /// 3 to 5, in the order in which they are shown.
    public let choices: [Choice]
    /// Which of them is right, from 0.
    public let key: Int
    /// How all of them are written.
    public let form: Form

    /// One value to choose.
    public struct Choice: Sendable {
        /// The exact value, of the shape that is right.
        public let value: Tensor<Number>
        /// The value as it is shown.
        public let shown: Formula
        /// What gives this value; nil for the right one.
        public let mistake: Mistaken?
    }

    /// The mistake behind a wrong value.
    public struct Mistaken: Hashable, Sendable {
        /// The stable name: `no-scaling`.
        public let code: String
        /// What went wrong, for whoever made it.
        public let sentence: String

        /// The code as words: `no scaling`.
        public var name: String { code.split(separator: "-").joined(separator: " ") }
    }

    /// How the values of one question are written.
    public enum Form: Hashable, Sendable {
        /// Whole numbers, fractions, roots and powers as they are.
        case exact
        /// So many decimals, the same for every entry of every choice.
        case decimals(Int)
    }

    /// Why a field is not asked as a choice.
    public enum Absence: Error, Hashable, Sendable {
        /// Words, and shapes without values.
        case hasNoValue
        /// Fewer than two known mistakes give values of their own.
        case hasTooFewMistakes
        /// The right value would be seen from its form: the only fraction, the only one whose entries sum to 1, by far
        /// the longest.
        case standsOut
    }

    /// How many wrong values there may be.
    static let wanted = 2...4

    /// The right one.
    public var right: Choice { choices[key] }

    /// A field as a choice, or why there is none.
    ///
    /// - Parameter form: the id of the variant, which decides the order.
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    /// - Cost: a decimal of every value; then a look at every set of at most 4 of the first 10 mistakes.
    public static func making(
        _ field: ExamQuestion.Field, mistakes: [MistakenValue], form: String
    ) throws -> Result<ChoiceQuestion, Absence> {
        guard let value = field.value else { return .failure(.hasNoValue) }
        let own = try Self.apart(mistakes.filter { $0.answer == field.id }, from: field)
        guard own.count >= wanted.lowerBound else { return .failure(.hasTooFewMistakes) }
        var isEnough = false
        let order = ChoiceOrder(form: form, field: field.id)
        for written in try Form.possible(for: field, beside: own.map(\.value)) {
            guard let key = try ChoiceLook(value, written), key.isReadable else { continue }
            var candidates: [(mistake: MistakenValue, look: ChoiceLook)] = []
            for mistake in own where candidates.count < limit {
                guard let look = try ChoiceLook(mistake.value, written), key.canStandBeside(look),
                    !candidates.contains(where: { $0.look.text == look.text || $0.mistake.code == mistake.code })
                else { continue }
                candidates.append((mistake, look))
            }
            isEnough = isEnough || candidates.count >= wanted.lowerBound
            guard
                let best = ChoiceBalance(key: key, others: candidates.map(\.look), rank: order.rank)
                    .best(of: wanted)
            else { continue }
            var all = [Choice(value: value, shown: key.formula, mistake: nil)]
            all += best.map { candidates[$0] }.map { mistake, look in
                Choice(
                    value: mistake.value, shown: look.formula,
                    mistake: Mistaken(code: mistake.code, sentence: mistake.sentence))
            }
            let places = order.order(of: all.count)
            return .success(
                ChoiceQuestion(
                    field: field.id, choices: places.map { all[$0] }, key: places.firstIndex(of: 0) ?? 0, form: written)
            )
        }
        return .failure(isEnough ? .standsOut : .hasTooFewMistakes)
    }

    /// Mistakes that are looked at: the first ones of the catalogue, which are the likely ones.
    private static let limit = 10

    /// The mistakes whose values would not be taken for the right one or for an earlier one.
    private static func apart(_ mistakes: [MistakenValue], from field: ExamQuestion.Field) throws -> [MistakenValue] {
        guard let value = field.value, let right = try PackageField.entries(of: value, terms: field.terms) else {
            return []
        }
        var taken = [right]
        var kept: [MistakenValue] = []
        for mistake in mistakes where mistake.value.shape == value.shape {
            guard let wrong = try PackageField.entries(of: mistake.value, terms: field.terms),
                wrong.count == right.count, !taken.contains(where: { PackageField.isSame($0, wrong) })
            else { continue }
            taken.append(wrong)
            kept.append(mistake)
        }
        return kept
    }
}

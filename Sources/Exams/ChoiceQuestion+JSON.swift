import Derivations
import Formulas
import Graphs
import Numbers
import Sheets

extension ChoiceQuestion {
    /// The choices in the order in which they are shown: exact value, what is shown, and the mistake behind it or null.
    var json: JSON {
        .array(
            choices.map { choice in
                .object([
                    .init("exact", JSON(choice.value.map { .string(Formula($0).cas) })),
                    .init("shown", .string(choice.shown.plain)),
                    .init("latex", .string(choice.shown.latex)),
                    .init("mistake", choice.mistake.map { .string($0.code) } ?? .null),
                    .init("feedback", choice.mistake.map { .string($0.sentence) } ?? .null),
                ])
            })
    }
}

extension ChoiceQuestion.Absence {
    /// What is said of a field where choices were asked for, nil where that is no surprise.
    func note(_ field: String) -> String? {
        switch self {
        case .hasNoValue: nil
        case .hasTooFewMistakes:
            "Multiple choice: \(field) has no choices in variants where fewer than two known mistakes give values "
                + "of their own."
        case .standsOut:
            "Multiple choice: \(field) has no choices in variants where the right value would be seen from its form."
        }
    }
}

import Documents
import Formulas
import Rationals

/// Values to tick.
extension PaperPages {
    /// The choices with a box and a letter each, below room for the working.
    mutating func choiceSpace(for field: ExamQuestion.Field, _ choice: ChoiceQuestion) -> String {
        let halves = max(2, Int(exactly: (field.marks * 2).rounded) ?? 2)
        return "\\needroom{50mm}\\workingspace{\(min(2 * halves, 20))}" + choices(of: field, choice, isKey: false)
    }

    /// The choices with the right one ticked, and which mistake gives which of the others.
    mutating func choiceKey(for field: ExamQuestion.Field, _ choice: ChoiceQuestion) -> String {
        let mistakes = choice.choices.enumerated().compactMap { place, one in
            one.mistake.map { "\(Self.letter(place)): \(pieces.text($0.name))" }
        }
        return choices(of: field, choice, isKey: true) + "{\\small \(mistakes.joined(separator: "; "))\\par}\\bigskip"
    }

    private mutating func choices(of field: ExamQuestion.Field, _ choice: ChoiceQuestion, isKey: Bool) -> String {
        let name = field.name.map { "\(pieces.line([.formula($0)])) = ?" } ?? ""
        let values = choice.choices.enumerated().map { place, one in
            "\\choice{\(isKey && one.mistake == nil ? "$\\times$" : "")}{\(Self.letter(place))}"
                + "{\(pieces.line([.formula(one.shown)]))}"
        }
        return "\\par\\nopagebreak \(name)\\quad{\\small(tick one)}\\par\\nopagebreak\\begin{choicelines}\n"
            + values.joined(separator: "\n") + "\n\\end{choicelines}"
    }

    private static func letter(_ place: Int) -> String {
        let letters = ["A", "B", "C", "D", "E"]
        return letters.indices.contains(place) ? letters[place] : String(place + 1)
    }
}

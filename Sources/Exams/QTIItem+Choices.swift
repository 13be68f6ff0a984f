import Documents
import Formulas
import Rationals

extension QTIItem {
    /// The name of a choice within its question, from its place.
    static func choiceName(_ place: Int) -> String { "C_\(place + 1)" }

    /// The choices in the order of the form: a platform does not shuffle them again.
    func choiceInteraction(_ field: PackageField, _ choice: ChoiceQuestion, ask: String) -> String {
        let choices = choice.choices.enumerated().map { place, one in
            "<simpleChoice identifier=\"\(Self.choiceName(place))\">\(one.shown.html)</simpleChoice>"
        }
        return """
            <choiceInteraction responseIdentifier="\(Self.response(field))" shuffle="false" maxChoices="1">
            <prompt>\(ask)</prompt>
            \(choices.joined(separator: "\n"))
            </choiceInteraction>
            """
    }

    /// The right choice earns the marks, each other one shows its feedback.
    ///
    /// - Throws: `NumberError` when the marks cannot be written within the limits.
    func processing(_ field: PackageField, _ choice: ChoiceQuestion) throws -> String {
        let response = "<variable identifier=\"\(Self.response(field))\"/>"
        var text = """
            <responseCondition><responseIf>
            <match>\(response)<correct identifier="\(Self.response(field))"/></match>
            <setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>\
            <baseValue baseType="float">\(try field.marks.decimalText())</baseValue></sum></setOutcomeValue>
            </responseIf>

            """
        for (place, one) in choice.choices.enumerated() {
            guard let mistake = one.mistake else { continue }
            text += """
                <responseElseIf>
                <match>\(response)<baseValue baseType="identifier">\(Self.choiceName(place))</baseValue></match>
                <setOutcomeValue identifier="FEEDBACK"><multiple><variable identifier="FEEDBACK"/>\
                <baseValue baseType="identifier">\(Self.feedbackName(field, mistake.code))</baseValue></multiple>\
                </setOutcomeValue>
                </responseElseIf>

                """
        }
        return text + "</responseCondition>\n"
    }
}

import Documents
import Formulas
import Numbers
import Rationals

/// One question of a Canvas quiz, in its dialect of QTI 1.2.
struct CanvasItem {
    let identifier: String
    let title: String
    /// The whole question: Canvas shows questions one by one.
    let prompt: String
    /// The worked solution, shown with the results.
    let feedback: String
    let points: Rational
    let kind: Kind

    /// How the answer is given.
    enum Kind {
        /// A number in a range, bounds included.
        case numerical(lower: Rational, centre: Rational, upper: Rational)
        /// Blanks of the prompt, `[r1c1]`, with the spellings that are right.
        case blanks([(name: String, spellings: [String])])
        case essay
        /// One of several, with feedback for those that are wrong.
        case choice([(html: String, feedback: String?)])
    }

    /// - Throws: `NumberError` when a decimal cannot be written within the limits.
    func xml() throws -> String {
        """
        <item ident="\(identifier)" title="\(title.escapedForXML)">
        <itemmetadata><qtimetadata>
        \(Self.metadata("question_type", type))
        \(Self.metadata("points_possible", try points.decimalText()))
        \(Self.metadata("original_answer_ids", answers.joined(separator: ",")))
        \(Self.metadata("assessment_question_identifierref", "\(identifier)_ref"))
        </qtimetadata></itemmetadata>
        <presentation>
        <material><mattext texttype="text/html">\(prompt.escapedForXML)</mattext></material>
        \(responses)</presentation>
        <resprocessing>
        <outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
        \(feedback.isEmpty ? "" : Self.general)\(try conditions())</resprocessing>
        \(feedback.isEmpty ? "" : Self.itemFeedback("general_fb", feedback))\(choiceFeedback)</item>

        """
    }

    private var type: String {
        switch kind {
        case .numerical: "numerical_question"
        case .blanks: "fill_in_multiple_blanks_question"
        case .essay: "essay_question"
        case .choice: "multiple_choice_question"
        }
    }

    private static func metadata(_ label: String, _ entry: String) -> String {
        "<qtimetadatafield><fieldlabel>\(label)</fieldlabel><fieldentry>\(entry)</fieldentry></qtimetadatafield>"
    }

    private static let general = """
        <respcondition continue="Yes"><conditionvar><other/></conditionvar>\
        <displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>

        """

    private static func itemFeedback(_ name: String, _ html: String) -> String {
        """
        <itemfeedback ident="\(name)"><flow_mat><material>\
        <mattext texttype="text/html">\(html.escapedForXML)</mattext></material></flow_mat></itemfeedback>

        """
    }

    private var choiceFeedback: String {
        guard case .choice(let choices) = kind else { return "" }
        return choices.enumerated().compactMap { place, choice in
            choice.feedback.map { Self.itemFeedback("\(Self.answer(0, place))_fb", $0.escapedForXML) }
        }.joined()
    }

    /// Canvas wants whole numbers, different within the question.
    private static func answer(_ blank: Int, _ spelling: Int) -> String { "\((blank + 1) * 1_000 + spelling)" }

    private var answers: [String] {
        switch kind {
        case .numerical: ["1000"]
        case .blanks(let blanks):
            blanks.enumerated().flatMap { blank, content in
                content.spellings.indices.map { Self.answer(blank, $0) }
            }
        case .essay: []
        case .choice(let choices): choices.indices.map { Self.answer(0, $0) }
        }
    }

    private var responses: String {
        switch kind {
        case .numerical:
            return """
                <response_str ident="response1" rcardinality="Single"><render_fib fibtype="Decimal">\
                <response_label ident="answer1"/></render_fib></response_str>

                """
        case .essay:
            return """
                <response_str ident="response1" rcardinality="Single"><render_fib>\
                <response_label ident="answer1" rshuffle="No"/></render_fib></response_str>

                """
        case .choice(let choices):
            let labels = choices.enumerated().map { place, choice in
                """
                <response_label ident="\(Self.answer(0, place))"><material>\
                <mattext texttype="text/html">\(choice.html.escapedForXML)</mattext></material></response_label>

                """
            }
            return """
                <response_lid ident="response1" rcardinality="Single"><render_choice>
                \(labels.joined())</render_choice></response_lid>

                """
        case .blanks(let blanks):
            return blanks.enumerated().map { blank, content in
                let labels = content.spellings.enumerated().map { index, spelling in
                    """
                    <response_label ident="\(Self.answer(blank, index))"><material>\
                    <mattext texttype="text/plain">\(spelling.escapedForXML)</mattext></material></response_label>

                    """
                }
                return """
                    <response_lid ident="response_\(content.name)"><material><mattext>\(content.name)</mattext>\
                    </material><render_choice>
                    \(labels.joined())</render_choice></response_lid>

                    """
            }.joined()
        }
    }

    private func conditions() throws -> String {
        switch kind {
        case .numerical(let lower, let centre, let upper):
            return """
                <respcondition continue="No"><conditionvar><or>\
                <varequal respident="response1">\(try centre.decimalText())</varequal>\
                <and><vargte respident="response1">\(try lower.decimalText())</vargte>\
                <varlte respident="response1">\(try upper.decimalText())</varlte></and></or></conditionvar>\
                <setvar action="Set" varname="SCORE">100</setvar></respcondition>

                """
        case .essay: return "<respcondition continue=\"No\"><conditionvar><other/></conditionvar></respcondition>\n"
        case .choice(let choices):
            return choices.enumerated().map { place, choice in
                let test =
                    "<conditionvar><varequal respident=\"response1\">\(Self.answer(0, place))</varequal></conditionvar>"
                guard choice.feedback != nil else {
                    return """
                        <respcondition continue="No">\(test)<setvar action="Set" varname="SCORE">100</setvar>\
                        </respcondition>

                        """
                }
                return """
                    <respcondition continue="Yes">\(test)<displayfeedback feedbacktype="Response" \
                    linkrefid="\(Self.answer(0, place))_fb"/></respcondition>

                    """
            }.joined()
        case .blanks(let blanks):
            let share = (Rational(1, over: Integer(max(1, blanks.count))) ?? 1) * 100
            return try blanks.indices.map { blank in
                // Canvas gives each blank the same share; one condition names the first spelling, as its exports do.
                """
                <respcondition><conditionvar><varequal respident="response_\(blanks[blank].name)">\
                \(Self.answer(blank, 0))</varequal></conditionvar>\
                <setvar varname="SCORE" action="Add">\(try share.decimalText())</setvar></respcondition>

                """
            }.joined()
        }
    }
}

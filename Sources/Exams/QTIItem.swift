import Documents
import Formulas
import Rationals

/// A question as an `assessmentItem` of QTI 2.1.
///
/// Every field earns its marks when all its entries are right; a known mistake in a field shows its feedback.
struct QTIItem {
    let question: PackageQuestion

    var identifier: String { question.identifier }
    var fileName: String { "items/\(identifier).xml" }

    /// - Throws: `NumberError` when a decimal cannot be written within the limits.
    func xml() throws -> String {
        let fields = question.fields
        let total = fields.reduce(Rational(0)) { $0 + $1.marks }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="\(identifier)" \
            title="\(question.title.escapedForXML)" adaptive="false" timeDependent="false" toolName="attest">
            \(try fields.map(declarations).joined())\
            <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">
            <defaultValue><value>0</value></defaultValue>
            </outcomeDeclaration>
            <outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">
            <defaultValue><value>\(try total.decimalText())</value></defaultValue>
            </outcomeDeclaration>
            <outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>
            <itemBody>
            \(try body())
            </itemBody>
            <responseProcessing>
            \(try fields.filter { !$0.isForAPerson }.map(processing).joined())\
            </responseProcessing>
            \(fields.map(feedback).joined())\
            </assessmentItem>

            """
    }

    /// The name of a response: of one entry, or of a whole field in words.
    static func response(_ field: PackageField, entry: Int? = nil) -> String {
        "R_\(field.id.identifier)"
            + (entry.map { "_\($0 / max(1, field.columns) + 1)_\($0 % max(1, field.columns) + 1)" } ?? "")
    }

    static func feedbackName(_ field: PackageField, _ code: String) -> String {
        "F_\(field.id.identifier)_\(code.identifier)"
    }

    private func declarations(_ field: PackageField) throws -> String {
        if let choice = field.choice {
            return """
                <responseDeclaration identifier="\(Self.response(field))" cardinality="single" baseType="identifier">
                <correctResponse><value>\(Self.choiceName(choice.key))</value></correctResponse>
                </responseDeclaration>

                """
        }
        guard !field.isForAPerson else {
            return """
                <responseDeclaration identifier="\(Self.response(field))" cardinality="single" baseType="string"/>

                """
        }
        return try field.entries.enumerated().map { index, entry in
            """
            <responseDeclaration identifier="\(Self.response(field, entry: index))" cardinality="single" \
            baseType="float">
            <correctResponse><value>\(try entry.value.decimalText())</value></correctResponse>
            </responseDeclaration>

            """
        }.joined()
    }

    // MARK: Body

    private func body() throws -> String {
        var pieces = [question.preamble.bareHTML]
        for part in question.parts {
            if !part.heading.isEmpty { pieces.append("<h4>\(part.heading.escapedForXML)</h4>") }
            pieces.append(part.prompt.bareHTML)
            pieces += part.fields.map(interaction)
            guard !part.solution.isEmpty else { continue }
            pieces.append(
                """
                <rubricBlock view="author proctor scorer testConstructor tutor">
                \(part.solution.bareHTML)
                </rubricBlock>
                """)
        }
        return pieces.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func interaction(_ field: PackageField) -> String {
        let marks = field.marks == 1 ? "1 mark" : "\(field.marks) marks"
        let terms = field.form.isEmpty ? marks : "\(field.form), \(marks)"
        let name = field.name.map { "\($0.html) " } ?? "In words "
        if let choice = field.choice {
            let marks = "\(name)= ? (\(marks))"
            return choiceInteraction(field, choice, ask: marks)
        }
        guard !field.isForAPerson else {
            return """
                <div>
                <p>\(name)(\(marks))</p>
                <extendedTextInteraction responseIdentifier="\(Self.response(field))" expectedLines="6"/>
                </div>
                """
        }
        func entry(_ index: Int) -> String {
            "<textEntryInteraction responseIdentifier=\"\(Self.response(field, entry: index))\" expectedLength=\"10\"/>"
        }
        guard field.entries.count > 1 else { return "<p>\(name)= \(entry(0)) (\(terms))</p>" }
        let rows = (0..<field.rows).map { row in
            "<tr>"
                + (0..<field.columns).map { "<td>\(entry(row * field.columns + $0))</td>" }.joined() + "</tr>"
        }
        return """
            <p>\(name)= (\(terms))</p>
            <table><tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table>
            """
    }

    // MARK: Scoring

    private func processing(_ field: PackageField) throws -> String {
        if let choice = field.choice { return try processing(field, choice) }
        var text = """
            <responseCondition><responseIf>
            \(try condition(field, field.entries))
            <setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>\
            <baseValue baseType="float">\(try field.marks.decimalText())</baseValue></sum></setOutcomeValue>
            </responseIf>

            """
        for mistake in field.mistakes {
            text += """
                <responseElseIf>
                \(try condition(field, mistake.entries))
                <setOutcomeValue identifier="FEEDBACK"><multiple><variable identifier="FEEDBACK"/>\
                <baseValue baseType="identifier">\(Self.feedbackName(field, mistake.code))</baseValue></multiple>\
                </setOutcomeValue>
                </responseElseIf>

                """
        }
        return text + "</responseCondition>\n"
    }

    private func condition(_ field: PackageField, _ entries: [PackageField.Entry]) throws -> String {
        let equal = try entries.enumerated().map { index, entry in
            let tolerance = try entry.tolerance.decimalText()
            return """
                <equal toleranceMode="absolute" tolerance="\(tolerance) \(tolerance)">\
                <variable identifier="\(Self.response(field, entry: index))"/>\
                <baseValue baseType="float">\(try entry.value.decimalText())</baseValue></equal>
                """
        }
        return "<and>\n\(equal.joined(separator: "\n"))\n</and>"
    }

    private func feedback(_ field: PackageField) -> String {
        let mistakes =
            field.choice?.choices.compactMap(\.mistake).map { (code: $0.code, sentence: $0.sentence) }
            ?? field.mistakes.map { (code: $0.code, sentence: $0.sentence) }
        return mistakes.map { mistake in
            """
            <modalFeedback outcomeIdentifier="FEEDBACK" identifier="\(Self.feedbackName(field, mistake.code))" \
            showHide="show">\(field.name.map { "\($0.html): " } ?? "")\(mistake.sentence.escapedForXML)</modalFeedback>

            """
        }.joined()
    }
}

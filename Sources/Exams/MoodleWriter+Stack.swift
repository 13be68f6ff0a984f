import Documents
import Rationals

extension MoodleWriter {
    /// A question with an input, a response tree and question tests for every quantity.
    mutating func addStack(_ question: PackageQuestion, _ variant: Variant) throws {
        var texts: [StackText] = []
        var text = [Self.castText(question.preamble.html)]
        for part in question.parts(upToLast: { !$0.isForAPerson }) {
            text.append(Self.castText(part.promptHTML(asksChoices: true)))
            for field in part.fields {
                guard let own = try StackText(field, number: texts.count + 1) else { continue }
                texts.append(own)
                let asked = Self.castText("\(field.askHTML(isAlgebraic: true)) = ")
                text.append(
                    "<p>\(asked)[[input:ans\(own.number)]]</p>\n<div>[[validation:ans\(own.number)]]</div>")
            }
        }
        guard !texts.isEmpty else { return }
        if options.questions == .choice { note("values are typed in there, whatever choices are asked for.") }
        if texts.contains(where: \.isShortened) {
            note("closed forms of more than \(StackText.longest) characters are compared as decimals.")
        }
        let marks = texts.reduce(Rational(0)) { $0 + $1.field.marks }
        let feedback = texts.map { "[[feedback:prt\($0.number)]]" }.joined(separator: "\n")
        let variables = try texts.map { try $0.variables() }.joined(separator: "\n")
        let tests = StackText.Case.all(for: texts)
        let xml = MoodleXML.question(
            type: "stack", name: "\(question.shortTitle) (\(variant.form))",
            text: text.filter { !$0.isEmpty }.joined(separator: "\n"), solution: Self.castText(question.solutionHTML),
            marks: try marks.decimalText(), penalty: "0.1", form: variant.form, slot: question.slot,
            content: [
                "<stackversion><text></text></stackversion>",
                "<questionvariables><text>\(MoodleXML.cdata(variables))</text></questionvariables>",
                MoodleXML.html("specificfeedback", feedback), MoodleXML.html("questionnote", variant.form),
                MoodleXML.html("questiondescription", ""),
                "<questionsimplify>1</questionsimplify>", "<assumepositive>0</assumepositive>",
                "<assumereal>0</assumereal>",
                MoodleXML.html("prtcorrect", "<p>Right.</p>"),
                MoodleXML.html("prtpartiallycorrect", "<p>Partly right.</p>"),
                MoodleXML.html("prtincorrect", "<p>Not right.</p>"),
                "<decimals>.</decimals>", "<scientificnotation>*10</scientificnotation>",
                "<multiplicationsign>dot</multiplicationsign>", "<sqrtsign>1</sqrtsign>", "<complexno>i</complexno>",
                "<inversetrig>cos-1</inversetrig>", "<logicsymbol>lang</logicsymbol>", "<matrixparens>[</matrixparens>",
                "<variantsselectionseed></variantsselectionseed>",
            ] + texts.map(\.input) + (try texts.map { try $0.responses() })
                + tests.enumerated().map { index, test in
                    """
                    <qtest>
                    <testcase>\(index + 1)</testcase>
                    <description>\(test.description)</description>
                    \(texts.map { $0.testInput(test) }.joined(separator: "\n"))
                    \(texts.map { $0.expectation(test) }.joined(separator: "\n"))
                    </qtest>
                    """
                })
        add(xml, of: variant, question)
    }

    /// Text that STACK reads no blocks and no calculations in.
    static func castText(_ text: String) -> String {
        var result = text
        // Not alone in TeX either: {}[ is the same bracket there.
        for (opening, other) in [("[[", "[{}["), ("{@", "{{}@"), ("{#", "{{}#")] {
            result = MoodleXML.replacing(opening, in: result, by: other)
        }
        return result
    }
}

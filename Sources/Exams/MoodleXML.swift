import Rationals

/// The elements of Moodle XML.
enum MoodleXML {
    static func html(_ tag: String, _ text: String) -> String {
        "<\(tag) format=\"html\"><text>\(cdata(text))</text></\(tag)>"
    }

    /// Text as it is; only its own end would end it.
    static func cdata(_ text: String) -> String {
        text.isEmpty ? "" : "<![CDATA[\(replacing("]]>", in: text, by: "]]]]><![CDATA[>"))]]>"
    }

    static func replacing(_ part: String, in text: String, by other: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let found = rest.firstRange(of: part) {
            result += rest[..<found.lowerBound] + other
            rest = rest[found.upperBound...]
        }
        return result + rest
    }

    /// A question; `content` is what its type adds to what all have.
    ///
    /// The form id is a tag, so that all questions of a variant are found, and with the slot the ID number.
    static func question(
        type: String, name: String, text: String, solution: String, marks: String?, penalty: String = "0.3333333",
        form: String, slot: String, content: [String]
    ) -> String {
        var lines = [
            "<question type=\"\(type)\">", "<name><text>\(name.escapedForXML)</text></name>",
            html("questiontext", text), html("generalfeedback", solution),
        ]
        if let marks { lines.append("<defaultgrade>\(marks)</defaultgrade>") }
        lines += [
            "<penalty>\(penalty)</penalty>", "<hidden>0</hidden>",
            "<idnumber>\("\(form)/\(slot)".escapedForXML)</idnumber>",
        ]
        lines += content
        lines += ["<tags><tag><text>\(form.escapedForXML)</text></tag></tags>", "</question>"]
        return lines.joined(separator: "\n")
    }

    /// One answer of a numerical question; only 100 and 0 per cent are used, which stand in Moodle's list of fractions.
    static func answer(_ entry: PackageField.Entry, isRight: Bool, feedback: String = "") throws -> String {
        """
        <answer fraction="\(isRight ? 100 : 0)" format="moodle_auto_format">\
        <text>\(try entry.value.decimalText())</text>\(html("feedback", feedback))\
        <tolerance>\(try entry.tolerance.decimalText())</tolerance></answer>
        """
    }

    /// One choice; the sentence of the mistake behind it, none for the right one.
    static func answer(_ choice: String, feedback: String?) -> String {
        """
        <answer fraction="\(feedback == nil ? 100 : 0)" format="html"><text>\(cdata("<p>\(choice)</p>"))</text>\
        \(html("feedback", "<p>\((feedback ?? "Right.").escapedForXML)</p>"))</answer>
        """
    }

    /// Where the questions that follow go; variants of one question are together, so that a quiz can draw one.
    static func category(_ path: [String]) -> String {
        "<question type=\"category\"><category><text>\(categoryPath(path).escapedForXML)</text></category></question>"
    }

    /// A slash in a name is written twice.
    static func categoryPath(_ path: [String]) -> String {
        (["$course$", "top"] + path.map { replacing("/", in: $0, by: "//") }).joined(separator: "/")
    }

    static func file(_ questions: [String]) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n\(questions.joined(separator: "\n"))\n</quiz>\n"
    }
}

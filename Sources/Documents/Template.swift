import Mustache

/// A page skeleton: a Mustache template with places for the title, the details and the body of a document.
///
///     try Template("<h1>{{title}}</h1>{{{body}}}")
///
/// Values come escaped for the language of the page, so `{{title}}` and `{{{title}}}` print the same. Sections
/// (`{{#title}}…{{/title}}`), inverted sections, comments and delimiter changes (`{{=<< >>=}}`, which leaves braces to
/// LaTeX) are Mustache's; partials and lambdas are not available.
public struct Template: Sendable {
    private let skeleton: MustacheTemplate

    /// Reads a template.
    ///
    /// - Throws: ``TemplateError`` with line and column: a tag that is not closed, an unknown variable, no `body`.
    public init(_ text: String) throws(TemplateError) {
        try TemplateTags.check(text)
        do {
            // The library escapes for HTML unless told otherwise.
            skeleton = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
        } catch {
            throw TemplateError(.unreadable, line: 1, column: 1)
        }
    }

    /// The variables a template may use.
    public enum Variable: String, CaseIterable, Sendable {
        /// The document's title.
        case title
        /// The values of the front matter on one line: course, author, date.
        case detailsLine
        /// The front matter, a list of `label` and `text`.
        case details
        case label
        case text
        /// Whether there is a title or a detail.
        case hasHeading
        /// What the body needs in LaTeX's preamble: packages and definitions. Empty elsewhere.
        case preamble
        /// `a4` or `letter`.
        case paper
        case body
    }

    /// What is put in the places, escaped for the page's language.
    struct Page {
        var title = ""
        var details: [(label: String, text: String)] = []
        var preamble = ""
        var paper = ""
        var body = ""
    }

    func render(_ page: Page) -> String {
        var values: [String: Any] = [
            Variable.preamble.rawValue: page.preamble, Variable.paper.rawValue: page.paper,
            Variable.body.rawValue: page.body,
            Variable.hasHeading.rawValue: !page.title.isEmpty || !page.details.isEmpty,
        ]
        // An absent value closes its section; an empty text would not.
        if !page.title.isEmpty { values[Variable.title.rawValue] = page.title }
        if !page.details.isEmpty {
            values[Variable.detailsLine.rawValue] = page.details.map(\.text).joined(separator: " · ")
            values[Variable.details.rawValue] = page.details.map {
                [Variable.label.rawValue: $0.label, Variable.text.rawValue: $0.text]
            }
        }
        return skeleton.render(values)
    }
}

/// Why a text is not a template.
public struct TemplateError: Error, Hashable, Sendable {
    /// The closed list of what can be wrong.
    public enum Fact: Hashable, Sendable {
        case unclosedTag
        case unknownVariable(String)
        /// `{{/title}}` without an opening tag, or with another one open.
        case unexpectedSectionEnd(String, open: String?)
        case unclosedSection(String)
        case partial(String)
        case badDelimiters
        case tooDeep(limit: Int)
        /// The body is never put on the page.
        case noBody
        case unreadable
    }

    /// What is wrong.
    public var fact: Fact
    /// The line, counted from one.
    public var line: Int
    /// The column, counted from one in characters.
    public var column: Int

    init(_ fact: Fact, line: Int, column: Int) {
        self.fact = fact
        self.line = line
        self.column = column
    }
}

extension TemplateError: CustomStringConvertible {
    /// Place and sentence.
    public var description: String { "line \(line), column \(column): \(sentence)" }

    /// What is wrong and what to write instead.
    public var sentence: String {
        switch fact {
        case .unclosedTag: return "A tag is not closed on its line."
        case .unknownVariable(let name):
            let known = Template.Variable.allCases.map(\.rawValue).joined(separator: ", ")
            return "There is no variable “\(name)”; a template may use \(known)."
        case .unexpectedSectionEnd(let name, let open):
            let expected = open.map { "the section “\($0)” is still open" } ?? "no section is open"
            return "“\(name)” ends here, but \(expected)."
        case .unclosedSection(let name): return "The section “\(name)” is never closed."
        case .partial(let name):
            return "The template asks for “\(name)”; a page skeleton is one file, without partials."
        case .badDelimiters: return "New delimiters are set like this: {{=<< >>=}}."
        case .tooDeep(let limit): return "More than \(limit) sections stand inside one another."
        case .noBody: return "The template never prints the body; write {{{body}}} where it belongs."
        case .unreadable: return "This is not a Mustache template."
        }
    }
}

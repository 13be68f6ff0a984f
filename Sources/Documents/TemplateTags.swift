/// The tags of a template, checked before the Mustache library sees them: the library prints nothing for an unknown
/// variable, and knows no column for a section left open.
struct TemplateTags {
    private let characters: [Character]
    private var position = 0
    private var line = 1
    private var column = 1
    private var opening: [Character] = ["{", "{"]
    private var closing: [Character] = ["}", "}"]
    private var open: [(name: String, line: Int, column: Int)] = []
    private var printsBody = false

    private static let greatestDepth = 20

    static func check(_ text: String) throws(TemplateError) {
        var tags = TemplateTags(characters: Array(text))
        try tags.checkAll()
    }

    private init(characters: [Character]) { self.characters = characters }

    private mutating func checkAll() throws(TemplateError) {
        while position < characters.count {
            if starts(with: opening) { try checkTag() } else { advance() }
        }
        if let section = open.last {
            throw TemplateError(.unclosedSection(section.name), line: section.line, column: section.column)
        }
        if !printsBody { throw TemplateError(.noBody, line: line, column: column) }
    }

    private mutating func checkTag() throws(TemplateError) {
        let place = (line, column)
        advance(opening.count)
        guard position < characters.count else { throw TemplateError(.unclosedTag, line: place.0, column: place.1) }
        let sigil = characters[position]
        let isTriple = sigil == "{"
        let hasSigil = "#^/!{&><$=%".contains(sigil)
        if hasSigil { advance() }
        let end = isTriple ? ["}"] + closing : closing
        var content = ""
        while !starts(with: end) {
            guard position < characters.count, sigil == "!" || !characters[position].isNewline else {
                throw TemplateError(.unclosedTag, line: place.0, column: place.1)
            }
            content.append(characters[position])
            advance()
        }
        advance(end.count)
        let name = TeXSource.trimmed(content)
        switch sigil {
        case "!": break
        case "=": try setDelimiters(name, place)
        case ">", "<", "$", "%": throw TemplateError(.partial(name), line: place.0, column: place.1)
        case "/":
            guard open.last?.name == name else {
                throw TemplateError(.unexpectedSectionEnd(name, open: open.last?.name), line: place.0, column: place.1)
            }
            open.removeLast()
        case "#", "^":
            try checkVariable(name, place)
            open.append((name, place.0, place.1))
            guard open.count <= Self.greatestDepth else {
                throw TemplateError(.tooDeep(limit: Self.greatestDepth), line: place.0, column: place.1)
            }
        default:
            try checkVariable(name, place)
            if name == Template.Variable.body.rawValue { printsBody = true }
        }
    }

    private func checkVariable(_ name: String, _ place: (Int, Int)) throws(TemplateError) {
        let inList = name == "first()" || name == "last()" || name == "."
        guard inList || Template.Variable(rawValue: name) != nil else {
            throw TemplateError(.unknownVariable(name), line: place.0, column: place.1)
        }
    }

    /// The content of `{{=<< >>=}}` between the equals signs, the second of which is still there.
    private mutating func setDelimiters(_ content: String, _ place: (Int, Int)) throws(TemplateError) {
        let parts = content.dropLast().split(separator: " ")
        guard content.hasSuffix("="), parts.count == 2, let first = parts.first, let last = parts.last,
            !content.dropLast().contains("=")
        else { throw TemplateError(.badDelimiters, line: place.0, column: place.1) }
        opening = Array(first)
        closing = Array(last)
    }

    private func starts(with text: [Character]) -> Bool {
        position + text.count <= characters.count
            && (0..<text.count).allSatisfy { characters[position + $0] == text[$0] }
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where position < characters.count {
            if characters[position].isNewline {
                line += 1
                column = 1
            } else {
                column += 1
            }
            position += 1
        }
    }
}

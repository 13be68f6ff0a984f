/// TeX spelled so that it survives the Markdown renderers that read it first.
///
/// GitHub runs Markdown over mathematics before MathJax sees it: `\\` in the middle of a line becomes one backslash,
/// `\{` a bare brace, `}_{` and `*` emphasis, `<` followed by a letter a tag; a line that begins with `-`, `+`, `=` or
/// `#` becomes a list or a heading. Jupyter protects mathematics, but takes the same spellings. So every such character
/// is written as a command that prints the same.
enum MarkdownTeX {
    /// TeX on one line.
    ///
    /// - Parameter inTable: whether a bar would end the table cell.
    static func inline(_ tex: String, inTable: Bool = false) -> String {
        let lines = TeXSource.lines(tex)
        return safe(lines.joined(separator: " "), inTable: inTable)
    }

    /// TeX on as many lines as it was typed, with row ends at line ends kept as `\\`.
    static func lines(_ tex: String) -> [String] {
        var lines: [String] = []
        for line in TeXSource.lines(tex) {
            let endsRow = line.hasSuffix("\\\\") && !line.hasSuffix("\\\\\\\\")
            let body = safe(endsRow ? String(line.dropLast(2)) : line, inTable: false)
            let safeLine = endsRow ? TeXSource.trimmed(body) + " \\\\" : body
            if let first = safeLine.first, startsBlock(first, safeLine), !lines.isEmpty {
                // Joined to the line above, whose row end then stands in the middle.
                var above = lines.removeLast()
                if above.hasSuffix(" \\\\") { above = String(above.dropLast(2)) + "\\cr" }
                lines.append(above + " " + safeLine)
            } else if let first = safeLine.first, startsBlock(first, safeLine) {
                lines.append("{}" + safeLine)
            } else {
                lines.append(safeLine)
            }
        }
        return lines
    }

    private static func startsBlock(_ first: Character, _ line: String) -> Bool {
        "-+=#>*~:".contains(first) || first.isNumber && line.contains { $0 == "." || $0 == ")" }
    }

    private static func safe(_ tex: String, inTable: Bool) -> String {
        let tokens = TeXSource(tex).tokens
        var result = ""
        var index = 0
        /// A command takes a space after it when a letter follows.
        func append(command: String) {
            result += "\\" + command
            if let last = command.unicodeScalars.last, TeXSource.isLetter(last), index < tokens.count,
                case .character(let next) = tokens[index], TeXSource.isLetter(next)
            {
                result += " "
            }
        }
        while index < tokens.count {
            let token = tokens[index]
            index += 1
            switch token {
            case .command("\\"):
                append(command: "cr")
                skipRowOptions(tokens, &index)
                // A letter or an ampersand may follow: the space ends the command's name.
                if index < tokens.count, tokens[index] != .character(" ") { result += " " }
            case .command(let name):
                if let spelled = commands[name] { append(command: spelled) } else { append(command: name) }
            case .character("<"): append(command: "lt")
            case .character("*"): append(command: "ast")
            case .character("~"): result += "\\ "
            case .character("|") where inTable: append(command: "vert")
            case .character("_"):
                // Before punctuation an underscore could close emphasis, after a space it can only open it, and
                // nothing closes it.
                if let plain = singleSubscript(tokens, index), isWord(result.unicodeScalars.last) {
                    result += "_\(plain)"
                    index += 3
                } else {
                    result += needsSpace(tokens, index) && result.last != " " ? " _" : "_"
                }
            case .character("(") where result.last == "]": result += " ("
            case .character("#"), .character("%"):
                if case .character(let scalar) = token { result += "\\\(scalar)" }
            case .character(let scalar): result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Commands whose backslash Markdown would take for an escape.
    private static let commands = [
        "{": "lbrace", "}": "rbrace", ",": "thinspace", ";": "mspace{5mu}", ":": "mspace{4mu}", ">": "mspace{4mu}",
        "!": "negthinspace", "|": "Vert", "lt": "lt", "gt": "gt",
    ]

    /// `\\*` and `\\[4pt]` ask for space that `\cr` does not know.
    private static func skipRowOptions(_ tokens: [TeXSource.Token], _ index: inout Int) {
        if index < tokens.count, tokens[index] == .character("*") { index += 1 }
        guard index < tokens.count, tokens[index] == .character("[") else { return }
        var end = index + 1
        while end < tokens.count, tokens[end] != .character("]"), end - index < 12 { end += 1 }
        let content = tokens[(index + 1)..<min(end, tokens.count)]
        let isLength = content.allSatisfy {
            if case .character(let scalar) = $0 {
                TeXSource.isLetter(scalar) || "0123456789.-".unicodeScalars.contains(scalar)
            } else {
                false
            }
        }
        if end < tokens.count, tokens[end] == .character("]"), isLength, !content.isEmpty { index = end + 1 }
    }

    /// The subscript when it is `{x}` with one letter or digit.
    private static func singleSubscript(_ tokens: [TeXSource.Token], _ index: Int) -> Unicode.Scalar? {
        guard index + 2 < tokens.count, tokens[index] == .character("{"), tokens[index + 2] == .character("}"),
            case .character(let scalar) = tokens[index + 1], isWord(scalar), scalar.isASCII
        else { return nil }
        // Another subscript sign or a letter right after would make the underscore look different.
        return scalar
    }

    private static func needsSpace(_ tokens: [TeXSource.Token], _ index: Int) -> Bool {
        guard index < tokens.count, case .character(let next) = tokens[index] else { return true }
        return !isWord(next)
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return TeXSource.isLetter(scalar) || ("0"..."9").contains(scalar)
    }
}

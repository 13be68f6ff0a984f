/// Text from a sheet inside a Python script: what it may hold, and how it is quoted.
enum PythonText {
    /// One line of a comment: a control character or a line separator in it would end the comment.
    static func comment(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            let isBreak =
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
                || scalar.value == 0x2029
            if isBreak { line += " " } else { line.unicodeScalars.append(scalar) }
        }
        return line.split(separator: " ").joined(separator: " ")
    }

    /// A string literal.
    static func literal(_ text: String) -> String {
        var quoted = ""
        for scalar in comment(text).unicodeScalars {
            if scalar == "\\" || scalar == "\"" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return "\"\(quoted)\""
    }

    /// A statement with a remark behind it, or over it where the line would become too long; brackets of a statement
    /// that is too long itself are opened over several lines.
    static func lines(_ statement: String, remark: String?) -> [String] {
        let remark = remark.map(comment).flatMap { $0.isEmpty ? nil : "# \($0)" }
        let broken = opened(statement)
        guard let remark else { return broken }
        if broken.count == 1, statement.count + remark.count + 2 <= widest { return ["\(statement)  \(remark)"] }
        return folded(remark) + broken
    }

    /// The width that Python's formatters agree on.
    static let widest = 88

    /// A comment on as many lines as it needs.
    static func folded(_ comment: String) -> [String] {
        var lines: [String] = []
        var line = "#"
        for word in comment.drop(while: { $0 == "#" || $0 == " " }).split(separator: " ") {
            if line.count + word.count + 1 > widest, line != "#" {
                lines.append(line)
                line = "#"
            }
            line += " " + word
        }
        return lines + [line]
    }

    /// The outermost brackets of a statement opened: one argument or row to a line.
    static func opened(_ statement: String, indent: String = "") -> [String] {
        guard indent.count + statement.count > widest, let (open, close) = outermostBrackets(statement) else {
            return [indent + statement]
        }
        let head = statement[...open]
        let body = statement[statement.index(after: open)..<close]
        let tail = statement[close...]
        let inner = indent + "    "
        let parts = split(body)
        if parts.count > 1, inner.count + body.count <= widest, !body.hasPrefix("[") {
            return [indent + head, inner + body, indent + tail]
        }
        var lines = [indent + head]
        for (index, part) in parts.enumerated() {
            // A call's only argument takes no comma behind it; the last of several does.
            let comma = parts.count > 1 || index < parts.count - 1 ? "," : ""
            lines += opened(part + comma, indent: inner)
        }
        return lines + [indent + tail]
    }

    /// The last bracket that is opened at depth 0 and its partner.
    private static func outermostBrackets(_ text: String) -> (String.Index, String.Index)? {
        var depth = 0
        var isQuoted = false
        var open: String.Index?
        var widestPair: (String.Index, String.Index)?
        for index in text.indices {
            let character = text[index]
            if character == "\"" { isQuoted.toggle() }
            guard !isQuoted else { continue }
            if "([{".contains(character) {
                if depth == 0 { open = index }
                depth += 1
            } else if ")]}".contains(character) {
                depth -= 1
                if depth == 0, let start = open {
                    let isWider = widestPair.map {
                        text.distance(from: $0, to: $1) < text.distance(from: start, to: index)
                    }
                    if isWider ?? true, text.index(after: start) < index { widestPair = (start, index) }
                }
            }
        }
        return widestPair
    }

    /// The parts between the commas of depth 0.
    private static func split(_ text: Substring) -> [String] {
        var parts: [String] = []
        var part = ""
        var depth = 0
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted {
                if "([{".contains(character) { depth += 1 }
                if ")]}".contains(character) { depth -= 1 }
                if character == ",", depth == 0 {
                    parts.append(part)
                    part = ""
                    continue
                }
            }
            if part.isEmpty, character == " " { continue }
            part.append(character)
        }
        if !part.isEmpty { parts.append(part) }
        return parts
    }
}

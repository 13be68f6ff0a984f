/// Plain text on its way into Markdown: the one place where it is escaped, so that it reads back as the same text.
enum MarkdownText {
    /// - Parameters:
    ///   - atLineStart: whether a mark here could open a list, a heading, a quote.
    ///   - inTable: whether a bar would end the cell.
    static func escaped(_ text: String, atLineStart: Bool, inTable: Bool = false) -> String {
        if isPlain(text, atLineStart: atLineStart) { return text }
        var result = ""
        let scalars = Array(text.unicodeScalars)
        var isFirst = atLineStart
        for (index, scalar) in scalars.enumerated() {
            let previous = index > 0 ? scalars[index - 1] : nil
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case "\\", "`", "*", "[", "]", "<", "$", "~":
                result += "\\\(scalar)"
            case "_":
                // Inside a word an underscore marks nothing.
                let inWord = isWordCharacter(previous) && isWordCharacter(next)
                result += inWord ? "_" : "\\_"
            case "|":
                result += inTable ? "\\|" : "|"
            case "&":
                result += next.map { $0 == "#" || $0.properties.isAlphabetic } ?? false ? "\\&" : "&"
            case "#", "+", "-", "=", ">":
                result += isFirst ? "\\\(scalar)" : "\(scalar)"
            case ".", ")":
                // `1.` at the start of a line would open a list.
                let isMarker = atLineStart && index > 0 && scalars[..<index].allSatisfy { ("0"..."9").contains($0) }
                result += isMarker ? "\\\(scalar)" : "\(scalar)"
            case "!":
                result += next == nil ? "\\!" : "!"
            case "\n", "\r":
                result += " "
            default:
                result.unicodeScalars.append(scalar)
            }
            if scalar != " " { isFirst = false }
        }
        return result
    }

    /// Whether no renderer reads a mark in the text: most sentences.
    private static func isPlain(_ text: String, atLineStart: Bool) -> Bool {
        if atLineStart, let first = text.utf8.first,
            (first | 0x20) < UInt8(ascii: "a") || (first | 0x20) > UInt8(ascii: "z")
        {
            return false
        }
        return !text.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "<"), UInt8(ascii: "$"), UInt8(ascii: "~"), UInt8(ascii: "_"), UInt8(ascii: "|"),
                UInt8(ascii: "&"), UInt8(ascii: "!"), 0x0A, 0x0D:
                true
            default: false
            }
        }
    }

    private static func isWordCharacter(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Inline code, in as many backticks as its content asks for.
    static func code(_ text: String, inTable: Bool = false) -> String {
        var longest = 0
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let needsSpace =
            text.hasPrefix("`") || text.hasSuffix("`")
            || text.hasPrefix(" ") && text.hasSuffix(" ") && text.contains { $0 != " " }
        let content =
            inTable ? text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") : text
        return needsSpace ? "\(fence) \(content) \(fence)" : fence + content + fence
    }

    /// A link's destination, in angle brackets where it holds spaces or brackets.
    static func destination(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value > 0x20 && !"()<>\\".unicodeScalars.contains($0) }
        if isPlain { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<", ">", "\\": result += "\\\(scalar)"
            case "\n", "\r": result += "%0A"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return "<\(result)>"
    }
}

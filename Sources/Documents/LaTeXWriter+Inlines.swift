import Formulas

/// What stands in a line of text.
extension LaTeXWriter {
    /// A paragraph's source: the author's line ends are kept.
    mutating func source(_ inlines: [Inline]) -> [Line] {
        var rows = [""]
        append(inlines, to: &rows)
        // A line end at the end of a paragraph prints nothing but an underfull line.
        while rows.count > 1, rows[rows.count - 1].isEmpty { rows.removeLast() }
        if rows[rows.count - 1].hasSuffix("\\\\") { rows[rows.count - 1].removeLast(2) }
        return rows.filter { !$0.isEmpty }.map { Line(text: $0) }
    }

    func joined(_ lines: [Line]) -> String { lines.map(\.text).joined(separator: " ") }

    mutating func append(_ inlines: [Inline], to rows: inout [String]) {
        for inline in inlines {
            let isAtStart = rows[rows.count - 1].isEmpty
            switch inline {
            case .text(let plain): rows[rows.count - 1] += text.escaped(plain, atLineStart: isAtStart)
            case .emphasis(let inner): wrap("\\emph{", inner, "}", &rows)
            case .strong(let inner): wrap("\\textbf{", inner, "}", &rows)
            case .strikethrough(let inner): strike(inner, &rows)
            case .code(let code): rows[rows.count - 1] += "\\texttt{\(text.code(code))}"
            case .tex(let tex):
                let source = TeXSource(tex)
                let line = TeXSource.lines(safe(source)).joined(separator: " ")
                if !source.isBalanced {
                    rows[rows.count - 1] += printedAsTyped(tex)[0].text
                } else if !line.isEmpty {
                    rows[rows.count - 1] += "$\(line)$"
                }
            case .formula(let formula): rows[rows.count - 1] += mathematics(formula)
            case .link(let inner, let destination): link(inner, destination, &rows)
            case .image(let alternative, let destination): rows[rows.count - 1] += image(alternative, destination)
            case .softBreak:
                if !isAtStart { rows.append("") }
            case .lineBreak:
                // A line end with nothing before it is an error in TeX; two in a row an underfull line.
                if !isAtStart {
                    rows[rows.count - 1] += "\\\\"
                    rows.append("")
                }
            }
        }
    }

    mutating func wrap(_ opening: String, _ inner: [Inline], _ closing: String, _ rows: inout [String]) {
        rows[rows.count - 1] += opening
        append(inner, to: &rows)
        rows[rows.count - 1] += closing
    }

    /// Word by word, so that the line can break.
    mutating func strike(_ inner: [Inline], _ rows: inout [String]) {
        used.insert(.struck)
        for inline in inner {
            guard case .text(let plain) = inline else {
                wrap("\\struck{", [inline], "}", &rows)
                continue
            }
            let words = plain.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            for (index, word) in words.enumerated() {
                if index > 0 { rows[rows.count - 1] += " " }
                if !word.isEmpty { wrap("\\struck{", [.text(word)], "}", &rows) }
            }
        }
    }

    mutating func link(_ inner: [Inline], _ destination: String, _ rows: inout [String]) {
        let address = Self.address(destination)
        if case .text(let label)? = inner.first, inner.count == 1, label == destination, destination.contains("://") {
            rows[rows.count - 1] += "\\url{\(address)}"
        } else {
            wrap("\\href{\(address)}{", inner.isEmpty ? [.text(destination)] : inner, "}", &rows)
        }
    }

    /// An address as hyperref reads it: what TeX would read otherwise is percent-encoded, and the percent signs escaped.
    static func address(_ destination: String) -> String {
        var result = ""
        for byte in destination.utf8 {
            switch byte {
            case UInt8(ascii: "%"), UInt8(ascii: "#"): result += "\\\(Character(Unicode.Scalar(byte)))"
            case UInt8(ascii: "&"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "$"):
                result += byte == UInt8(ascii: "~") ? "~" : "\\\(Character(Unicode.Scalar(byte)))"
            case UInt8(ascii: "!")...UInt8(ascii: "Z"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                result += String(Character(Unicode.Scalar(byte)))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "\\%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}

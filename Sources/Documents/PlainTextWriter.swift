import Formulas

/// Writes blocks for a terminal: Unicode mathematics, lines no longer than asked for where they can be broken.
struct PlainTextWriter {
    func body(_ blocks: [Block], width: Int) -> String {
        let lines = lines(of: blocks, width: width)
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }

    /// Nothing is squeezed into fewer columns than this.
    private static let narrowest = 20
    /// Deeper lists are no longer indented further.
    private static let greatestIndentation = 24

    // MARK: Blocks

    private func lines(of blocks: [Block], width: Int, tight: Bool = false) -> [String] {
        var result: [String] = []
        for block in blocks {
            let next = lines(of: block, width: max(width, Self.narrowest))
            guard !next.isEmpty else { continue }
            if !result.isEmpty, !tight { result.append("") }
            result += next
        }
        return result
    }

    private func lines(of block: Block, width: Int) -> [String] {
        switch block {
        case .heading(let level, let inlines):
            let title = Self.wrapped(text(inlines), width: width)
            guard level <= 2, let longest = title.map(\.count).max() else { return title }
            return title + [String(repeating: level == 1 ? "═" : "─", count: longest)]
        case .paragraph(let inlines): return Self.wrapped(text(inlines), width: width)
        case .bulletList(let items, let tight):
            return list(items.map { ("•", $0) }, tight: tight, width: width)
        case .numberedList(let start, let items, let tight):
            return list(items.enumerated().map { ("\(start + $0).", $1) }, tight: tight, width: width)
        case .quote(let blocks): return lines(of: blocks, width: width - 2).map { "│ \($0)" }
        case .code(_, let text):
            return text.split(separator: "\n", omittingEmptySubsequences: false).map {
                "    " + Self.printable(String($0))
            }
        case .table(let header, let alignments, let rows): return table(header, alignments, rows, width: width)
        case .rule: return [String(repeating: "─", count: min(width, 40))]
        case .displayTeX(let tex):
            // Each row of a display on its own line.
            return TeXReading.lines(tex).flatMap {
                Self.wrapped(Self.printable($0), width: width - 4, continuation: 2).map { "    " + $0 }
            }
        case .equations(let equations), .data(let equations): return equations.flatMap { lines(of: $0, width: width) }
        case .answerSpace(let items):
            let parts = items.map { item -> String in
                // A question answered in words has no formula for a name.
                if case .text(let words) = item.name.node {
                    return "\(Self.printable(words)): \(Self.printable(item.terms))"
                }
                return "\(Self.oneLine(item.name.plain)): \(Self.printable(item.terms))"
            }
            return parts.isEmpty ? [] : Self.wrapped("[\(parts.joined(separator: "; "))]", width: width)
        case .solution(let blocks):
            var blocks = blocks[...]
            var title = "Solution"
            if case .heading(_, let inlines)? = blocks.first {
                title = text(inlines)
                blocks.removeFirst()
            }
            let rule = String(repeating: "─", count: min(width, 60))
            return ["── \(title) \(rule.dropFirst(min(rule.count, title.count + 4)))"]
                + lines(of: Array(blocks), width: width) + [rule]
        case .remark(let inlines): return Self.wrapped("(\(text(inlines)))", width: width)
        case .figure(let figure): return self.figure(figure, width: width)
        }
    }

    private func list(_ items: [(marker: String, blocks: [Block])], tight: Bool, width: Int) -> [String] {
        let longest = items.map(\.marker.count).max() ?? 1
        let indentation = String(repeating: " ", count: longest + 1)
        var result: [String] = []
        for (marker, blocks) in items {
            let content = lines(of: blocks, width: width - indentation.count, tight: tight)
            if !result.isEmpty, !tight { result.append("") }
            let padding = String(repeating: " ", count: indentation.count - marker.count)
            result.append(marker + padding + (content.first ?? ""))
            for line in content.dropFirst() {
                let isDeep = line.prefix { $0 == " " }.count >= Self.greatestIndentation
                result.append(line.isEmpty ? "" : isDeep ? line : indentation + line)
            }
        }
        return result
    }

    private func table(
        _ header: [[Inline]], _ alignments: [ColumnAlignment], _ rows: [[[Inline]]], width: Int
    ) -> [String] {
        let columns = max(header.count, rows.map(\.count).max() ?? 0)
        guard columns > 0 else { return [] }
        let cells = ([header] + rows).map { row in (0..<columns).map { $0 < row.count ? text(row[$0]) : "" } }
        let natural = (0..<columns).map { column in cells.map { $0[column].count }.max() ?? 0 }
        // Columns share the line: the widest give way first.
        let room = max(width - 3 * (columns - 1), columns * 6)
        var limit = natural.max() ?? 0
        while limit > 6, natural.map({ min($0, limit) }).reduce(0, +) > room { limit -= 1 }
        let widths = natural.map { min($0, limit) }
        func written(_ row: [String]) -> [String] {
            let wrapped = row.enumerated().map { Self.wrapped($1, width: max(widths[$0], 1)) }
            return (0..<(wrapped.map(\.count).max() ?? 0)).map { line in
                let parts = (0..<columns).map { column -> String in
                    let text = line < wrapped[column].count ? wrapped[column][line] : ""
                    let space = max(0, widths[column] - text.count)
                    switch column < alignments.count ? alignments[column] : .left {
                    case .left: return text + String(repeating: " ", count: space)
                    case .right: return String(repeating: " ", count: space) + text
                    case .centre:
                        let left = space / 2
                        return String(repeating: " ", count: left) + text + String(repeating: " ", count: space - left)
                    }
                }
                return Self.withoutTrailingSpaces(parts.joined(separator: " │ "))
            }
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
        return written(cells[0]) + [rule] + cells.dropFirst().flatMap(written)
    }

    // MARK: Text

    func text(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text): Self.printable(text)
            case .emphasis(let inner): "_\(text(inner))_"
            case .strong(let inner): "*\(text(inner))*"
            case .strikethrough(let inner): "~\(text(inner))~"
            case .code(let code): "`\(Self.printable(code))`"
            case .tex(let tex): Self.printable(TeXReading.text(tex))
            case .formula(let formula): Self.oneLine(formula.plain)
            case .link(let inner, let destination):
                text(inner) == destination
                    ? Self.printable(destination) : "\(text(inner)) <\(Self.printable(destination))>"
            case .image(let alternative, let destination):
                "[image: \(text(alternative)) \(Self.printable(destination))]"
            case .softBreak: " "
            case .lineBreak: "\n"
            }
        }.joined()
    }

    /// A terminal acts on control characters: none of the author's reach it.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\t" || scalar == "\n" {
                result.append(" ")
            } else {
                result.append(isControl(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }

    static func oneLine(_ text: String) -> String {
        text.contains { $0.isNewline } ? text.split { $0.isNewline }.joined(separator: "; ") : text
    }

    static func withoutTrailingSpaces(_ text: String) -> String {
        var text = text[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// The text cut at spaces; a word longer than the line stays whole.
    ///
    /// - Parameter continuation: the indentation of the second and later lines.
    static func wrapped(_ text: String, width: Int, continuation: Int = 0) -> [String] {
        var result: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: true) {
            var line = ""
            var count = 0
            for word in paragraph.split(separator: " ") {
                let length = word.count
                let indentation = result.isEmpty && line.isEmpty ? 0 : continuation
                if !line.isEmpty, count + 1 + length > width {
                    result.append(line)
                    line = String(repeating: " ", count: continuation) + word
                    count = continuation + length
                } else if line.isEmpty {
                    line = String(repeating: " ", count: indentation) + word
                    count = indentation + length
                } else {
                    line += " " + word
                    count += 1 + length
                }
            }
            if !line.isEmpty { result.append(line) }
        }
        return result
    }
}

extension Formula.Comparison {
    var plainSign: String {
        switch self {
        case .equal: "="
        case .notEqual: "≠"
        case .less: "<"
        case .lessOrEqual: "≤"
        case .greater: ">"
        case .greaterOrEqual: "≥"
        case .approximatelyEqual: "≈"
        }
    }
}

extension Document {
    /// The document for a terminal.
    ///
    /// - Parameter width: the columns of the terminal; lines are broken there where they can be.
    public func plainText(width: Int = 100) -> String {
        let writer = PlainTextWriter()
        var head: [String] = []
        if let title, !title.isEmpty { head.append(PlainTextWriter.printable(title)) }
        if !details.isEmpty { head.append(details.map { PlainTextWriter.printable($0.text) }.joined(separator: " · ")) }
        let body = writer.body(blocks, width: width)
        return head.isEmpty ? body : head.joined(separator: "\n") + "\n\n" + body
    }
}

import Formulas

/// Writes blocks as Markdown that GitHub and Jupyter render, mathematics included.
struct MarkdownWriter {
    let options: MarkdownOptions
    private(set) var warnings: [WritingWarning] = []
    /// The pictures that the page refers to.
    var files: [OutputFiles.File] = []

    init(options: MarkdownOptions) { self.options = options }

    mutating func body(_ blocks: [Block]) -> String {
        let lines = lines(of: blocks, width: options.textWidth)
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }

    // MARK: Blocks

    private mutating func lines(of blocks: [Block], width: Double, tight: Bool = false) -> [String] {
        var result: [String] = []
        var previous: Block?
        for block in blocks {
            let next = lines(of: block, width: width)
            guard !next.isEmpty else { continue }
            if let previous {
                // In a tight list the paragraph and the list below it are neighbours; all else is set apart.
                result += tight && isList(block) && !isList(previous) ? [] : [""]
                // Two lists in a row would be one; a comment keeps them apart.
                if isSameList(previous, block) { result += ["<!-- -->", ""] }
            }
            result += next
            previous = block
        }
        return result
    }

    private func isList(_ block: Block) -> Bool {
        switch block {
        case .bulletList, .numberedList: true
        case .heading, .paragraph, .quote, .code, .table, .rule, .displayTeX, .equations, .data, .answerSpace,
            .solution, .remark, .figure:
            false
        }
    }

    private func isSameList(_ first: Block, _ second: Block) -> Bool {
        if case .bulletList = first, case .bulletList = second { return true }
        if case .numberedList = first, case .numberedList = second { return true }
        return false
    }

    private mutating func lines(of block: Block, width: Double) -> [String] {
        switch block {
        case .heading(let level, let inlines):
            let marks = String(repeating: "#", count: min(max(level, 1), 6))
            let title = source(inlines).joined(separator: " ")
            // A closing run of number signs would be taken for decoration.
            return ["\(marks) \(title.hasSuffix("#") && !title.hasSuffix("\\#") ? title.dropLast() + "\\#" : title)"]
        case .paragraph(let inlines): return source(inlines)
        case .bulletList(let items, let tight):
            return items.flatMap { item($0, marker: "- ", tight: tight, width: width) }.withoutTrailingBlank
        case .numberedList(let start, let items, let tight):
            return items.enumerated().flatMap { index, blocks in
                item(blocks, marker: "\(start + index). ", tight: tight, width: width)
            }.withoutTrailingBlank
        case .quote(let blocks): return lines(of: blocks, width: width - 2).map { $0.isEmpty ? ">" : "> \($0)" }
        case .code(let language, let text): return fenced(language, text)
        case .table(let header, let alignments, let rows): return table(header, alignments, rows)
        case .rule: return ["---"]
        case .displayTeX(let tex): return display(tex)
        case .equations(let equations): return display(equations, width: width)
        case .data(let equations): return data(equations, width: width)
        case .answerSpace(let items): return answerSpace(items)
        case .solution(let blocks): return solution(blocks, width: width)
        case .remark(let inlines):
            let content = source(inlines).joined(separator: " ")
            return content.isEmpty ? [] : ["<sub>\(content)</sub>"]
        case .figure(let figure): return self.figure(figure)
        }
    }

    private mutating func item(_ blocks: [Block], marker: String, tight: Bool, width: Double) -> [String] {
        let indentation = String(repeating: " ", count: marker.count)
        let content = lines(of: blocks, width: width - 2, tight: tight)
        guard let first = content.first else { return [TeXSource.trimmed(marker)] + (tight ? [] : [""]) }
        let rest = content.dropFirst().map { $0.isEmpty ? "" : indentation + $0 }
        return [marker + first] + rest + (tight ? [] : [""])
    }

    private func fenced(_ language: String, _ text: String) -> [String] {
        var longest = 2
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let info = language.filter { !$0.isNewline && $0 != "`" }
        return [fence + info] + text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [fence]
    }

    mutating func table(
        _ header: [[Inline]], _ alignments: [ColumnAlignment], _ rows: [[[Inline]]]
    ) -> [String] {
        let columns = max(header.count, rows.map(\.count).max() ?? 0)
        guard columns > 0 else { return [] }
        let rules = (0..<columns).map { column -> String in
            switch column < alignments.count ? alignments[column] : .left {
            case .left: "---"
            case .centre: ":-:"
            case .right: "--:"
            }
        }
        return [row(header, columns), "|\(rules.joined(separator: "|"))|"] + rows.map { row($0, columns) }
    }

    private mutating func row(_ cells: [[Inline]], _ columns: Int) -> String {
        let texts = (0..<columns).map { column in
            column < cells.count ? source(cells[column], inTable: true).joined(separator: " ") : ""
        }
        return "| \(texts.joined(separator: " | ")) |"
    }

    private func answerSpace(_ items: [AnswerItem]) -> [String] {
        let parts = items.map { item -> String in
            let terms = MarkdownText.escaped(item.terms, atLineStart: false)
            if case .text(let words) = item.name.node {
                return "\(MarkdownText.escaped(words, atLineStart: false)): \(terms)"
            }
            return "\(mathematics(item.name)): \(terms)"
        }
        return parts.isEmpty ? [] : ["**Asked for:** " + parts.joined(separator: "; ")]
    }

    private mutating func solution(_ blocks: [Block], width: Double) -> [String] {
        var blocks = blocks[...]
        var title = "Solution"
        if case .heading(_, let inlines)? = blocks.first {
            title = source(inlines).joined(separator: " ")
            blocks.removeFirst()
        }
        // Not a quote: GitHub does not render displays in quotes everywhere. Two rules set it off.
        return ["---", "", "**\(title)**", ""] + lines(of: Array(blocks), width: width) + ["", "---"]
    }

    // MARK: Mathematics

    private mutating func display(_ tex: String) -> [String] {
        let source = TeXSource(tex)
        guard source.isBalanced else { return [printedAsTyped(tex)] }
        var rows = MarkdownTeX.lines(tex)
        guard !rows.isEmpty else { return [] }
        if source.hasOuterRows { rows = ["\\begin{aligned}"] + rows + ["\\end{aligned}"] }
        return ["$$"] + rows + ["$$"]
    }

    private mutating func printedAsTyped(_ tex: String, inTable: Bool = false) -> String {
        let warning = WritingWarning.unbalancedTeX(tex)
        if !warnings.contains(warning) { warnings.append(warning) }
        return MarkdownText.code(TeXSource.lines(tex).joined(separator: " "), inTable: inTable)
    }

    private func mathematics(_ formula: Formula, inTable: Bool = false) -> String {
        "$\(MarkdownTeX.inline(formula.latex, inTable: inTable))$"
    }

    private func display(_ equations: [Equation], width: Double) -> [String] {
        // A page on a screen scrolls; smaller print is no help there.
        let layout = EquationLayout(width: width, sizes: [.normal])
        return layout.displays(equations).flatMap { display in
            let rows = display.lines.map { row(of: $0, isSingle: display.lines.count == 1) }
            if rows.count == 1 { return ["$$"] + rows + ["$$"] }
            let ended = rows.enumerated().map { $1 + ($0 == rows.count - 1 ? "" : " \\\\") }
            return ["$$", "\\begin{aligned}"] + ended + ["\\end{aligned}", "$$"]
        }.joinedDisplays
    }

    private func data(_ equations: [Equation], width: Double) -> [String] {
        EquationLayout(width: width, sizes: [.normal]).rows(ofData: equations).flatMap { row -> [String] in
            guard row.count > 1 else { return display(row, width: width) }
            return ["$$", row.map { MarkdownTeX.inline($0.tex) }.joined(separator: ", \\qquad "), "$$"]
        }.joinedDisplays
    }

    private func row(of line: EquationLayout.Line, isSingle: Bool) -> String {
        var parts: [String] = []
        if let left = line.left { parts.append(MarkdownTeX.inline(left.latex)) }
        if !isSingle { parts.append("&") }
        if line.isContinuation { parts.append("\\quad") }
        for (index, segment) in line.segments.enumerated() {
            parts.append(MarkdownTeX.inline(index == 0 && line.isContinuation ? segment.continuedTeX : segment.tex))
        }
        if let comment = line.comment {
            parts.append(isSingle ? "\\qquad" : "&&")
            parts.append("\\text{\(Self.textInTeX(comment))}")
        }
        return parts.joined(separator: " ")
    }

    /// Words in `\text{…}`: what TeX or Markdown would read otherwise is left out or replaced.
    private static func textInTeX(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "{", "}", "$", "#", "%", "^", "~", "`": result += " "
            case "&": result += "and"
            case "_", "*", "<", ">", "|": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return TeXReading.singleSpaced(result)
    }

    // MARK: Inlines

    private mutating func source(_ inlines: [Inline], inTable: Bool = false) -> [String] {
        var rows = [""]
        append(inlines, to: &rows, inTable: inTable)
        while rows.count > 1, rows[rows.count - 1].isEmpty { rows.removeLast() }
        // A hard break at the end would print a backslash.
        if let last = rows.last, last.hasSuffix("\\"), !last.hasSuffix("\\\\") { rows[rows.count - 1].removeLast() }
        return rows.filter { !$0.isEmpty }
    }

    private mutating func append(_ inlines: [Inline], to rows: inout [String], inTable: Bool) {
        for (index, inline) in inlines.enumerated() {
            let isAtStart = rows[rows.count - 1].isEmpty
            switch inline {
            case .text(let text):
                rows[rows.count - 1] += MarkdownText.escaped(text, atLineStart: isAtStart && !inTable, inTable: inTable)
            case .emphasis(let inner): wrap("*", inner, &rows, inTable)
            case .strong(let inner): wrap("**", inner, &rows, inTable)
            case .strikethrough(let inner): wrap("~~", inner, &rows, inTable)
            case .code(let code): rows[rows.count - 1] += MarkdownText.code(code, inTable: inTable)
            case .tex(let tex):
                rows[rows.count - 1] +=
                    TeXSource(tex).isBalanced
                    ? inlineTeX(MarkdownTeX.inline(tex, inTable: inTable), before: following(inlines, index))
                    : printedAsTyped(tex, inTable: inTable)
            case .formula(let formula):
                rows[rows.count - 1] += inlineTeX(
                    MarkdownTeX.inline(formula.latex, inTable: inTable), before: following(inlines, index))
            case .link(let inner, let destination):
                if case .text(let label)? = inner.first, inner.count == 1, label == destination,
                    destination.hasPrefix("http")
                {
                    rows[rows.count - 1] += "<\(destination)>"
                } else {
                    rows[rows.count - 1] += "["
                    append(inner, to: &rows, inTable: inTable)
                    rows[rows.count - 1] += "](\(MarkdownText.destination(destination)))"
                }
            case .image(let alternative, let destination):
                let isRelative = !destination.contains(":") && !destination.hasPrefix("/")
                rows[rows.count - 1] += "!["
                append(alternative, to: &rows, inTable: inTable)
                rows[rows.count - 1] +=
                    "](\(MarkdownText.destination((isRelative ? options.imageDirectory : "") + destination)))"
            case .softBreak:
                if inTable { rows[rows.count - 1] += " " } else if !isAtStart { rows.append("") }
            case .lineBreak:
                if inTable {
                    rows[rows.count - 1] += "<br>"
                } else if !isAtStart {
                    rows[rows.count - 1] += "\\"
                    rows.append("")
                }
            }
        }
    }

    /// A digit right after the closing dollar sign would undo the mathematics: braces inside take its place.
    private func inlineTeX(_ tex: String, before next: Character?) -> String {
        next?.isNumber == true ? "$`\(tex)`$" : "$\(tex)$"
    }

    private func following(_ inlines: [Inline], _ index: Int) -> Character? {
        if index + 1 < inlines.count, case .text(let text) = inlines[index + 1] { return text.first }
        return nil
    }

    private mutating func wrap(_ mark: String, _ inner: [Inline], _ rows: inout [String], _ inTable: Bool) {
        rows[rows.count - 1] += mark
        append(inner, to: &rows, inTable: inTable)
        rows[rows.count - 1] += mark
    }
}

extension [String] {
    fileprivate var withoutTrailingBlank: [String] { last == "" ? Array(dropLast()) : self }

    /// Displays one under another need a blank line between them.
    fileprivate var joinedDisplays: [String] {
        var result: [String] = []
        var isOpen = false
        for line in self {
            if line == "$$" {
                if !isOpen, !result.isEmpty { result.append("") }
                isOpen.toggle()
            }
            result.append(line)
        }
        return result
    }
}

import Formulas

/// Writes blocks as an XHTML fragment: well formed XML, mathematics as TeX between `\(…\)` and `\[…\]`, which MathJax,
/// KaTeX and the filters of learning platforms typeset.
struct HTMLWriter {
    /// Columns of text that a display may take before it is broken, in em.
    static let width = 42.0

    /// Whether only elements and attributes of QTI 2.1 are written: no styles, no numbers of first items, no `del`.
    var isBare = false

    func body(_ blocks: [Block]) -> String {
        blocks.map { html($0) }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    // MARK: Blocks

    private func html(_ block: Block) -> String {
        switch block {
        case .heading(let level, let title):
            // The platform's own page has the levels above.
            let tag = "h\(min(max(level, 1) + 2, 6))"
            return element(tag, inlines(title))
        case .paragraph(let content): return element("p", inlines(content))
        case .bulletList(let items, let tight): return list("ul", items, tight: tight)
        case .numberedList(let start, let items, let tight):
            return list("ol", items, tight: tight, attributes: start == 1 || isBare ? "" : " start=\"\(start)\"")
        case .quote(let blocks): return "<blockquote>\n\(body(blocks))\n</blockquote>"
        case .code(_, let text): return "<pre><code>\(Self.escaped(text))</code></pre>"
        case .table(let header, let alignments, let rows): return table(header, alignments, rows)
        case .rule: return "<hr/>"
        case .displayTeX(let tex): return display(tex)
        case .equations(let equations): return display(equations)
        case .data(let equations): return data(equations)
        case .answerSpace(let items): return answerSpace(items)
        case .solution(let blocks): return solution(blocks)
        case .remark(let content):
            let content = inlines(content)
            return content.isEmpty ? "" : "<p><small>\(content)</small></p>"
        case .figure(let figure): return self.figure(figure)
        }
    }

    private func element(_ tag: String, _ content: String) -> String {
        content.isEmpty ? "" : "<\(tag)>\(content)</\(tag)>"
    }

    private func list(_ tag: String, _ items: [[Block]], tight: Bool, attributes: String = "") -> String {
        let items = items.map { blocks -> String in
            if tight, case .paragraph(let content)? = blocks.first {
                let rest = body(Array(blocks.dropFirst()))
                return "<li>\(inlines(content))\(rest.isEmpty ? "" : "\n" + rest)</li>"
            }
            return "<li>\(body(blocks))</li>"
        }
        // An empty list is no valid one.
        return items.isEmpty ? "" : "<\(tag)\(attributes)>\n\(items.joined(separator: "\n"))\n</\(tag)>"
    }

    private func table(_ header: [[Inline]], _ alignments: [ColumnAlignment], _ rows: [[[Inline]]]) -> String {
        let columns = max(header.count, rows.map(\.count).max() ?? 0)
        guard columns > 0 else { return "" }
        func row(_ cells: [[Inline]], _ tag: String) -> String {
            let cells = (0..<columns).map { column -> String in
                let alignment = column < alignments.count ? alignments[column] : .left
                let style =
                    switch alignment {
                    case .left: ""
                    case .centre: " style=\"text-align: center\""
                    case .right: " style=\"text-align: right\""
                    }
                return "<\(tag)\(isBare ? "" : style)>\(column < cells.count ? inlines(cells[column]) : "")</\(tag)>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        let head = header.allSatisfy(\.isEmpty) ? "" : "<thead>\(row(header, "th"))</thead>\n"
        let body = rows.map { row($0, "td") }.joined(separator: "\n")
        return "<table>\n\(head)<tbody>\n\(body)\n</tbody>\n</table>"
    }

    private func answerSpace(_ items: [AnswerItem]) -> String {
        let parts = items.map { item in
            if case .text(let words) = item.name.node {
                return "\(Self.escaped(words)): \(Self.escaped(item.terms))"
            }
            return "\(Self.mathematics(item.name)): \(Self.escaped(item.terms))"
        }
        return parts.isEmpty ? "" : "<p><strong>Asked for:</strong> \(parts.joined(separator: "; "))</p>"
    }

    private func solution(_ blocks: [Block]) -> String {
        var blocks = blocks[...]
        var title = "Solution"
        if case .heading(_, let content)? = blocks.first {
            title = inlines(content)
            blocks.removeFirst()
        }
        return "<div class=\"solution\">\n<p><strong>\(title)</strong></p>\n\(body(Array(blocks)))\n</div>"
    }

    /// The numbers of a figure as tables: a platform takes no picture that is not a file of its own.
    private func figure(_ figure: Figure) -> String {
        let caption = figure.caption.isEmpty ? figure.headline : figure.caption
        let tables = figure.panels.map { panel -> String in
            let name = figure.panels.count > 1 ? panel.name.map { "<p>\(Self.mathematics($0)):</p>\n" } ?? "" : ""
            let alignments = Array(repeating: ColumnAlignment.right, count: panel.columns.count + 1)
            let columns = panel.columns.map { label($0) }
            switch figure.form {
            case .map:
                let rows = panel.rows.indices.map { row in
                    [label(panel.rows[row])] + panel.columns.indices.map { [Inline.text(panel[row, $0].text)] }
                }
                return name + table([[]] + columns, alignments, rows)
            case .bars:
                return name + table(columns, alignments, [panel.cells.map { [.text($0.text)] }])
            }
        }
        return "<p><em>\(Self.escaped(caption))</em></p>\n\(tables.joined(separator: "\n"))"
    }

    private func label(_ label: Figure.Label) -> [Inline] {
        switch label {
        case .text(let text): [.text(text)]
        case .formula(let formula): [.formula(formula)]
        }
    }

    // MARK: Mathematics

    static func mathematics(_ formula: Formula) -> String { "\\(\(escaped(formula.latex))\\)" }

    private func display(_ tex: String) -> String {
        let source = TeXSource(tex)
        guard source.isBalanced else { return "<pre><code>\(Self.escaped(tex))</code></pre>" }
        let rows = TeXSource.lines(tex).joined(separator: "\n")
        guard !rows.isEmpty else { return "" }
        let aligned = source.hasOuterRows ? "\\begin{aligned}\n\(rows)\n\\end{aligned}" : rows
        return "<p>\\[\(Self.escaped(aligned))\\]</p>"
    }

    private func display(_ equations: [Equation]) -> String {
        EquationLayout(width: Self.width, sizes: [.normal]).displays(equations).map { display in
            let rows = display.lines.map { row(of: $0, isSingle: display.lines.count == 1) }
            let tex =
                rows.count == 1
                ? rows.joined() : "\\begin{aligned}\n\(rows.joined(separator: " \\\\\n"))\n\\end{aligned}"
            return "<p>\\[\(Self.escaped(tex))\\]</p>"
        }.joined(separator: "\n")
    }

    private func data(_ equations: [Equation]) -> String {
        EquationLayout(width: Self.width, sizes: [.normal]).rows(ofData: equations).map { row in
            guard row.count > 1 else { return display(row) }
            return "<p>\\[\(Self.escaped(row.map(\.tex).joined(separator: ", \\qquad ")))\\]</p>"
        }.joined(separator: "\n")
    }

    private func row(of line: EquationLayout.Line, isSingle: Bool) -> String {
        var parts: [String] = []
        if let left = line.left { parts.append(left.latex) }
        if !isSingle { parts.append("&") }
        if line.isContinuation { parts.append("\\quad") }
        for (index, segment) in line.segments.enumerated() {
            parts.append(index == 0 && line.isContinuation ? segment.continuedTeX : segment.tex)
        }
        if let comment = line.comment {
            parts.append(isSingle ? "\\qquad" : "&&")
            parts.append("\\text{\(Self.textInTeX(comment))}")
        }
        return parts.joined(separator: " ")
    }

    /// Words in `\text{…}`: what TeX would read otherwise is left out.
    private static func textInTeX(_ text: String) -> String {
        let special: Set<Character> = ["\\", "{", "}", "$", "#", "%", "^", "~", "_", "&"]
        return TeXReading.singleSpaced(String(text.map { special.contains($0) ? " " : $0 }))
    }

    // MARK: Inlines

    func inlines(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text): Self.escaped(text)
            case .emphasis(let inner): element("em", self.inlines(inner))
            case .strong(let inner): element("strong", self.inlines(inner))
            case .strikethrough(let inner): element(isBare ? "em" : "del", self.inlines(inner))
            case .code(let code): "<code>\(Self.escaped(code))</code>"
            case .tex(let tex):
                TeXSource(tex).isBalanced ? "\\(\(Self.escaped(tex))\\)" : "<code>\(Self.escaped(tex))</code>"
            case .formula(let formula): Self.mathematics(formula)
            case .link(let inner, let destination):
                "<a href=\"\(Self.escaped(destination))\">\(self.inlines(inner))</a>"
            // A picture beside the sheet is no file of the platform: its description stands for it.
            case .image(let alternative, let destination):
                destination.hasPrefix("https:") || destination.hasPrefix("http:")
                    ? "<img src=\"\(Self.escaped(destination))\" alt=\"\(Self.escaped(PlainInlines.text(alternative)))\"/>"
                    : element("em", self.inlines(alternative))
            case .softBreak: "\n"
            case .lineBreak: "<br/>"
            }
        }.joined()
    }

    /// Text as XML holds it; characters that XML cannot hold become the sign for an unknown one.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}"..."\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

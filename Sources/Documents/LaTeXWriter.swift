import Formulas

/// Writes blocks as the body of a LaTeX document: source that a lecturer can read and go on editing.
struct LaTeXWriter {
    var text = LaTeXText()
    /// What the body needs from the preamble.
    var used: Set<Feature> = []
    /// The columns of the widest matrix: amsmath stops at ten unless told otherwise.
    var widestMatrix = 0
    /// In em of the body text.
    let textWidth: Double

    init(textWidth: Double) { self.textWidth = textWidth }

    /// Where a block stands: what is left of the line, and how many lists and quotes it is in.
    struct Place {
        var width: Double
        var depth = 0
    }

    /// One line of source.
    ///
    /// Verbatim lines are not indented: TeX would print the spaces.
    struct Line {
        var text: String
        var isVerbatim = false
    }

    mutating func body(_ blocks: [Block]) -> String {
        let lines = lines(of: blocks, in: Place(width: textWidth))
        return lines.map(\.text).joined(separator: "\n") + (lines.isEmpty ? "" : "\n")
    }

    // MARK: Blocks

    /// LaTeX's own lists nest four deep, six with quotes; deeper ones are set without an environment.
    static let greatestDepth = 4

    mutating func lines(of blocks: [Block], in place: Place) -> [Line] {
        var result: [Line] = []
        var previous: Block?
        for block in blocks {
            let next = lines(of: block, in: place)
            guard !next.isEmpty else { continue }
            // A display belongs to the paragraph or display above it: a blank line would start a paragraph, and print one.
            let joins = isDisplay(block) && previous.map { isParagraph($0) || isDisplay($0) } ?? false
            if previous != nil, !joins { result.append(Line(text: "")) }
            result += next
            previous = block
        }
        return result
    }

    func isDisplay(_ block: Block) -> Bool {
        switch block {
        case .equations, .data, .displayTeX: true
        case .heading, .paragraph, .bulletList, .numberedList, .quote, .code, .table, .rule, .answerSpace, .solution,
            .remark, .figure:
            false
        }
    }

    func isParagraph(_ block: Block) -> Bool {
        if case .paragraph(let inlines) = block { soleImage(inlines) == nil } else { false }
    }

    mutating func lines(of block: Block, in place: Place) -> [Line] {
        switch block {
        case .heading(let level, let inlines): return [Line(text: heading(level: level, inlines))]
        case .paragraph(let inlines):
            if let (alternative, destination) = soleImage(inlines) { return figure(alternative, destination) }
            return source(inlines)
        case .bulletList(let items, let tight):
            return list("itemize", options: tight ? ["nosep"] : [], items, in: place)
        case .numberedList(let start, let items, let tight):
            let options = (start == 1 ? [] : ["start=\(start)"]) + (tight ? ["nosep"] : [])
            return list("enumerate", options: options, items, in: place)
        case .quote(let blocks):
            guard place.depth < Self.greatestDepth else { return lines(of: blocks, in: place) }
            let inner = Place(width: place.width - 5, depth: place.depth + 1)
            return environment("quote", lines(of: blocks, in: inner))
        case .code(_, let code): return verbatim(code)
        case .table(let header, let alignments, let rows): return table(header, alignments, rows, in: place)
        case .rule: return [Line(text: "\\begin{center}\\rule{0.5\\linewidth}{0.4pt}\\end{center}")]
        case .displayTeX(let tex): return display(tex)
        case .equations(let equations): return display(equations, in: place)
        case .data(let equations): return data(equations, in: place)
        case .answerSpace(let items): return answerSpace(items)
        case .solution(let blocks): return solution(blocks, in: place)
        case .remark(let inlines): return remark(inlines)
        case .figure(let figure): return self.figure(figure, in: place)
        }
    }

    mutating func heading(level: Int, _ inlines: [Inline]) -> String {
        let commands = ["section", "subsection", "subsubsection"]
        let command = level >= 1 && level <= 3 ? commands[level - 1] : "paragraph"
        let title = joined(source(inlines))
        let outline = LaTeXText.outline(PlainInlines.text(inlines))
        // A PDF outline holds no mathematics; hyperref warns of each command it has to drop.
        let isPlain = inlines.allSatisfy {
            if case .text(let text) = $0 {
                text.unicodeScalars.allSatisfy { $0.isASCII || LaTeXText.isNative($0) }
            } else {
                false
            }
        }
        return "\\\(command){\(isPlain ? title : "\\texorpdfstring{\(title)}{\(outline)}")}"
    }

    func environment(_ name: String, options: String = "", _ lines: [Line]) -> [Line] {
        [Line(text: "\\begin{\(name)}\(options)")] + indented(lines) + [Line(text: "\\end{\(name)}")]
    }

    func indented(_ lines: [Line]) -> [Line] {
        lines.map { $0.isVerbatim || $0.text.isEmpty ? $0 : Line(text: "  " + $0.text) }
    }

    mutating func list(_ name: String, options: [String], _ items: [[Block]], in place: Place) -> [Line] {
        let nests = place.depth < Self.greatestDepth
        let inner = Place(width: nests ? place.width - 2.7 : place.width, depth: place.depth + 1)
        var result: [Line] = []
        for item in items {
            var content = lines(of: item, in: inner)
            if !nests {
                result += [Line(text: ""), Line(text: "\\textbullet{}")] + content
                continue
            }
            // A display or a list right after \item would leave the label alone on a line: TeX's own behaviour.
            if content.first.map({ $0.isVerbatim || $0.text.hasPrefix("\\begin") || $0.text.hasPrefix("\\[") }) ?? true
            {
                result.append(Line(text: "\\item"))
                result += indented(content)
            } else {
                let first = content.removeFirst()
                result.append(Line(text: "\\item \(first.text)"))
                result += indented(content)
            }
        }
        guard nests else { return result }
        used.insert(.lists)
        if items.isEmpty { return [] }
        let option = options.isEmpty ? "" : "[\(options.joined(separator: ", "))]"
        return environment(name, options: option, result)
    }

    mutating func verbatim(_ code: String) -> [Line] {
        used.insert(.code)
        // The environment ends at its own \end line, so a listing of LaTeX needs another name.
        let name = code.contains("\\end{Verbatim}") ? "Verbatim*" : "Verbatim"
        let safe =
            name == "Verbatim*"
            ? code.split(separator: "\\end{Verbatim*}", omittingEmptySubsequences: false).joined(
                separator: "\\end {Verbatim*}") : code
        var result = [Line(text: "\\begin{\(name)}", isVerbatim: true)]
        for line in safe.split(separator: "\n", omittingEmptySubsequences: false) {
            result.append(Line(text: text.verbatim(String(line)), isVerbatim: true))
        }
        return result + [Line(text: "\\end{\(name)}", isVerbatim: true)]
    }

    mutating func answerSpace(_ items: [AnswerItem]) -> [Line] {
        let parts = items.map { item -> String in
            // A question answered in words has no formula for a name.
            if case .text(let words) = item.name.node { return "\(text.escaped(words)): \(text.escaped(item.terms))" }
            return "\(mathematics(item.name)): \(text.escaped(item.terms))"
        }
        if !parts.isEmpty { used.insert(.answerSpace) }
        return parts.isEmpty ? [] : [Line(text: "\\answerspace{\(parts.joined(separator: "; "))}")]
    }

    mutating func solution(_ blocks: [Block], in place: Place) -> [Line] {
        var blocks = blocks[...]
        var title = "Solution"
        // The author's own heading is the title.
        if case .heading(_, let inlines)? = blocks.first {
            title = joined(source(inlines))
            blocks.removeFirst()
        }
        used.insert(.solution)
        let content = lines(of: Array(blocks), in: place)
        // Not indented: a solution is often most of the file.
        return [Line(text: "\\begin{solution}\(title == "Solution" ? "" : "[{\(title)}]")")] + content
            + [Line(text: "\\end{solution}")]
    }

    mutating func remark(_ inlines: [Inline]) -> [Line] {
        var content = source(inlines)
        guard !content.isEmpty else { return [] }
        used.insert(.remark)
        content[0].text = "\\remark{" + content[0].text
        content[content.count - 1].text += "}"
        return content
    }
}

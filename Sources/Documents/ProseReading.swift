import CCommonMark

/// The walk from libcmark's tree to blocks, putting back what the mask cut out.
struct ProseReading {
    let marker: Unicode.Scalar
    /// What each placeholder stands for, and how its source was written.
    let elements: [Piece]
    let sources: [String]

    /// What a paragraph holds, displayed mathematics still among the inlines.
    enum Piece {
        case inline(Inline)
        case display(String)
    }

    /// Containers nested deeper than this are flattened to their text.
    ///
    /// No author nests ten.
    private static let greatestDepth = 40

    func blocks(under node: OpaquePointer, depth: Int) -> [Block] {
        if depth > Self.greatestDepth { return [.paragraph([.text(flattenedText(node))])] }
        return MarkdownTree.children(of: node).flatMap { blocks($0, depth: depth) }
    }

    private func blocks(_ node: OpaquePointer, depth: Int) -> [Block] {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_BLOCK_QUOTE:
            return [.quote(blocks(under: node, depth: depth + 1))]
        case CMARK_NODE_LIST:
            return [list(node, depth: depth)]
        case CMARK_NODE_CODE_BLOCK:
            let language = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
            var text = restored(MarkdownTree.literal(node))
            if text.hasSuffix("\n") { text.removeLast() }
            return [.code(language: restored(language), text: text)]
        case CMARK_NODE_HTML_BLOCK:
            return html(restored(MarkdownTree.literal(node)))
        case CMARK_NODE_PARAGRAPH:
            return paragraphs(inlines(under: node, depth: depth))
        case CMARK_NODE_HEADING:
            return [
                .heading(level: Int(cmark_node_get_heading_level(node)), finished(inlines(under: node, depth: depth)))
            ]
        case CMARK_NODE_THEMATIC_BREAK:
            return [.rule]
        default:
            if typeName(node) == "table" { return [table(node, depth: depth)] }
            return blocks(under: node, depth: depth + 1)
        }
    }

    private func list(_ node: OpaquePointer, depth: Int) -> Block {
        let items = MarkdownTree.children(of: node).map { blocks(under: $0, depth: depth + 1) }
        let tight = cmark_node_get_list_tight(node) != 0
        return cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            ? .numberedList(start: Int(cmark_node_get_list_start(node)), items, tight: tight)
            : .bulletList(items, tight: tight)
    }

    private func table(_ node: OpaquePointer, depth: Int) -> Block {
        var rows = MarkdownTree.children(of: node).map { row in
            MarkdownTree.children(of: row).map { finished(inlines(under: $0, depth: depth)) }
        }
        let header = rows.isEmpty ? [] : rows.removeFirst()
        let columns = Int(cmark_gfm_extensions_get_table_columns(node))
        var alignments: [ColumnAlignment] = []
        if let given = cmark_gfm_extensions_get_table_alignments(node) {
            for column in 0..<columns {
                switch given[column] {
                case UInt8(ascii: "c"): alignments.append(.centre)
                case UInt8(ascii: "r"): alignments.append(.right)
                default: alignments.append(.left)
                }
            }
        }
        return .table(header: header, alignments: alignments, rows: rows)
    }

    private func html(_ literal: String) -> [Block] {
        let lines = withoutComments(literal).split(separator: "\n").map(String.init)
        let inlines = lines.filter { $0.contains { !$0.isWhitespace } }
            .flatMap { [Inline.softBreak, .text($0)] }.dropFirst()
        return inlines.isEmpty ? [] : [.paragraph(Array(inlines))]
    }

    private func withoutComments(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let start = rest.firstRange(of: "<!--") {
            result += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstRange(of: "-->") else { return result }
            rest = rest[end.upperBound...]
        }
        return result + rest
    }

    // MARK: Inlines

    private func inlines(under node: OpaquePointer, depth: Int) -> [Piece] {
        if depth > Self.greatestDepth { return [.inline(.text(flattenedText(node)))] }
        var pieces: [Piece] = []
        // Neighbouring text nodes are joined first, so that no placeholder is cut in two.
        var text = ""
        for child in MarkdownTree.children(of: node) {
            if cmark_node_get_type(child) == CMARK_NODE_TEXT {
                text += MarkdownTree.literal(child)
                continue
            }
            pieces += split(text)
            text = ""
            pieces += piece(child, depth: depth).map { [.inline($0)] } ?? []
        }
        return pieces + (split(text))
    }

    private func piece(_ node: OpaquePointer, depth: Int) -> Inline? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_SOFTBREAK: return .softBreak
        case CMARK_NODE_LINEBREAK: return .lineBreak
        case CMARK_NODE_CODE: return .code(restored(MarkdownTree.literal(node)))
        case CMARK_NODE_EMPH: return .emphasis(finished(inlines(under: node, depth: depth + 1)))
        case CMARK_NODE_STRONG: return .strong(finished(inlines(under: node, depth: depth + 1)))
        case CMARK_NODE_LINK:
            return .link(finished(inlines(under: node, depth: depth + 1)), destination: destination(node))
        case CMARK_NODE_IMAGE:
            return .image(
                alternative: finished(inlines(under: node, depth: depth + 1)), destination: destination(node))
        case CMARK_NODE_HTML_INLINE:
            let literal = restored(MarkdownTree.literal(node))
            if literal.hasPrefix("<!--") { return nil }
            if ["<br>", "<br/>", "<br />"].contains(literal.lowercased()) { return .lineBreak }
            return .text(literal)
        default:
            let inner = finished(inlines(under: node, depth: depth + 1))
            if typeName(node) == "strikethrough" { return .strikethrough(inner) }
            return inner.isEmpty ? nil : .text(flattenedText(node))
        }
    }

    private func destination(_ node: OpaquePointer) -> String {
        restored(cmark_node_get_url(node).map { String(cString: $0) } ?? "")
    }

    /// Text with placeholders, as the elements they stand for and the text between them.
    private func split(_ text: String) -> [Piece] {
        if text.isEmpty { return [] }
        // Every placeholder begins with this byte, the first one of plane 15 in UTF-8.
        if !text.utf8.contains(0xF3) { return [.inline(.text(text))] }
        var pieces: [Piece] = []
        var literal = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        func flush() {
            if !literal.isEmpty { pieces.append(.inline(.text(String(literal)))) }
            literal = String.UnicodeScalarView()
        }
        while let scalar = rest.popFirst() {
            guard scalar == marker, let end = rest.firstIndex(of: marker),
                let index = Int(String(rest[..<end])), elements.indices.contains(index)
            else {
                literal.append(scalar)
                continue
            }
            rest = rest[rest.index(after: end)...]
            flush()
            pieces.append(elements[index])
        }
        flush()
        return pieces
    }

    /// Inlines where no block can stand: displayed mathematics becomes inline.
    private func finished(_ pieces: [Piece]) -> [Inline] {
        joined(
            pieces.map { piece in
                switch piece {
                case .inline(let inline): inline
                case .display(let tex): .tex(tex)
                }
            })
    }

    /// A paragraph, cut where displayed mathematics stands in it.
    private func paragraphs(_ pieces: [Piece]) -> [Block] {
        var blocks: [Block] = []
        var inlines: [Inline] = []
        func flush() {
            let text = trimmed(joined(inlines))
            if !text.isEmpty { blocks.append(.paragraph(text)) }
            inlines = []
        }
        for piece in pieces {
            switch piece {
            case .inline(let inline): inlines.append(inline)
            case .display(let tex):
                flush()
                blocks.append(.displayTeX(tex))
            }
        }
        flush()
        return blocks
    }

    /// Neighbouring texts become one: a dropped comment leaves two.
    private func joined(_ inlines: [Inline]) -> [Inline] {
        inlines.reduce(into: []) { result, inline in
            if case .text(let next) = inline, case .text(let text)? = result.last {
                result[result.count - 1] = .text(text + next)
            } else {
                result.append(inline)
            }
        }
    }

    /// Without the breaks and spaces at both ends that displayed mathematics leaves behind.
    private func trimmed(_ inlines: [Inline]) -> [Inline] {
        var inlines = inlines[...]
        while let first = inlines.first, isBlank(first) { inlines.removeFirst() }
        while let last = inlines.last, isBlank(last) { inlines.removeLast() }
        if case .text(let text)? = inlines.first {
            inlines[inlines.startIndex] = .text(String(text.drop(while: \.isWhitespace)))
        }
        if case .text(var text)? = inlines.last {
            while text.last?.isWhitespace == true { text.removeLast() }
            inlines[inlines.endIndex - 1] = .text(text)
        }
        return Array(inlines)
    }

    private func isBlank(_ inline: Inline) -> Bool {
        switch inline {
        case .softBreak, .lineBreak: true
        case .text(let text): text.allSatisfy(\.isWhitespace)
        case .emphasis, .strong, .strikethrough, .code, .tex, .formula, .link, .image: false
        }
    }

    // MARK: Text

    /// The text with the source of what the mask cut out, for places that take no elements.
    private func restored(_ text: String) -> String {
        guard text.unicodeScalars.contains(marker) else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == marker, let end = rest.firstIndex(of: marker),
                let index = Int(String(rest[..<end])), elements.indices.contains(index)
            else {
                result.append(scalar)
                continue
            }
            rest = rest[rest.index(after: end)...]
            result.append(contentsOf: sources[index].unicodeScalars)
        }
        return String(result)
    }

    private func flattenedText(_ node: OpaquePointer) -> String {
        var words: [String] = []
        MarkdownTree.forEachNode(under: node) { inner in
            let literal = MarkdownTree.literal(inner)
            if !literal.isEmpty { words.append(literal) }
        }
        return restored(words.joined(separator: " "))
    }

    private func typeName(_ node: OpaquePointer) -> String {
        cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
    }
}

import CCommonMark

/// Markdown prose with TeX mathematics, read into blocks.
///
/// GitHub's Markdown (tables, strikethrough, bare links) through libcmark-gfm, with `$…$` and `$$…$$` kept as the
/// author typed them.
public enum Prose {
    /// Reads Markdown text into blocks.
    ///
    ///     Prose.blocks("The score $s_1$ is **large**.")
    ///     // [.paragraph([.text("The score "), .tex("s_1"), .text(" is "), .strong([.text("large")]), .text(".")])]
    ///
    /// Mathematics follows GitHub's rules: `$` opens only before and closes only after something other than a space,
    /// and does not close before a digit (`$5 and $6` are prices); `\$` is a dollar sign. Comments are dropped, `<br>`
    /// breaks the line, other raw HTML comes out as the text it is. Any text is read: nothing here fails.
    ///
    /// Inline code stays code, also where it begins with `=`.
    public static func blocks(_ text: String) -> [Block] { blocks(text) { code, _ in .code(code) } }

    /// Reads Markdown text into blocks, with something in place of the inline code that calculates.
    ///
    /// - Parameters:
    ///   - text: Markdown; code fences in it stay code.
    ///   - calculation: what stands for inline code that begins with `=`, given its content (`=s_3`) and the content's
    ///     range in `text` in UTF-8 offsets.
    /// - Throws: only what `calculation` throws.
    /// - Cost: linear in the length of the text, but for CommonMark's own delimiter matching. `calculation` is called
    ///   in the order of the text.
    public static func blocks(
        _ text: String, calculation: (_ code: String, _ range: Range<Int>) throws -> Inline
    ) rethrows -> [Block] {
        let mask = ProseMask(text, verbatimLines: verbatimLines(of: text))
        guard let tree = MarkdownTree(mask.masked) else { return [.paragraph([.text(text)])] }
        defer { tree.free() }
        let elements = try mask.atoms.map { atom -> ProseReading.Piece in
            switch atom.kind {
            case .inlineTeX: .inline(.tex(atom.content))
            case .displayTeX: .display(atom.content)
            case .calculation: .inline(try calculation(atom.content, atom.contentRange))
            }
        }
        return ProseReading(marker: mask.marker, elements: elements, sources: mask.atoms.map(\.source))
            .blocks(under: tree.root, depth: 0)
    }

    /// The lines, counted from one, that belong to code blocks and HTML blocks.
    private static func verbatimLines(of text: String) -> [ClosedRange<Int>] {
        // Most prose holds neither; then one reading is enough.
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "`") }),
            let tree = MarkdownTree(Array(text.utf8))
        else { return [] }
        defer { tree.free() }
        var lines: [ClosedRange<Int>] = []
        tree.forEachNode { node in
            let type = cmark_node_get_type(node)
            guard type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK else { return }
            let first = Int(cmark_node_get_start_line(node))
            let last = Int(cmark_node_get_end_line(node))
            if first <= last { lines.append(first...last) }
        }
        return lines
    }
}

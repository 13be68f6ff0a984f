import CCommonMark

/// A parsed Markdown text, owned by libcmark-gfm; free it when done.
struct MarkdownTree {
    let root: OpaquePointer
    private let parser: OpaquePointer

    /// Registered once: the library's own guard does not hold when two threads come at the same time.
    private static let extensions: Void = cmark_gfm_core_extensions_ensure_registered()

    /// Nil only when the library cannot allocate a parser.
    init?(_ text: [UInt8]) {
        _ = Self.extensions
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
        for name in ["table", "strikethrough", "autolink"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        text.withUnsafeBytes { buffer in
            cmark_parser_feed(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        guard let root = cmark_parser_finish(parser) else {
            cmark_parser_free(parser)
            return nil
        }
        self.root = root
        self.parser = parser
    }

    func free() {
        cmark_node_free(root)
        cmark_parser_free(parser)
    }

    /// Visits every node once, parents before children, without recursion: a hostile text may nest a million deep.
    func forEachNode(_ body: (OpaquePointer) -> Void) { MarkdownTree.forEachNode(under: root, body) }

    static func forEachNode(under root: OpaquePointer, _ body: (OpaquePointer) -> Void) {
        guard let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return }
            if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { body(node) }
        }
    }

    static func children(of node: OpaquePointer) -> [OpaquePointer] {
        var result: [OpaquePointer] = []
        var child = cmark_node_first_child(node)
        while let present = child {
            result.append(present)
            child = cmark_node_next(present)
        }
        return result
    }

    static func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }
}

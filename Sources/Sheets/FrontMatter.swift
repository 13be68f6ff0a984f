import Yams

/// What stands between `---` lines at the top of a sheet: its title and what else belongs in the page's head.
public struct FrontMatter: Hashable, Sendable {
    /// In the author's order, the title among them.
    public var entries: [Entry]

    /// A key and its value.
    public struct Entry: Hashable, Sendable {
        /// The key as written.
        public var label: String
        /// A list's items are joined by commas.
        public var text: String

        /// An entry of a label and its text.
        public init(label: String, text: String) {
            self.label = label
            self.text = text
        }
    }

    /// Front matter of these entries.
    public init(entries: [Entry] = []) { self.entries = entries }

    /// The text of `title`, nil where there is none.
    public var title: String? { self["title"] }

    /// The text of the first entry with this label.
    public subscript(label: String) -> String? { entries.first { $0.label == label }?.text }

    static let sizeLimit = 64 << 10
    static let depthLimit = 8
}

extension FrontMatter {
    /// Reads YAML: `key: value` lines, or lists of values.
    ///
    /// Every value stays the text it is written as (`date: 2026-11-04` is no date, `no` no boolean): the basic resolver
    /// compares no value with the schema's patterns, which also spares two milliseconds of regular expressions.
    static func reading(_ range: Range<Int>, of source: SourceText) -> (FrontMatter, [Diagnostic]) {
        guard range.count <= sizeLimit else {
            return (FrontMatter(), [Diagnostic(.frontMatterTooLarge(limit: sizeLimit), at: range.prefix)])
        }
        let yaml = source.text(range)
        let root: Node?
        do {
            guard !isNestedTooDeep(source.bytes[range]) else {
                return (FrontMatter(), [Diagnostic(.frontMatterValue(key: nil), at: range.prefix)])
            }
            root = try Yams.compose(yaml: yaml, .basic)
        } catch let error as YamlError {
            return (FrontMatter(), [diagnostic(for: error, range, source)])
        } catch {
            return (FrontMatter(), [Diagnostic(.frontMatter(problem: ""), at: range.prefix)])
        }
        guard let root else { return (FrontMatter(), []) }
        guard case .mapping(let mapping) = root else {
            return (FrontMatter(), [Diagnostic(.frontMatterValue(key: nil), at: range.prefix)])
        }
        var frontMatter = FrontMatter()
        var diagnostics: [Diagnostic] = []
        for (key, value) in mapping {
            guard let label = key.scalar?.string else {
                diagnostics.append(Diagnostic(.frontMatterValue(key: nil), at: place(of: key, range, source)))
                continue
            }
            guard let text = text(of: value) else {
                diagnostics.append(Diagnostic(.frontMatterValue(key: label), at: place(of: value, range, source)))
                continue
            }
            frontMatter.entries.append(Entry(label: label, text: text))
        }
        return (frontMatter, diagnostics)
    }

    /// A scalar's text, a flat list's texts joined; nil for anything deeper.
    private static func text(of node: Node) -> String? {
        switch node {
        case .scalar(let scalar):
            return scalar.string
        case .sequence(let sequence):
            var texts: [String] = []
            for item in sequence {
                guard let text = item.scalar?.string else { return nil }
                texts.append(text)
            }
            return texts.joined(separator: ", ")
        case .mapping, .alias:
            return nil
        }
    }

    /// Brackets are counted before the library sees them: it composes nested lists by recursion.
    private static func isNestedTooDeep(_ bytes: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        var lineMarks = 0
        var isAtStart = true
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): if isAtStart { lineMarks += 1 }
            case UInt8(ascii: " "): continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): (isAtStart, lineMarks) = (true, 0)
            default: isAtStart = false
            }
            if depth > depthLimit || lineMarks > 2 * depthLimit { return true }
        }
        return false
    }

    private static func diagnostic(
        for error: YamlError, _ range: Range<Int>, _ source: SourceText
    ) -> Diagnostic {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return Diagnostic(.frontMatter(problem: problem), at: place(of: mark, range, source))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            let place = secondLine(of: key, range, source) ?? place(of: context.mark, range, source)
            return Diagnostic(.frontMatterDuplicate(key: key), at: place)
        default:
            return Diagnostic(.frontMatter(problem: ""), at: range.prefix)
        }
    }

    /// The second line that begins with a key: the library only says where the keys begin.
    private static func secondLine(of key: String, _ range: Range<Int>, _ source: SourceText) -> Range<Int>? {
        let lines = source.lineIndex(of: range.lowerBound)...source.lineIndex(of: range.upperBound)
        let marked = lines.lazy.map { source.lineRange($0) }.filter { line in
            let text = source.text(line)
            return text.hasPrefix(key) && text.dropFirst(key.count).trimmingSpaces.hasPrefix(":")
        }
        return marked.dropFirst().first
    }

    private static func place(of node: Node, _ range: Range<Int>, _ source: SourceText) -> Range<Int> {
        node.mark.map { place(of: $0, range, source) } ?? range.prefix
    }

    /// The library's line and column, from 1 in its own text, as an offset in the file.
    private static func place(of mark: Mark, _ range: Range<Int>, _ source: SourceText) -> Range<Int> {
        let line = source.lineRange(source.lineIndex(of: range.lowerBound) + max(0, mark.line - 1))
        let before = String(source.text(line).unicodeScalars.prefix(max(0, mark.column - 1)))
        let start = min(line.lowerBound + before.utf8.count, line.upperBound)
        return start..<max(start, line.upperBound)
    }
}

extension Range<Int> {
    /// The first place of a range: where to point when the whole is meant.
    var prefix: Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + 1) }
}

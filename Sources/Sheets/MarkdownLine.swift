/// One line of a sheet as Markdown sees it: what opens or closes a block.
struct MarkdownLine {
    let range: Range<Int>
    private let content: Range<Int>
    private let indentation: Int
    private let bytes: [UInt8]

    init(_ index: Int, of source: SourceText) {
        range = source.lineRange(index)
        bytes = source.bytes
        var start = range.lowerBound
        var columns = 0
        while start < range.upperBound {
            if bytes[start] == 0x20 {
                columns += 1
            } else if bytes[start] == 0x09 {
                columns += 4 - columns % 4
            } else {
                break
            }
            start += 1
        }
        indentation = columns
        var end = range.upperBound
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        content = start..<end
    }

    var isBlank: Bool { content.isEmpty }

    /// The text without the spaces around it.
    var trimmed: Range<Int> { content }

    struct Fence {
        var mark: UInt8
        var length: Int
        var info: Range<Int>
        /// Four or more columns: code by indentation, or inside a list.
        var isIndented: Bool
    }

    /// A line that opens a fenced block.
    var fence: Fence? { fence(from: content.lowerBound, isIndented: indentation > 3) }

    /// A fence behind a quote mark `>`.
    var quotedFence: Fence? {
        var start = content.lowerBound
        guard start < content.upperBound, bytes[start] == UInt8(ascii: ">") else { return nil }
        while start < content.upperBound, bytes[start] == UInt8(ascii: ">") || bytes[start] == 0x20 { start += 1 }
        return fence(from: start, isIndented: true)
    }

    private func fence(from start: Int, isIndented: Bool) -> Fence? {
        guard start < content.upperBound else { return nil }
        let mark = bytes[start]
        guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        var end = start
        while end < content.upperBound, bytes[end] == mark { end += 1 }
        guard end - start >= 3 else { return nil }
        let length = end - start
        while end < content.upperBound, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
        let info = end..<content.upperBound
        if mark == UInt8(ascii: "`"), bytes[info].contains(mark) { return nil }
        return Fence(mark: mark, length: length, info: info, isIndented: isIndented)
    }

    func closes(_ open: Fence) -> Bool {
        guard let fence, fence.info.isEmpty, open.isIndented || !fence.isIndented else { return false }
        return fence.mark == open.mark && fence.length >= open.length
    }

    /// `## Title ##`.
    var heading: (level: Int, title: Range<Int>)? {
        guard indentation <= 3 else { return nil }
        var start = content.lowerBound
        while start < content.upperBound, bytes[start] == UInt8(ascii: "#") { start += 1 }
        let level = start - content.lowerBound
        guard (1...6).contains(level) else { return nil }
        guard start == content.upperBound || bytes[start] == 0x20 || bytes[start] == 0x09 else { return nil }
        var end = content.upperBound
        while end > start, bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
        // Closing marks count only after a space.
        if end > start, bytes[end - 1] != 0x20, bytes[end - 1] != 0x09 { end = content.upperBound }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        return (level, start..<end)
    }

    /// The level that a line of `===` or `---` under a paragraph makes it.
    var underlineLevel: Int? {
        guard indentation <= 3, let first = content.first.map({ bytes[$0] }) else { return nil }
        guard bytes[content].allSatisfy({ $0 == first }) else { return nil }
        switch first {
        case UInt8(ascii: "="): return 1
        case UInt8(ascii: "-"): return 2
        default: return nil
        }
    }

    /// Whether the line can be the text that an underline makes a heading: no quote, list item, table row or rule.
    var isParagraphText: Bool {
        guard !isBlank, indentation <= 3, heading == nil, fence == nil, underlineLevel == nil else { return false }
        let text = bytes[content]
        guard let first = text.first, first != UInt8(ascii: ">"), first != UInt8(ascii: "|") else { return false }
        let rest =
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
                text.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            } else {
                text
            }
        let markers: [UInt8] = rest.count < text.count ? [0x2E, 0x29] : [0x2D, 0x2B, 0x2A]
        guard let marker = rest.first, markers.contains(marker) else { return true }
        return !(rest.count == 1 || rest.dropFirst().first == 0x20 || rest.dropFirst().first == 0x09)
    }
}

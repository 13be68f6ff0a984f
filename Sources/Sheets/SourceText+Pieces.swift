extension SourceText {
    /// The range without the white space at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        let whole = range.clamped(to: 0..<bytes.count)
        var (start, end) = (whole.lowerBound, whole.upperBound)
        while start < end, Self.isSpace(bytes[start]) { start += 1 }
        while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The range without the spaces and tabs at its end.
    func trimmedEnd(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return range.lowerBound..<end
    }

    /// The text of a range with every line end that is a carriage return alone turned into a line feed.
    ///
    /// The lengths stay, so places in it are places in the file.
    func textWithLineFeeds(_ range: Range<Int>) -> String {
        let range = range.clamped(to: 0..<bytes.count)
        guard bytes[range].contains(0x0D) else { return text(range) }
        var text = Array(bytes[range])
        for index in text.indices where text[index] == 0x0D && !(index + 1 < text.count && text[index + 1] == 0x0A) {
            text[index] = 0x0A
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The lines of a block that say something, without remarks (`# …`) and the spaces around.
    func statementLines(of body: Range<Int>) -> [Range<Int>] {
        guard !body.isEmpty else { return [] }
        var lines: [Range<Int>] = []
        for index in lineIndex(of: body.lowerBound)...lineIndex(of: body.upperBound - 1) {
            var line = lineRange(index).clamped(to: body)
            if let remark = bytes[line].firstIndex(of: UInt8(ascii: "#")) { line = line.lowerBound..<remark }
            line = trimmed(line)
            if !line.isEmpty { lines.append(line) }
        }
        return lines
    }

    /// The pieces between separators that stand outside all brackets, trimmed.
    func pieces(_ range: Range<Int>, separator: UInt8) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var depth = 0
        var start = range.lowerBound
        for offset in range {
            switch bytes[offset] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case separator where depth == 0:
                pieces.append(trimmed(start..<offset))
                start = offset + 1
            default: break
            }
        }
        pieces.append(trimmed(start..<range.upperBound))
        return pieces
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

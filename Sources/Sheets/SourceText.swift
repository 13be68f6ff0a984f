/// The text of one file, with the places of its lines.
///
/// Places are UTF-8 offsets into `bytes`, everywhere. What cannot be read (bytes that are not UTF-8, control
/// characters) is replaced byte for byte, so that every offset stays the file's own.
public struct SourceText: Sendable {
    /// The name to print in messages: a path, `-`, `expression`.
    public let file: String
    /// What the text is, which decides how a message says what to do.
    public let kind: Kind
    /// UTF-8, the byte order mark left in place, every control character but tab and line ends replaced by a space.
    public let bytes: [UInt8]
    /// The offset of each line's first byte; never empty.
    let lineStarts: [Int]

    /// A whole page, or lines of a calculation alone.
    public enum Kind: Hashable, Sendable {
        case sheet, calculation
    }

    /// The largest file that is read, in bytes.
    public static let sizeLimit = 4 << 20

    /// Text that is known to be good: an expression from the command line, a test.
    public init(file: String, text: String, kind: Kind = .sheet) {
        self = SourceText.reading(file: file, bytes: Array(text.utf8), kind: kind).source
    }

    private init(file: String, bytes: [UInt8], kind: Kind) {
        self.file = file
        self.kind = kind
        self.bytes = bytes
        lineStarts = Self.lineStarts(of: bytes)
    }

    /// Takes a file's bytes as they are, and says what is wrong with them as text.
    ///
    /// A file that is no text at all (UTF-16, too large) is returned empty with the reason.
    public static func reading(
        file: String, bytes: [UInt8], kind: Kind = .sheet
    ) -> (source: SourceText, diagnostics: [Diagnostic]) {
        guard bytes.count <= sizeLimit else {
            let diagnostic = Diagnostic(.fileTooLarge(bytes: bytes.count, limit: sizeLimit), at: 0..<0)
            return (SourceText(file: file, bytes: [], kind: kind), [diagnostic])
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return (SourceText(file: file, bytes: [], kind: kind), [Diagnostic(.notUTF8(.utf16), at: 0..<0)])
        }
        var bytes = bytes
        var diagnostics: [Diagnostic] = []
        if let (first, count) = repairEncoding(of: &bytes) {
            diagnostics.append(Diagnostic(.notUTF8(.bytes(count: count, first: first.byte)), at: first.range))
        }
        if let (first, count) = replaceControlCharacters(in: &bytes) {
            diagnostics.append(
                Diagnostic(.controlCharacter(code: first.byte, count: count), at: first.range))
        }
        return (SourceText(file: file, bytes: bytes, kind: kind), diagnostics)
    }

    private typealias Offence = (range: Range<Int>, byte: UInt8)

    /// Replaces every byte that is not part of a UTF-8 character by `?`.
    private static func repairEncoding(of bytes: inout [UInt8]) -> (first: Offence, count: Int)? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var first: Offence?
        var count = 0
        var offset = 0
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        let original = bytes
        parsing: while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar):
                offset += scalar.count
            case .error(let length):
                let end = min(offset + length, original.count)
                if first == nil { first = (offset..<end, original[offset]) }
                count += 1
                for index in offset..<end { bytes[index] = UInt8(ascii: "?") }
                offset = end
            case .emptyInput:
                break parsing
            }
        }
        return first.map { ($0, count) }
    }

    private static func replaceControlCharacters(in bytes: inout [UInt8]) -> (first: Offence, count: Int)? {
        var first: Offence?
        var count = 0
        for index in bytes.indices where (bytes[index] < 0x20 || bytes[index] == 0x7F) {
            switch bytes[index] {
            case 0x09, 0x0A, 0x0D:
                continue
            case 0x0C:
                // A form feed is a page break in some editors; as harmless as a space.
                bytes[index] = 0x20
            default:
                if first == nil { first = (index..<index + 1, bytes[index]) }
                count += 1
                bytes[index] = 0x20
            }
        }
        return first.map { ($0, count) }
    }

    private static func lineStarts(of bytes: [UInt8]) -> [Int] {
        var starts = [0]
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x0A || (bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
            {
                starts.append(index + 1)
            }
            index += 1
        }
        return starts
    }

    /// The text of a range; offsets inside a character are moved out to its ends.
    public func text(_ range: Range<Int>) -> String {
        let lower = max(0, min(range.lowerBound, bytes.count))
        let upper = max(lower, min(range.upperBound, bytes.count))
        return String(decoding: bytes[lower..<upper], as: UTF8.self)
    }

    /// Where the text starts: after a byte order mark.
    var start: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    /// How many lines there are, at least 1.
    public var lineCount: Int { lineStarts.count }

    /// The line, from 0, that holds an offset.
    public func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// A line without its end (LF, CRLF or CR) and without a byte order mark.
    public func lineRange(_ line: Int) -> Range<Int> {
        guard lineStarts.indices.contains(line) else { return bytes.count..<bytes.count }
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
        let begin = line == 0 ? start : lineStarts[line]
        while end > begin, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return begin..<max(begin, end)
    }

    /// Line and column, both from 1.
    ///
    /// A column counts characters as a reader sees them; a tab is one.
    public func position(of offset: Int) -> (line: Int, column: Int) {
        let line = lineIndex(of: offset)
        let range = lineRange(line)
        let before = range.lowerBound..<max(range.lowerBound, min(offset, range.upperBound))
        return (line + 1, text(before).count + 1)
    }
}

/// The parts of a Markdown text that Markdown must not read: mathematics, and inline code that calculates.
///
/// CommonMark knows no mathematics: `$a_1 * b_1 * c_1$` would come out with emphasised letters, `\\` with one
/// backslash, `$|x|$` in a table with a cell border. So these parts are cut out before the Markdown parser runs and
/// put back into the tree afterwards, with a placeholder (a private-use character that the text does not contain,
/// around a decimal index) standing in between. The alternative, asking the parser for inline source positions and
/// cutting afterwards, fails because by then the backslashes are gone and the positions are wrong in tables.
struct ProseMask {
    struct Atom {
        enum Kind { case inlineTeX, displayTeX, calculation }
        var kind: Kind
        /// What stands between the delimiters, without the quote markers of the lines it crosses.
        var content: String
        /// UTF-8 offsets of the content in the original text.
        var contentRange: Range<Int>
        /// The source with its delimiters, for the places where no inline element can stand.
        var source: String
    }

    private(set) var atoms: [Atom] = []
    /// The text with placeholders, as UTF-8.
    private(set) var masked: [UInt8] = []
    /// The private-use character that opens and closes a placeholder.
    let marker: Unicode.Scalar

    private let bytes: [UInt8]
    /// For each line, whether its content belongs to a code or HTML block.
    private let isVerbatimLine: [Bool]
    private let lineStarts: [Int]
    /// A search that found no end says so for every later start before the place where it gave up; without this
    /// memory a line of a million dollar signs would take a million searches of that line.
    private var inlineGaveUp = 0
    private var displayGaveUp = 0
    private var commentGaveUp = 0
    private var addressGaveUp = 0
    private var backticksGaveUp: [Int: Int] = [:]

    init(_ text: String, verbatimLines: [ClosedRange<Int>]) {
        bytes = Array(text.utf8)
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        lineStarts = starts
        var verbatim = [Bool](repeating: false, count: starts.count)
        for lines in verbatimLines {
            for line in lines where line >= 1 && line <= verbatim.count { verbatim[line - 1] = true }
        }
        isVerbatimLine = verbatim
        marker = ProseMask.freeMarker(in: text)
        scan()
    }

    /// The first private-use character of plane 15 that the text does not contain.
    private static func freeMarker(in text: String) -> Unicode.Scalar {
        let used = Set(text.unicodeScalars.lazy.filter { $0.value >= 0xF0000 && $0.value <= 0xFFFFD }.map(\.value))
        for value in UInt32(0xF0000)...0xFFFFD where !used.contains(value) {
            if let scalar = Unicode.Scalar(value) { return scalar }
        }
        return "\u{F0000}"
    }

    // MARK: Scanning

    private mutating func scan() {
        masked.reserveCapacity(bytes.count)
        var line = 0
        var position = 0
        while position < bytes.count {
            while line + 1 < lineStarts.count && lineStarts[line + 1] <= position { line += 1 }
            if isVerbatimLine[line] {
                let end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
                masked.append(contentsOf: bytes[position..<end])
                position = end
                continue
            }
            position = scanElement(at: position, line: line)
        }
    }

    /// Reads one element, writes it or its placeholder to `masked`, and gives back where it ends.
    private mutating func scanElement(at position: Int, line: Int) -> Int {
        switch bytes[position] {
        case UInt8(ascii: "\\"):
            return copy(position..<min(position + 2, bytes.count))
        case UInt8(ascii: "`"):
            return scanCode(at: position, line: line)
        case UInt8(ascii: "$"):
            return scanMathematics(at: position, line: line)
        case UInt8(ascii: "<"):
            return copy(position..<endOfCommentOrAutolink(at: position))
        case UInt8(ascii: "]"):
            return copy(position..<endOfLinkDestination(at: position))
        default:
            return copy(position..<position + 1)
        }
    }

    private mutating func copy(_ range: Range<Int>) -> Int {
        masked.append(contentsOf: bytes[range])
        return range.upperBound
    }

    private mutating func scanCode(at position: Int, line: Int) -> Int {
        let ticks = run(of: UInt8(ascii: "`"), at: position)
        let start = position + ticks
        guard let end = findBackticks(count: ticks, from: start, line: line) else { return copy(position..<start) }
        guard bytes[start..<end].first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "=") else {
            return copy(position..<end + ticks)
        }
        var content = start..<end
        // CommonMark strips one space on each side when there is one on both.
        if content.count > 2, bytes[start] == UInt8(ascii: " "), bytes[end - 1] == UInt8(ascii: " ") {
            content = start + 1..<end - 1
        }
        let text = String(
            decoding: bytes[content].map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        append(Atom(kind: .calculation, content: text, contentRange: content, source: string(position..<end + ticks)))
        return end + ticks
    }

    private mutating func scanMathematics(at position: Int, line: Int) -> Int {
        let dollars = run(of: UInt8(ascii: "$"), at: position)
        if dollars == 2, let end = findDisplayEnd(from: position + 2, line: line) {
            let content = position + 2..<end
            append(
                Atom(
                    kind: .displayTeX, content: withoutQuoteMarkers(content, line: line), contentRange: content,
                    source: string(position..<end + 2)))
            return end + 2
        }
        if dollars == 1, let (content, end) = findInlineEnd(from: position + 1, line: line) {
            append(
                Atom(
                    kind: .inlineTeX, content: withoutQuoteMarkers(content, line: line), contentRange: content,
                    source: string(position..<end)))
            return end
        }
        // Not mathematics: a price. The backslash keeps a second reading of our own output from pairing it.
        return copy(position..<position + dollars)
    }

    private mutating func append(_ atom: Atom) {
        let mark = Array(String(marker).utf8)
        masked.append(contentsOf: mark)
        masked.append(contentsOf: String(atoms.count).utf8)
        masked.append(contentsOf: mark)
        atoms.append(atom)
    }

    // MARK: Finding ends

    private mutating func findBackticks(count: Int, from start: Int, line: Int) -> Int? {
        if start < backticksGaveUp[count, default: 0] { return nil }
        var position = start
        var line = line
        defer { backticksGaveUp[count] = position }
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "`"):
                let length = run(of: UInt8(ascii: "`"), at: position)
                if length == count { return position }
                position += length
            case UInt8(ascii: "\n"):
                line += 1
                guard continuesParagraph(line) else { return nil }
                position += 1
            default:
                position += 1
            }
        }
        return nil
    }

    private mutating func findDisplayEnd(from start: Int, line: Int) -> Int? {
        if start < displayGaveUp { return nil }
        var position = start
        var line = line
        defer { displayGaveUp = position }
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"):
                position += position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n") ? 1 : 2
            case UInt8(ascii: "$"):
                if run(of: UInt8(ascii: "$"), at: position) >= 2 { return position > start ? position : nil }
                position += 1
            case UInt8(ascii: "\n"):
                line += 1
                guard line < lineStarts.count, !isVerbatimLine[line], !isBlank(line) else { return nil }
                position += 1
            default:
                position += 1
            }
        }
        return nil
    }

    /// The content and the end of the mathematics opened by the `$` before `start`; nil when that `$` is only a dollar.
    ///
    /// The rule is GitHub's and Pandoc's: something other than a space right after the opening and right before the
    /// closing sign, and no digit after the closing one. GitHub's second form, a dollar and a backtick, is read too.
    private mutating func findInlineEnd(from start: Int, line: Int) -> (content: Range<Int>, end: Int)? {
        guard start < bytes.count else { return nil }
        let ticked = bytes[start] == UInt8(ascii: "`")
        if !ticked && (isSpace(bytes[start]) || start < inlineGaveUp) { return nil }
        var position = ticked ? start + 1 : start
        let contentStart = position
        var line = line
        defer { if !ticked { inlineGaveUp = position } }
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"):
                position += position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n") ? 1 : 2
            case UInt8(ascii: "`"):
                guard ticked, position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "$"),
                    position > contentStart
                else { return nil }
                return (contentStart..<position, position + 2)
            case UInt8(ascii: "$"):
                if !ticked && run(of: UInt8(ascii: "$"), at: position) > 1 { return nil }
                let closes =
                    !ticked && position > contentStart && !isSpace(bytes[position - 1])
                    && !(position + 1 < bytes.count && isDigit(bytes[position + 1]))
                if closes { return (contentStart..<position, position + 1) }
                position += 1
            case UInt8(ascii: "\n"):
                line += 1
                guard continuesParagraph(line) else { return nil }
                position += 1
            default:
                position += 1
            }
        }
        return nil
    }

    private mutating func endOfCommentOrAutolink(at position: Int) -> Int {
        if starts(with: "<!--", at: position) {
            if position < commentGaveUp { return position + 1 }
            var end = position + 4
            defer { commentGaveUp = end }
            while end < bytes.count, !starts(with: "-->", at: end) { end += 1 }
            return end < bytes.count ? end + 3 : position + 1
        }
        // An autolink is a scheme, a colon and no spaces: `<https://example.org/$price>`.
        var end = position + 1
        while end < bytes.count, isLetter(bytes[end]) { end += 1 }
        guard end > position + 1, end < bytes.count, bytes[end] == UInt8(ascii: ":") else { return position + 1 }
        while end < bytes.count, end - position < Self.longestAddress, !isSpace(bytes[end]),
            bytes[end] != UInt8(ascii: "<")
        {
            if bytes[end] == UInt8(ascii: ">") { return end + 1 }
            end += 1
        }
        return position + 1
    }

    /// `](destination` is copied whole, so that a dollar sign in an address opens no mathematics.
    private mutating func endOfLinkDestination(at position: Int) -> Int {
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "("), position >= addressGaveUp else {
            return position + 1
        }
        var end = position + 2
        while end < bytes.count, !isSpace(bytes[end]) {
            if bytes[end] == UInt8(ascii: ")") { return end }
            end += 1
        }
        addressGaveUp = end
        return position + 1
    }

    private static let longestAddress = 2000

    // MARK: Lines

    /// Whether the line goes on with the paragraph of the line before it.
    ///
    /// Inline elements end where it does not.
    private func continuesParagraph(_ line: Int) -> Bool {
        guard line < lineStarts.count, !isVerbatimLine[line], !isBlank(line) else { return false }
        var position = startOfContent(line)
        guard position < bytes.count else { return false }
        func isSpaceOrEnd(_ offset: Int) -> Bool { offset >= bytes.count || isSpace(bytes[offset]) }
        switch bytes[position] {
        case UInt8(ascii: "#"):
            return !isSpaceOrEnd(position + run(of: UInt8(ascii: "#"), at: position))
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
            return !isSpaceOrEnd(position + 1)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            while position < bytes.count, isDigit(bytes[position]) { position += 1 }
            guard position < bytes.count, bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ")")
            else { return true }
            return !isSpaceOrEnd(position + 1)
        case UInt8(ascii: "|"):
            return false
        default:
            return true
        }
    }

    private func isBlank(_ line: Int) -> Bool {
        let position = startOfContent(line)
        return position >= bytes.count || bytes[position] == UInt8(ascii: "\n") || bytes[position] == UInt8(ascii: "\r")
    }

    /// Where the line's text begins, after spaces and quote markers.
    private func startOfContent(_ line: Int) -> Int {
        var position = lineStarts[line]
        while position < bytes.count,
            bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t")
                || bytes[position] == UInt8(ascii: ">")
        { position += 1 }
        return position
    }

    /// The content without the `>` markers that its second and later lines carry inside a quote.
    private func withoutQuoteMarkers(_ content: Range<Int>, line: Int) -> String {
        let depth = bytes[lineStarts[line]..<startOfContent(line)].count { $0 == UInt8(ascii: ">") }
        guard depth > 0 else { return string(content) }
        var result: [UInt8] = []
        var position = content.lowerBound
        while position < content.upperBound {
            result.append(bytes[position])
            position += 1
            guard result.last == UInt8(ascii: "\n") else { continue }
            var left = depth
            var ahead = position
            while left > 0, ahead < content.upperBound, isSpace(bytes[ahead]) || bytes[ahead] == UInt8(ascii: ">") {
                if bytes[ahead] == UInt8(ascii: ">") {
                    left -= 1
                    position = ahead + 1
                    if position < content.upperBound, bytes[position] == UInt8(ascii: " ") { position += 1 }
                }
                ahead += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    // MARK: Bytes

    private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func run(of byte: UInt8, at position: Int) -> Int {
        var end = position
        while end < bytes.count, bytes[end] == byte { end += 1 }
        return end - position
    }

    private func starts(with text: StaticString, at position: Int) -> Bool {
        position + text.utf8CodeUnitCount <= bytes.count
            && (0..<text.utf8CodeUnitCount).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    private func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }
}

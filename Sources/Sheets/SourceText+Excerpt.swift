extension SourceText {
    /// The line that holds a range, and under it the marks `^~~~` where the range stands.
    ///
    /// Tabs are shown as spaces to the next multiple of four, wide characters count two columns, combining marks none;
    /// control and direction-changing characters show as `�`. A long line is cut to a window around the place.
    ///
    ///        7 | z = X^T q_
    ///          |         ^~
    public func excerpt(_ range: Range<Int>, width: Int = 100) -> [String] {
        let line = lineIndex(of: range.lowerBound)
        let whole = lineRange(line)
        // Only the neighbourhood of the place is laid out: a line may be megabytes long.
        let reach = 4 * width
        let from = boundary(max(whole.lowerBound, range.lowerBound - reach), in: whole)
        let to = boundary(min(whole.upperBound, max(range.lowerBound + reach, from)), in: whole)
        let start = max(from, min(range.lowerBound, to))
        let end = max(start, min(range.upperBound, to))
        let cells = Cells(
            before: text(from..<start), marked: text(start..<end), after: text(end..<to),
            cutBefore: from > whole.lowerBound, cutAfter: to < whole.upperBound)
        let shown = cells.window(width: width)
        let number = String(line + 1)
        let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
        let blank = String(repeating: " ", count: gutter.count)
        return ["\(gutter) | \(shown.text)", "\(blank) | \(shown.marks)"]
    }

    /// The nearest start of a character at or before an offset.
    private func boundary(_ offset: Int, in range: Range<Int>) -> Int {
        var offset = offset
        while offset > range.lowerBound, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }
}

/// One line laid out in columns of a terminal.
private struct Cells {
    /// What stands in each place and how many columns it takes; a place may take none (a combining mark alone).
    private var shown: [(text: String, width: Int)] = []
    private var markedCells: Range<Int> = 0..<0
    private var cutBefore: Bool
    private var cutAfter: Bool

    init(before: String, marked: String, after: String, cutBefore: Bool, cutAfter: Bool) {
        self.cutBefore = cutBefore
        self.cutAfter = cutAfter
        var column = 0
        func lay(_ text: String, into shown: inout [(text: String, width: Int)]) {
            for character in text {
                let cell = Self.cell(character, at: column)
                column += cell.width
                shown.append(cell)
            }
        }
        lay(before, into: &shown)
        let start = shown.count
        lay(marked, into: &shown)
        markedCells = start..<shown.count
        lay(after, into: &shown)
    }

    func window(width: Int) -> (text: String, marks: String) {
        var first = 0
        var last = shown.count
        let total = shown.reduce(0) { $0 + $1.width }
        if total > width {
            // The place stands a third from the left, so that what leads to it is seen.
            var room = width / 3
            first = markedCells.lowerBound
            while first > 0, room > 0 {
                first -= 1
                room -= shown[first].width
            }
            room = width
            last = first
            while last < shown.count, room > 0 {
                room -= shown[last].width
                last += 1
            }
        }
        let left = first > 0 || cutBefore ? "…" : ""
        let right = last < shown.count || cutAfter ? "…" : ""
        let text = left + shown[first..<last].map(\.text).joined() + right
        var marks = String(repeating: " ", count: left.count)
        for cell in shown[first..<max(first, min(markedCells.lowerBound, last))] {
            marks += String(repeating: " ", count: cell.width)
        }
        let visible = markedCells.clamped(to: first..<last)
        let length = max(1, shown[visible].reduce(0) { $0 + $1.width })
        marks += "^" + String(repeating: "~", count: length - 1)
        return (text, marks)
    }

    private static func cell(_ character: Character, at column: Int) -> (text: String, width: Int) {
        if character == "\t" {
            let width = 4 - column % 4
            return (String(repeating: " ", count: width), width)
        }
        var text = ""
        for scalar in character.unicodeScalars {
            text.unicodeScalars.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
        }
        return (text, width(of: character))
    }

    /// Whether a terminal shows the character and does nothing else.
    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
        case .format: scalar == "\u{200D}" || scalar == "\u{200C}"
        default: true
        }
    }

    private static func width(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        case .format: return first == "\u{200D}" || first == "\u{200C}" ? 0 : 1
        default: break
        }
        if character.unicodeScalars.contains("\u{FE0F}") { return 2 }
        return wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The blocks that Unicode's East Asian Width table (UAX #11) gives as wide or fullwidth, and the emoji blocks.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}

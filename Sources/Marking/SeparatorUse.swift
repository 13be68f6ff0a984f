/// Finds the commas, points and spaces of an answer that can be read in two ways.
///
/// `1,054` is 1.054, 1054, or 1 and 54, depending on who writes. No guess is made: a comma right between two digits is
/// refused where a decimal comma and a separator are both possible, and any sign where it groups three digits like
/// thousands.
struct SeparatorUse {
    private let bytes: [UInt8]
    private let decimalComma: Bool

    /// What has been seen inside one bracket, or outside of all.
    private struct Level {
        var opening: UInt8
        /// The first comma that may be a decimal one.
        var doubtful: Range<Int>?
        /// Whether some comma can only be a separator.
        var hasSeparator = false
        /// Whether a run such as `1,2,3` shows that commas without a space separate.
        var hasTightSeparator = false
    }

    /// - Throws: the first sign that is not clear.
    static func check(_ text: AnswerText, decimalComma: Bool) throws(UnreadableAnswer) {
        var use = SeparatorUse(bytes: text.bytes, decimalComma: decimalComma)
        do throws(UnreadableAnswer) {
            try use.check()
        } catch {
            throw UnreadableAnswer(error.sentence, fix: error.fix, range: text.given(error.range))
        }
    }

    private func byte(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }
    private func isDigit(_ index: Int) -> Bool {
        let byte = byte(index)
        return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private mutating func check() throws(UnreadableAnswer) {
        var levels = [Level(opening: 0)]
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                levels.append(Level(opening: bytes[index]))
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if levels.count > 1, let level = levels.popLast() { try close(level) }
            case UInt8(ascii: ",") where !decimalComma:
                if !isDigit(index - 1) || !isDigit(index + 1) {
                    // `0{,}5` is how TeX is told of a decimal comma.
                    if byte(index - 1) == UInt8(ascii: "{"), byte(index + 1) == UInt8(ascii: "}"), isDigit(index - 2),
                        isDigit(index + 2)
                    {
                        throw Self.doubtful(numberRange(around: index))
                    }
                    levels[levels.count - 1].hasSeparator = true
                } else if levels[levels.count - 1].opening != UInt8(ascii: "{") {
                    index = try takeRun(at: index, &levels[levels.count - 1])
                    continue
                }
            case UInt8(ascii: "."),
                UInt8(ascii: ",") where decimalComma:
                try checkPoint(at: index)
            case 32, 0xC2, 0xE2, UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "~"):
                try checkGroup(at: index, isOutside: levels.count == 1)
            default: break
            }
            index += 1
        }
        while let level = levels.popLast() { try close(level) }
    }

    private func close(_ level: Level) throws(UnreadableAnswer) {
        guard let doubtful = level.doubtful else { return }
        let isOutside = level.opening == 0
        if isOutside || level.hasSeparator { throw Self.doubtful(doubtful) }
    }

    private static func doubtful(_ range: Range<Int>) -> UnreadableAnswer {
        UnreadableAnswer(
            "It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.",
            fix: "Write a point for decimals, 1.5, and a comma and a space between entries, 1, 5.", range: range)
    }

    private static func thousands(_ range: Range<Int>) -> UnreadableAnswer {
        UnreadableAnswer(
            "It is not clear whether this is a thousands separator.",
            fix: "Write thousands without any sign between the digits: 1054.", range: range)
    }

    private func numberRange(around index: Int) -> Range<Int> {
        func isPart(_ index: Int) -> Bool {
            isDigit(index)
                || [UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "{"), UInt8(ascii: "}")].contains(byte(index))
        }
        var start = index
        while start > 0, isPart(start - 1) { start -= 1 }
        var end = index + 1
        while isPart(end) { end += 1 }
        return start..<end
    }

    /// A run of digits with commas right between them, from its first comma on.
    /// - Returns: the place behind the run.
    private func takeRun(at comma: Int, _ level: inout Level) throws(UnreadableAnswer) -> Int {
        var start = comma
        while isDigit(start - 1) { start -= 1 }
        // The 25 of 0.25,0.75 is the end of a decimal, which no comma can follow but a separator; so is that of p_1,5.
        let isWhole = byte(start - 1) != UInt8(ascii: ".") && byte(start - 1) != UInt8(ascii: "_")
        var commas = 0
        var groupsOfThree = isWhole && comma - start <= 3 && byte(start) != UInt8(ascii: "0")
        var end = comma
        while byte(end) == UInt8(ascii: ","), isDigit(end + 1) {
            commas += 1
            let group = end + 1
            end = group
            while isDigit(end) { end += 1 }
            if end - group != 3 { groupsOfThree = false }
        }
        let isDecimal = byte(end) == UInt8(ascii: ".") && isDigit(end + 1)
        if groupsOfThree, commas > 1 || isDecimal { throw Self.thousands(start..<end) }
        if commas > 1 {
            level.hasSeparator = true
            level.hasTightSeparator = true
        } else if isWhole, !isDecimal {
            if level.doubtful == nil { level.doubtful = start..<end }
        } else {
            level.hasTightSeparator = true
        }
        return end
    }

    /// With a decimal comma declared: a point that may separate thousands, `1.054`.
    private func checkPoint(at point: Int) throws(UnreadableAnswer) {
        guard decimalComma, isDigit(point - 1), isDigit(point + 1) else { return }
        var start = point
        while isDigit(start - 1) { start -= 1 }
        var end = point + 1
        while isDigit(end) { end += 1 }
        guard byte(point) == UInt8(ascii: ".") else {
            // 1,054.5: comma for thousands after all.
            if byte(end) == UInt8(ascii: "."), isDigit(end + 1) { throw Self.thousands(start..<end) }
            return
        }
        let isBehindComma = byte(start - 1) == UInt8(ascii: ",")
        let isFollowedByComma = byte(end) == UInt8(ascii: ",") && isDigit(end + 1)
        let isGroup = end - point == 4 && point - start <= 3 && byte(start) != UInt8(ascii: "0")
        if isGroup || isFollowedByComma || isBehindComma { throw Self.thousands(start..<end) }
    }

    /// `1 054` with any space of any width, `1'054`, `1\,054`.
    private func checkGroup(at index: Int, isOutside: Bool) throws(UnreadableAnswer) {
        guard isDigit(index - 1), let length = groupSignLength(at: index, isOutside: isOutside) else { return }
        var start = index
        while isDigit(start - 1) { start -= 1 }
        let group = index + length
        guard index - start <= 3, isDigit(group), isDigit(group + 1), isDigit(group + 2), !isDigit(group + 3),
            byte(start - 1) != UInt8(ascii: "."), byte(start - 1) != UInt8(ascii: ","), byte(start) != UInt8(ascii: "0")
        else { return }
        throw Self.thousands(start..<group + 3)
    }

    private func groupSignLength(at index: Int, isOutside: Bool) -> Int? {
        switch (byte(index), byte(index + 1), byte(index + 2)) {
        // Inside brackets a plain space separates the entries of [100 200].
        case (32, _, _): isOutside ? 1 : nil
        case (UInt8(ascii: "'"), _, _), (UInt8(ascii: "~"), _, _): 1
        case (UInt8(ascii: "\\"), UInt8(ascii: ","), _), (UInt8(ascii: "\\"), UInt8(ascii: ":"), _),
            (UInt8(ascii: "\\"), UInt8(ascii: ";"), _), (UInt8(ascii: "\\"), UInt8(ascii: " "), _):
            2
        case (0xC2, 0xA0, _): 2
        // Thin spaces U+2007, U+2009, U+202F and the right quotation mark U+2019.
        case (0xE2, 0x80, 0x87), (0xE2, 0x80, 0x89), (0xE2, 0x80, 0xAF), (0xE2, 0x80, 0x99): 3
        default: nil
        }
    }
}

/// Finds the commas, points and spaces of an answer that can be read in two ways.
///
/// `1,054` is 1.054, 1054, or 1 and 54, depending on who writes. No guess is made: a comma right between two digits is
/// refused where a decimal comma and a separator are both possible, and any sign where it groups three digits like
/// thousands. `[14,12,-1]` is clear: its last comma can only be a separator, and nobody writes two kinds of comma alike.
struct SeparatorUse {
    private let bytes: [UInt8]
    private let decimalComma: Bool

    /// What has been seen inside one bracket, or outside of all.
    private struct Level {
        var opening: UInt8
        /// The first comma that may be a decimal one.
        var doubtful: Range<Int>?
        /// Digits grouped in threes by two commas or more.
        var thousands: Range<Int>?
        /// Whether a comma has a space at its side.
        var hasSpacedComma = false
        /// Whether some comma without a space can only be a separator: `1,2,3`, `4,-1`, `0.5,0.25`.
        var hasTightSeparator = false
        /// Whether there is a semicolon or another end of a row.
        var hasRows = false
        /// How many commas in the current row may be decimal ones.
        var doubtfulInRow = 0
        /// Whether one row holds several commas that may be decimal.
        var hasSeveralInRow = false
        /// Whether something else than a bare 0 stands before a comma that may be decimal: `1,2`, not `0,5`.
        var hasOtherThanZero = false
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
                levels.append(Level(opening: isList(at: index) ? UInt8(ascii: "[") : bytes[index]))
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
                    if isSpaced(at: index) {
                        levels[levels.count - 1].hasSpacedComma = true
                    } else {
                        levels[levels.count - 1].hasTightSeparator = true
                    }
                } else if levels[levels.count - 1].opening != UInt8(ascii: "{") {
                    index = try takeRun(at: index, &levels[levels.count - 1])
                    continue
                }
            case UInt8(ascii: "."),
                UInt8(ascii: ",") where decimalComma:
                try checkPoint(at: index)
            case UInt8(ascii: ";"), UInt8(ascii: "&"), 10, 13:
                if byte(index - 1) != UInt8(ascii: "\\") { endRow(&levels[levels.count - 1]) }
            case 32, 0xC2, 0xE2, UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "~"):
                if bytes[index] == UInt8(ascii: "\\"), byte(index + 1) == UInt8(ascii: "\\") {
                    endRow(&levels[levels.count - 1])
                }
                try checkGroup(at: index, isOutside: levels.count == 1)
            default: break
            }
            index += 1
        }
        while let level = levels.popLast() { try close(level) }
    }

    private func endRow(_ level: inout Level) {
        level.hasRows = true
        level.doubtfulInRow = 0
    }

    /// Whether a brace encloses a list, and no index, exponent or argument of a command.
    private func isList(at brace: Int) -> Bool {
        guard byte(brace) == UInt8(ascii: "{") else { return false }
        let before = byte(brace - 1)
        return brace == 0 || [32, 10, 13, UInt8(ascii: "="), UInt8(ascii: "\\"), UInt8(ascii: "{")].contains(before)
    }

    /// Whether a space or a command for one stands beside a comma.
    private func isSpaced(at comma: Int) -> Bool {
        let spaces: [UInt8] = [9, 10, 13, 32, UInt8(ascii: "~"), 0xC2, 0xE2]
        if spaces.contains(byte(comma - 1)) { return true }
        guard byte(comma + 1) == UInt8(ascii: "\\") else {
            let isMinus = byte(comma + 1) == 0xE2 && (byte(comma + 2) == 0x88 || byte(comma + 3) == 0x93)
            return spaces.contains(byte(comma + 1)) && !isMinus
        }
        let letter = byte(comma + 2) | 0x20
        return byte(comma + 2) == UInt8(ascii: "q") || !(letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
    }

    /// Commas with and without a space cannot both separate; of commas without, one between digits in every row may be
    /// a decimal comma, unless brackets around a single row say that it is a list.
    private func close(_ level: Level) throws(UnreadableAnswer) {
        let isOutside = level.opening == 0
        if let thousands = level.thousands, isOutside || level.hasSpacedComma { throw Self.thousands(thousands) }
        guard let doubtful = level.doubtful else { return }
        let isProven = level.hasTightSeparator && !level.hasSpacedComma
        // `[1,2;3,4]` is the matrix of MATLAB; only `[0,5;0,25]` looks like decimals.
        let isMatrix =
            level.opening == UInt8(ascii: "[") && level.hasRows && level.hasOtherThanZero && !level.hasSpacedComma
        if !isProven, !isMatrix, isOutside || level.hasSpacedComma || level.hasRows || level.hasSeveralInRow {
            throw Self.doubtful(doubtful)
        }
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
        if groupsOfThree, isDecimal { throw Self.thousands(start..<end) }
        if commas > 1 {
            if groupsOfThree, level.thousands == nil { level.thousands = start..<end }
            level.hasTightSeparator = true
        } else if isWhole, !isDecimal {
            if level.doubtful == nil { level.doubtful = start..<end }
            if comma - start != 1 || byte(start) != UInt8(ascii: "0") { level.hasOtherThanZero = true }
            level.doubtfulInRow += 1
            if level.doubtfulInRow > 1 { level.hasSeveralInRow = true }
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

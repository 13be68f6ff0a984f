/// Finds what copying has left without its meaning: raised exponents that came down, and bullets that look like minus signs.
struct LostSigns {
    private let text: AnswerText

    /// - Throws: the first such place.
    static func check(_ text: AnswerText) throws(UnreadableAnswer) {
        let signs = LostSigns(text: text)
        try signs.checkExponents()
        try signs.checkBullets()
    }

    private func byte(_ index: Int) -> UInt8 { index >= 0 && index < text.bytes.count ? text.bytes[index] : 0 }
    private func isDigit(_ index: Int) -> Bool {
        byte(index) >= UInt8(ascii: "0") && byte(index) <= UInt8(ascii: "9")
    }

    /// The bytes of a minus sign or a dash at a place; 0 for anything else.
    private func minusLength(at index: Int) -> Int {
        switch (byte(index), byte(index + 1), byte(index + 2)) {
        case (UInt8(ascii: "-"), _, _): 1
        case (0xE2, 0x88, 0x92), (0xE2, 0x80, 0x93): 3
        default: 0
        }
    }

    /// `8.808×10−1` was 8.808×10⁻¹ before it was copied.
    private func checkExponents() throws(UnreadableAnswer) {
        for index in text.bytes.indices where byte(index) == UInt8(ascii: "1") && byte(index + 1) == UInt8(ascii: "0") {
            var sign = index + 2
            while byte(sign) == 32 { sign += 1 }
            let length = minusLength(at: sign)
            guard length > 0, isDigit(sign + length) else { continue }
            var start = index
            while byte(start - 1) == 32 { start -= 1 }
            guard let times = timesLength(before: start) else { continue }
            start -= times
            while byte(start - 1) == 32 { start -= 1 }
            guard isDigit(start - 1) || byte(start - 1) == UInt8(ascii: ".") else { continue }
            var end = sign + length
            while isDigit(end) { end += 1 }
            throw UnreadableAnswer(
                "It is not clear whether this is a power of ten or a difference.",
                fix: "Write 10^-1 for the power, 10 - 1 for the difference.", range: text.given(index..<end))
        }
    }

    private func timesLength(before end: Int) -> Int? {
        if byte(end - 2) == 0xC3, byte(end - 1) == 0x97 { return 2 }
        if byte(end - 2) == 0xC2, byte(end - 1) == 0xB7 { return 2 }
        if byte(end - 3) == 0xE2, byte(end - 2) == 0x8B, byte(end - 1) == 0x85 { return 3 }
        if byte(end - 1) == UInt8(ascii: "*") { return 1 }
        for command in ["\\times", "\\cdot"] {
            let length = command.utf8.count
            if end >= length, text.bytes[end - length..<end].elementsEqual(command.utf8) { return length }
        }
        return nil
    }

    /// Lines that begin with a dash and a space are a list in Markdown, and no negative numbers.
    private func checkBullets() throws(UnreadableAnswer) {
        var depth = 0
        var lines = 0
        var bullets = 0
        var second: Range<Int>?
        var isAtStart = true
        for (index, byte) in text.bytes.enumerated() {
            switch byte {
            case 10, 13: isAtStart = true
            case 9, 32: break
            default:
                if isAtStart, depth == 0 {
                    lines += 1
                    let length = minusLength(at: index)
                    if length > 0, self.byte(index + length) == 32 {
                        bullets += 1
                        if bullets == 2 { second = index..<index + length }
                    }
                }
                isAtStart = false
                if "([{".utf8.contains(byte) { depth += 1 }
                if ")]}".utf8.contains(byte) { depth = max(0, depth - 1) }
            }
        }
        // In LaTeX a line that begins with a minus sign may go on with a difference.
        guard let second, text.notation == .calculator || bullets == lines else { return }
        throw UnreadableAnswer(
            "It is not clear whether these lines begin with bullets or with minus signs.",
            fix: "Write a comma between entries, 1, 2, and no space behind a minus sign, -1, -2.",
            range: text.given(second))
    }
}

import Formulas

/// The text of an answer, ready to be read: without what surrounds it, its notation known.
///
/// Everything taken away leaves spaces, so that places stay places in the text as it was given; only full-width letters
/// are shorter than they were, and then `places` leads back.
struct AnswerText {
    private(set) var bytes: [UInt8]
    private(set) var notation: Formula.Notation = .calculator
    /// For every byte its place in the text as given; nil where that is the same.
    private var places: [Int]?
    private let length: Int

    init(_ text: String, options: AnswerOptions) throws(UnreadableAnswer) {
        bytes = Array(text.utf8)
        length = bytes.count
        guard length <= options.length else {
            throw UnreadableAnswer(
                "The answer is longer than \(options.length) bytes.", fix: "Write the value only.", range: 0..<length)
        }
        var isASCII = true
        for (offset, byte) in bytes.enumerated() where byte < 32 || byte >= 127 {
            if byte >= 0x80 {
                isASCII = false
            } else if byte != 9, byte != 10, byte != 13 {
                throw Self.invisible(UInt32(byte), offset..<offset + 1)
            }
        }
        if !isASCII { try narrow(text) }
        removePeriod()
        try removeDelimiters()
    }

    /// A range of `bytes` as a range of the text as given.
    func given(_ range: Range<Int>) -> Range<Int> {
        let lower = min(max(range.lowerBound, 0), bytes.count)
        let upper = min(max(range.upperBound, lower), bytes.count)
        guard let places else { return lower..<upper }
        return places[lower]..<max(places[lower], places[upper])
    }

    /// What stands in a range, for a message: at most 40 bytes.
    func excerpt(_ range: Range<Int>) -> String {
        let lower = min(max(range.lowerBound, 0), bytes.count)
        let upper = min(max(range.upperBound, lower), bytes.count)
        let text = String(decoding: bytes[lower..<upper], as: UTF8.self)
        let characters = text.prefix(41)
        return characters.count > 40 ? String(characters.prefix(39)) + "…" : text
    }

    /// Whether nothing was answered: white space only, or a sign that says so.
    static func isBlank(_ text: String) -> Bool {
        guard text.utf8.count <= 64 else {
            return text.unicodeScalars.allSatisfy {
                $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
            }
        }
        let visible = text.unicodeScalars.filter {
            !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
        }
        if visible.isEmpty { return true }
        guard visible.count <= 8 else { return false }
        return blanks.contains(String(String.UnicodeScalarView(visible)).lowercased())
    }

    private static let blanks: Set<String> = [
        "?", "??", "???", "-", "--", "---", "–", "—", "−", "/", "n/a", "n.a.", "na", "none", "null", "…", "...", "..",
        "_", "()", "[]", "{}", "$$", "tbd", "todo",
    ]

    private static func invisible(_ scalar: UInt32, _ range: Range<Int>) -> UnreadableAnswer {
        let digits = String(scalar, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        return UnreadableAnswer(
            "The text holds the invisible character \(code).", fix: "Remove it, or type the answer anew.", range: range)
    }

    /// Refuses characters that reorder the line, and writes full-width letters, digits and signs in the usual width.
    private mutating func narrow(_ text: String) throws(UnreadableAnswer) {
        var offset = 0
        var narrowed: [UInt8] = []
        var places: [Int] = []
        narrowed.reserveCapacity(bytes.count)
        var isChanged = false
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            switch scalar.value {
            case 0x80..<0xA0 where scalar.value != 0x85, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE...0xFFFF,
                0xE0000...0xE007F:
                throw Self.invisible(scalar.value, offset..<offset + width)
            case 0xFF01...0xFF5E, 0x3000, 0x3001, 0x3002:
                isChanged = true
                narrowed.append(Self.narrowForm(scalar.value))
                places.append(offset)
            default:
                for byte in bytes[offset..<offset + width] { narrowed.append(byte) }
                for place in offset..<offset + width { places.append(place) }
            }
            offset += width
        }
        guard isChanged else { return }
        places.append(offset)
        bytes = narrowed
        self.places = places
    }

    private static func narrowForm(_ value: UInt32) -> UInt8 {
        switch value {
        case 0x3000: 32
        case 0x3001: UInt8(ascii: ",")
        case 0x3002: UInt8(ascii: ".")
        default: UInt8(truncatingIfNeeded: value - 0xFF01 + 33)
        }
    }

    /// Takes the full stop at the end of a sentence away.
    private mutating func removePeriod() {
        guard let last = bytes.lastIndex(where: { $0 > 32 }), bytes[last] == UInt8(ascii: "."), last > 0,
            bytes[last - 1] != UInt8(ascii: ".")
        else { return }
        bytes[last] = 32
    }

    /// Finds out whether this is LaTeX, and takes away what only leads in and out of mathematics: `$ … $`, `\( … \)`,
    /// `\[ … \]`, `\begin{equation} … \end{equation}`.
    private mutating func removeDelimiters() throws(UnreadableAnswer) {
        guard bytes.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "$") }) else { return }
        notation = .latex
        var dollars: [Int] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "$") {
                dollars.append(index)
            } else if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
                switch bytes[index + 1] {
                case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    bytes[index] = 32
                    bytes[index + 1] = 32
                case UInt8(ascii: "b"), UInt8(ascii: "e"): removeEnvironment(at: index)
                default: break
                }
                index += 1
            }
            index += 1
        }
        if dollars.count % 2 == 1, let last = dollars.last {
            throw UnreadableAnswer(
                "A ‘$’ has no partner.", fix: "Put one dollar sign before the formula and one behind it.",
                range: given(last..<last + 1))
        }
        for dollar in dollars { bytes[dollar] = 32 }
        removePeriod()
    }

    private static let displays = ["equation", "equation*", "displaymath", "math"].flatMap {
        [Array("\\begin{\($0)}".utf8), Array("\\end{\($0)}".utf8)]
    }

    private mutating func removeEnvironment(at index: Int) {
        for display in Self.displays where bytes[index...].starts(with: display) {
            for place in index..<index + display.count { bytes[place] = 32 }
        }
    }
}

extension AnswerText {
    /// Whether a number in a range ends with a percent sign.
    func isPercentage(_ range: Range<Int>) -> Bool {
        guard range.upperBound > 0, range.upperBound <= bytes.count else { return false }
        return bytes[range.upperBound - 1] == UInt8(ascii: "%")
    }
}

/// Plain text on its way into LaTeX: the one place where it is escaped.
///
/// Characters that pdfLaTeX's T1 and TS1 encodings know stay as they are, so that the source can be read and edited.
/// Characters that mathematics knows stay too and are declared in the preamble, only those that are used. Any other
/// character becomes a small box with its code point, and a warning.
struct LaTeXText {
    /// Characters met so far that the preamble has to declare.
    private(set) var declared: Set<Unicode.Scalar> = []
    private(set) var warnings: [WritingWarning] = []

    /// Text in a paragraph.
    ///
    /// - Parameter atLineStart: whether a bracket or an asterisk here would be read as an argument of the `\item` or
    ///   `\\` before it.
    mutating func escaped(_ text: String, atLineStart: Bool = false) -> String {
        if Self.isPlain(text, atLineStart: atLineStart) { return text }
        var result = ""
        var previous: Unicode.Scalar?
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            index += 1
            if let next, let accent = Self.combiningAccents[next], let base = Self.accentable(scalar) {
                result += "\\\(accent){\(base)}"
                index += 1
                previous = next
                continue
            }
            if atLineStart, previous == nil, scalar == "[" || scalar == "*" {
                result += "{\(scalar)}"
            } else {
                // Empty braces keep TeX from joining two characters into one: --, <<, ,, and so on.
                if let previous, Self.ligatures.contains(where: { $0 == (previous, scalar) }) { result += "{}" }
                result += escaped(scalar, next: next)
            }
            previous = scalar
        }
        return result
    }

    /// Whether LaTeX prints the text as it is: most sentences.
    private static func isPlain(_ text: String, atLineStart: Bool) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"), UInt8(ascii: "&"),
                UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "~"),
                UInt8(ascii: "`"), UInt8(ascii: "\""), 0..<0x20, 0x7F...:
                return false
            case UInt8(ascii: "["), UInt8(ascii: "*"):
                if atLineStart, previous == 0 { return false }
            case UInt8(ascii: "-"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: "'"):
                // Two of them might be joined.
                if byte == previous { return false }
            default: break
            }
            previous = byte
        }
        return true
    }

    /// Text in a typewriter font, with places to break a long word at.
    mutating func code(_ text: String) -> String {
        var result = ""
        var sinceBreak = 0
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if let previous, Self.ligatures.contains(where: { $0 == (previous, scalar) }) { result += "{}" }
            result += Self.typewriter[scalar] ?? (scalar == " " ? " " : escaped(scalar, next: nil))
            sinceBreak = scalar == " " ? 0 : sinceBreak + 1
            if sinceBreak >= 8, "/._-,()=:".unicodeScalars.contains(scalar) {
                result += "\\allowbreak{}"
                sinceBreak = 0
            }
            previous = scalar
        }
        return result
    }

    /// A line of a listing, where nothing can be escaped: characters that LaTeX does not know become code points.
    mutating func verbatim(_ line: String) -> String {
        var result = ""
        for scalar in line.unicodeScalars {
            if let spelled = Self.typewriter[scalar], !scalar.isASCII {
                // Nothing can change the font in a listing.
                result += spelled.hasPrefix("{") ? Self.listing[scalar] ?? "" : spelled
            } else if scalar == "\t" || scalar.isASCII && scalar.value >= 0x20 && scalar.value < 0x7F {
                result.unicodeScalars.append(scalar)
            } else if scalar.isASCII {
                continue
            } else if let space = Self.spaces[scalar] {
                result += space.isEmpty ? "" : " "
            } else if MathSymbol.texOfCharacter[scalar] != nil {
                if !Self.textLetters.contains(scalar) { declared.insert(scalar) }
                result.unicodeScalars.append(scalar)
            } else if Self.isNative(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                warn(.noGlyph(scalar))
                result += "<\(codePoint(scalar))>"
            }
        }
        return result
    }

    private static let listing: [Unicode.Scalar: String] = ["‱": "0/000", "℠": "(SM)", "™": "(TM)"]

    private static let typewriter: [Unicode.Scalar: String] = [
        // Latin Modern's typewriter font lacks these.
        "Ĳ": "IJ", "ĳ": "ij", "ẞ": "SS", "‱": "{\\rmfamily ‱}", "℠": "{\\rmfamily ℠}", "™": "{\\rmfamily ™}",
        "'": "\\textquotesingle{}", "`": "\\textasciigrave{}",
    ]

    /// What a PDF viewer shows in its outline: characters of the T1 encoding, the others by name.
    static func outline(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if let escape = asciiEscapes[scalar] {
                result += escape.hasPrefix("\\text") ? escape + "{}" : escape
            } else if scalar.isASCII {
                result.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
            } else if isNative(scalar), MathSymbol.texOfCharacter[scalar] == nil {
                result.unicodeScalars.append(scalar)
            } else if let tex = MathSymbol.texOfCharacter[scalar] {
                result += tex.filter { $0.isLetter || $0.isNumber }
            }
        }
        return result
    }

    /// A character in the author's TeX that TeX's mathematics does not know.
    mutating func inMathematics(_ scalar: Unicode.Scalar) -> String {
        if MathSymbol.texOfCharacter[scalar] != nil {
            declared.insert(scalar)
            return String(scalar)
        }
        return "\\text{\(escaped(scalar, next: nil))}"
    }

    mutating func warn(_ warning: WritingWarning) {
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    // MARK: Characters

    private mutating func escaped(_ scalar: Unicode.Scalar, next: Unicode.Scalar?) -> String {
        if let escape = Self.asciiEscapes[scalar] {
            // A command written with letters ends at a space, which TeX would eat.
            let isWord = escape.hasPrefix("\\text")
            return isWord ? escape + "{}" : escape
        }
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? control(scalar) : String(scalar) }
        if let spaced = Self.spaces[scalar] { return spaced }
        if Self.textLetters.contains(scalar) { return String(scalar) }
        if MathSymbol.texOfCharacter[scalar] != nil {
            declared.insert(scalar)
            return String(scalar)
        }
        if Self.isNative(scalar) { return String(scalar) }
        return missing(scalar)
    }

    private mutating func control(_ scalar: Unicode.Scalar) -> String {
        scalar == "\t" || scalar == "\n" || scalar == "\r" ? " " : missing(scalar)
    }

    private mutating func missing(_ scalar: Unicode.Scalar) -> String {
        if let plain = Self.plainLetter(scalar) ?? Self.stacked(scalar) { return plain }
        warn(.noGlyph(scalar))
        return "\\noglyph{\(codePoint(scalar).dropFirst(2))}"
    }

    private static let asciiEscapes: [Unicode.Scalar: String] = [
        "\\": "\\textbackslash", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_",
        "^": "\\textasciicircum", "~": "\\textasciitilde", "`": "\\textasciigrave", "\"": "\\textquotedbl",
    ]

    /// Pairs that the fonts would join.
    private static let ligatures: [(Unicode.Scalar, Unicode.Scalar)] = [
        ("-", "-"), ("<", "<"), (">", ">"), (",", ","), ("'", "'"), ("!", "`"), ("?", "`"),
    ]

    private static let spaces: [Unicode.Scalar: String] = [
        "\u{00A0}": "~", "\u{2002}": "\\enspace{}", "\u{2003}": "\\quad{}", "\u{2004}": "\\enspace{}",
        "\u{2005}": "\\,",
        "\u{2007}": "\\enspace{}", "\u{2008}": "\\,", "\u{2009}": "\\,", "\u{200A}": "\\,", "\u{202F}": "\\,",
        "\u{205F}": "\\,", "\u{3000}": "\\quad{}", "\u{200B}": "\\hspace{0pt}", "\u{00AD}": "\\-", "\u{2028}": " ",
        "\u{2029}": " ", "\u{200C}": "", "\u{200D}": "", "\u{200E}": "", "\u{200F}": "", "\u{2060}": "", "\u{FE0E}": "",
        "\u{FE0F}": "", "\u{FEFF}": "",
    ]

    /// In the table of mathematics, but letters and marks of ordinary text too.
    private static let textLetters: Set<Unicode.Scalar> = ["ı", "ȷ", "…", "†", "‡", "•"]

    private static let combiningAccents: [Unicode.Scalar: String] = [
        "\u{0300}": "`", "\u{0301}": "'", "\u{0302}": "^", "\u{0303}": "~", "\u{0304}": "=", "\u{0306}": "u",
        "\u{0307}": ".", "\u{0308}": "\"", "\u{030A}": "r", "\u{030B}": "H", "\u{030C}": "v", "\u{0323}": "d",
        "\u{0327}": "c", "\u{0328}": "k", "\u{0331}": "b",
    ]

    private static func accentable(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "i": "\\i"
        case "j": "\\j"
        case "a"..."z", "A"..."Z": String(scalar)
        default: nil
        }
    }

    /// Whether LaTeX's T1 and TS1 encodings print the character (t1enc.dfu and ts1enc.dfu of the LaTeX kernel).
    static func isNative(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xA0...0x125, 0x128...0x137, 0x139...0x13E, 0x141...0x148, 0x14A...0x165, 0x168...0x17E, 0x1CD...0x1D4,
            0x1E6...0x1EB,
            0x1F4...0x1F5, 0x218...0x21B, 0x232...0x233, 0x2010...0x2015, 0x2018...0x201A, 0x201C...0x201E,
            0x2020...0x2022, 0x2026, 0x2030...0x2031, 0x2039...0x203B, 0x203D, 0x2044, 0x20A1, 0x20A4, 0x20A6,
            0x20A9, 0x20AB, 0x20AC, 0x20B1, 0x2103, 0x2116, 0x2117, 0x211E, 0x2120, 0x2122, 0x2126, 0x2127, 0x212E,
            0x2190...0x2193, 0x1E02...0x1E03, 0x1E0D, 0x1E1E...0x1E21, 0x1E25, 0x1E30...0x1E31, 0x1E37, 0x1E43, 0x1E45,
            0x1E47, 0x1E5B, 0x1E63, 0x1E6D, 0x1E8E...0x1E91, 0x1E9E, 0x1EF2...0x1EF3, 0xFB00...0xFB06:
            true
        default: false
        }
    }

    /// The letter that a mathematical alphabet's letter stands for: 𝐱, 𝑥, 𝔁 and so on are x.
    private static func plainLetter(_ scalar: Unicode.Scalar) -> String? {
        let value = scalar.value
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        if value >= 0x1D400, value < 0x1D6A4 {
            let offset = Int(value - 0x1D400)
            let letter = String(letters[offset % 52])
            switch offset / 52 {
            case 0, 7: return "\\ensuremath{\\mathbf{\(letter)}}"
            case 2: return "\\ensuremath{\\boldsymbol{\(letter)}}"
            case 3, 4: return "\\ensuremath{\\mathcal{\(letter)}}"
            case 5: return "\\ensuremath{\\mathfrak{\(letter)}}"
            case 6: return "\\ensuremath{\\mathbb{\(letter)}}"
            case 8...11: return "\\ensuremath{\\mathsf{\(letter)}}"
            case 12: return "\\ensuremath{\\mathtt{\(letter)}}"
            default: return "\\ensuremath{\(letter)}"
            }
        }
        if value >= 0x1D7CE, value <= 0x1D7FF { return String((value - 0x1D7CE) % 10) }
        if value >= 0xFF01, value <= 0xFF5E, let ascii = Unicode.Scalar(value - 0xFEE0) {
            return asciiEscapes[ascii].map { $0 + "{}" } ?? String(ascii)
        }
        return nil
    }
}

/// What the LaTeX writer draws on.
///
/// One walk over a formula serves two canvases: the text itself and the measure of
/// what TeX will make of it, so that the measured formula is always the written one.
protocol LatexCanvas {
    /// One or more symbols in a row with one spacing class.
    mutating func symbols(_ tex: String, _ glyphs: Glyphs)
    /// Digits, points and nothing else.
    mutating func digits(_ digits: String)
    mutating func space(_ tex: String, width: Double)
    /// Upright words in text mode; the canvas escapes them.
    mutating func words(_ words: String, command: String)
    /// A large one is as large as on a line of its own, wherever it stands.
    mutating func beginFraction(isLarge: Bool)
    mutating func continueFraction()
    mutating func endFraction(isLarge: Bool)
    mutating func beginRoot(degree: Int)
    mutating func endRoot(degree: Int)
    mutating func beginScript(_ position: ScriptPosition)
    mutating func endScript(_ position: ScriptPosition)
    mutating func primes(_ count: Int)
    mutating func beginFence(_ opening: String, isTall: Bool)
    mutating func endFence(_ closing: String, isTall: Bool)
    mutating func beginMatrix(columns: Int)
    mutating func nextColumn()
    /// Rows with fractions need more room between them.
    mutating func nextRow(extraPoints: Int)
    mutating func endMatrix()
    /// A large operator whose scripts stand above and below: ∑.
    mutating func largeOperator(_ tex: String)
}

enum ScriptPosition: Hashable {
    case above, below
}

/// TeX's spacing classes, as far as formulas need them.
enum SpacingClass: Hashable {
    case ordinary, function, binary, relation, opening, closing, punctuation, inner
}

/// How much room symbols take in the size of running text, in em; `height` above the line, `depth` below it.
struct Glyphs {
    var spacing: SpacingClass = .ordinary
    var width: Double
    var height = 0.7
    var depth = 0.0
}

/// The canvas that is the LaTeX source.
struct LatexText: LatexCanvas {
    private var bytes: [UInt8] = []
    private var matrixColumns: [Int] = []

    init() { bytes.reserveCapacity(256) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    private mutating func put(_ piece: String) {
        var piece = piece
        piece.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func symbols(_ tex: String, _ glyphs: Glyphs) {
        switch glyphs.spacing {
        case .binary, .relation:
            put(" ")
            put(tex)
            put(" ")
        case .punctuation:
            put(tex)
            put(" ")
        case .ordinary, .function, .opening, .closing, .inner:
            separate(tex)
            put(tex)
        }
    }

    /// `\alpha` and a letter after it need a space between them.
    private mutating func separate(_ next: String) {
        guard let first = next.utf8.first, Self.isLetter(first), let last = bytes.last, Self.isLetter(last) else {
            return
        }
        var index = bytes.count - 1
        while index >= 0, Self.isLetter(bytes[index]) { index -= 1 }
        if index >= 0, bytes[index] == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: " ")) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    mutating func digits(_ digits: String) { put(digits) }

    mutating func space(_ tex: String, width: Double) { put(tex) }

    mutating func words(_ words: String, command: String) {
        put("\\\(command){\(Self.escaped(words))}")
    }

    /// The words with every character that TeX gives a meaning replaced; the one place where text is escaped.
    static func escaped(_ words: String) -> String {
        var result = ""
        for scalar in words.unicodeScalars {
            switch scalar {
            case "#", "$", "%", "&", "_", "{", "}": result += "\\\(scalar)"
            case "~": result += "\\textasciitilde{}"
            case "^": result += "\\textasciicircum{}"
            case "\\": result += "\\textbackslash{}"
            case "…": result += "\\ldots{}"
            case "\n": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    mutating func beginFraction(isLarge: Bool) { put(isLarge ? "\\dfrac{" : "\\frac{") }
    mutating func continueFraction() { put("}{") }
    mutating func endFraction(isLarge: Bool) { put("}") }

    mutating func beginRoot(degree: Int) { put(degree == 2 ? "\\sqrt{" : "\\sqrt[\(degree)]{") }
    mutating func endRoot(degree: Int) { put("}") }

    mutating func beginScript(_ position: ScriptPosition) { put(position == .above ? "^{" : "_{") }
    mutating func endScript(_ position: ScriptPosition) { put("}") }

    mutating func primes(_ count: Int) { put(String(repeating: "'", count: count)) }

    mutating func beginFence(_ opening: String, isTall: Bool) { put(isTall ? "\\left\(opening)" : opening) }
    mutating func endFence(_ closing: String, isTall: Bool) { put(isTall ? "\\right\(closing)" : closing) }

    /// amsmath's matrices stop at ten columns; an array has no such limit.
    private static let widestMatrix = 10

    mutating func beginMatrix(columns: Int) {
        matrixColumns.append(columns)
        if columns <= Self.widestMatrix {
            put("\\begin{bmatrix} ")
        } else {
            put("\\left[\\begin{array}{" + String(repeating: "c", count: columns) + "} ")
        }
    }
    mutating func nextColumn() { put(" & ") }
    mutating func nextRow(extraPoints: Int) { put(extraPoints > 0 ? " \\\\[\(extraPoints)pt] " : " \\\\ ") }
    mutating func endMatrix() {
        let columns = matrixColumns.popLast() ?? 0
        put(columns <= Self.widestMatrix ? " \\end{bmatrix}" : " \\end{array}\\right]")
    }

    mutating func largeOperator(_ tex: String) { put(tex) }
}

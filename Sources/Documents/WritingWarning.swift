/// What a writer could not put on the page as it was: the text is written all the same, with something visible in its
/// place.
public enum WritingWarning: Hashable, Sendable {
    /// A character that the output's fonts do not have; its code point stands in its place.
    case noGlyph(Unicode.Scalar)
    /// The author's TeX has unmatched braces, `\left` or environments, and is printed as typed.
    case unbalancedTeX(String)
    /// An image that cannot be printed: on another machine, or of a kind pdfLaTeX does not read. A link stands in its
    /// place.
    case imageNotPrintable(String)
    /// A line that cannot be cut any further and is wider than the page, with the excess in em.
    case lineTooWide(tex: String, excess: Double)
}

extension WritingWarning: CustomStringConvertible {
    /// The warning as one sentence.
    public var description: String {
        switch self {
        case .noGlyph(let scalar):
            "The character \(codePoint(scalar)) (\(scalar)) cannot be printed; its number stands in its place."
        case .unbalancedTeX(let tex):
            "The braces, \\left … \\right or environments of “\(tex)” do not match; it is printed as typed."
        case .imageNotPrintable(let destination):
            "The image \(destination) cannot be printed; a link stands in its place. Use a PDF, PNG or JPEG file beside the sheet."
        case .lineTooWide(let tex, _):
            "A formula is wider than the page and cannot be broken: \(tex.prefix(60))\(tex.count > 60 ? "…" : "")"
        }
    }
}

/// The code point of a character, such as U+03BB.
func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

/// What a writer gives back: the text, and what it could not write as it was.
public struct Written: Hashable, Sendable {
    /// The written page.
    public var text: String
    /// In the order of the page, each once.
    public var warnings: [WritingWarning]
    /// Files that the page refers to and that belong beside it.
    public var files: [OutputFiles.File]

    /// A page and its warnings.
    public init(text: String, warnings: [WritingWarning] = [], files: [OutputFiles.File] = []) {
        self.text = text
        self.warnings = warnings
        self.files = files
    }
}

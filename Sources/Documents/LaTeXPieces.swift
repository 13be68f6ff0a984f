/// Pieces of one LaTeX file, for pages that are no handout: what the pieces use goes into one preamble.
///
///     var pieces = LaTeXPieces(paper: .a4)
///     let question = pieces.body(blocks)
///     let file = "…" + pieces.preamble(title: "Exam") + "\\begin{document}" + question + …
public struct LaTeXPieces: Sendable {
    private var writer: LaTeXWriter
    private let imageDirectory: String

    /// - Parameters:
    ///   - indentation: how much narrower than the page the text stands, in em.
    ///   - imageDirectory: where relative image paths start from.
    public init(paper: LaTeXOptions.Paper, indentation: Double = 0, imageDirectory: String = "") {
        writer = LaTeXWriter(textWidth: paper.textWidth - indentation)
        self.imageDirectory = imageDirectory
    }

    /// Blocks as LaTeX.
    public mutating func body(_ blocks: [Block]) -> String { writer.body(blocks) }

    /// A line of text as LaTeX.
    public mutating func line(_ inlines: [Inline]) -> String {
        var text = writer.body([.paragraph(inlines)])
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }

    /// Plain text as LaTeX.
    public mutating func text(_ text: String) -> String { writer.text.escaped(text) }

    /// Packages and definitions of everything written so far.
    public func preamble(title: String?) -> String {
        writer.preamble(title: title, imageDirectory: imageDirectory)
    }

    /// What could not be shown as it was meant.
    public var warnings: [WritingWarning] { writer.text.warnings }
}

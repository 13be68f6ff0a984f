/// How a document is written as LaTeX.
public struct LaTeXOptions: Sendable {
    /// The size of the sheets.
    public var paper: Paper
    /// The page skeleton; nil for the one built in.
    public var template: Template?
    /// The folder of the document's images as seen from the LaTeX file, ending in a slash; empty when they are beside it.
    public var imageDirectory: String
    /// The width of the text in em; nil for that of the built-in skeleton on the chosen paper.
    public var textWidth: Double?

    /// The built-in skeleton on A4 unless something else is asked for.
    public init(
        paper: Paper = .a4, template: Template? = nil, imageDirectory: String = "", textWidth: Double? = nil
    ) {
        self.paper = paper
        self.template = template
        self.imageDirectory = imageDirectory
        self.textWidth = textWidth
    }

    /// The sizes of paper known.
    public enum Paper: String, Sendable, CaseIterable {
        case a4, letter

        /// The width of the text between margins of 25 mm, in em of 10.95 pt.
        var textWidth: Double {
            switch self {
            case .a4: 41.5
            case .letter: 43.0
            }
        }
    }
}

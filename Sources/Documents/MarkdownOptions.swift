/// How a document is written as Markdown.
public struct MarkdownOptions: Sendable {
    /// The page skeleton; nil for the one built in.
    public var template: Template?
    /// What stands before the relative paths of images, ending in a slash; empty when the images are beside the file.
    public var imageDirectory: String
    /// The width in em that equations are broken to; GitHub's and Jupyter's columns hold about this much.
    public var textWidth: Double
    /// The name, without extension, of the files that figures are drawn into, beside the page: `sheet` for
    /// `sheet-figure-1.svg`; nil for tables of their numbers in the page itself.
    public var figureStem: String?

    /// The built-in skeleton unless something else is asked for.
    public init(
        template: Template? = nil, imageDirectory: String = "", textWidth: Double = 50, figureStem: String? = nil
    ) {
        self.template = template
        self.imageDirectory = imageDirectory
        self.textWidth = textWidth
        self.figureStem = figureStem
    }
}

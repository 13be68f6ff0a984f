/// A figure as files of its own.
public struct FigureFiles: Sendable {
    /// A format, named as on the command line.
    public enum Format: String, Hashable, Sendable, CaseIterable { case svg, tex, pdf }

    /// What is drawn.
    public var figure: Figure

    /// The files of a figure.
    public init(_ figure: Figure) { self.figure = figure }

    /// The figure in each format, one file each, and what could not be written as it was.
    ///
    /// - Throws: `Typesetting.Failure` when there is no LaTeX for the PDF.
    public func files(
        as formats: [Format], name: String
    ) throws(Typesetting.Failure) -> (files: [OutputFiles.File], warnings: [WritingWarning]) {
        var files: [OutputFiles.File] = []
        let written = formats.contains(.tex) || formats.contains(.pdf) ? figure.latex() : Written(text: "")
        for format in formats {
            let bytes =
                switch format {
                case .svg: Array(figure.svg(isTitled: true).utf8)
                case .tex: Array(written.text.utf8)
                case .pdf: try Typesetting().pdf(of: written.text).pdf
                }
            files.append(OutputFiles.File(name: "\(name).\(format.rawValue)", bytes: bytes))
        }
        return (files, written.warnings)
    }
}

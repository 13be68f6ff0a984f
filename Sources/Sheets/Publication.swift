import Documents
import Graphs
import Numbers

/// A worked sheet in the formats it leaves the program in.
public struct Publication: Sendable {
    /// A format, named as on the command line.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case tex, md, pdf, json, text

        /// `sheet.tex`, `sheet.txt`.
        public var fileExtension: String { self == .text ? "txt" : rawValue }
    }

    /// How the handout is made.
    public var options: HandoutOptions
    /// The paper that LaTeX is told.
    public var paper: LaTeXOptions.Paper
    /// The page skeleton for LaTeX (and PDF) or Markdown output; nil for the ones built in.
    public var template: Template?
    /// Columns of plain text.
    public var width: Int
    /// Whether figures of Markdown go into files beside it; without, their numbers stand in tables.
    public var hasFigureFiles: Bool

    /// A publication with these settings.
    public init(
        options: HandoutOptions = HandoutOptions(), paper: LaTeXOptions.Paper = .a4, template: Template? = nil,
        width: Int = 100, hasFigureFiles: Bool = true
    ) {
        self.options = options
        self.paper = paper
        self.template = template
        self.width = width
        self.hasFigureFiles = hasFigureFiles
    }

    /// What a sheet was made into.
    public struct Result: Sendable {
        /// One file per format, in the order asked for.
        public var files: [OutputFiles.File]
        /// What a writer could not show as it was meant.
        public var warnings: [WritingWarning]
    }

    /// A sheet's handout in each format.
    ///
    /// - Parameters:
    ///   - name: the files' name without extension.
    ///   - folder: where relative image paths start from.
    /// - Throws: `NumberError`, `TemplateError` or `Typesetting.Failure`.
    public func files(
        of worked: WorkedSheet, check: CrossCheck, as formats: [Format], name: String, folder: String
    ) throws -> Result {
        let document = try worked.handout(options, check: check)
        var result = Result(files: [], warnings: [])
        let latex = try formats.contains(where: { $0 == .tex || $0 == .pdf }) ? self.latex(document) : nil
        result.warnings += latex?.warnings ?? []
        var pictures: [OutputFiles.File] = []
        for format in formats {
            let bytes: [UInt8]
            switch format {
            case .tex:
                bytes = Array((latex?.text ?? "").utf8)
            case .pdf:
                bytes = try Typesetting(workingDirectory: folder).pdf(of: latex?.text ?? "").pdf
            case .md:
                let written = try document.markdown(
                    MarkdownOptions(template: template, figureStem: hasFigureFiles ? name : nil))
                result.warnings += written.warnings.filter { !result.warnings.contains($0) }
                pictures = written.files
                bytes = Array(written.text.utf8)
            case .json:
                bytes = Array((try worked.report(digits: options.digits, check: check).text + "\n").utf8)
            case .text:
                bytes = Array(document.plainText(width: width).utf8)
            }
            result.files.append(OutputFiles.File(name: "\(name).\(format.fileExtension)", bytes: bytes))
        }
        result.files += pictures
        return result
    }

    private func latex(_ document: Document) throws -> Written {
        try document.latex(LaTeXOptions(paper: paper, template: template))
    }
}

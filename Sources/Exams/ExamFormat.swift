/// A format in which variants leave the program, named as on the command line.
///
/// A new format is a case here, its line in each `switch` below, and a `VariantWriter`.
public enum ExamFormat: String, Hashable, Sendable, CaseIterable {
    /// Each variant as a sheet of its own, in Markdown: everything else can be made from it.
    case sheet
    /// A package of QTI 2.1, for platforms that follow the standard.
    case qti
    /// A quiz for Canvas: QTI 1.2 as Canvas imports it.
    case canvas
    /// Question folders of a PrairieLearn course.
    case prairielearn

    /// The end of its files' names, without the dot.
    public var fileEnding: String {
        switch self {
        case .sheet: "md"
        case .qti, .canvas: "zip"
        case .prairielearn: "json"
        }
    }

    /// What it is, in a few words, for the command's help and the list of formats.
    public var summary: String {
        switch self {
        case .sheet: "each variant as a sheet, for solve, check and code"
        case .qti: "a QTI 2.1 package with feedback for known mistakes"
        case .canvas: "a Canvas quiz, question groups of the variants"
        case .prairielearn: "question folders of a PrairieLearn course"
        }
    }

    /// What makes its files.
    public func writer(options: ExamOptions) -> any VariantWriter {
        switch self {
        case .sheet: SheetWriter(options: options)
        case .qti: QTIWriter(options: options)
        case .canvas: CanvasWriter(options: options)
        case .prairielearn: PrairieLearnWriter(options: options)
        }
    }
}

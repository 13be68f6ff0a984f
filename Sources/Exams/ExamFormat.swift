/// A format in which variants leave the program, named as on the command line.
///
/// A new format is a case here, its line in each `switch` below, and a `VariantWriter`.
public enum ExamFormat: String, Hashable, Sendable, CaseIterable {
    /// Each variant as a sheet of its own, in Markdown: everything else can be made from it.
    case sheet

    /// The end of its files' names, without the dot.
    public var fileEnding: String {
        switch self {
        case .sheet: "md"
        }
    }

    /// What it is, in a few words, for the command's help and the list of formats.
    public var summary: String {
        switch self {
        case .sheet: "each variant as a sheet, for solve, check and code"
        }
    }

    /// What makes its files.
    public func writer(options: ExamOptions) -> any VariantWriter {
        switch self {
        case .sheet: SheetWriter(options: options)
        }
    }
}

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
    /// Drawn values and exact answers of all variants, for programs.
    case json
    /// The same as a table, a row each.
    case csv
    /// Papers, keys and marking schemes in LaTeX.
    case tex
    /// The same, typeset.
    case pdf
    /// Questions of Moodle: a number, or gaps for all entries.
    case moodle
    /// Questions of Moodle's plugin STACK, marked by algebra.
    case stack
    /// Moodle's text format.
    case gift
    /// Papers to tick, which auto-multiple-choice prints and marks.
    case amc

    /// The end of its files' names, without the dot.
    public var fileEnding: String {
        switch self {
        case .sheet: "md"
        case .qti, .canvas: "zip"
        case .prairielearn: "json"
        case .json: "json"
        case .csv: "csv"
        case .tex: "tex"
        case .pdf: "pdf"
        case .moodle, .stack: "xml"
        case .gift: "gift"
        case .amc: "tex"
        }
    }

    /// What it is, in a few words, for the command's help and the list of formats.
    public var summary: String {
        switch self {
        case .sheet: "each variant as a sheet, for solve, check and code"
        case .qti: "a QTI 2.1 package with feedback for known mistakes"
        case .canvas: "a Canvas quiz, question groups of the variants"
        case .prairielearn: "question folders of a PrairieLearn course"
        case .json: "the bank: drawn values and exact answers, for programs"
        case .csv: "the bank as a table, a row for each variant"
        case .tex: "papers, keys, marking schemes and papers to fill in, in LaTeX"
        case .pdf: "the same, typeset"
        case .moodle: "Moodle XML: a gap for every entry, with feedback for known mistakes"
        case .stack: "Moodle XML for STACK: marked by algebra, with question tests"
        case .gift: "GIFT, the text format of Moodle: entry by entry"
        case .amc: "LaTeX for auto-multiple-choice: papers to tick, marked from scans"
        }
    }

    /// Whether its files say what known mistakes give, so that this is worked out once for all that do.
    public func hasMistakes(_ options: ExamOptions) -> Bool {
        switch self {
        case .sheet, .csv: false
        case .qti, .canvas, .prairielearn, .moodle, .stack, .gift, .amc: true
        case .json: options.hasMistakes || options.questions == .choice
        case .tex, .pdf: options.kinds.contains(.scheme) || options.questions == .choice
        }
    }

    /// What makes its files.
    public func writer(options: ExamOptions) -> any VariantWriter {
        switch self {
        case .sheet: SheetWriter(options: options)
        case .qti: QTIWriter(options: options)
        case .canvas: CanvasWriter(options: options)
        case .prairielearn: PrairieLearnWriter(options: options)
        case .json: BankWriter(options: options)
        case .csv: TableWriter(options: options)
        case .tex: PaperWriter(options: options, isPDF: false)
        case .pdf: PaperWriter(options: options, isPDF: true)
        case .moodle: MoodleWriter(.moodle, options: options)
        case .stack: MoodleWriter(.stack, options: options)
        case .gift: GIFTWriter(options: options)
        case .amc: AMCWriter(options: options)
        }
    }
}

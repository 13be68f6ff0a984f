import Formulas

/// A sheet as it was written: headings, prose and calculating blocks in their order, each with its place in the text.
///
/// Reading never stops at an error: `diagnostics` holds what could not be read, the rest is there.
///
///     let sheet = Sheet(reading: SourceText(file: "sheet.md", text: text))
///     sheet.sections.map(\.address)                    // ["", "1", "1a", "1b"]
public struct Sheet: Sendable {
    /// The text it was read from.
    public let source: SourceText
    /// The title and what else belongs in the head.
    public internal(set) var frontMatter: FrontMatter
    /// In the order of their headings; the first is what stands before any question.
    public internal(set) var sections: [Section]
    /// The pieces of the page in order.
    public internal(set) var items: [Item]
    /// What could not be read, in no particular order.
    public internal(set) var diagnostics: [Diagnostic]

    /// Questions and parts of one sheet.
    public static let sectionLimit = 1_000

    /// One piece of the page.
    public struct Item: Sendable {
        /// What the piece is.
        public var content: Content
        /// Index into `sections`.
        public var section: Int
        /// Whether only the solution handout shows it.
        public var isSolution: Bool
        /// The whole piece, fences included.
        public var range: Range<Int>
    }

    /// The kinds of pieces a page is made of.
    public enum Content: Sendable {
        case heading(Heading)
        case prose(Prose)
        /// Data: not worked out, only used.
        case given(Calculation)
        /// Steps.
        case solve(Calculation)
        case answer([Answer])
        /// Figures, one per line.
        case plot([Plot])
        /// How given data are drawn anew: `X ~ integers(-3..3)`.
        case vary([DrawLine])
        /// What a draw must satisfy: `distinct(s)`.
        case require([ConditionLine])
    }

    /// A heading of any level.
    public struct Heading: Hashable, Sendable {
        /// 1 for a question, 2 for a part.
        public var level: Int
        /// Markdown, without the marks that make it a heading.
        public var title: Range<Int>
        /// Whether it opens what only the solution handout shows.
        public var opensSolution: Bool
    }

    /// Text between headings and blocks, as typed.
    public struct Prose: Sendable {
        /// The place of the prose.
        public var text: Range<Int>
        /// The values shown in it, in order.
        public var insertions: [Insertion]
    }
}

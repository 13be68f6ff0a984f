public import Formulas

/// What a page holds, before anything is known of LaTeX, Markdown or a terminal.
public struct Document: Hashable, Sendable {
    /// The title of the sheet.
    public var title: String?
    /// Front matter in the author's order: course, author, date … (the title is not repeated here).
    public var details: [Detail]
    /// The page below the title, in order.
    public var blocks: [Block]

    /// An empty page unless something is given.
    public init(title: String? = nil, details: [Detail] = [], blocks: [Block] = []) {
        self.title = title
        self.details = details
        self.blocks = blocks
    }

    /// One entry of the front matter.
    public struct Detail: Hashable, Sendable {
        /// What the entry is: `course`, `author`.
        public var label: String
        /// What it says.
        public var text: String

        /// An entry with its label.
        public init(label: String, text: String) {
            self.label = label
            self.text = text
        }
    }
}

/// The closed list of blocks.
///
/// Every writer is one exhaustive switch over it.
public indirect enum Block: Hashable, Sendable {
    /// Level 1 is a question, 2 a part, 3 what is below.
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case bulletList([[Block]], tight: Bool)
    case numberedList(start: Int, [[Block]], tight: Bool)
    case quote([Block])
    case code(language: String, text: String)
    case table(header: [[Inline]], alignments: [ColumnAlignment], rows: [[[Inline]]])
    case rule
    /// The author's own displayed mathematics, TeX as typed.
    case displayTeX(String)
    /// Calculations, one chain under another: `name = formula = formula with numbers = value ≈ decimal`.
    case equations([Equation])
    /// Given values, `X = …`, side by side where they fit.
    case data([Equation])
    /// Marks and form of an answer: shown beside the question.
    case answerSpace([AnswerItem])
    /// What only the solution handout shows, set off from the question.
    case solution([Block])
    /// A remark about a calculation in small print: the floating-point cross-check, a naming.
    case remark([Inline])
    /// A picture of numbers: an attention map, bars.
    case figure(Figure)
}

/// Where the text of a table column stands.
public enum ColumnAlignment: Hashable, Sendable { case left, centre, right }

/// One chain of relations: the left side once, then each link on its own line or on one line where it fits.
public struct Equation: Hashable, Sendable {
    /// What the chain is about: a name.
    public var left: Formula
    /// What it equals, step by step.
    public var links: [Link]

    /// A chain from its parts.
    public init(left: Formula, links: [Link]) {
        self.left = left
        self.links = links
    }

    /// One step of a chain.
    public struct Link: Hashable, Sendable {
        /// Equal or approximately equal.
        public var relation: Formula.Comparison
        /// What stands right of the relation.
        public var right: Formula
        /// A few words beside the line: "scores", "row 2".
        public var comment: String?

        /// A step, with a few words beside it where they help.
        public init(_ relation: Formula.Comparison, _ right: Formula, comment: String? = nil) {
            self.relation = relation
            self.right = right
            self.comment = comment
        }
    }
}

/// One quantity the sheet asks for: what `answer` blocks declare.
public struct AnswerItem: Hashable, Sendable {
    /// The quantity asked for.
    public var name: Formula
    /// "2 marks", "1 mark, 3 decimals".
    public var terms: String

    /// A quantity with its marks and form.
    public init(name: Formula, terms: String) {
        self.name = name
        self.terms = terms
    }
}

/// What stands in a line of text.
public indirect enum Inline: Hashable, Sendable {
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case code(String)
    /// The author's own `$…$`, TeX as typed.
    case tex(String)
    /// Mathematics that the program typesets.
    case formula(Formula)
    case link([Inline], destination: String)
    case image(alternative: [Inline], destination: String)
    case softBreak
    case lineBreak
}

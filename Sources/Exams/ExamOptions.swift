public import Documents
public import Sheets

/// How the files of an exam are made, whatever their format.
public struct ExamOptions: Sendable {
    /// The name of the sheet's file without folder and ending; every file begins with it.
    public var stem: String
    /// The title of the exam: that of the sheet, or its name.
    public var title: String
    /// The size of the pages.
    public var paper: LaTeXOptions.Paper
    /// What the LaTeX is written for.
    public var latexClass: LaTeXClass
    /// Which papers are made, in this order.
    public var kinds: [PaperKind]
    /// How questions are asked where there is a choice of it.
    public var questions: QuestionKind
    /// How much of the working is shown, and with how many digits.
    public var handout: HandoutOptions
    /// Whether each variant has files of its own where a format could hold all in one.
    public var isSeparate: Bool
    /// Who sits the exam, in the order of the variants; empty for papers without names.
    public var classList: [Candidate]
    /// What the variants were drawn with.
    public var settings: DrawingSettings
    /// The number of the first variant of the set, whichever share makes it.
    public var firstNumber: Int
    /// Which share of a larger set these variants are; nil for the whole.
    public var share: Share?
    /// Whether a bank says what each known mistake gives.
    public var hasMistakes = false
    /// The folder of the sheet's own images as seen from the files; ends in a slash, empty when they are beside them.
    public var imageDirectory: String

    /// The classes that LaTeX is written for.
    public enum LaTeXClass: String, Hashable, Sendable, CaseIterable {
        /// The class `exam`.
        case exam
        /// The class `article` with nothing unusual.
        case plain
    }

    /// How an answer is given.
    public enum QuestionKind: String, Hashable, Sendable, CaseIterable {
        /// A number for each entry.
        case entry
        /// One of several values, where enough mistakes are known; a number for each entry elsewhere.
        case choice
    }

    /// One part of a set that several runs make between them.
    public struct Share: Hashable, Sendable {
        /// From 1.
        public var index: Int
        /// How many there are.
        public var count: Int

        /// The share `index` of `count`.
        public init(index: Int, of count: Int) {
            self.index = index
            self.count = count
        }
    }

    /// Someone who sits the exam.
    public struct Candidate: Hashable, Sendable {
        /// As it is printed.
        public var name: String
        /// The number or address that the class list gives; empty where it gives none.
        public var id: String

        /// A row of a class list.
        public init(name: String, id: String = "") {
            self.name = name
            self.id = id
        }
    }

    /// Options with the defaults of the command.
    public init(
        stem: String, title: String? = nil, paper: LaTeXOptions.Paper = .a4, latexClass: LaTeXClass = .exam,
        kinds: [PaperKind] = [.paper, .key], questions: QuestionKind = .entry,
        handout: HandoutOptions = HandoutOptions(), isSeparate: Bool = false,
        classList: [Candidate] = [], settings: DrawingSettings = DrawingSettings(), firstNumber: Int = 1,
        share: Share? = nil, imageDirectory: String = ""
    ) {
        self.stem = stem
        self.title = title ?? stem
        self.paper = paper
        self.latexClass = latexClass
        self.kinds = kinds
        self.questions = questions
        self.handout = handout
        self.isSeparate = isSeparate
        self.classList = classList
        self.settings = settings
        self.firstNumber = firstNumber
        self.share = share
        self.imageDirectory = imageDirectory
    }

    /// The name of a file that holds all variants.
    ///
    ///     options.fileName(kind: "key", ending: "tex")      // sheet-key.tex; of share 2 of 4 sheet-2of4-key.tex
    public func fileName(kind: String? = nil, ending: String) -> String {
        let share = share.map { "-\($0.index)of\($0.count)" } ?? ""
        return "\(stem)\(share)\(kind.map { "-\($0)" } ?? "").\(ending)"
    }

    /// The name of a file that holds one variant, the same whichever share makes it.
    ///
    ///     options.fileName(of: 7, kind: "key", ending: "tex")        // sheet-007-key.tex
    public func fileName(of number: Int, kind: String? = nil, ending: String) -> String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        return "\(stem)-\(padded)\(kind.map { "-\($0)" } ?? "").\(ending)"
    }

    /// Who gets a variant; nil where there is no class list or it is at its end.
    public func candidate(of number: Int) -> Candidate? {
        let index = number - firstNumber
        return classList.indices.contains(index) ? classList[index] : nil
    }
}

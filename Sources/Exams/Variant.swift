import Graphs
public import Marking
import Numbers
import Rationals
public import Sheets

/// A sheet with its own numbers: one paper of an exam.
///
/// It is a sheet like any other, so that handout, marking and scripts come from it as they do from the original.
public struct Variant: Sendable {
    /// Its questions as they were last prepared, so that several writers share the work.
    private var prepared: (options: HandoutOptions, questions: [ExamQuestion])?
    /// What known mistakes give, where that was prepared.
    private var preparedMistakes: [MistakenValue]?
    /// From 1.
    public var number: Int
    /// What regenerates it, printed on every page.
    public var form: String
    /// The data that were drawn, in the order of the sheet.
    public var values: [DrawnValue]
    /// The Markdown of the sheet with these data.
    public var text: String
    /// That sheet, worked out.
    public var worked: WorkedSheet
    /// The draws that were looked at to find it, its own among them.
    public var attempts = 1
    /// Why the others were not taken.
    public var refusals = RefusalCounts()
    /// For each group of draws the number of its point: enough to make the variant again without a search.
    var points: [Integer] = []
    /// What working it by hand takes.
    public var work = Work()

    /// A variant from its parts.
    public init(number: Int, form: String, values: [DrawnValue], text: String, worked: WorkedSheet) {
        self.number = number
        self.form = form
        self.values = values
        self.text = text
        self.worked = worked
    }
}

extension Variant {
    /// Its questions: the prepared ones where the options are the same, worked out otherwise.
    ///
    /// Writers ask here, and not `ExamQuestion.all(of:)`, so that the derivations are made once for all formats, and
    /// beside the writers where there are several cores.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public func questions(_ options: HandoutOptions = HandoutOptions()) throws -> [ExamQuestion] {
        if let prepared, prepared.options == options { return prepared.questions }
        return try ExamQuestion.all(of: worked, options: options)
    }

    /// What known mistakes give for its answers: the prepared values where there are any, worked out otherwise.
    ///
    /// - Cost: the exact value of every mistake that can be made on the sheet, unless they are prepared.
    public func mistakes() -> [MistakenValue] { preparedMistakes ?? MistakenValue.all(of: worked) }

    /// Works its questions out, for all writers to come, and what known mistakes give where they ask for that.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public mutating func prepare(_ options: HandoutOptions, withMistakes: Bool = false) throws {
        prepared = (options, try ExamQuestion.all(of: worked, options: options))
        if withMistakes { preparedMistakes = MistakenValue.all(of: worked) }
    }
}

/// What was drawn for one name of a sheet.
public struct DrawnValue: Sendable {
    /// The id of the name in the sheet: `1.X`.
    public var id: String
    /// The value.
    public var value: Tensor<Number>
    /// The value as it is typed in a sheet: `[1, 2; 0, -1/2]`.
    public var text: String

    /// A value and its spelling.
    public init(id: String, value: Tensor<Number>, text: String) {
        self.id = id
        self.value = value
        self.text = text
    }
}

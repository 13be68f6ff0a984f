import Documents
import Graphs
import Marking
import Rationals

/// Source for auto-multiple-choice, which prints papers with boxes to tick and marks their scans.
///
/// One project holds all variants: each is a `\onecopy{1}` of its own, so that every student has one form. The same field
/// has the same name in every variant and is one column of the marks.
struct AMCWriter: VariantWriter {
    let options: ExamOptions
    private(set) var notes: [String] = []
    private var pages: AMCPages
    private var files: [OutputFiles.File] = []

    init(options: ExamOptions) {
        self.options = options
        pages = AMCPages(options: options)
    }

    mutating func add(_ variant: Variant) throws {
        let mistakes = variant.mistakes()
        var asked: [String: ChoiceQuestion] = [:]
        for field in try variant.questions(options.handout).flatMap(\.fields) {
            switch try ChoiceQuestion.making(field, mistakes: mistakes, form: variant.form) {
            case .success(let question): asked[field.id] = question
            case .failure(let reason):
                note(reason.note(field.id))
                note("auto-multiple-choice: where there are no choices, a person ticks the marks on the paper.")
            }
        }
        try pages.add(try variant.questions(options.handout), asked, of: variant)
        guard options.isSeparate else { return }
        files.append(
            OutputFiles.File(name: options.fileName(of: variant.number, kind: "amc", ending: "tex"), text: pages.latex))
        for warning in pages.warnings { note("\(warning)") }
        pages = AMCPages(options: options)
    }

    mutating func finish() throws -> [OutputFiles.File] {
        if options.isSeparate { return files }
        for warning in pages.warnings { note("\(warning)") }
        return [OutputFiles.File(name: options.fileName(kind: "amc", ending: "tex"), text: pages.latex)]
    }

    private mutating func note(_ text: String?) {
        if let text, !notes.contains(text) { notes.append(text) }
    }
}

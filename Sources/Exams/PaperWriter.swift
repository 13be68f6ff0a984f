import Documents
import Formulas
import Graphs
import Marking
import Numbers
import Rationals
import Sheets

/// Papers and keys in LaTeX: for the class `exam`, or for `article` with nothing unusual.
///
/// Every page says which form it belongs to; pages are counted within a variant.
struct PaperWriter: VariantWriter {
    let options: ExamOptions
    /// Whether the files are typeset.
    let isPDF: Bool
    private(set) var notes: [String] = []
    private var sets: [PaperKind: PaperPages] = [:]
    private var files: [OutputFiles.File] = []
    private var assignments: [String] = []

    init(options: ExamOptions, isPDF: Bool) {
        self.options = options
        self.isPDF = isPDF
    }

    mutating func add(_ variant: Variant) throws {
        let questions = try variant.questions(options.handout)
        for label in variant.worked.elaboration.partsGivenAway {
            let note =
                "the text of \(label.isEmpty ? "the sheet" : "question \(label)") shows a value that is asked for"
            if !notes.contains(note) { notes.append(note) }
        }
        let isChoice = options.questions == .choice
        let mistakes = ExamFormat.tex.hasMistakes(options) ? variant.mistakes() : []
        let asked = isChoice ? try choices(questions.flatMap(\.fields), mistakes, variant) : [:]
        for kind in options.kinds {
            var pages = options.isSeparate ? nil : sets.removeValue(forKey: kind)
            if pages == nil { pages = PaperPages(options: options, kind: kind) }
            guard var pages else { continue }
            try pages.add(questions, of: variant, mistakes: mistakes, asked: asked)
            if options.isSeparate {
                let name = options.fileName(of: variant.number, kind: kind.rawValue, ending: isPDF ? "pdf" : "tex")
                files.append(try file(name, pages))
            } else {
                sets[kind] = pages
            }
        }
        if let candidate = options.candidate(of: variant.number) {
            assignments.append("\(Self.cell(candidate.name)),\(Self.cell(candidate.id)),\(variant.form)\n")
        }
    }

    private mutating func choices(
        _ fields: [ExamQuestion.Field], _ mistakes: [MistakenValue], _ variant: Variant
    ) throws -> [String: ChoiceQuestion] {
        var asked: [String: ChoiceQuestion] = [:]
        for field in fields {
            switch try ChoiceQuestion.making(field, mistakes: mistakes, form: variant.form) {
            case .success(let question): asked[field.id] = question
            case .failure(let reason):
                if let note = reason.note(field.id), !notes.contains(note) { notes.append(note) }
            }
        }
        return asked
    }

    mutating func finish() throws -> [OutputFiles.File] {
        for kind in options.kinds {
            guard let pages = sets[kind] else { continue }
            files.append(try file(options.fileName(kind: kind.rawValue, ending: isPDF ? "pdf" : "tex"), pages))
        }
        if !assignments.isEmpty, !isPDF || files.allSatisfy({ !$0.name.hasSuffix(".csv") }) {
            files.append(
                OutputFiles.File(
                    name: options.fileName(kind: isPDF ? "assignment-pdf" : "assignment", ending: "csv"),
                    text: "name,id,form\n" + assignments.joined()))
        }
        return files
    }

    private mutating func file(_ name: String, _ pages: PaperPages) throws -> OutputFiles.File {
        let latex = pages.latex
        for warning in pages.warnings where !notes.contains("\(warning)") { notes.append("\(warning)") }
        guard isPDF else { return OutputFiles.File(name: name, text: latex) }
        let folder = options.imageDirectory.isEmpty ? "." : options.imageDirectory
        return OutputFiles.File(name: name, bytes: try Typesetting(workingDirectory: folder).pdf(of: latex).pdf)
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"\(text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
}

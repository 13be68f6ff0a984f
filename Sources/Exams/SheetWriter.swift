import Documents

/// Each variant as a sheet, `sheet-007.md`, with the id of its form in the front matter.
struct SheetWriter: VariantWriter {
    let options: ExamOptions
    let notes: [String] = []
    private var files: [OutputFiles.File] = []

    init(options: ExamOptions) { self.options = options }

    mutating func add(_ variant: Variant) {
        let name = options.fileName(of: variant.number, ending: ExamFormat.sheet.fileEnding)
        files.append(OutputFiles.File(name: name, text: Self.text(of: variant)))
    }

    func finish() -> [OutputFiles.File] { files }

    /// The sheet with a line `form: …` in its front matter, which the handout then shows.
    static func text(of variant: Variant) -> String {
        let form = "form: \(variant.form)\n"
        for opening in ["---\n", "---\r\n"] where variant.text.utf8.starts(with: opening.utf8) {
            return opening + form + String(decoding: variant.text.utf8.dropFirst(opening.utf8.count), as: UTF8.self)
        }
        return "---\n\(form)---\n\n" + variant.text
    }
}

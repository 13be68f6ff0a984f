import ArgumentParser
import Derivations
import Documents
import Sheets

struct Solve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the worked handouts of tutorial sheets.",
        discussion: """
            Without -o the handout goes to standard output, as text unless --format says otherwise.

              attest solve Problems/self-attention-practice.md
              attest solve Problems/*.md -o out --format tex,md,pdf
              attest solve sheet.md -o out --student
            """)

    @Argument(help: "Tutorial sheets, Markdown files.")
    var sheets: [String]

    @Option(name: .shortAndLong, help: "The folder for the handouts; made when it is not there.")
    var output: String?

    @Option(help: "One or more of tex, md, pdf, json, text, with commas between.")
    var format: String?

    @Option(help: "How much of the working is shown: brief, standard or full.")
    var detail = Detail.standard

    @Option(help: "Significant digits of the decimals.")
    var digits = 4

    @Flag(help: "Leave the solutions out.")
    var student = false

    @Option(help: "a4 or letter.")
    var paper = LaTeXOptions.Paper.a4

    @Option(help: "A Mustache file in place of the built-in page skeleton of the one format asked for.")
    var template: String?

    @Flag(help: "Replace files that are already there.")
    var force = false

    func validate() throws {
        try Check.digits(digits)
        _ = try formats()
    }

    func run() throws {
        let formats = try formats()
        let publication = Publication(
            options: HandoutOptions(detail: detail, digits: digits, isForStudents: student), paper: paper,
            template: try template.map(Check.template), hasFigureFiles: output != nil)
        let worked = try sheets.map { WorkedSheet(file: $0, bytes: try Console.bytes(ofFile: $0)) }
        try Check.readable(worked)
        let checked = try Check.computable(worked, digits: digits) { try worked.map { ($0, try $0.crossCheck()) } }
        try Check.agrees(checked)
        let suffix = student ? "-student" : ""
        let results = try Check.computable(worked, digits: digits) {
            try zip(sheets, checked).map { path, sheet in
                try publication.files(
                    of: sheet.0, check: sheet.1, as: formats, name: Console.stem(path) + suffix,
                    folder: Console.folder(path))
            }
        }
        for (path, result) in zip(sheets, results) {
            for warning in result.warnings { Console.write("\(path): warning: \(warning)\n", to: .error) }
        }
        let files = results.flatMap(\.files)
        guard let output else {
            for file in files { Console.write(String(decoding: file.bytes, as: UTF8.self)) }
            return
        }
        try Check.written(files, to: output, force: force, keeping: sheets)
    }

    private func formats() throws -> [Publication.Format] {
        guard let format else { return output == nil ? [.text] : [.tex, .md] }
        var formats: [Publication.Format] = []
        for word in format.split(separator: ",") {
            guard let known = Publication.Format(rawValue: String(word)) else {
                throw ValidationError("There is no format '\(word)'; the formats are tex, md, pdf, json and text.")
            }
            if !formats.contains(known) { formats.append(known) }
        }
        guard !formats.isEmpty else {
            throw ValidationError("--format needs at least one of tex, md, pdf, json, text.")
        }
        if output == nil, formats.count > 1 || formats == [.pdf] || (formats == [.json] && sheets.count > 1) {
            throw ValidationError("Name a folder with -o: this makes more than standard output can hold.")
        }
        if template != nil, formats.count > 1 || formats == [.json] || formats == [.text] {
            throw ValidationError("--template goes with one format: tex, pdf or md.")
        }
        return formats
    }
}

extension Detail: ExpressibleByArgument {}
extension LaTeXOptions.Paper: ExpressibleByArgument {}

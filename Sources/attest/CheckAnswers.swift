import ArgumentParser
import Marking
import Sheets

struct CheckAnswers: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Mark answers to a tutorial sheet.",
        discussion: """
            Answers stand in YAML, JSON, CSV (one row a student) or filled-in sheets, by the ids of the sheet's answers. \
            Without -o one student's report goes to standard output; of several students a line each, and the class.

              attest check sheet.md --answer 1a.p='(0.465, 0.035, 0.465, 0.035)'
              attest check sheet.md class.csv --format csv > marks.csv
              attest check sheet.md answers/*.yaml -o reports --format md,pdf,csv

            Exit status:
              0  every answer that was given is right
              1  something is wrong
              2  something cannot be read
              3  something is undecided, nothing wrong
              4  a limit was reached
            """)

    @Argument(help: "The tutorial sheet, a Markdown file.")
    var sheet: String

    @Argument(help: "Files of answers; - reads standard input.")
    var files: [String] = []

    @Option(name: .long, help: "ID=TEXT: an answer, in place of a file or beside it. Can be repeated.")
    var answer: [String] = []

    @Option(name: .shortAndLong, help: "The folder for the reports; made when it is not there.")
    var output: String?

    @Option(help: "One or more of text, md, tex, pdf, json, csv, gradescope, prairielearn, with commas between.")
    var format: String?

    @Flag(help: "A comma between two digits is the decimal sign.")
    var decimalComma = false

    @Flag(help: "Show the right values.")
    var solutions = false

    @Flag(help: "Show the class only, no student.")
    var summary = false

    @Flag(inversion: .prefixedNo, help: "Show how far a long run is; by default where standard error is a terminal.")
    var progress: Bool?

    @Flag(help: "Replace files that are already there.")
    var force = false

    func validate() throws {
        _ = try formats()
        if files.isEmpty && answer.isEmpty {
            throw ValidationError("There is nothing to check: name a file of answers, or use --answer ID=TEXT.")
        }
    }

    func run() throws {
        let worked = WorkedSheet(file: sheet, bytes: try Console.bytes(ofFile: sheet))
        try Check.readable([worked])
        try Check.computable([worked], digits: 4) { try Check.agrees([(worked, try worked.crossCheck())]) }
        let report = try Check.computable([worked], digits: 4) {
            try MarkingReport(of: worked, showsSolutions: solutions)
        }
        var marking = MarkingSession(
            run: MarkingRun(worked, options: AnswerOptions(decimalComma: decimalComma)),
            output: try MarkingSession.Output(
                try formats(), folder: output, report: report, worked: worked, name: Console.stem(sheet),
                isSummaryOnly: summary),
            progress: Progress(isAskedFor: progress, files: files.count, resultsToTerminal: output == nil))
        try marking.mark(answers: answer)
        for file in files { try marking.mark(file: file) }
        try marking.end { files in
            try Check.written(files, to: output ?? ".", force: force, keeping: [sheet] + self.files)
        }
    }

    private func formats() throws -> [MarkingFormat] {
        guard let format else { return output == nil ? [.text] : [.md, .csv] }
        let known = MarkingFormat.allCases.map(\.rawValue).joined(separator: ", ")
        var formats: [MarkingFormat] = []
        for word in format.split(separator: ",") {
            guard let format = MarkingFormat(rawValue: String(word)) else {
                throw ValidationError("There is no format '\(word)'; the formats are \(known).")
            }
            if !formats.contains(format) { formats.append(format) }
        }
        guard !formats.isEmpty else { throw ValidationError("--format needs at least one of \(known).") }
        if output == nil, formats.count > 1 || formats == [.pdf] {
            throw ValidationError("Name a folder with -o: this makes more than standard output can hold.")
        }
        return formats
    }
}

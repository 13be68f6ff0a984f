import ArgumentParser
import Documents
import Exams
import Sheets

struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an exam of many variants from a tutorial sheet.",
        discussion: """
            The sheet says in `vary` blocks what is drawn and in `require` blocks what must hold. Without -o one variant \
            goes to standard output as a sheet; with it, by default, five are made: \(Generate.defaultFormats).

              attest generate sheet.md -o exam --count 30 --seed 2027
              attest generate sheet.md --form 1-2027-7-4ZQK9
              attest generate sheet.md -o exam --class-list class.csv --separate
              attest generate sheet.md -o bank --count 10000 --shard 3/8

            An interrupted run goes on where it was when the same command is given again.

            Formats:
            \(ExamFormat.allCases.map { "  \($0.rawValue): \($0.summary)" }.joined(separator: "\n"))

            Exit status:
              0  done
              1  the conditions accept too few of all draws there are
              2  the sheet cannot be read or draws nothing, or wrong usage
              3  undecided
              4  a limit was reached: no variant among the draws allowed by --attempts
            """)

    @Argument(help: "The tutorial sheet, a Markdown file.")
    var sheet: String

    @Option(name: .shortAndLong, help: "The folder for the files; made when it is not there.")
    var output: String?

    @Option(help: "How many variants.")
    var count: Int?

    @Option(help: "Any whole number from 0: another one gives another exam.")
    var seed: UInt64?

    @Option(help: "The number of the first variant, from 1.")
    var from = 1

    @Option(help: "Make exactly this form again, by the id printed on it.")
    var form: String?

    @Option(help: "One or more of the formats below, with commas between.")
    var format: String?

    @Option(help: "One or more of paper, key, scheme, blanks, with commas between.")
    var kind: String?

    @Option(help: "entry or choice: how numbers are asked for, typed or chosen among the values of known mistakes.")
    var questions = ExamOptions.QuestionKind.entry

    @Option(help: "i/N: make share i of N of the set; together the shares are the whole.")
    var shard: String?

    @Option(help: "A bank or the sheet of a variant whose numbers must not come again. Can be repeated.")
    var exclude: [String] = []

    @Option(help: "A CSV file of those who sit the exam: one variant each, with the name on it.")
    var classList: String?

    @Flag(help: "Files of its own for each variant, where one could hold all.")
    var separate = false

    @Option(help: "a4 or letter.")
    var paper = LaTeXOptions.Paper.a4

    @Option(help: "exam or plain.")
    var latexClass = ExamOptions.LaTeXClass.exam

    @Option(help: "How much of the working is shown: brief, standard or full.")
    var detail = HandoutOptions().detail

    @Option(help: "Significant digits of the decimals.")
    var digits = 4

    @Option(help: "How far the work of a variant may lie from the median, in per cent, or off.")
    var band: String?

    @Flag(inversion: .prefixedNo, help: "Refuse draws in which two known mistakes give the same value.")
    var diagnosis: Bool?

    @Option(help: "Draws that are tried for one variant.")
    var attempts = DrawingSettings.defaultAttempts

    @Flag(help: "In the bank (json), what each known mistake gives for each answer.")
    var mistakes = false

    @Flag(help: "Write a report beside the files: refusals by reason, the work of each variant.")
    var report = false

    @Flag(inversion: .prefixedNo, help: "Show how far a long run is; by default where standard error is a terminal.")
    var progress: Bool?

    @Option(
        help: "Variants that are worked out at a time; by default one for each core. The files do not depend on it.")
    var jobs: Int?

    @Flag(help: "Replace files that are already there.")
    var force = false

    func validate() throws {
        try Check.digits(digits)
        _ = try (formats(), kinds(), share(), bandInPercent())
        if let count, count < 1 { throw ValidationError("--count takes a whole number from 1 on.") }
        guard (1...VariantGenerator.limit).contains(from) else {
            throw ValidationError("--from takes the number of a variant, from 1 to \(VariantGenerator.limit).")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a whole number from 1 on.") }
        guard attempts >= 1 else { throw ValidationError("--attempts takes a whole number from 1 on.") }
        if classList != nil, count != nil {
            throw ValidationError("--class-list says how many variants there are: leave --count out.")
        }
        guard form != nil else { return }
        let given = [
            ("--count", count != nil), ("--seed", seed != nil), ("--from", from != 1), ("--shard", shard != nil),
            ("--class-list", classList != nil), ("--band", band != nil), ("--diagnosis", diagnosis != nil),
        ]
        if let (name, _) = given.first(where: \.1) {
            throw ValidationError("The form id says everything about its variant: leave \(name) out.")
        }
    }

    func run() async throws {
        let worked = WorkedSheet(file: sheet, bytes: try Console.bytes(ofFile: sheet))
        try Check.readable([worked])
        var settings = DrawingSettings(
            seed: seed ?? 1, band: try bandInPercent(), diagnoses: diagnosis ?? true, attempts: attempts,
            exclusions: try Check.exclusions(exclude, of: worked))
        let form = try form.map { try Check.form($0) }
        if let form { settings = form.settings(attempts: attempts, exclusions: settings.exclusions) }
        let candidates =
            try classList.map { list in
                try Check.classList(list, isPrinted: try formats().contains { $0 == .tex || $0 == .pdf })
            } ?? []
        let wanted = candidates.isEmpty ? count ?? (output == nil ? 1 : Self.defaultCount) : candidates.count
        guard wanted <= VariantGenerator.limit - from + 1 else {
            throw ValidationError("There are \(VariantGenerator.limit) variants of a seed; --count asks for more.")
        }
        let share = try share()
        var numbers = VariantGenerator.numbers(
            from...from + wanted - 1, share: share?.index ?? 1, of: share?.count ?? 1)
        if let form { numbers = [form.number] }
        var options = ExamOptions(
            stem: Console.stem(sheet),
            title: worked.elaboration.sheet.frontMatter.title ?? StarterSheet.title(of: Console.stem(sheet)),
            paper: paper,
            latexClass: latexClass, kinds: try kinds(), questions: questions,
            handout: HandoutOptions(detail: detail, digits: digits),
            isSeparate: separate, classList: candidates, settings: settings, firstNumber: form?.number ?? from,
            share: share, imageDirectory: Console.folder(sheet))
        options.hasMistakes = mistakes
        var session = GeneratingSession(
            worked: worked, options: options, formats: try formats(), numbers: numbers, output: output,
            isReporting: report, isReplacing: force, jobs: jobs ?? Console.cores,
            progress: Progress(isAskedFor: progress, files: 1, resultsToTerminal: output == nil, what: "made"))
        try await session.run(form: form, keeping: [sheet] + exclude + [classList].compactMap { $0 })
    }

    static let defaultCount = 5

    private static var defaultFormats: String { defaults.map(\.rawValue).joined(separator: ", ") }

    private static let defaults: [ExamFormat] = [.tex, .json]

    private func formats() throws -> [ExamFormat] {
        guard let format else { return output == nil ? [.sheet] : Self.defaults }
        return try Check.words(of: format, option: "--format", "format")
    }

    private func kinds() throws -> [PaperKind] {
        guard let kind else { return [.paper, .key] }
        return try Check.words(of: kind, option: "--kind", "kind of paper")
    }

    private func share() throws -> ExamOptions.Share? {
        guard let shard else { return nil }
        let parts = shard.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1, (1...count).contains(index)
        else { throw ValidationError("--shard takes i/N with i from 1 to N, such as 3/8; '\(shard)' is none.") }
        return ExamOptions.Share(index: index, of: count)
    }

    private func bandInPercent() throws -> Int? {
        guard let band else { return DrawingSettings.defaultBand }
        if band == "off" { return nil }
        guard let percent = Int(band), (0...DrawingSettings.bandLimit).contains(percent) else {
            throw ValidationError(
                "--band takes a percentage from 0 to \(DrawingSettings.bandLimit), or off; '\(band)' is none.")
        }
        return percent
    }
}

extension ExamOptions.LaTeXClass: ExpressibleByArgument {}
extension ExamOptions.QuestionKind: ExpressibleByArgument {}

import ArgumentParser
import Documents
import Sheets

struct Plot: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw attention maps and other figures.",
        discussion: """
            Draws the plot blocks of a sheet, or a quantity that is named, or the last value of a calculation. Without \
            -o a single figure goes to standard output.

              attest plot Problems/attention-heads-by-hand.md -o out
              attest plot sheet.md --name A --format pdf -o out
              attest plot --eval 'softmax([1, 2; 3, 4])' > map.svg
            """)

    @Argument(help: "A tutorial sheet, a Markdown file.")
    var sheet: String?

    @Option(help: "Draw this quantity of the sheet in place of its plot blocks.")
    var name: String?

    @Option(help: "Draw the last value of these lines; - reads standard input.")
    var eval: String?

    @Option(name: .shortAndLong, help: "The folder for the figures; made when it is not there.")
    var output: String?

    @Option(help: "One or more of svg, tex, pdf, with commas between.")
    var format = "svg"

    @Flag(help: "Replace files that are already there.")
    var force = false

    func validate() throws {
        guard (sheet == nil) != (eval == nil) else { throw ValidationError("Name a sheet, or give lines with --eval.") }
        if name != nil, sheet == nil { throw ValidationError("--name goes with a sheet.") }
        let formats = try formats()
        if output == nil, formats.count > 1 || formats == [.pdf] {
            throw ValidationError("Name a folder with -o: this makes more than standard output can hold.")
        }
    }

    func run() throws {
        let formats = try formats()
        let worked = try worked()
        try Check.readable([worked])
        let files = try Check.computable([worked], digits: 6) {
            try drawings(of: worked).flatMap { drawing in
                let made = try FigureFiles(drawing.figure).files(as: formats, name: drawing.stem)
                for warning in made.warnings { Console.write("\(drawing.stem): warning: \(warning)\n", to: .error) }
                return made.files
            }
        }
        guard let output else {
            guard files.count == 1 else {
                throw ValidationError("The sheet has \(files.count) figures: name a folder with -o.")
            }
            Console.write(String(decoding: files[0].bytes, as: UTF8.self))
            return
        }
        try Check.written(files, to: output, force: force, keeping: [sheet].compactMap { $0 })
    }

    private func worked() throws -> WorkedSheet {
        if let sheet { return WorkedSheet(file: sheet, bytes: try Console.bytes(ofFile: sheet)) }
        let lines = eval ?? ""
        let bytes = lines == "-" ? try Console.standardInput() : Array(lines.utf8)
        return Calculator(file: lines == "-" ? "standard input" : "expression", bytes: bytes).worked
    }

    private func drawings(of worked: WorkedSheet) throws -> [WorkedSheet.Drawing] {
        do {
            guard let sheet else { return [.init(stem: "plot", figure: try worked.drawingOfLastValue())] }
            let stem = Console.stem(sheet)
            return try name.map { try worked.drawings(of: $0, stem: stem) } ?? worked.drawings(stem: stem)
        } catch let failure as WorkedSheet.DrawingFailure {
            Console.write("\(sheet.map { $0 + ": " } ?? "")error: \(failure)\n", to: .error)
            throw ExitStatus.unreadable
        }
    }

    private func formats() throws -> [FigureFiles.Format] {
        var formats: [FigureFiles.Format] = []
        for word in format.split(separator: ",") {
            guard let known = FigureFiles.Format(rawValue: String(word)) else {
                throw ValidationError("There is no format '\(word)'; the formats are svg, tex and pdf.")
            }
            if !formats.contains(known) { formats.append(known) }
        }
        guard !formats.isEmpty else { throw ValidationError("--format needs at least one of svg, tex, pdf.") }
        return formats
    }
}

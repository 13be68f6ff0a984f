import ArgumentParser
import CodeEmission
import Documents
import Sheets

struct Code: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the Python scripts of tutorial sheets.",
        discussion: """
            A script works every step of the handout in PyTorch or NumPy and prints the same numbers. Without -o it goes \
            to standard output; a sheet named - is read from standard input.

              attest code Problems/self-attention-practice.md --for numpy
              attest code sheet.md --for pytorch -o sheet.py
              attest code Problems/*.md --for pytorch -o out --check
            """)

    @Argument(help: "Tutorial sheets, Markdown files.")
    var sheets: [String]

    @Option(name: .customLong("for"), help: "The library: pytorch or numpy.")
    var target: ScriptTarget

    @Option(name: .shortAndLong, help: "A folder, or with one sheet a file whose name ends in .py.")
    var output: String?

    @Flag(help: "Let the scripts compare every step with its exact value.")
    var check = false

    @Flag(help: "Replace files that are already there.")
    var force = false

    func validate() throws {
        let isFile = output.map { $0.hasSuffix(".py") } ?? true
        if sheets.count > 1 && isFile {
            throw ValidationError("Name a folder with -o: several sheets make several scripts.")
        }
    }

    func run() throws {
        let worked = try sheets.map { path in
            path == "-"
                ? WorkedSheet(file: "standard input", bytes: try Console.standardInput())
                : WorkedSheet(file: path, bytes: try Console.bytes(ofFile: path))
        }
        try Check.readable(worked)
        let scripts = try Check.computable(worked, digits: 17) {
            try worked.map { try Script(of: $0, for: target, isChecked: check).text }
        }
        guard let output else {
            for script in scripts { Console.write(script) }
            return
        }
        var folder = output
        var name: String?
        if output.hasSuffix(".py") {
            folder = Console.folder(output)
            name = output.split(separator: "/").last.map(String.init)
        }
        let files = zip(sheets, scripts).map { path, script in
            let stem = path == "-" ? "sheet" : Console.stem(path)
            return OutputFiles.File(name: name ?? "\(stem)-\(target.rawValue).py", text: script)
        }
        try Check.written(files, to: folder, force: force, keeping: sheets.filter { $0 != "-" })
    }
}

extension ScriptTarget: ExpressibleByArgument {}

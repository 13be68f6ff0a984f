#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// LaTeX made into a PDF by latexmk, in a folder of its own.
public struct Typesetting: Sendable {
    /// Where image paths in the LaTeX file start from; nil for the current folder.
    public var workingDirectory: String?
    /// The command to run, found along `PATH` when it is a bare name.
    public var command: String

    /// Runs latexmk in the current folder unless something else is asked for.
    public init(workingDirectory: String? = nil, command: String = "latexmk") {
        self.workingDirectory = workingDirectory
        self.command = command
    }

    /// Why there is no PDF.
    public enum Failure: Error, Hashable, Sendable {
        /// latexmk is not installed.
        case noTypesetter(command: String)
        /// TeX stopped: its message and the line of the LaTeX file, where it names one.
        case texError(message: String, line: Int?)
        /// latexmk ended without a PDF and without a TeX error.
        case noResult(status: Int)
        /// The temporary folder or a file in it.
        case system(operation: String, path: String, code: Int32)
    }

    /// What typesetting gave.
    public struct Result: Sendable {
        /// The bytes of the PDF file.
        public var pdf: [UInt8]
        /// TeX's log: overfull boxes, warnings.
        public var log: String
    }

    /// Typesets a LaTeX file.
    ///
    /// TeX may neither run other programs nor write outside the temporary folder, whatever the text says.
    ///
    /// - Parameter latex: a whole LaTeX document.
    /// - Throws: ``Failure``.
    /// - Cost: a second or two: two or three runs of pdfLaTeX.
    public func pdf(of latex: String) throws(Failure) -> Result {
        guard let executable = Self.executable(command) else { throw .noTypesetter(command: command) }
        let folder = try Self.temporaryFolder()
        defer { Self.remove(folder) }
        let source = folder + "/document.tex"
        do {
            try FileBytes.write(Array(latex.utf8), to: source)
        } catch {
            throw .system(operation: "write", path: source, code: error.code)
        }
        let arguments = [
            executable, "-pdf", "-norc", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error",
            "-no-shell-escape", "-silent", "-outdir=\(folder)", source,
        ]
        let status = try Self.run(arguments, in: workingDirectory ?? ".", output: folder + "/latexmk.out")
        let log = (try? FileBytes.read(folder + "/document.log")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if let error = Self.error(in: log) { throw .texError(message: error.message, line: error.line) }
        guard status == 0, let pdf = try? FileBytes.read(folder + "/document.pdf") else {
            throw .noResult(status: status)
        }
        return Result(pdf: pdf, log: log)
    }

    /// Whether the command can be found.
    public var isAvailable: Bool { Self.executable(command) != nil }

    // MARK: TeX's log

    /// The first error of a log written with `-file-line-error`: `document.tex:12: Undefined control sequence.` and,
    /// two lines below, what TeX had read.
    static func error(in log: String) -> (message: String, line: Int?)? {
        let lines = log.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if let range = line.firstRange(of: ".tex:") {
                let rest = line[range.upperBound...].split(separator: ":", maxSplits: 1)
                if rest.count == 2, let number = Int(rest[0]) {
                    let context = lines[(index + 1)...].prefix(4).first { $0.hasPrefix("l.\(number)") }
                    let read = context.map { TeXSource.trimmed(String($0.dropFirst("l.\(number)".count))) } ?? ""
                    let message = TeXSource.trimmed(String(rest[1]))
                    return (read.isEmpty ? message : "\(message) \(read)", number)
                }
            }
            if line.hasPrefix("! ") { return (String(line.dropFirst(2)), nil) }
        }
        return nil
    }

    // MARK: The system

    private static func executable(_ command: String) -> String? {
        if command.contains("/") { return access(command, X_OK) == 0 ? command : nil }
        guard let path = getenv("PATH") else { return nil }
        for folder in String(cString: path).split(separator: ":") {
            let candidate = "\(folder)/\(command)"
            if access(candidate, X_OK) == 0 { return candidate }
        }
        return nil
    }

    private static func temporaryFolder() throws(Failure) -> String {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/attest-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .system(operation: "create", path: base, code: errno) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The folder is flat: latexmk makes no folders for a document without \include.
    private static func remove(_ folder: String) {
        if let directory = opendir(folder) {
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
                    String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name != "." && name != ".." { unlink("\(folder)/\(name)") }
            }
            closedir(directory)
        }
        rmdir(folder)
    }

    private static func run(_ arguments: [String], in folder: String, output: String) throws(Failure) -> Int {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t? = nil
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // The C library's own way to change the folder of a child has no portable name; the shell's has.
        let shell = ["/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", folder] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = shell.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        var child = pid_t()
        let code = posix_spawn(&child, shell[0], &actions, nil, pointers, environ)
        guard code == 0 else { throw .system(operation: "run", path: arguments[0], code: code) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1 {
            guard errno == EINTR else { throw .system(operation: "wait for", path: arguments[0], code: errno) }
        }
        return Int((status & 0x7F) == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F))
    }
}

extension Typesetting.Failure: CustomStringConvertible {
    /// The failure as one sentence, with its remedy where there is one.
    public var description: String {
        switch self {
        case .noTypesetter(let command):
            "\(command) is not installed, so no PDF can be made. Install TeX Live (Debian: texlive-latex-extra, latexmk; macOS: MacTeX), or ask for tex and md only."
        case .texError(let message, let line):
            "TeX stopped\(line.map { " at line \($0) of the LaTeX file" } ?? ""): \(message)"
        case .noResult(let status): "latexmk ended with status \(status) and made no PDF."
        case .system(let operation, let path, let code):
            "Cannot \(operation) \(path): \(String(cString: strerror(code)))."
        }
    }
}

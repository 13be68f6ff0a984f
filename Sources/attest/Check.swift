import ArgumentParser
import Documents
import Graphs
import Numbers
import Sheets

/// What every subcommand asks of its input and says of its errors: messages to standard error, then the exit status.
enum Check {
    static func digits(_ digits: Int) throws {
        guard digits >= 1 else { throw ValidationError("--digits takes a whole number from 1 on.") }
    }

    /// All diagnostics of all sheets are printed before anything else is done.
    static func readable(_ worked: [WorkedSheet]) throws {
        let statuses = worked.flatMap { sheet in
            sheet.diagnostics.map { diagnostic in
                Console.write(diagnostic.message(in: sheet.elaboration.sheet.source), to: .error)
                return diagnostic.status
            }
        }
        try holds(Set(statuses))
    }

    /// Unreadable input outweighs a limit, that what does not hold, and that an open question.
    static func holds(_ statuses: Set<Int32>) throws {
        for status in [ExitStatus.unreadable, .limit, .refuted, .undecided] where statuses.contains(status.rawValue) {
            throw status
        }
    }

    /// Runs a piece of work that can meet a limit or an open question.
    static func computable<T>(_ sheets: [WorkedSheet], digits: Int, _ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch {
            throw explained(error, sheets, digits: digits)
        }
    }

    /// Says what a limit, an open question or TeX has to say; the status of the command.
    static func explained(_ error: any Error, _ sheets: [WorkedSheet], digits: Int) -> any Error {
        if let failure = error as? Typesetting.Failure {
            Console.write("error: \(failure)\n", to: .error)
            return ExitStatus.unreadable
        }
        guard let error = error as? NumberError else { return error }
        var message = "error: \(error.message)\n"
        for sheet in sheets {
            guard let diagnostic = sheet.unroundable(digits: digits) else { continue }
            message = diagnostic.message(in: sheet.elaboration.sheet.source)
            break
        }
        Console.write(message, to: .error)
        return switch error {
        case .hasNoValue: ExitStatus.unreadable
        case .undecided: ExitStatus.undecided
        case .tooLarge: ExitStatus.limit
        }
    }

    /// A step whose floating-point value rounding cannot explain fails the command and is named.
    static func agrees(_ checked: [(sheet: WorkedSheet, check: CrossCheck)]) throws {
        var agrees = true
        for (sheet, check) in checked {
            for message in sheet.messages(of: check) {
                agrees = false
                Console.write(message, to: .error)
            }
        }
        if !agrees { throw ExitStatus.refuted }
    }

    static func template(_ path: String) throws -> Template {
        let bytes = try Console.bytes(ofFile: path)
        do {
            return try Template(String(decoding: bytes, as: UTF8.self))
        } catch {
            Console.write("\(path):\(error.line):\(error.column): error: \(error.sentence)\n", to: .error)
            throw ExitStatus.unreadable
        }
    }

    /// Writes a file of the author's, never over one that is there, were it the same.
    static func new(_ file: OutputFiles.File, force: Bool) throws {
        if !force, (try? FileBytes.read(file.name)) != nil {
            Console.write("error: \(OutputFiles.Failure.exists(path: file.name))\n", to: .error)
            throw ExitStatus.unreadable
        }
        let isAbsolute = file.name.hasPrefix("/")
        try written(
            [isAbsolute ? OutputFiles.File(name: String(file.name.dropFirst()), bytes: file.bytes) : file],
            to: isAbsolute ? "/" : ".", force: force, keeping: [])
    }

    /// Writes all files or none, and never over a sheet that was read.
    static func written(_ files: [OutputFiles.File], to folder: String, force: Bool, keeping sheets: [String]) throws {
        do throws(OutputFiles.Failure) {
            for file in files {
                if let sheet = sheets.first(where: { FileBytes.isSameFile($0, "\(folder)/\(file.name)") }) {
                    throw .exists(path: sheet)
                }
            }
            try OutputFiles(folder: folder, replacing: force).write(files)
        } catch {
            Console.write("error: \(error)\n", to: .error)
            throw ExitStatus.unreadable
        }
    }
}

import Documents
import Marking
import Sheets

/// A run over files of answers: problems to standard error, reports to standard output or a folder, then the status.
struct MarkingSession {
    var run: MarkingRun
    var output: Output
    var progress: Progress

    /// Where the marked answers go.
    enum Output {
        case stream(MarkingStream)
        case files(MarkingFiles)
        case none

        init(
            _ formats: [MarkingFormat], folder: String?, report: MarkingReport, worked: WorkedSheet, name: String,
            isSummaryOnly: Bool
        ) throws {
            let ids = worked.elaboration.answers.map(\.id)
            if folder == nil, let format = formats.first {
                self = .stream(try MarkingStream(format, report: report, ids: ids, isSummaryOnly: isSummaryOnly))
            } else {
                self = .files(
                    try MarkingFiles(formats, report: report, ids: ids, name: name, isSummaryOnly: isSummaryOnly))
            }
        }
    }

    /// `ID=TEXT` from the command line; an id that is none is wrong usage.
    mutating func mark(answers: [String]) throws {
        guard !answers.isEmpty else { return }
        let submission: Submission
        do throws(SubmissionProblem) {
            submission = try Submission(parsing: answers, ids: run.ids)
        } catch {
            Console.write(error.message(file: "--answer"), to: .error)
            throw ExitStatus.unreadable
        }
        try take(.submission(submission), file: "--answer")
    }

    /// A file that cannot be read is reported, and the next one follows.
    mutating func mark(file path: String) throws {
        let name = path == "-" ? "standard input" : path
        do {
            let pieces = try FilePieces(path == "-" ? "/dev/stdin" : path)
            var file = try SubmissionFile(path: name, ids: run.ids) { try pieces.next() }
            while let item = try file.next() {
                try take(item, file: name)
                progress.show(part: file.part(read: pieces.count, of: pieces.size))
            }
        } catch let failure as FileBytes.Failure {
            tell(SubmissionProblem(.system("\(failure)")), file: name)
        } catch let problem as SubmissionProblem {
            tell(problem, file: name)
        }
        progress.endFile()
    }

    mutating func end(_ write: ([OutputFiles.File]) throws -> Void) throws {
        progress.end()
        switch output {
        case .stream(var stream): Console.write(try Self.sending { try stream.end(run.summary) })
        case .files(var files):
            let made = try Self.sending { try files.end(run.summary) }
            for warning in files.warnings { Console.write("warning: \(warning)\n", to: .error) }
            try write(made)
        case .none: break
        }
        try Check.holds(run.statuses)
    }

    private mutating func tell(_ problem: SubmissionProblem, file: String) {
        run.note(problem)
        Console.write(problem.message(file: file), to: .error)
    }

    private mutating func take(_ item: SubmissionFile.Item, file: String) throws {
        for event in run.take(item) {
            switch event {
            case .problem(let problem): Console.write(problem.message(file: file), to: .error)
            case .marked(let marked):
                progress.marked()
                switch output {
                case .stream(var stream):
                    let text = try Self.sending { try stream.add(marked) }
                    output = .stream(stream)
                    Console.write(text)
                case .files(var files):
                    // One owner, so that what is gathered grows in place.
                    output = .none
                    try Self.sending { try files.add(marked) }
                    output = .files(files)
                case .none: break
                }
            }
        }
    }

    private static func sending<T>(_ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let failure as MarkingStream.Failure {
            Console.write("error: \(failure)\n", to: .error)
            throw ExitStatus.unreadable
        } catch let failure as Typesetting.Failure {
            Console.write("error: \(failure)\n", to: .error)
            throw ExitStatus.unreadable
        }
    }
}

import ArgumentParser
import Documents
import Exams
import Sheets

/// A run over the variants of a set: messages to standard error, the files to a folder all at once, then the status.
struct GeneratingSession {
    let worked: WorkedSheet
    let options: ExamOptions
    let formats: [ExamFormat]
    let numbers: [Int]
    let output: String?
    let isReporting: Bool
    let isReplacing: Bool
    let jobs: Int
    var progress: Progress

    /// - Parameters:
    ///   - form: the form asked for, which must be one of this sheet.
    ///   - sheets: files that were read and are not written over.
    mutating func run(form: FormID?, keeping sheets: [String]) async throws {
        let generator = try Check.drawable(worked) { try VariantGenerator(worked, settings: options.settings) }
        if let form, form != generator.form(form.number) {
            let problem = FormID.Problem.otherSheet(hasExclusions: !options.settings.exclusions.variants.isEmpty)
            Console.write("--form \(form): error: \(problem.sentence)\n", to: .error)
            throw ExitStatus.unreadable
        }
        let journal = try output.map { folder in
            do throws(OutputFiles.Failure) {
                return try DrawJournal(output: folder, generator: generator)
            } catch {
                Console.write("error: \(error)\n", to: .error)
                throw ExitStatus.unreadable
            }
        }
        // A run that goes on may have written some of its files already; the last step compares them.
        let isGoingOn = numbers.contains { journal?.known[$0] != nil }
        if !isGoingOn { try checkNames(generator, keeping: sheets, journal) }
        if journal != nil { Interruption.announce() }
        var report = ExamReport(generator)
        let files: [OutputFiles.File]
        do {
            files = try await made(by: generator, journal, &report)
        } catch let error as GeneratorError {
            progress.end()
            // More attempts may be allowed to what was found; nothing else helps it.
            if case .attempts = error { journal?.removeIfEmpty() } else { journal?.remove() }
            throw Check.failing(error, worked)
        } catch {
            progress.end()
            throw Check.explained(error, [worked], digits: options.handout.digits)
        }
        progress.end()
        for (format, notes) in report.notes {
            for note in notes { Console.write("\(format.rawValue): note: \(note)\n", to: .error) }
        }
        guard let output else {
            guard files.count == 1, let file = files.first else {
                throw ValidationError("This makes \(files.count) files: name a folder with -o.")
            }
            Console.write(String(decoding: file.bytes, as: UTF8.self))
            if isReporting { Console.write(report.text, to: .error) }
            return
        }
        let reports = isReporting ? self.reports(report) : []
        Interruption.end()
        try Check.written(files + reports, to: output, force: isReplacing, keeping: sheets)
        journal?.remove()
        let count = files.count + reports.count
        Console.write(
            "\(worked.elaboration.sheet.source.file): \(report.summary); \(count) file\(count == 1 ? "" : "s") in \(output)\n",
            to: .error)
    }

    private mutating func made(
        by generator: VariantGenerator, _ journal: DrawJournal?, _ report: inout ExamReport
    ) async throws -> [OutputFiles.File] {
        var writers = formats.map { ($0, $0.writer(options: options)) }
        let known = journal?.known ?? [:]
        let run = ExamRun(
            generator, numbers: numbers, handout: options.handout,
            hasMistakes: formats.contains { $0.hasMistakes(options) }, known: known, jobs: jobs)
        let resumed = numbers.count { known[$0] != nil }
        var made = report
        var progress = progress
        try await run.variants { variant in
            let found = known[variant.number] ?? FoundDraw(variant, reason: generator.pilot.reason)
            journal?.add(found)
            for index in writers.indices { try writers[index].1.add(variant) }
            made.add(variant, found: found, candidate: options.candidate(of: variant.number))
            progress.made(of: numbers.count, earlier: resumed)
        }
        var files: [OutputFiles.File] = []
        for index in writers.indices {
            progress.say("writing \(writers[index].0.rawValue)")
            files += try writers[index].1.finish()
            made.notes.append((writers[index].0, writers[index].1.notes))
        }
        self.progress = progress
        report = made
        return files
    }

    private func reports(_ report: ExamReport) -> [OutputFiles.File] {
        [
            OutputFiles.File(name: options.fileName(kind: "report", ending: "txt"), text: report.text),
            OutputFiles.File(name: options.fileName(kind: "report", ending: "json"), text: report.json.text + "\n"),
        ]
    }

    /// Nothing that is there is in the way of a long run: what one variant would write stands for all.
    private func checkNames(_ generator: VariantGenerator, keeping sheets: [String], _ journal: DrawJournal?) throws {
        guard let output, !isReplacing, let first = numbers.first else { return }
        let present = FileBytes.names(in: output).filter { $0.hasPrefix(options.stem) }
        guard !present.isEmpty else { return }
        let taken = Set(present)
        var names = isReporting ? reports(ExamReport(generator)).map(\.name) : []
        do {
            let variant = try generator.variant(first)
            for format in formats {
                var writer = format.writer(options: options)
                try writer.add(variant)
                names += try writer.finish().map(\.name)
            }
        } catch {
            // What is wrong is said by the run itself.
            return
        }
        func start(_ number: Int) -> String { String(options.fileName(of: number, ending: "").dropLast()) }
        for name in names {
            let top = String(name.prefix { $0 != "/" })
            var all = [top]
            if top.hasPrefix(start(first)) { all = numbers.map { start($0) + top.dropFirst(start(first).count) } }
            guard let there = all.first(where: { taken.contains($0) }) else { continue }
            journal?.remove()
            let failure = OutputFiles.Failure.exists(path: "\(output)/\(there)")
            Console.write("error: \(failure)\n", to: .error)
            throw ExitStatus.unreadable
        }
    }
}

import ArgumentParser
import Exams
import Sheets

extension Check {
    /// The words of a list such as `tex,pdf`, each once.
    static func words<Word: RawRepresentable & CaseIterable & Equatable>(
        of list: String, option: String, _ what: String
    ) throws -> [Word] where Word.RawValue == String {
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        var words: [Word] = []
        for text in list.split(separator: ",") {
            guard let word = Word(rawValue: String(text)) else {
                throw ValidationError("There is no \(what) '\(text)'; there are \(known).")
            }
            if !words.contains(word) { words.append(word) }
        }
        guard !words.isEmpty else { throw ValidationError("\(option) needs at least one of \(known).") }
        return words
    }

    static func form(_ text: String) throws -> FormID {
        do {
            return try FormID(reading: text)
        } catch {
            Console.write("--form \(text): error: \(error.sentence)\n", to: .error)
            throw ExitStatus.unreadable
        }
    }

    /// Who sits the exam.
    ///
    /// - Parameter isPrinted: whether papers show the names, which their fonts must then have.
    static func classList(_ file: String, isPrinted: Bool) throws -> [ExamOptions.Candidate] {
        let bytes = try Console.bytes(ofFile: file)
        do {
            let list = try ClassList(reading: bytes)
            if isPrinted { try list.checkPrintable() }
            return list.candidates
        } catch {
            Console.write(error.message(file: file, bytes: bytes), to: .error)
            throw ExitStatus.unreadable
        }
    }

    /// What earlier exams hold, by the names that the sheet draws.
    static func exclusions(_ files: [String], of worked: WorkedSheet) throws -> Exclusions {
        var exclusions = Exclusions()
        var isReadable = true
        for file in files {
            let bytes = try Console.bytes(ofFile: file)
            do throws(Exclusions.Problem) {
                try exclusions.add(file: file, bytes: bytes, ids: worked.elaboration.draws.map(\.id))
            } catch {
                Console.write(error.message(file: file), to: .error)
                isReadable = false
            }
        }
        if !isReadable { throw ExitStatus.unreadable }
        return exclusions
    }

    /// The generator of a sheet, or what keeps it from drawing.
    static func drawable<T>(_ worked: WorkedSheet, _ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let error as GeneratorError {
            throw failing(error, worked)
        }
    }

    /// Says why there is no variant; the status of the command.
    static func failing(_ error: GeneratorError, _ worked: WorkedSheet) -> ExitStatus {
        Console.write(error.message(in: worked.elaboration.sheet.source), to: .error)
        switch error {
        case .diagnostics, .nothingToDraw, .sizes, .number, .differs: return .unreadable
        case .tooManySizes, .attempts: return .limit
        // All draws there are were looked at: the conditions do not hold. Some were: nobody knows.
        case .nothingAccepted(let report):
            return report.groups.allSatisfy { $0.isExhaustive || $0.accepted > 0 } ? .refuted : .limit
        case .exhausted: return .refuted
        }
    }
}

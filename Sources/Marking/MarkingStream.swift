import Documents
import Sheets

/// Marked answers written as they come: what standard output shows.
///
/// One student's answers are a report. Several are a line each and the class at the end; CSV and JSON are the same
/// for one and for many. Nothing is kept but what the first of several needs.
public struct MarkingStream: Sendable {
    /// What cannot be one text.
    public enum Failure: Error, Hashable, Sendable {
        /// The format holds one student.
        case severalStudents(MarkingFormat)
        /// Bytes are not for a terminal.
        case needsFolder(MarkingFormat)
    }

    private let format: MarkingFormat
    private let report: MarkingReport
    private let table: MarksTable
    private let isSummaryOnly: Bool
    private var first: MarkedSubmission?
    private var count = 0

    /// - Parameters:
    ///   - ids: the sheet's answers, in order.
    ///   - isSummaryOnly: whether only the class is written, whatever the number of students.
    /// - Throws: ``Failure`` for PDF.
    public init(
        _ format: MarkingFormat, report: MarkingReport, ids: [String], isSummaryOnly: Bool = false
    ) throws(Failure) {
        if format == .pdf { throw .needsFolder(format) }
        self.format = format
        self.report = report
        self.isSummaryOnly = isSummaryOnly
        table = MarksTable(ids: ids)
    }

    /// What is written for a submission, at once or held back until the next one comes.
    public mutating func add(_ marked: MarkedSubmission) throws -> String {
        count += 1
        if isSummaryOnly { return "" }
        switch format {
        case .csv: return (count == 1 ? table.header : "") + table.row(marked)
        case .json: return (count == 1 ? head + "\n    " : ",\n    ") + marked.report.text.indented
        case .text, .md, .tex, .pdf, .gradescope, .prairielearn: break
        }
        if count > 1, !format.holdsClass { throw Failure.severalStudents(format) }
        if count == 1 {
            first = marked
            return ""
        }
        defer { first = nil }
        return try [first, marked].compactMap { try $0.map(one) }.joined()
    }

    /// What is written at the end.
    public mutating func end(_ summary: ClassSummary) throws -> String {
        let page = report.document(of: summary)
        switch format {
        case .csv: return isSummaryOnly ? table.summary(summary) : count == 0 ? table.header : ""
        case .json:
            return (count == 0 || isSummaryOnly ? head : "\n  ") + "],\n  \"summary\": "
                + summary.report.text.split(separator: "\n").joined(separator: "\n  ") + "\n}\n"
        case .gradescope: return try first.map { $0.gradescope.text + "\n" } ?? refused(summary)
        case .prairielearn: return try first.map { $0.prairieLearn.text + "\n" } ?? refused(summary)
        case .tex, .pdf:
            if isSummaryOnly { return try page.latex().text }
            return try first.map { try report.document(of: $0).latex().text } ?? ""
        case .text:
            if let first, !isSummaryOnly { return report.document(of: first).plainText() }
            return count == 0 ? "" : (isSummaryOnly ? "" : "\n") + page.plainText()
        case .md:
            if let first, !isSummaryOnly { return try report.document(of: first).markdown().text }
            return count == 0 ? "" : (isSummaryOnly ? "" : "\n") + (try page.markdown().text)
        }
    }

    /// A platform waits for a result also where nothing could be read.
    private func refused(_ summary: ClassSummary) throws -> String {
        if isSummaryOnly { throw Failure.severalStudents(format) }
        let words = "The answers could not be read."
        let members: [JSON.Member] =
            format == .gradescope
            ? [.init("score", .integer(0)), .init("output", .string(words)), .init("tests", .array([]))]
            : [.init("gradable", .boolean(false)), .init("format_errors", .array([.string(words)]))]
        return JSON.object(members).text + "\n"
    }

    private func one(_ marked: MarkedSubmission) throws -> String {
        if format == .md { return try report.document(of: marked).markdown().text + "\n" }
        return marked.line + "\n"
    }

    private var head: String {
        let title = JSON.string(report.title ?? "").text
        return """
            {
              "format": "attest-marking",
              "version": 1,
              "title": \(report.title == nil ? "null" : title),
              "submissions": [
            """
    }
}

extension MarkingStream.Failure: CustomStringConvertible {
    /// The failure as one sentence, with its remedy.
    public var description: String {
        switch self {
        case .severalStudents(let format): "\(format.rawValue) holds one student. Name a folder with -o for several."
        case .needsFolder(let format): "Name a folder with -o for \(format.rawValue)."
        }
    }
}

extension String {
    /// A JSON text inside an array inside an object.
    fileprivate var indented: String { split(separator: "\n").joined(separator: "\n    ") }
}

extension MarkedSubmission {
    /// Marks and what is amiss, on one line: `Ada: 4 of 6 marks; 1a.p wrong (no-scaling), 1a.z no answer`.
    var line: String {
        var amiss = answers.filter { !$0.isFine && !$0.isMissing }.map { answer in
            "\(answer.id) \(answer.wordsForTutors)" + (answer.diagnoses.first.map { " (\($0.code))" } ?? "")
        }
        let missing = answers.filter { $0.isMissing && !$0.isForAPerson }
        if !missing.isEmpty {
            amiss.append(
                missing.count > 2
                    ? "\(missing.count) not answered" : missing.map { "\($0.id) not answered" }.joined(separator: ", "))
        }
        return "\(student.asOneLine): \(marks.asMarks) of \(possible.asMarks) marks"
            + (amiss.isEmpty ? "" : "; " + amiss.joined(separator: ", "))
    }
}

extension MarkedAnswer {
    /// `outcomeWords` as they are said of a student, not to one.
    fileprivate var wordsForTutors: String {
        if case .followsThrough(let earns) = outcome { return earns ? "follows" : "follows, earns nothing" }
        return outcomeWords
    }
}

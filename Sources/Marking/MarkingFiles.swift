import Documents
import Sheets

/// Marked answers as files of a folder: a file per student and format, one of the class, tables of all.
public struct MarkingFiles: Sendable {
    private let formats: [MarkingFormat]
    private let report: MarkingReport
    private let paper: LaTeXOptions.Paper
    private let isSummaryOnly: Bool
    private var tables: [(name: String, stream: MarkingStream, text: String)] = []
    private var files: [OutputFiles.File] = []
    private var names: Set<String> = ["class"]
    private var count = 0
    /// What a writer could not show as it was meant.
    public private(set) var warnings: [WritingWarning] = []

    /// - Parameters:
    ///   - ids: the sheet's answers, in order.
    ///   - name: what the tables are called, without ending: the sheet's name.
    ///   - isSummaryOnly: whether only the class is written.
    public init(
        _ formats: [MarkingFormat], report: MarkingReport, ids: [String], name: String, paper: LaTeXOptions.Paper = .a4,
        isSummaryOnly: Bool = false
    ) throws {
        self.formats = formats
        self.report = report
        self.paper = paper
        self.isSummaryOnly = isSummaryOnly
        for format in formats where format == .json || format == .csv {
            let stream = try MarkingStream(format, report: report, ids: ids, isSummaryOnly: isSummaryOnly)
            tables.append(("\(name)-marks.\(format.rawValue)", stream, ""))
        }
    }

    /// Adds a student's files.
    ///
    /// - Throws: `Typesetting.Failure`.
    public mutating func add(_ marked: MarkedSubmission) throws {
        count += 1
        for index in tables.indices { tables[index].text += try tables[index].stream.add(marked) }
        if isSummaryOnly { return }
        let name = unused(marked.student.asFileName)
        for format in formats {
            guard let ending = format.fileEnding else { continue }
            let bytes: [UInt8]
            switch format {
            case .gradescope: bytes = Array((marked.gradescope.text + "\n").utf8)
            case .prairielearn: bytes = Array((marked.prairieLearn.text + "\n").utf8)
            case .text, .md, .tex, .pdf, .json, .csv: bytes = try written(report.document(of: marked), format)
            }
            files.append(OutputFiles.File(name: "\(name).\(ending)", bytes: bytes))
        }
    }

    /// All files, the class among them when there is one.
    public mutating func end(_ summary: ClassSummary) throws -> [OutputFiles.File] {
        for index in tables.indices { tables[index].text += try tables[index].stream.end(summary) }
        let isClass = count > 1 || isSummaryOnly
        for format in formats where isClass {
            switch format {
            case .text, .md, .tex, .pdf:
                files.append(
                    OutputFiles.File(
                        name: "class.\(format.fileEnding ?? "")",
                        bytes: try written(report.document(of: summary), format)))
            case .json, .csv, .gradescope, .prairielearn: continue
            }
        }
        return tables.map { OutputFiles.File(name: $0.name, text: $0.text) } + files
    }

    private mutating func written(_ document: Document, _ format: MarkingFormat) throws -> [UInt8] {
        switch format {
        case .text: return Array(document.plainText().utf8)
        case .md: return Array(try noting(document.markdown()).utf8)
        case .tex: return Array(try noting(document.latex(LaTeXOptions(paper: paper))).utf8)
        case .pdf:
            return try Typesetting(workingDirectory: ".").pdf(of: noting(document.latex(LaTeXOptions(paper: paper))))
                .pdf
        case .json, .csv, .gradescope, .prairielearn: return []
        }
    }

    private mutating func noting(_ written: Written) -> String {
        for warning in written.warnings where !warnings.contains(warning) { warnings.append(warning) }
        return written.text
    }

    /// Two students of one name get two files; so do names that a file system takes for the same.
    private mutating func unused(_ name: String) -> String {
        var candidate = name
        var number = 1
        while !names.insert(candidate.lowercased()).inserted {
            number += 1
            candidate = "\(name)-\(number)"
        }
        return candidate
    }
}

extension String {
    /// The text as the name of a file: no folders, nothing hidden, nothing that a shell or another system refuses.
    var asFileName: String {
        var name = ""
        for character in asOneLine.trimmed {
            name.append("/\\:*?\"<>|'`$".contains(character) ? "_" : character)
        }
        while name.utf8.count > 120 { name.removeLast() }
        while name.hasPrefix(".") || name.hasPrefix("-") { name.removeFirst() }
        return name.isEmpty ? "student" : name
    }
}

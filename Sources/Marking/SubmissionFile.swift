/// A file of answers: one student's or a whole class's, in YAML, JSON, CSV or as a filled-in sheet.
///
/// Submissions come one after the other; one that cannot be read is reported in its place and the next one follows.
public struct SubmissionFile {
    /// One piece of the file.
    public enum Item: Hashable, Sendable {
        case submission(Submission)
        /// A submission that cannot be read, or something in the file to know of; its status says how bad it is.
        case problem(SubmissionProblem)
    }

    /// How answers stand in a file.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case yaml, json, csv, markdown

        /// By the end of a file's name.
        public init?(fileName: String) {
            guard let dot = fileName.lastIndex(of: ".") else { return nil }
            switch fileName[fileName.index(after: dot)...].lowercased() {
            case "yaml", "yml": self = .yaml
            case "json": self = .json
            case "csv", "tsv", "tab": self = .csv
            case "md", "markdown": self = .markdown
            default: return nil
            }
        }
    }

    /// Endings of files that people take for a table and that are none.
    private static let others = ["xlsx", "xls", "ods", "numbers", "docx", "odt", "pdf", "zip", "ipynb", "tex", "html"]

    private var source: Source
    private var count = 0

    private enum Source {
        case rows(SubmissionRows)
        case items(ArraySlice<Item>)
    }

    /// A file under its path; where the ending says nothing, the first line does.
    ///
    /// - Parameters:
    ///   - ids: the ids of the sheet's answers, in its order.
    ///   - read: the next piece of the file, nil at its end; CSV is read as it comes, other formats whole.
    /// - Throws: what `read` throws, and ``SubmissionProblem`` for a kind of file that is never read.
    public init(path: String, ids: [String], _ read: @escaping () throws -> [UInt8]?) throws {
        let fileName = path.split(separator: "/").last.map(String.init) ?? path
        let name =
            Format(fileName: fileName) == nil
            ? fileName : fileName.split(separator: ".").dropLast().joined(separator: ".")
        if let format = Format(fileName: fileName) {
            try self.init(format, ids: ids, name: name.isEmpty ? fileName : name, read)
            return
        }
        if let ending = fileName.split(separator: ".").last?.lowercased(), Self.others.contains(ending) {
            throw SubmissionProblem(.unknownFormat(fileName))
        }
        var start: [UInt8] = []
        while !start.contains(UInt8(ascii: "\n")), start.count < CSVRows.rowLimit, let piece = try read(),
            !piece.isEmpty
        {
            start += piece
        }
        var isFirst = true
        try self.init(Self.format(of: start, ids: ids), ids: ids, name: fileName) {
            guard isFirst, !start.isEmpty else { return try read() }
            isFirst = false
            return start
        }
    }

    /// A first line with an answer's id between separators is a table's; `#` or a fence begin a sheet; all else is YAML.
    private static func format(of start: [UInt8], ids: [String]) -> Format {
        let line = String(
            decoding: start.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self
        )
        .trimmed
        let cells = line.split { ",;\t".contains($0) }.map { String($0).trimmed.trimming("\"") }
        if cells.contains(where: ids.contains) { return .csv }
        return line.hasPrefix("# ") || line.hasPrefix("```") ? .markdown : .yaml
    }

    /// - Parameters:
    ///   - ids: the ids of the sheet's answers, in its order.
    ///   - name: what the only submission is called when the file does not say.
    ///   - read: the next piece of the file, nil at its end; CSV is read as it comes, other formats whole.
    public init(
        _ format: Format, ids: [String], name: String, _ read: @escaping () throws -> [UInt8]?
    ) throws {
        switch format {
        case .csv:
            source = .rows(SubmissionRows(CSVRows(read), ids: ids))
        case .yaml, .json, .markdown:
            var bytes: [UInt8] = []
            while let piece = try read(), !piece.isEmpty {
                bytes += piece
                guard bytes.count <= SubmissionDocument.sizeLimit else {
                    let problem = SubmissionProblem(.tooLong(limit: SubmissionDocument.sizeLimit))
                    source = .items([.problem(problem)])
                    return
                }
            }
            let items =
                format == .markdown
                ? FilledInSheet.items(bytes, ids: ids, name: name)
                : SubmissionDocument.items(bytes, isJSON: format == .json, ids: ids, name: name)
            source = .items(items[...])
            count = items.count
        }
    }

    /// How much of the file is done, from 0 to 1.
    ///
    /// - Parameters:
    ///   - read: bytes that were read.
    ///   - size: bytes that there are; nil for a stream.
    public func part(read: Int, of size: Int?) -> Double {
        switch source {
        case .rows(let rows): size.map { Double(read - rows.unread) / Double(max(1, $0)) } ?? 0
        case .items(let items): Double(count - items.count) / Double(max(1, count))
        }
    }

    /// The next submission or problem, nil at the end.
    public mutating func next() throws -> Item? {
        switch source {
        case .rows(var rows):
            defer { source = .rows(rows) }
            return try rows.next()
        case .items(var items):
            defer { source = .items(items) }
            return items.popFirst()
        }
    }
}

extension String {
    fileprivate func trimming(_ mark: Character) -> String {
        var text = Substring(self)
        while text.first == mark { text = text.dropFirst() }
        while text.last == mark { text = text.dropLast() }
        return String(text)
    }
}

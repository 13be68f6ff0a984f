import Marking

/// Those who sit an exam, from a CSV file such as the platforms of courses export.
///
///     try ClassList(reading: bytes).candidates.first       // Ada Lovelace, 101
///
/// The first row names the columns: `name`, or `first name` and `surname`; `id`, `id number`, `student id`, `username`
/// or `email address`, the first of them that is there. A file of one or two columns without such a row holds names
/// and, behind them, numbers.
public struct ClassList: Sendable {
    /// In the order of the file.
    public let candidates: [ExamOptions.Candidate]

    /// What is wrong with a file.
    public enum Problem: Error, Hashable, Sendable {
        /// No row has a name.
        case empty
        /// More than two columns and none of a name that is known.
        case columns([String])
        /// A row without a name, by its line.
        case noName(line: Int)
        /// A row whose quotation marks do not match or that is not UTF-8, by its line.
        case row(line: Int)
        /// Two rows are the same person, by their lines.
        case repeated(String, lines: [Int])
    }

    private static let fullNames = ["name", "full name", "student", "student name"]
    private static let firstNames = ["first name", "firstname", "given name", "first"]
    private static let lastNames = ["surname", "last name", "lastname", "family name", "last"]
    private static let ids = [
        "id", "id number", "student id", "sid", "student number", "matriculation number", "username", "email",
        "email address",
    ]

    /// Reads the bytes of a file.
    public init(reading bytes: [UInt8]) throws(Problem) {
        var pieces = [bytes]
        var rows = CSVRows { pieces.popLast() }
        var all: [CSVRows.Row] = []
        // Only what reads a file can throw, and the bytes are here.
        while let row = try? rows.next() {
            guard row.problem == nil else { throw .row(line: row.line) }
            all.append(row)
        }
        guard let header = all.first else { throw .empty }
        let names = header.cells.map { Self.trimmed($0).lowercased() }
        func column(_ known: [String]) -> Int? { known.lazy.compactMap { names.firstIndex(of: $0) }.first }
        var nameColumns = column(Self.fullNames).map { [$0] } ?? [Self.firstNames, Self.lastNames].compactMap(column)
        var idColumn = column(Self.ids)
        if nameColumns.isEmpty, idColumn == nil {
            guard names.count <= 2 else { throw .columns(header.cells) }
            (nameColumns, idColumn) = ([0], 1)
        } else {
            guard !nameColumns.isEmpty else { throw .columns(header.cells) }
            all.removeFirst()
        }
        var candidates: [ExamOptions.Candidate] = []
        var lines: [ExamOptions.Candidate: Int] = [:]
        for row in all {
            func cell(_ index: Int) -> String {
                row.cells.indices.contains(index) ? Self.trimmed(row.cells[index]) : ""
            }
            let name = nameColumns.map(cell).filter { !$0.isEmpty }.joined(separator: " ")
            let id = idColumn.map(cell) ?? ""
            if name.isEmpty, row.cells.allSatisfy({ Self.trimmed($0).isEmpty }) { continue }
            guard !name.isEmpty else { throw .noName(line: row.line) }
            let candidate = ExamOptions.Candidate(name: name, id: id)
            // Two people may have one name, but then something must tell them apart.
            if let line = lines[candidate] { throw .repeated(name, lines: [line, row.line]) }
            lines[candidate] = row.line
            candidates.append(candidate)
        }
        guard !candidates.isEmpty else { throw .empty }
        self.candidates = candidates
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

extension ClassList.Problem {
    /// What is wrong, and what to do.
    public func message(file: String) -> String {
        switch self {
        case .empty:
            "\(file): error: There is nobody on this class list.\n  fix: Give one row for each student, with a column ‘name’.\n"
        case .columns(let columns):
            "\(file):1: error: No column is a name: \(columns.prefix(8).joined(separator: ", ")).\n"
                + "  fix: Call one ‘name’, or two ‘first name’ and ‘surname’.\n"
        case .noName(let line): "\(file):\(line): error: This row has no name.\n  fix: Write it, or take the row out.\n"
        case .row(let line):
            "\(file):\(line): error: The quotation marks of this row do not match, or it is not UTF-8.\n"
                + "  fix: Save the list as CSV in UTF-8.\n"
        case .repeated(let name, let lines):
            "\(file):\(lines.last ?? 1): error: ‘\(name)’ stands in line \(lines.first ?? 1) already.\n"
                + "  fix: Take one of the rows out, or add a column ‘id’ that tells them apart.\n"
        }
    }
}

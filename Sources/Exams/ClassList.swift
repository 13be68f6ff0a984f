import Marking

/// Those who sit an exam, from a CSV file such as the platforms of courses export.
///
///     try ClassList(reading: bytes).candidates.first       // Ada Lovelace, 101
///
/// The first row names the columns: `name`, or `first name` and `surname`; `id`, `id number`, `student id`, `username`
/// or `email address`, the first of them that is there; their names in other languages in which platforms export them.
/// A file of one or two columns without such a row holds names and, behind them, numbers.
public struct ClassList: Sendable {
    /// In the order of the file.
    public let candidates: [ExamOptions.Candidate]
    /// The line of the file in which each begins, from 1.
    public let lines: [Int]

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
        /// A row with more cells than there are columns: a name with an unquoted comma.
        case cells(line: Int, count: Int, columns: Int)
        /// Two rows are the same person, by their lines.
        case repeated(String, lines: [Int])
        /// A character of a name that the fonts of the papers do not have.
        case unprintable(Character, name: String, line: Int)
    }

    private static let fullNames = ["name", "full name", "student", "student name", "nom complet", "nombre completo"]
    private static let firstNames = ["first name", "firstname", "given name", "first", "vorname", "prénom", "nombre"]
    private static let lastNames = [
        "surname", "last name", "lastname", "family name", "last", "nachname", "nom", "apellidos", "apellido(s)",
    ]
    private static let ids = [
        "id", "id number", "student id", "sid", "student number", "matriculation number", "matrikelnummer",
        "id-nummer", "username", "email", "email address", "e-mail", "anmeldename",
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
        var lines: [Int] = []
        var known: [ExamOptions.Candidate: Int] = [:]
        for row in all {
            func cell(_ index: Int) -> String {
                row.cells.indices.contains(index) ? Self.trimmed(row.cells[index]) : ""
            }
            if row.cells.allSatisfy({ Self.trimmed($0).isEmpty }) { continue }
            // A name such as Lovelace, Ada without quotation marks would put everything one column too far.
            let count = (row.cells.lastIndex { !Self.trimmed($0).isEmpty } ?? 0) + 1
            guard count <= names.count else { throw .cells(line: row.line, count: count, columns: names.count) }
            let name = nameColumns.map(cell).filter { !$0.isEmpty }.joined(separator: " ")
            guard !name.isEmpty else { throw .noName(line: row.line) }
            let candidate = ExamOptions.Candidate(name: name, id: idColumn.map(cell) ?? "")
            // Two people may have one name, but then something must tell them apart.
            if let line = known[candidate] { throw .repeated(name, lines: [line, row.line]) }
            known[candidate] = row.line
            candidates.append(candidate)
            lines.append(row.line)
        }
        guard !candidates.isEmpty else { throw .empty }
        self.candidates = candidates
        self.lines = lines
    }

    /// White space around a cell taken off, line ends in it made spaces.
    private static func trimmed(_ text: String) -> String {
        let core = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        return core.contains(where: \.isNewline) ? String(core.map { $0.isNewline ? " " : $0 }) : core
    }
}

import Documents

extension ClassList {
    /// That papers can print every name and number.
    ///
    /// - Throws: ``Problem/unprintable(_:name:line:)`` for the first character that the fonts of the papers do not have.
    public func checkPrintable() throws(Problem) {
        for (candidate, line) in zip(candidates, lines) {
            for text in [candidate.name, candidate.id] {
                var pieces = LaTeXPieces(paper: .a4)
                _ = pieces.text(text)
                guard !pieces.warnings.isEmpty else { continue }
                for character in text {
                    var piece = LaTeXPieces(paper: .a4)
                    _ = piece.text(String(character))
                    if !piece.warnings.isEmpty { throw .unprintable(character, name: text, line: line) }
                }
            }
        }
    }
}

extension ClassList.Problem {
    /// What is wrong, where it is, and what to do.
    public func message(file: String, bytes: [UInt8]) -> String {
        guard let line else { return "\(file): error: \(sentence)\n  fix: \(remedy)\n" }
        let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        var text = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
        if text.unicodeScalars.first == "\u{FEFF}" { text = String(text.unicodeScalars.dropFirst()) }
        let (column, length) = place(in: text)
        let margin = String(line)
        let underline = String(repeating: " ", count: column - 1) + String(repeating: "^", count: max(1, length))
        return "\(file):\(line):\(column): error: \(sentence)\n  \(margin) | \(text)\n"
            + "  \(String(repeating: " ", count: margin.count)) | \(underline)\n  fix: \(remedy)\n"
    }

    private var line: Int? {
        switch self {
        case .empty: nil
        case .columns: 1
        case .noName(let line), .row(let line), .cells(let line, _, _), .unprintable(_, _, let line): line
        case .repeated(_, let lines): lines.last
        }
    }

    /// The column, from 1, and the length of what is meant.
    private func place(in line: String) -> (column: Int, length: Int) {
        let characters = Array(line)
        func first(_ isMeant: (Character) -> Bool) -> Int? { characters.firstIndex(where: isMeant).map { $0 + 1 } }
        switch self {
        case .row: return (first { $0 == "\"" || $0 == "\u{FFFD}" } ?? 1, 1)
        case .unprintable(let character, _, _): return (first { $0 == character } ?? 1, 1)
        case .empty, .columns, .noName, .cells, .repeated: return (1, characters.count)
        }
    }

    private var sentence: String {
        switch self {
        case .empty: "There is nobody on this class list."
        case .columns(let columns): "No column is a name: \(columns.prefix(8).joined(separator: ", "))."
        case .noName: "This row has no name."
        case .row: "The quotation marks of this row do not match, or it is not UTF-8."
        case .cells(_, let count, let columns):
            "This row has \(count) cells, but there \(columns == 1 ? "is 1 column" : "are \(columns) columns")."
        case .repeated(let name, let lines): "‘\(name)’ stands in line \(lines.first ?? 1) already."
        case .unprintable(let character, let name, _): "The fonts of the papers have no ‘\(character)’: ‘\(name)’."
        }
    }

    private var remedy: String {
        switch self {
        case .empty: "Give one row for each student, with a column ‘name’."
        case .columns: "Call one ‘name’, or two ‘first name’ and ‘surname’."
        case .noName: "Write it, or take the row out."
        case .row: "Save the list as CSV in UTF-8."
        case .cells: "Put a name with a comma in it between quotation marks: \"Lovelace, Ada\"."
        case .repeated: "Take one of the rows out, or add a column ‘id’ that tells them apart."
        case .unprintable:
            "Write the name in Latin letters, or leave it out and print the number as the name; other formats take it as it is."
        }
    }
}

/// The rows of a CSV text, one after the other, as RFC 4180 has them.
///
/// Reads pieces of a file as they come, so that a file of any length takes the memory of its longest row. A byte order
/// mark is skipped; lines end with LF, CRLF or CR; a quoted cell may hold separators, quotes (doubled) and line ends.
/// What stands between commas, semicolons or tabs is decided by the first line: the separator it has most of, outside
/// quotes.
///
///     var rows = CSVRows { pieces.popLast() }
///     try rows.next()?.cells                           // ["student", "1a.p"]
package struct CSVRows {
    /// One row.
    package struct Row: Hashable {
        /// What stands between the separators, quotes taken off.
        package var cells: [String]
        /// The line of the file it begins in, from 1.
        package var line: Int
        /// What is wrong with it: a quote that is not closed, or one inside an unquoted cell; the row is then useless.
        package var problem: Problem?
    }

    /// What can be wrong with a row.
    package enum Problem: Hashable {
        case quoteNotClosed
        /// Text behind the closing quote of a cell.
        case textBehindQuote
        case notUTF8
        case tooLong(limit: Int)
    }

    /// Bytes that one row may have.
    static let rowLimit = 1 << 20

    private let read: () throws -> [UInt8]?
    private var buffer: [UInt8] = []
    private var position = 0
    private var line = 1
    private var separator: UInt8?

    /// Bytes that were read and not yet looked at.
    var unread: Int { buffer.count - position }

    /// - Parameter read: the next piece of the file, nil or empty at its end.
    package init(_ read: @escaping () throws -> [UInt8]?) { self.read = read }

    /// The next row that is not blank; nil at the end.
    package mutating func next() throws -> Row? {
        if separator == nil {
            separator = try firstSeparator()
            if try peek(0) == 0xEF, try peek(1) == 0xBB, try peek(2) == 0xBF { position += 3 }
        }
        while try peek(0) != nil {
            let row = try readRow()
            if row.cells != [""] || row.problem != nil { return row }
        }
        return nil
    }

    /// The separator that the first line has most of, a comma when it has none.
    private mutating func firstSeparator() throws -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        var offset = 0
        while let byte = try peek(offset), offset < Self.rowLimit {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted {
                if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
                if [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(byte) {
                    counts[byte, default: 0] += 1
                }
            }
            offset += 1
        }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let most = candidates.map { counts[$0] ?? 0 }.max() ?? 0
        return candidates.first { (counts[$0] ?? 0) == most } ?? UInt8(ascii: ",")
    }

    private mutating func peek(_ offset: Int) throws -> UInt8? {
        while position + offset >= buffer.count {
            guard let more = try read(), !more.isEmpty else { return nil }
            if position > 0 {
                buffer.removeFirst(position)
                position = 0
            }
            buffer += more
        }
        return buffer[position + offset]
    }

    /// Past the next line end, keeping nothing.
    private mutating func passLine() throws {
        while try peek(0) != nil {
            let end = buffer[position...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            guard let end else {
                position = buffer.count
                continue
            }
            position = end + 1
            if buffer[end] == UInt8(ascii: "\r"), try peek(0) == UInt8(ascii: "\n") { position += 1 }
            return
        }
    }

    /// Up to and past the next line end outside quotes.
    ///
    /// A row with something wrong in it ends at its first line end, wherever its quotes lead: a quote that is not
    /// closed must not take the rows below with it.
    private mutating func readRow() throws -> Row {
        var row = RowReading(separator: separator ?? UInt8(ascii: ","))
        var offset = 0
        var firstLineEnd: Int?
        var linesInside = 0
        while let byte = try peek(offset), !row.isFinished, !row.isBroken || firstLineEnd == nil {
            if offset >= Self.rowLimit {
                row.problem = .tooLong(limit: Self.rowLimit)
                row.isQuoted = false
                if firstLineEnd == nil {
                    position += offset
                    try passLine()
                    firstLineEnd = 0
                }
                break
            }
            offset += 1
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if byte == UInt8(ascii: "\r"), try peek(offset) == UInt8(ascii: "\n") { offset += 1 }
                firstLineEnd = firstLineEnd ?? offset
                linesInside += 1
                row.lineEnd()
                if row.isBroken { break }
            } else if row.isQuoted, byte == UInt8(ascii: "\"") {
                if try peek(offset) == UInt8(ascii: "\"") {
                    offset += 1
                    row.take(byte)
                } else {
                    row.isQuoted = false
                }
            } else if !row.isBroken {
                row.read(byte)
            }
        }
        row.end()
        let start = line
        let endsEarly = row.isBroken && firstLineEnd != nil
        position += endsEarly ? firstLineEnd ?? offset : offset
        line += endsEarly ? 1 : linesInside
        return Row(cells: row.cells, line: start, problem: row.problem)
    }
}

/// A row while it is read.
private struct RowReading {
    let separator: UInt8
    var cells: [String] = []
    var problem: CSVRows.Problem?
    var isQuoted = false
    var isFinished = false
    private var cell: [UInt8] = []
    private var wasQuoted = false

    init(separator: UInt8) { self.separator = separator }

    /// Whether its cells cannot be told apart any more.
    var isBroken: Bool {
        switch problem {
        case .quoteNotClosed, .textBehindQuote, .tooLong: true
        case .notUTF8, nil: false
        }
    }

    mutating func take(_ byte: UInt8) { cell.append(byte) }

    mutating func lineEnd() {
        if isQuoted { take(UInt8(ascii: "\n")) } else { isFinished = true }
    }

    mutating func read(_ byte: UInt8) {
        if isQuoted {
            take(byte)
        } else if byte == separator {
            finish()
        } else if byte == UInt8(ascii: "\""), !wasQuoted, cell.allSatisfy({ $0 == UInt8(ascii: " ") }) {
            cell.removeAll(keepingCapacity: true)
            (isQuoted, wasQuoted) = (true, true)
        } else if wasQuoted {
            if byte != UInt8(ascii: " ") { problem = .textBehindQuote }
        } else {
            take(byte)
        }
    }

    mutating func end() {
        if isQuoted, problem == nil { problem = .quoteNotClosed }
        finish()
    }

    private mutating func finish() {
        if let text = String(validating: cell, as: UTF8.self) {
            cells.append(text)
        } else {
            cells.append(String(decoding: cell, as: UTF8.self))
            problem = problem ?? .notUTF8
        }
        cell.removeAll(keepingCapacity: true)
        wasQuoted = false
    }
}

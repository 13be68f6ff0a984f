import Graphs
import Marking
import Numbers
import Sheets
import Yams

extension Exclusions {
    /// What is wrong with a file of variants to exclude.
    public enum Problem: Error, Hashable, Sendable {
        /// None of the drawn names has a value in it.
        case noValues(known: [String])
        /// A value that cannot be read as data of a sheet, and whose it is.
        case value(String, id: String, place: String)
        /// Not JSON, and why.
        case json(String)
        /// A row of a table, by its line.
        case row(line: Int)
        /// A sheet with errors: the first of them, as it is printed.
        case sheet(String)
    }

    /// Excludes the variants of a file: a bank in JSON or CSV, or the sheet of a variant.
    ///
    /// A bank names the drawn values by their ids, `1.X`, as columns or keys; what else it holds does not matter.
    ///
    /// - Parameters:
    ///   - file: its name, whose ending says what it is: `.json`, `.csv`, `.tsv`; everything else is a sheet.
    ///   - ids: the names that the sheet draws.
    public mutating func add(file: String, bytes: [UInt8], ids: [String]) throws(Problem) {
        let before = variants.count
        switch file.split(separator: ".").last.map({ $0.lowercased() }) {
        case "json": try add(json: bytes, ids: ids)
        case "csv", "tsv": try add(table: bytes, ids: ids)
        default: try add(sheet: WorkedSheet(file: file, bytes: bytes), ids: ids)
        }
        guard variants.count > before else { throw .noValues(known: ids) }
    }

    private mutating func add(sheet: WorkedSheet, ids: [String]) throws(Problem) {
        let elaboration = sheet.elaboration
        if let first = sheet.diagnostics.first { throw .sheet(first.message(in: elaboration.sheet.source)) }
        var values: [DrawnValue] = []
        for line in elaboration.lines {
            let item = elaboration.sheet.items[line.item]
            guard case .given = item.content else { continue }
            for node in line.nodes {
                guard let label = elaboration.graph[node].label, let value = sheet.exact[node] else { continue }
                let id = elaboration.sheet.sections[item.section].id(of: label)
                if ids.contains(id) { values.append(DrawnValue(id: id, value: value, text: "")) }
            }
        }
        add(values)
    }

    private mutating func add(table bytes: [UInt8], ids: [String]) throws(Problem) {
        var pieces = [bytes]
        var rows = CSVRows { pieces.popLast() }
        // Only what reads a file can throw, and the bytes are here.
        guard let header = try? rows.next() else { return }
        while let row = try? rows.next() {
            guard row.problem == nil else { throw .row(line: row.line) }
            var texts: [(id: String, text: String)] = []
            for (name, cell) in zip(header.cells, row.cells) where ids.contains(name) && !cell.isEmpty {
                texts.append((name, cell))
            }
            try add(texts: texts, place: "line \(row.line)")
        }
    }

    private mutating func add(json bytes: [UInt8], ids: [String]) throws(Problem) {
        let text = String(decoding: bytes.map { $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self)
        let root: Node?
        do {
            root = try Yams.compose(yaml: text, .basic)
        } catch {
            throw .json("\(error)")
        }
        if let root { try add(root, ids: ids, depth: 0) }
    }

    /// Every mapping that has drawn names among its keys is a variant, wherever it stands.
    private mutating func add(_ node: Node, ids: [String], depth: Int) throws(Problem) {
        guard depth < 64 else { return }
        switch node {
        case .sequence(let sequence):
            for element in sequence { try add(element, ids: ids, depth: depth + 1) }
        case .mapping(let mapping):
            var texts: [(id: String, text: String)] = []
            for (key, value) in mapping {
                guard let id = key.string, ids.contains(id) else {
                    try add(value, ids: ids, depth: depth + 1)
                    continue
                }
                // The value itself, or a mapping in which it is the text.
                if let text = value.scalar?.string ?? value.mapping?["text"]?.string { texts.append((id, text)) }
            }
            try add(texts: texts, place: "line \(node.mark?.line ?? 0)")
        case .scalar, .alias: return
        }
    }

    private mutating func add(texts: [(id: String, text: String)], place: String) throws(Problem) {
        var values: [DrawnValue] = []
        for (id, text) in texts {
            guard let value = Self.value(text) else { throw .value(text, id: id, place: place) }
            values.append(DrawnValue(id: id, value: value, text: text))
        }
        add(values)
    }

    /// The value of data as they are typed in a sheet.
    private static func value(_ text: String) -> Tensor<Number>? {
        guard !text.contains("\n") else { return nil }
        let sheet = WorkedSheet(file: "value", bytes: Array("```given\nX = \(text)\n```\n".utf8))
        guard sheet.diagnostics.isEmpty, let node = sheet.elaboration.lines.first?.nodes.first else { return nil }
        return sheet.exact[node]
    }
}

extension Exclusions.Problem {
    /// What is wrong, and what to do.
    ///
    ///     last-year.csv: error: None of the drawn names is in it (1.X, 1.q).
    public func message(file: String) -> String {
        switch self {
        case .noValues(let known):
            "\(file): error: None of the drawn names has a value in it (\(known.joined(separator: ", "))).\n"
                + "  fix: Give a bank that was made from this sheet, or the sheet of a variant.\n"
        case .value(let text, let id, let place):
            "\(file): error: ‘\(text.prefix(60))’ is no value of \(id) (\(place)).\n"
                + "  fix: Write it as in a sheet: [1, 2; 0, -1/2].\n"
        case .json(let problem):
            "\(file): error: This is no JSON: \(problem)\n  fix: Give the bank as it was written.\n"
        case .row(let line):
            "\(file):\(line): error: The quotation marks of this row do not match.\n  fix: Give the bank as it was written.\n"
        case .sheet(let message): message
        }
    }
}

import Formulas
import Graphs
import Marking
import Numbers
import Testing

/// Rows of a table `typed ¦ shape ¦ values ¦ forms ¦ echo`, written by hand from what a text means.
///
/// `⏎` stands for a line end, `⇥` for a tab. Shapes: `s` a number, `v3` a vector that may stand either way, `c3` a column,
/// `r3` a row, `m2x2` a matrix. Forms: `e` exact, `m` mixed, `3.2` a decimal of 3 places and 2 significant digits; one for
/// all entries or one for each. The echo is compared where it is given.
struct AnswerRow: Sendable {
    var typed: String
    var shape: String
    var values: [String]
    var forms: [String]
    var echo: String

    static func rows(_ table: String) -> [AnswerRow] {
        table.split(separator: "\n").map { line in
            let cells = line.split(separator: "¦", omittingEmptySubsequences: false).map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            let list = { (cell: String) in cell.split(separator: ";").map { String($0.drop { $0 == " " }) } }
            return AnswerRow(
                typed: cells[0].replacing("⏎", with: "\n").replacing("⇥", with: "\t"), shape: cells[1],
                values: list(cells[2]), forms: list(cells[3]), echo: cells.count > 4 ? cells[4] : "")
        }
    }

    func check(_ options: AnswerOptions = AnswerOptions()) throws {
        let reading: AnswerReading
        do {
            reading = try AnswerReader(options).read(typed)
        } catch {
            Issue.record("\(typed.debugDescription): \(error)")
            return
        }
        #expect(Self.code(of: reading) == shape, "\(typed.debugDescription)")
        let entries = reading.entries.elements
        try #require(entries.count == values.count, "\(typed.debugDescription): \(reading.echo)")
        for (index, entry) in entries.enumerated() {
            let expected = try Number(Formula.read(values[index]))
            #expect(
                Number.equality(entry.value, expected) == .equal,
                "\(typed.debugDescription): \(entry.value) at \(index), not \(values[index])")
            let form = forms[forms.count == 1 ? 0 : index]
            #expect(Self.code(of: entry.form) == form, "\(typed.debugDescription) at \(index)")
        }
        if !echo.isEmpty { #expect(reading.echo == echo, "\(typed.debugDescription)") }
    }

    static func code(of form: AnswerReading.Form) -> String {
        switch form {
        case .exact: "e"
        case .mixed: "m"
        case .decimal(let places, let digits): "\(places).\(digits)"
        }
    }

    static func code(of reading: AnswerReading) -> String {
        let (rows, columns) = (reading.entries.rows, reading.entries.columns)
        switch reading.entries.shape {
        case .scalar: return "s"
        case .column: return (reading.showsOrientation ? "c" : "v") + "\(rows)"
        case .row: return (reading.showsOrientation ? "r" : "v") + "\(columns)"
        case .matrix: return "m\(rows)x\(columns)"
        }
    }
}

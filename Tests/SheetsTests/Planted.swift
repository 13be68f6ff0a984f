import Graphs
import Numbers
import Rationals

@testable import Sheets

/// A sheet with one place marked `⟦…⟧`; the marks are taken out before it is read.
struct Planted {
    let text: String
    /// UTF-8 offsets of what stood between the marks.
    let range: Range<Int>

    init(_ marked: String) {
        let pieces = marked.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = (pieces.count > 1 ? pieces[1] : "").split(
            separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
        let inside = rest.first ?? ""
        text = String(pieces[0]) + inside + (rest.count > 1 ? rest[1] : "")
        let start = pieces[0].utf8.count
        range = start..<start + inside.utf8.count
    }

    /// Line and column from 1, counted here and not by the reader: lines by `\n`, columns in characters.
    var position: (line: Int, column: Int) {
        let before = String(decoding: Array(text.utf8)[..<range.lowerBound], as: UTF8.self)
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.count, (lines.last?.count ?? 0) + 1)
    }
}

extension WorkedSheet {
    init(text: String) { self.init(file: "sheet.md", bytes: Array(text.utf8)) }

    /// The messages as they are printed.
    var messages: [String] { diagnostics.map { $0.message(in: elaboration.sheet.source) } }

    /// The exact entries of the last value.
    var last: [Number]? { elaboration.lines.last?.nodes.last.flatMap { exact[$0] }?.elements }

    var lastShape: Shape? { elaboration.lines.last?.nodes.last.map { elaboration.graph[$0].shape } }

    /// The exact entries of what an answer asks for.
    func answer(_ id: String) -> [Number]? {
        elaboration.answers.first { $0.id == id }?.node.flatMap { exact[$0] }?.elements
    }
}

/// Lines worked out by themselves.
func calculated(_ lines: String) -> WorkedSheet { Calculator(bytes: Array(lines.utf8)).worked }

/// Whole numbers as exact ones.
func numbers(_ values: Int...) -> [Number] { numbers(values) }

func numbers(_ values: [Int]) -> [Number] { values.map { Number(Rational($0)) } }

/// A sheet of one question with data and steps.
func sheet(given: String = "X = [1, 2; 3, 4]\nq = [5, 6]", solve: String, rest: String = "") -> String {
    "# Question 1\n\n```given\n\(given)\n```\n\n### Solution\n\n```solve\n\(solve)\n```\n\n\(rest)\n"
}

public import Sheets

/// A fact about a sheet and where it shows.
public struct LintFinding: Hashable, Sendable {
    /// What there is to know.
    public var fact: LintFact
    /// UTF-8 offsets in the sheet's text.
    public var range: Range<Int>

    /// A fact at a place.
    public init(_ fact: LintFact, at range: Range<Int>) {
        self.fact = fact
        self.range = range
    }

    /// The finding as it is printed: place, sentence, the line with the place underlined, and what to do.
    ///
    ///     sheet.md:7:1: note: Rows 1 and 3 of ‘X’ are equal.
    ///         7 | X = [1, 2; 0, 1; 1, 2]
    ///           | ^
    ///       hint: Choose other numbers if the tokens are to differ.
    public func message(in source: SourceText) -> String {
        let (line, column) = source.position(of: range.lowerBound)
        var lines = ["\(source.file):\(line):\(column): \(fact.severity.rawValue): \(fact.sentence)"]
        lines += source.excerpt(range)
        if let remedy = fact.remedy { lines.append("  \(fact.severity == .warning ? "fix" : "hint"): \(remedy)") }
        return lines.joined(separator: "\n") + "\n"
    }
}

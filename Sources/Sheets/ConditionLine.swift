public import Formulas

/// One line of a `require` block as it is written.
///
///     max(s) - min(s) <= 6
///     distinct(s_i) for i in 1..3
public struct ConditionLine: Hashable, Sendable {
    /// The condition without running indices.
    public var body: Range<Int>
    /// The running indices behind `for`.
    public var family: [Statement.IndexRange]
    /// The whole line without a remark.
    public var range: Range<Int>
}

extension ConditionLine {
    /// The lines of a block.
    static func reading(
        _ block: Range<Int>, of source: SourceText
    ) -> (lines: [ConditionLine], diagnostics: [Diagnostic]) {
        var lines: [ConditionLine] = []
        var diagnostics: [Diagnostic] = []
        for line in source.statementLines(of: block) {
            var read = ConditionLine(body: line, family: [], range: line)
            if let word = source.word("for", in: line) {
                read.body = source.trimmed(line.lowerBound..<word.lowerBound)
                do throws(Diagnostic) {
                    read.family = try source.indexRanges(word.lowerBound..<line.upperBound)
                } catch {
                    diagnostics.append(error)
                    continue
                }
            }
            guard !read.body.isEmpty else {
                diagnostics.append(Diagnostic(.condition(.noCondition), at: line))
                continue
            }
            lines.append(read)
        }
        return (lines, diagnostics)
    }
}

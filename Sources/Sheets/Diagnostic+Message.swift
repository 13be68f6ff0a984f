extension Diagnostic {
    /// The diagnostic as it is printed: place, sentence, the line with the place underlined, and what to do.
    ///
    ///     sheet.md:7:9: error: ‘q_’ has no value.
    ///         7 | z = X^T q_
    ///           |         ^~
    ///       fix: Did you mean ‘q’?
    ///
    /// Lines and columns count from 1, columns in characters.
    public func message(in source: SourceText) -> String {
        let (line, column) = source.position(of: range.lowerBound)
        var lines = ["\(source.file):\(line):\(column): error: \(sentence(in: source))"]
        if !source.bytes.isEmpty { lines += source.excerpt(range) }
        if let remedy { lines.append("  fix: \(remedy)") }
        return lines.joined(separator: "\n") + "\n"
    }
}

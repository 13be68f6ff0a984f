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
        var lines = ["\(source.file):\(line):\(column): error: \(Self.shortened(sentence(in: source)))"]
        if !source.bytes.isEmpty { lines += source.excerpt(range) }
        lines.append("  fix: \(Self.shortened(remedy(in: source)))")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Words that nobody reads to the end are cut: a name may be as long as the file.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > 400 else { return text }
        return text.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.utf8.count > 60 ? $0.prefix(40) + "…" : $0 }
            .joined(separator: " ")
    }
}

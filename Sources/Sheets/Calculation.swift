import Formulas

/// The statements of a `given` or `solve` block, and the names whose lines could not be read.
public struct Calculation: Hashable, Sendable {
    /// The lines that could be read, in order.
    public var statements: [Statement]
    /// What the unreadable lines would have defined: nobody is told that these names are unknown.
    public var unreadable: [Name]

    /// A calculation of statements.
    public init(statements: [Statement], unreadable: [Name] = []) {
        self.statements = statements
        self.unreadable = unreadable
    }
}

extension Calculation {
    static func reading(
        _ body: Range<Int>, of source: SourceText
    ) -> (calculation: Calculation, diagnostics: [Diagnostic]) {
        let (statements, errors) = Statement.readAll(source.textWithLineFeeds(body), offset: body.lowerBound)
        let unreadable = errors.compactMap { target(before: $0.range.lowerBound, in: body, of: source) }
        return (Calculation(statements: statements, unreadable: unreadable), errors.map { Diagnostic($0) })
    }

    /// The name on the left of the nearest `=` at the start of a line, at or above an offset.
    private static func target(before offset: Int, in body: Range<Int>, of source: SourceText) -> Name? {
        guard !body.isEmpty else { return nil }
        let first = source.lineIndex(of: body.lowerBound)
        var index = source.lineIndex(of: min(offset, body.upperBound - 1))
        while index >= first {
            let line = source.lineRange(index).clamped(to: body)
            if let equals = source.bytes[line].firstIndex(of: UInt8(ascii: "=")) {
                let text = source.text(line.lowerBound..<equals)
                let start = text.prefix { !"+-*/([{;,".contains($0) }
                let typed = Array(start.utf8)
                guard let read = try? Formula.read(String(start)) else { return nil }
                let formula =
                    read.superscripted { typed.indices.contains($0) && typed[$0] == UInt8(ascii: "(") } ?? read
                switch formula.node {
                case .name(let name): return name
                case .subscripted(let base, _):
                    if case .name(let name) = base.node { return name }
                    return nil
                default: return nil
                }
            }
            index -= 1
        }
        return nil
    }
}

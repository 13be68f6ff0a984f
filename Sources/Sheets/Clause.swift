import Formulas

/// One line of a `vary` or `require` block, kept as it is written: what it means is settled when variants are drawn.
///
///     X ~ integers(-3..3)
///     max(s) - min(s) <= 6
public struct Clause: Hashable, Sendable {
    /// The name before `~`; nil in `require`.
    public var subject: Name?
    /// What follows `~`, or the whole condition.
    public var body: Range<Int>
    /// The condition when it is an ordinary formula.
    public var formula: Formula?
    /// The whole line without a remark.
    public var range: Range<Int>
}

extension Clause {
    /// The lines of a block; `isDraw` tells `vary` from `require`.
    static func reading(
        _ block: Range<Int>, of source: SourceText, isDraw: Bool
    ) -> (clauses: [Clause], diagnostics: [Diagnostic]) {
        var clauses: [Clause] = []
        var diagnostics: [Diagnostic] = []
        for line in source.statementLines(of: block) {
            let sides = source.pieces(line, separator: UInt8(ascii: "~"))
            guard isDraw else {
                // Words such as `all weights` are no formula; whoever checks the condition reads them.
                let formula = try? Formula.read(source.text(line), offset: line.lowerBound)
                clauses.append(Clause(subject: nil, body: line, formula: formula, range: line))
                continue
            }
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
                diagnostics.append(Diagnostic(.drawWithoutTilde, at: line))
                continue
            }
            do throws(ReadingError) {
                let subject = try Formula.read(source.text(sides[0]), offset: sides[0].lowerBound)
                let named = subject.superscripted { source.bytes[$0] == UInt8(ascii: "(") } ?? subject
                guard case .name(let name) = named.node else {
                    diagnostics.append(Diagnostic(.drawWithoutTilde, at: sides[0]))
                    continue
                }
                clauses.append(Clause(subject: name, body: sides[1], formula: nil, range: line))
            } catch {
                diagnostics.append(Diagnostic(error))
            }
        }
        return (clauses, diagnostics)
    }
}

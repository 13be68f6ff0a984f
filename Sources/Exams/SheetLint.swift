import Graphs
import Marking
import Numbers
public import Sheets

/// What a lecturer wants to know of a sheet before an exam.
///
///     let lint = SheetLint(worked)
///     lint.findings.map { $0.message(in: worked.elaboration.sheet.source) }
public struct SheetLint: Sendable {
    /// In the order of the text.
    public let findings: [LintFinding]
    let source: SourceText

    /// Looks at a sheet without diagnostics.
    ///
    /// - Cost: the exact value of every mistake that can be made, and for a sheet that draws a few thousand draws.
    public init(_ worked: WorkedSheet) {
        source = worked.elaboration.sheet.source
        var findings = Self.parts(worked) + Self.marks(worked.elaboration)
        findings += Self.drawing(worked)
        if worked.elaboration.draws.isEmpty {
            findings += Self.values(worked).map { LintFinding($0.fact, at: $0.range) } + Self.mistakes(worked)
        } else {
            // What stands in the sheet is an example; students get variants.
            findings += Self.draws(worked)
        }
        let sorted = findings.enumerated().sorted { a, b in
            (a.element.range.lowerBound, a.offset) < (b.element.range.lowerBound, b.offset)
        }
        self.findings = sorted.map(\.element)
    }

    /// Whether something ought to be changed.
    public var hasWarnings: Bool { findings.contains { $0.fact.severity == .warning } }

    /// All findings as they are printed, or one line that there are none.
    public var text: String {
        guard !findings.isEmpty else { return "\(source.file): nothing to say\n" }
        return findings.map { $0.message(in: source) }.joined()
    }

    /// The findings of several sheets for programs.
    ///
    ///     {"format": "attest-lint", "version": 1, "sheets": [{"file": "sheet.md", "findings": [{
    ///       "kind": "tie", "severity": "note", "line": 7, "column": 5, "sentence": "…", "remedy": "…"}]}]}
    public static func report(of all: [SheetLint]) -> JSON {
        .object([
            .init("format", .string("attest-lint")), .init("version", .integer(1)),
            .init("sheets", .array(all.map(\.report))),
        ])
    }

    private var report: JSON {
        let findings = findings.map { finding -> JSON in
            let (line, column) = source.position(of: finding.range.lowerBound)
            return .object([
                .init("kind", .string(finding.fact.kind)), .init("severity", .string(finding.fact.severity.rawValue)),
                .init("line", .integer(line)), .init("column", .integer(column)),
                .init("sentence", .string(finding.fact.sentence)),
                .init("remedy", finding.fact.remedy.map(JSON.string) ?? .null),
            ])
        }
        return .object([.init("file", .string(source.file)), .init("findings", .array(findings))])
    }

    private static func mistakes(_ worked: WorkedSheet) -> [LintFinding] {
        let marker = MarkingRun(worked).marker
        return findings(of: marker.indistinguishable(), in: worked.elaboration, isEveryDraw: false)
    }

    /// Mistakes by the lines of the answers that they concern.
    static func findings(
        of hidden: [Marker.Indistinguishable], in elaboration: Elaboration, isEveryDraw: Bool
    ) -> [LintFinding] {
        hidden.map { hidden in
            // Places of one mistake may give a group more than once.
            var groups: [[String]] = []
            for codes in hidden.alike where !groups.contains(codes) { groups.append(codes) }
            return LintFinding(
                .mistakes(answer: hidden.id, right: hidden.right, alike: groups, isEveryDraw: isEveryDraw),
                at: elaboration.answers.first { $0.id == hidden.id }?.answer.range ?? 0..<0)
        }
    }
}

import Sheets

/// The mistakes that a sheet's numbers do not show, in words: what a lecturer wants to know before handing it out.
public struct IndistinguishableMistakes: Sendable {
    /// The sheet.
    public let file: String
    /// What was found, by answer.
    public let findings: [Marker.Indistinguishable]

    /// Tries every mistake of the catalogue on a sheet without diagnostics.
    ///
    /// - Cost: as `Marker.indistinguishable()`.
    public init(_ worked: WorkedSheet) {
        file = worked.elaboration.sheet.source.file
        findings = MarkingRun(worked, options: AnswerOptions()).marker.indistinguishable()
    }

    /// A paragraph per answer.
    ///
    ///     sheet.md: 1.p: right all the same with no-scaling
    ///     sheet.md: 1.p: the same wrong value from keys-and-values-swapped, queries-and-keys-swapped
    public var text: String {
        guard !findings.isEmpty else { return "\(file): every known mistake shows in its answers\n" }
        return findings.map { finding in
            var lines: [String] = []
            if !finding.right.isEmpty {
                lines.append("\(file): \(finding.id): right all the same with \(Self.list(finding.right))")
            }
            for codes in finding.alike {
                lines.append("\(file): \(finding.id): the same wrong value from \(Self.list(codes))")
            }
            return lines.map { $0 + "\n" }.joined()
        }.joined()
    }

    private static func list(_ codes: [String]) -> String { codes.joined(separator: ", ") }
}

import Rationals
public import Sheets

/// What a run has made and what it took: for the lecturer, beside the files.
public struct ExamReport: Sendable {
    private let pilot: PilotReport
    private let settings: DrawingSettings
    private var forms: [Form] = []
    private var refusals: [FoundDraw.Reason] = []
    /// What formats could not hold, by format, in order.
    public var notes: [(format: ExamFormat, notes: [String])] = []

    /// A variant in the report.
    private struct Form: Sendable {
        var number: Int
        var form: String
        var attempts: Int
        var candidate: ExamOptions.Candidate?
        var work: Work
    }

    /// A report of a run that has not begun.
    public init(_ generator: VariantGenerator) {
        pilot = generator.pilot
        settings = generator.settings
    }

    /// Draws that were looked at.
    public var draws: Int { forms.reduce(0) { $0 + $1.attempts } }

    /// Variants that were made.
    public var count: Int { forms.count }

    /// Takes a variant.
    public mutating func add(_ variant: Variant, found: FoundDraw, candidate: ExamOptions.Candidate?) {
        forms.append(
            Form(
                number: variant.number, form: variant.form, attempts: found.attempts, candidate: candidate,
                work: variant.work))
        for reason in found.refusals {
            if let index = refusals.firstIndex(where: { $0.text == reason.text }) {
                refusals[index].count += reason.count
            } else {
                refusals.append(reason)
            }
        }
    }

    /// One line: what was made and how many draws it took.
    ///
    ///     5 variants from 37 draws (14 % accepted)
    public var summary: String {
        let share = PilotReport.Group.percent(Double(count) / Double(max(1, draws)))
        return "\(count) variant\(count == 1 ? "" : "s") from \(draws) draw\(draws == 1 ? "" : "s") (\(share) accepted)"
    }

    /// The refusals, most first; of as many the one that came up first.
    private var mostRefused: [FoundDraw.Reason] { refusals.descending(by: \.count) }

    /// The report in words.
    public var text: String {
        var lines = [
            summary,
            "seed \(settings.seed), band \(settings.band.map { "\($0) %" } ?? "off"), "
                + "diagnosis \(settings.diagnoses ? "on" : "off")",
            "", "Refused while these variants were drawn:",
        ]
        lines += mostRefused.map { "  \($0.count) \($0.count == 1 ? "draw" : "draws"): \($0.text)" }
        if refusals.isEmpty { lines.append("  none") }
        lines += ["", "What the conditions do to draws in general:"]
        lines += pilot.text.split(separator: "\n").map { "  \($0)" }
        for (format, notes) in notes where !notes.isEmpty {
            lines += ["", "What \(format.rawValue) could not hold:"] + notes.map { "  \($0)" }
        }
        lines += ["", "The work of a variant, from its own solution:"]
        lines += Self.table(
            [["", "smallest", "median", "largest"]]
                + Work.Measure.allCases.map { [$0.rawValue] + spread(of: $0).map(\.description) })
        if let band = pilot.band {
            lines.append("  At most \(band.percent) % from the usual, or \(WorkBand.slack):")
            lines += Self.table(zip(Work.Measure.allCases, band.medians).map { [$0.rawValue, $1.description] })
        }
        lines += ["", "Variants:"]
        let heading = ["", "form", "draws"] + Work.Measure.allCases.map(\.rawValue) + (hasNames ? ["name"] : [])
        lines += Self.table(
            [heading]
                + forms.map { form in
                    let work = Work.Measure.allCases.map { form.work[$0].description }
                    let who = form.candidate.map { $0.id.isEmpty ? $0.name : "\($0.id) \($0.name)" } ?? ""
                    return [String(form.number), form.form, String(form.attempts)] + work + (hasNames ? [who] : [])
                })
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the band is around; null without one.
    private var medians: JSON {
        guard let band = pilot.band else { return .null }
        return .object(
            zip(Work.Measure.allCases, band.medians).map { .init($0.rawValue, .string($1.description)) })
    }

    private var hasNames: Bool { forms.contains { $0.candidate != nil } }

    /// The smallest, the middle and the largest count of the set; of an even number the lower middle.
    private func spread(of measure: Work.Measure) -> [Integer] {
        let sorted = forms.map { $0.work[measure] }.sorted()
        guard let first = sorted.first, let last = sorted.last else { return [] }
        return [first, sorted[(sorted.count - 1) / 2], last]
    }

    /// Columns with two blanks between them.
    private static func table(_ rows: [[String]]) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            var line = " "
            for (cell, width) in zip(row, widths) {
                line += " " + cell + String(repeating: " ", count: width - cell.count + 1)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// The report for programs.
    public var json: JSON {
        .object([
            .init("seed", .string(String(settings.seed))), .init("band", settings.band.map { .integer($0) } ?? .null),
            .init("diagnosis", .boolean(settings.diagnoses)), .init("variants", .integer(count)),
            .init("draws", .integer(draws)),
            .init("medians", medians),
            .init(
                "refusals",
                .array(
                    mostRefused.map {
                        .object([.init("reason", .string($0.text)), .init("draws", .integer($0.count))])
                    })),
            .init(
                "notes",
                .array(
                    notes.flatMap { format, notes in
                        notes.map {
                            .object([.init("format", .string(format.rawValue)), .init("note", .string($0))])
                        }
                    })),
            .init(
                "forms",
                .array(
                    forms.map { form in
                        var members: [JSON.Member] = [
                            .init("number", .integer(form.number)), .init("form", .string(form.form)),
                            .init("draws", .integer(form.attempts)),
                            .init("work", form.work.json),
                        ]
                        if let candidate = form.candidate {
                            members += [
                                .init("name", .string(candidate.name)), .init("id", .string(candidate.id)),
                            ]
                        }
                        return .object(members)
                    })),
        ])
    }
}

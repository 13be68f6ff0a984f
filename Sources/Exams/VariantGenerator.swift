import Graphs
import Marking
import Numbers
import Rationals
import Sheets
import Synchronization

/// Makes the variants of a sheet, each by its number alone.
///
///     let generator = try VariantGenerator(sheet, settings: DrawingSettings(seed: 7))
///     let variant = try generator.variant(42)
///     variant.form                                     // 1-7-42-K7QX5
///
/// Variant k of a seed is the same whatever was made before, on every machine and in every thread; no two variants of a
/// seed have the same data.
public final class VariantGenerator: Sendable {
    /// What decides the variants besides the sheet.
    public let settings: DrawingSettings
    /// What the conditions do to draws, found out before any variant.
    public let pilot: PilotReport
    /// 15 bits of the sheet and of what is excluded, printed in every form id.
    public let fingerprint: UInt16
    let plan: DrawPlan
    let acceptance: Acceptance
    let points: RandomPoints
    let places: [DistinctPoints]
    let scan = Mutex(Scan())

    /// The most variants of one seed.
    public static let limit = Int(DrawPlan.stride)

    /// Prepares the variants of a sheet without diagnostics.
    ///
    /// - Throws: `GeneratorError` when the sheet has errors, draws nothing, or its conditions accept nothing.
    /// - Cost: a few thousand draws.
    public init(_ sheet: WorkedSheet, settings: DrawingSettings = DrawingSettings()) throws(GeneratorError) {
        guard sheet.diagnostics.isEmpty else {
            throw .diagnostics(sheet.diagnostics, sheet.elaboration.sheet.source)
        }
        self.settings = settings
        plan = try DrawPlan(sheet.elaboration, diagnoses: settings.diagnoses)
        (pilot, acceptance) = try Self.pilot(plan, settings)
        points = RandomPoints(seed: settings.seed)
        let points = self.points
        places = plan.units.prefix(1).map { points.distinctPoints(of: $0.count, component: $0.tag) }
        var fingerprint = Fingerprint()
        fingerprint.add(sheet.elaboration.sheet.source.bytes)
        if settings.exclusions.fingerprint != 0 { fingerprint.add(String(settings.exclusions.fingerprint)) }
        // Other known mistakes are other refusals.
        if settings.diagnoses { for mistake in MistakeCatalogue.all { fingerprint.add(mistake.code) } }
        self.fingerprint = fingerprint.short
    }

    private static func pilot(
        _ plan: DrawPlan, _ settings: DrawingSettings
    ) throws(GeneratorError) -> (PilotReport, Acceptance) {
        var acceptance = Acceptance(plan: plan)
        var report = PilotReport(plan.elaboration)
        let pilot = Pilot(plan: plan, settings: settings)
        let findings = plan.components.indices.map { pilot.finding(on: $0) }
        report.groups = findings.map(\.group)
        guard report.isFruitful else { throw .nothingAccepted(report) }
        acceptance.bands = findings.map(\.band)
        acceptance.inseparable = findings.reduce(into: []) { $0.formUnion($1.inseparable) }
        if let percent = settings.band {
            // Accepted draws of the groups side by side, those of a short list once more.
            let count = min(findings.map(\.accepted.count).max() ?? 0, PilotReport.acceptedLimit)
            let wholes = (0..<count).map { index in
                acceptance.work(of: findings.map { $0.accepted[index % $0.accepted.count] })
            }
            acceptance.wholeBand = WorkBand(around: wholes, percent: percent)
            report.band = acceptance.wholeBand
        }
        return (report, acceptance)
    }

    /// The variant of a number from 1.
    ///
    /// - Throws: `GeneratorError` when none is found among the draws that may be tried.
    /// - Cost: the draws refused, and one working out of the sheet.
    public func variant(_ number: Int) throws(GeneratorError) -> Variant {
        try variant(number, found: found(number))
    }

    /// The id of the form of a variant.
    public func form(_ number: Int) -> FormID { FormID(settings: settings, number: number, fingerprint: fingerprint) }

    /// The variants of a share of a set: those whose numbers are `share` modulo `shares`, counted from 1.
    ///
    ///     VariantGenerator.numbers(1...10, share: 2, of: 3)      // [2, 5, 8]
    public static func numbers(_ all: ClosedRange<Int>, share: Int, of shares: Int) -> [Int] {
        guard shares > 0 else { return [] }
        return all.filter { ($0 - 1) % shares == share - 1 }
    }

    /// Makes the variant that a form id stands for.
    ///
    /// - Throws: `FormID.Problem.otherSettings` when these are other variants, `otherSheet` when the sheet or what is
    ///   excluded has changed since, `GeneratorError` as `variant`.
    public func variant(of form: FormID) throws -> Variant {
        let settings = form.settings(attempts: settings.attempts, exclusions: settings.exclusions)
        guard settings == self.settings else { throw FormID.Problem.otherSettings }
        guard form.fingerprint == fingerprint else {
            throw FormID.Problem.otherSheet(hasExclusions: !settings.exclusions.variants.isEmpty)
        }
        return try variant(form.number)
    }
}

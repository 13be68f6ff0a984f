import Graphs
import Marking
import Rationals
import Sheets

extension SheetLint {
    /// Variants that are made to look at their numbers.
    static let variantCount = 20
    /// A condition that holds less often than once in so many draws nearly never holds.
    static let rareShare = 50

    /// Reasons other than conditions that are said of the same draws, the most frequent first.
    static let reasonLimit = 3

    /// What the draws of a sheet do; nothing where it draws nothing.
    static func draws(_ worked: WorkedSheet) -> [LintFinding] {
        let elaboration = worked.elaboration
        guard !elaboration.draws.isEmpty else { return [] }
        var findings: [LintFinding] = []
        let place = elaboration.draws.first?.range ?? 0..<0
        do throws(GeneratorError) {
            let generator = try VariantGenerator(worked)
            findings += self.findings(of: generator.pilot, in: elaboration)
            findings += try values(of: generator, in: elaboration)
        } catch {
            switch error {
            case .nothingAccepted(let report): findings += self.findings(of: report, in: elaboration)
            case .diagnostics, .nothingToDraw, .sizes, .tooManySizes, .attempts, .exhausted, .number, .differs:
                findings.append(LintFinding(.cannotDraw(error.message(in: elaboration.sheet.source)), at: place))
            }
        }
        return findings
    }

    // MARK: The pilot

    private static func findings(of report: PilotReport, in elaboration: Elaboration) -> [LintFinding] {
        var findings: [LintFinding] = []
        var inseparable: [Coincidence] = []
        for group in report.groups {
            for condition in group.conditions where condition.surveyed > 0 {
                let share = LintFact.Share(
                    condition.held, of: condition.surveyed,
                    isAll: group.isExhaustive && condition.surveyed == group.tried)
                if condition.held == condition.surveyed {
                    findings.append(LintFinding(.conditionNeverBites(share), at: condition.range))
                } else if condition.held < condition.surveyed / rareShare {
                    findings.append(LintFinding(.conditionNearlyNeverHolds(share), at: condition.range))
                }
            }
            let ranges = elaboration.conditions.map(\.range)
            for pair in group.contradictions
            where ranges.indices.contains(pair.first) && ranges.indices.contains(pair.second) {
                let other = elaboration.sheet.source.text(ranges[pair.first])
                findings.append(LintFinding(.contradiction(with: other), at: ranges[pair.second]))
            }
            let place = elaboration.draws.first { group.names.contains($0.id) }?.range ?? 0..<0
            if group.accepted == 0 {
                findings.append(
                    LintFinding(
                        .nothingAccepted(
                            names: group.names, tried: group.tried, hasConditions: !group.conditions.isEmpty), at: place
                    ))
            } else {
                let share = LintFact.Share(group.accepted, of: group.tried, isAll: group.isExhaustive)
                findings.append(
                    LintFinding(
                        .acceptance(
                            names: group.names, accepted: share, share: group.acceptance,
                            hiding: LintFact.Share(group.hiding, of: group.diagnosed),
                            outside: LintFact.Share(group.outside, of: group.accepted)), at: place))
            }
            let others = group.refusals.byFrequency.filter { entry in
                if case .condition = entry.refusal { false } else { true }
            }
            for entry in others.prefix(reasonLimit) {
                let share = LintFact.Share(entry.count, of: group.tried, isAll: group.isExhaustive)
                let reason = report.reason(entry.refusal)
                let words = reason.hasSuffix(".") ? String(reason.dropLast()) : reason
                findings.append(LintFinding(.refusedDraws(share, reason: words), at: place))
            }
            inseparable += group.inseparable.filter { !inseparable.contains($0) }
        }
        return findings + self.findings(of: Self.hidden(inseparable), in: elaboration, isEveryDraw: true)
    }

    /// Pairs put together by answers; mistakes that are all equal to one another in one group.
    static func hidden(_ pairs: [Coincidence]) -> [Marker.Indistinguishable] {
        var all: [Marker.Indistinguishable] = []
        for pair in pairs {
            let index = all.firstIndex { $0.id == pair.answer } ?? all.count
            if index == all.count { all.append(Marker.Indistinguishable(id: pair.answer, right: [], alike: [])) }
            guard let second = pair.second else {
                all[index].right.append(pair.first)
                continue
            }
            func isPaired(_ a: String, _ b: String) -> Bool {
                pairs.contains {
                    $0.answer == pair.answer && ($0.first == a && $0.second == b || $0.first == b && $0.second == a)
                }
            }
            let codes = [pair.first, second]
            if all[index].alike.contains(where: { Set(codes).isSubset(of: $0) }) { continue }
            if let group = all[index].alike.firstIndex(where: { group in
                codes.allSatisfy { code in group.allSatisfy { $0 == code || isPaired($0, code) } }
            }) {
                all[index].alike[group] += codes.filter { !all[index].alike[group].contains($0) }
            } else {
                all[index].alike.append(codes)
            }
        }
        return all
    }

    // MARK: Variants

    /// Ties and weights that vanish in the first variants.
    private static func values(
        of generator: VariantGenerator, in elaboration: Elaboration
    ) throws(GeneratorError) -> [LintFinding] {
        var found: [(finding: ValueFinding, count: Int)] = []
        var made = 0
        for number in 1...variantCount {
            let variant: Variant
            do throws(GeneratorError) {
                variant = try generator.variant(number)
            } catch {
                // As many as there are: a sheet need not have more.
                switch error {
                case .attempts, .exhausted, .number: break
                case .diagnostics, .nothingToDraw, .sizes, .tooManySizes, .nothingAccepted, .differs: throw error
                }
                break
            }
            made += 1
            for finding in values(variant.worked) {
                if let index = found.firstIndex(where: { $0.finding.place == finding.place }) {
                    found[index].count += 1
                } else {
                    found.append((finding, 1))
                }
            }
        }
        return found.compactMap { finding, count in
            finding.range(in: elaboration).map {
                LintFinding(finding.fact.inDraws(LintFact.Share(count, of: made)), at: $0)
            }
        }
    }
}

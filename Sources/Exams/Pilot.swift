import Graphs
import Marking
import Numbers
import Rationals

/// The draws that are looked at before any variant, under a stream that no seed changes.
struct Pilot: Sendable {
    let plan: DrawPlan

    let settings: DrawingSettings

    /// One draw of a component.
    struct Draw: Sendable {
        let number: Integer
        let point: DrawComponent.Point
        let held: [(index: Int, holds: Bool)]
        /// nil when it is refused.
        let accepted: Accepted?
        let refusal: Refusal?
    }

    /// A draw that meets the conditions.
    struct Accepted: Sendable {
        let trial: ComponentTrial
        let trace: Trace<Number>
        let work: Work
    }

    /// What was found out about one component.
    struct Finding: Sendable {
        var group: PilotReport.Group
        var band: WorkBand?
        var inseparable: Set<Coincidence> = []
        /// The points of accepted draws.
        var accepted: [Integer] = []
    }

    /// Accepted draws that are looked at for mistakes that do not show.
    private static let diagnosedLimit = 200
    /// Medians of fewer accepted draws are not trusted: the pilot then goes on.
    private static let trustedCount = 25
    /// A coincidence that is told apart in fewer than one of so many draws is none of the draw.
    private static let separableShare = 50

    /// Looks at draws of a component until enough are accepted or enough are refused; at all where there are few.
    func finding(on component: Int) -> Finding {
        let space = plan.components[component]
        let all = Int(exactly: space.count).flatMap { $0 <= PilotReport.exhaustiveLimit ? $0 : nil }
        var draws: [Draw] = []
        var accepted: [Draw] = []
        var group = PilotReport.Group(
            names: space.draws.map { plan.draws[$0].id }, points: space.count, isExhaustive: all != nil)
        let end = all ?? max(DrawingSettings.defaultAttempts, settings.attempts)
        while group.tried < end {
            let isSurveyed = all != nil || group.tried < PilotReport.drawLimit
            // Beyond the survey only what is needed: draws for medians, or one to show that there is any.
            if !isSurveyed {
                let wanted = group.tried < DrawingSettings.defaultAttempts ? Self.trustedCount : 1
                guard accepted.count < wanted else { break }
            }
            if all == nil, accepted.count >= PilotReport.acceptedLimit { break }
            let number =
                all != nil
                ? Integer(group.tried)
                : RandomPoints.pilot.point(
                    below: space.count, variant: 0, attempt: UInt64(group.tried), component: UInt64(component))
            let draw = draw(number, of: component, isSurveyed: isSurveyed)
            group.tried += 1
            if isSurveyed { draws.append(draw) }
            if draw.accepted != nil { accepted.append(draw) }
            if let refusal = draw.refusal { group.refusals.add(refusal) }
        }
        (group.conditions, group.contradictions) = Self.conditions(
            draws, ranges: plan.elaboration.conditions.map(\.range))
        group.accepted = accepted.count
        var finding = Finding(group: group, accepted: accepted.map(\.number))
        judge(accepted, &finding)
        return finding
    }

    private func draw(_ number: Integer, of component: Int, isSurveyed: Bool) -> Draw {
        let point = plan.components[component].point(number)
        let trial: ComponentTrial
        switch plan.trials[component].trial(of: point) {
        case .trial(let made): trial = made
        case .refused(let refusal):
            return Draw(number: number, point: point, held: [], accepted: nil, refusal: refusal)
        }
        let (held, outcome) =
            isSurveyed ? trial.survey(of: point.values) : ([], trial.outcome(of: point.values))
        switch outcome {
        case .refused(let refusal):
            return Draw(number: number, point: point, held: held, accepted: nil, refusal: refusal)
        case .worked(let trace):
            let accepted = Accepted(trial: trial, trace: trace, work: Work(of: trace, steps: trial.steps))
            return Draw(number: number, point: point, held: held, accepted: accepted, refusal: nil)
        }
    }

    /// Mistakes that no draw lets show, medians of the work, and what they leave of the accepted draws.
    private func judge(_ draws: [Draw], _ finding: inout Finding) {
        if let percent = settings.band {
            finding.band = WorkBand(around: draws.compactMap { $0.accepted?.work }, percent: percent)
        }
        if let band = finding.band {
            finding.group.outside = draws.count { draw in
                draw.accepted.map { band.refusal(of: $0.work) != nil } ?? false
            }
        }
        guard settings.diagnoses else { return }
        var counts: [Coincidence: Int] = [:]
        var order: [Coincidence] = []
        let diagnosed = draws.prefix(Self.diagnosedLimit).map { draw -> [Coincidence] in
            guard let accepted = draw.accepted else { return [] }
            return accepted.trial.coincidences(of: draw.point.values, in: accepted.trace)
        }
        for coincidence in diagnosed.flatMap({ $0 }) {
            if counts[coincidence] == nil { order.append(coincidence) }
            counts[coincidence, default: 0] += 1
        }
        let total = diagnosed.count
        let inseparable = order.filter { (total - (counts[$0] ?? 0)) * Self.separableShare < total }
        finding.inseparable = Set(inseparable)
        finding.group.inseparable = inseparable
        finding.group.diagnosed = total
        finding.group.hiding = diagnosed.count { !finding.inseparable.isSuperset(of: $0) }
    }

    /// What the draws say of each condition.
    static func conditions(_ draws: [Draw], ranges: [Range<Int>]) -> (
        conditions: [PilotReport.Condition], contradictions: [PilotReport.Pair]
    ) {
        guard let indices = draws.first(where: { !$0.held.isEmpty })?.held.map(\.index) else { return ([], []) }
        var held = [Int](repeating: 0, count: indices.count)
        var onlyFailures = held
        var byAll = 0
        var surveyed = 0
        var together = [[Bool]](repeating: [Bool](repeating: false, count: indices.count), count: indices.count)
        for draw in draws where draw.held.count == indices.count {
            surveyed += 1
            let holding = draw.held.indices.filter { draw.held[$0].holds }
            for (position, first) in holding.enumerated() {
                held[first] += 1
                for second in holding.dropFirst(position + 1) { together[first][second] = true }
            }
            if holding.count == indices.count { byAll += 1 }
            if holding.count == indices.count - 1, let failing = draw.held.firstIndex(where: { !$0.holds }) {
                onlyFailures[failing] += 1
            }
        }
        let conditions = indices.enumerated().map { position, index in
            PilotReport.Condition(
                index: index, range: ranges.indices.contains(index) ? ranges[index] : 0..<0, held: held[position],
                surveyed: surveyed, acceptedWithout: byAll + onlyFailures[position], acceptedByAll: byAll)
        }
        var contradictions: [PilotReport.Pair] = []
        for first in indices.indices where held[first] > 0 {
            for second in indices.indices.dropFirst(first + 1) where held[second] > 0 && !together[first][second] {
                contradictions.append(PilotReport.Pair(first: indices[first], second: indices[second]))
            }
        }
        return (conditions, contradictions)
    }
}

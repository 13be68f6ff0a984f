import Graphs
import Marking
import Numbers
import Rationals

/// Which draws make a variant: conditions, values, work and mistakes, in the order of their costs.
struct Acceptance: Sendable {
    let plan: DrawPlan
    /// The bands of the components, and that of the whole; none where the work does not matter.
    var bands: [WorkBand?]
    var wholeBand: WorkBand?
    /// What no draw lets show, or hardly any.
    var inseparable: Set<Coincidence>

    init(plan: DrawPlan) {
        self.plan = plan
        bands = Array(repeating: nil, count: plan.components.count)
        inseparable = []
    }

    /// Why a point of a component is refused; nil when it is taken.
    func refusal(of number: Integer, in component: Int) -> Refusal? {
        let point = plan.components[component].point(number)
        switch plan.trials[component].trial(of: point) {
        case .refused(let refusal): return refusal
        case .trial(let trial):
            switch trial.outcome(of: point.values) {
            case .refused(let refusal): return refusal
            case .worked(let trace): return refusal(of: point, trial, trace, bands[component])
            }
        }
    }

    /// Why a draw that meets the conditions is refused all the same.
    func refusal(
        of point: DrawComponent.Point, _ trial: ComponentTrial, _ trace: Trace<Number>, _ band: WorkBand?
    ) -> Refusal? {
        if let measure = band?.refusal(of: Work(of: trace, steps: trial.steps)) { return .work(measure) }
        return trial.coincidence(of: point.values, in: trace, except: inseparable).map { .mistakes($0) }
    }

    /// Why a whole of accepted points is refused.
    func refusal(ofWhole numbers: [Integer]) -> Refusal? {
        guard plan.components.count > 1, let wholeBand else { return nil }
        return wholeBand.refusal(of: work(of: numbers)).map { .work($0) }
    }

    /// The work of a whole: that of its components, and what is the same for all.
    func work(of numbers: [Integer]) -> Work {
        var sum = plan.commonWork
        for (component, number) in numbers.enumerated() {
            let point = plan.components[component].point(number)
            guard case .trial(let trial) = plan.trials[component].trial(of: point),
                case .worked(let trace) = trial.outcome(of: point.values)
            else { continue }
            sum = sum + Work(of: trace, steps: trial.steps)
        }
        return sum
    }
}

import Numbers
import Rationals

/// The floating-point run of a computation held against the exact one, step by step.
///
/// The run in double precision knows nothing of the exact values: it is the same graph evaluated under `Double`, which
/// subtracts the row maximum before exponentials as real libraries do. A third run under `RunningError` proves how
/// far rounding can have taken each entry; a deviation beyond that is a fault of the program, not of rounding.
public struct CrossCheck: Sendable {
    /// One result per node that was asked for or that is worked out and labelled, in order.
    public let steps: [Step]

    /// The comparison of one node.
    public struct Step: Sendable {
        /// The node compared.
        public var node: NodeID
        /// The double-precision values.
        public var float64: Tensor<Double>
        /// The exact values, each correctly rounded to a double.
        public var rounded: Tensor<Double>
        /// What the comparison says.
        public var verdict: Verdict
    }

    /// What the comparison of a step says.
    public enum Verdict: Hashable, Sendable {
        /// Every entry is within its bound; the worst one is described.
        case holds(Deviation)
        /// An entry is further off than rounding can explain.
        case exceeds(Deviation)
        /// Double precision has no value here, or no bound on it: nothing was compared.
        case notCompared(EvaluationError.Reason?)
    }

    /// How far the worst entry is off, and how far it may be.
    public struct Deviation: Hashable, Sendable {
        /// The entry that is furthest off.
        public var row: Int
        /// Its column, from 0.
        public var column: Int
        /// |double − exact| in units in the last place of the correctly rounded exact value; of the step's largest
        /// value where the exact value is 0.
        public var ulp: Double
        /// The proven bound on it, in the same units.
        public var bound: Double
    }

    /// The nodes whose deviation is beyond its bound.
    public var exceeding: [Step] {
        steps.filter { step in
            if case .exceeds = step.verdict { return true }
            return false
        }
    }

    /// Runs the graph of an exact trace in double precision and compares.
    ///
    /// - Parameter others: nodes to compare besides the labelled steps.
    /// - Throws: `NumberError` when an exact value cannot be rounded within the limits.
    /// - Cost: two more evaluations and one correct rounding per entry.
    public init(of exact: Trace<Number>, including others: [NodeID] = []) throws {
        let doubles = exact.graph.evaluate(Double.self)
        let bounds = exact.graph.evaluate(RunningError.self)
        var steps: [Step] = []
        let labelled = exact.graph.labelled.filter { exact.graph[$0].role != .given }
        for id in Set(labelled + others).sorted() {
            guard let value = exact[id] else { continue }
            guard let rounded = Tensor(shape: value.shape, elements: try Number.doubles(of: value.elements)) else {
                continue
            }
            let step: Step
            do throws(EvaluationError) {
                let float64 = try doubles.value(of: id)
                let verdict = Self.compare(float64, rounded, try bounds.value(of: id))
                step = Step(node: id, float64: float64, rounded: rounded, verdict: verdict)
            } catch {
                let nothing = rounded.map { _ in Double.nan }
                step = Step(node: id, float64: nothing, rounded: rounded, verdict: .notCompared(error.reason))
            }
            steps.append(step)
        }
        self.steps = steps
    }

    static func compare(
        _ float64: Tensor<Double>, _ rounded: Tensor<Double>, _ bounds: Tensor<RunningError>
    ) -> Verdict {
        let scale = rounded.elements.map(\.magnitude).max() ?? 0
        var worst = Deviation(row: 0, column: 0, ulp: 0, bound: 0)
        var isBeyond = false
        for index in rounded.elements.indices {
            let (computed, exact) = (float64.elements[index], rounded.elements[index])
            let unit = exact == 0 ? scale.ulp : exact.ulp
            // Half an ulp more than the proven bound: the exact value was itself rounded for this comparison.
            let bound = bounds.elements[index].bound / unit + 0.5
            let ulp = computed == exact ? 0 : (computed - exact).magnitude / unit
            guard ulp.isFinite, bound.isFinite else { return .notCompared(nil) }
            let exceeds = ulp > bound
            let isWorse = ulp > worst.ulp || (ulp == worst.ulp && bound > worst.bound)
            if index == 0 || (exceeds && !isBeyond) || (exceeds == isBeyond && isWorse) {
                worst = Deviation(
                    row: index / max(1, rounded.columns), column: index % max(1, rounded.columns), ulp: ulp,
                    bound: bound)
            }
            isBeyond = isBeyond || exceeds
        }
        return isBeyond ? .exceeds(worst) : .holds(worst)
    }
}

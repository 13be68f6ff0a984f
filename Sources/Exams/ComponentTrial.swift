import Graphs
import Marking
import Numbers
import Sheets

/// How draws of one component are tried for one choice of sizes: the cheapest conditions first, and nothing worked out
/// before it is needed.
struct ComponentTrial: Sendable {
    /// The sheet with these sizes.
    let template: SheetTemplate
    /// The nodes that hold the draws.
    let drawn: [NodeID]
    /// The conditions that concern the component, those that need the fewest steps first.
    let stages: [Stage]
    /// What no condition needs.
    let rest: [NodeID]
    /// The steps that a derivation shows.
    let steps: [NodeID]
    /// The claims that concern the component, by their place in the sheet.
    let claims: [Int]

    /// A condition and the nodes that it needs beyond those of the stages before.
    struct Stage: Sendable {
        let condition: Int
        let nodes: [NodeID]
    }

    /// - Parameter isFirst: whether what depends on no draw is asked here.
    init(component: DrawComponent, template: SheetTemplate, isFirst: Bool) {
        self.template = template
        drawn = component.draws.map { template.drawn[$0] }
        let graph = template.elaboration.graph
        let leader = component.draws.first.map { template.links[$0] }
        func concerns(_ nodes: [NodeID]) -> Bool {
            let leaders = nodes.compactMap { template.leader[$0.index] }
            return leaders.isEmpty ? isFirst : leaders.first == leader
        }
        let own = component.draws.first.map { template.dependents(of: $0) } ?? []
        var pending = Set(own)
        var stages: [Stage] = []
        let needs = template.elaboration.conditions.enumerated().filter { concerns($0.element.nodes) }.map {
            let needed = graph.ancestors(of: $0.element.nodes)
            return (condition: $0.offset, nodes: own.filter { needed[$0.index] })
        }
        for need in needs.sorted(by: { ($0.nodes.count, $0.condition) < ($1.nodes.count, $1.condition) }) {
            stages.append(Stage(condition: need.condition, nodes: need.nodes.filter { pending.contains($0) }))
            pending.subtract(need.nodes)
        }
        self.stages = stages
        rest = own.filter { pending.contains($0) }
        steps = SheetTemplate.steps(own, in: template.elaboration)
        claims = template.elaboration.claims.indices.filter { index in
            concerns(template.elaboration.claims[index].instances.flatMap { [$0.left, $0.right] })
        }
    }

    /// The values that depend on no draw, and the draws.
    private func trace(_ values: [Tensor<Number>]) -> Trace<Number> {
        var trace = template.base
        for (node, value) in zip(drawn, values) { trace.override(node, with: value) }
        return trace
    }

    /// Everything worked out, unless a condition, a step without a value or a claim refuses the draw.
    func outcome(of values: [Tensor<Number>]) -> Outcome {
        var trace = trace(values)
        let conditions = template.elaboration.conditions
        for stage in stages {
            trace.compute(stage.nodes)
            guard conditions[stage.condition].holds(in: trace) else {
                return .refused(missing(stage.nodes, in: trace) ?? .condition(stage.condition))
            }
        }
        return finished(&trace)
    }

    /// The same, and which of all conditions hold, in the order of the sheet.
    func survey(of values: [Tensor<Number>]) -> (conditions: [(index: Int, holds: Bool)], outcome: Outcome) {
        var trace = trace(values)
        let conditions = template.elaboration.conditions
        var held: [(index: Int, holds: Bool)] = []
        var missing: Refusal?
        for stage in stages {
            trace.compute(stage.nodes)
            held.append((stage.condition, conditions[stage.condition].holds(in: trace)))
            if missing == nil { missing = self.missing(stage.nodes, in: trace) }
        }
        held.sort { $0.index < $1.index }
        if let missing { return (held, .refused(missing)) }
        if let first = held.first(where: { !$0.holds }) { return (held, .refused(.condition(first.index))) }
        return (held, finished(&trace))
    }

    /// What became of a draw.
    enum Outcome: Sendable {
        case worked(Trace<Number>)
        case refused(Refusal)
    }

    /// A coincidence of known mistakes that these values do not let show, but for those of every draw.
    func coincidence(
        of values: [Tensor<Number>], in trace: Trace<Number>, except known: Set<Coincidence>
    ) -> Coincidence? {
        template.separation?.coincidence(of: draw(values), except: known, trace: trace)
    }

    /// All coincidences, as far as double precision tells: in draw after draw that is no chance.
    func coincidences(of values: [Tensor<Number>], in trace: Trace<Number>) -> [Coincidence] {
        template.separation?.coincidences(of: draw(values), trace: trace, isProved: false) ?? []
    }

    private func draw(_ values: [Tensor<Number>]) -> [NodeID: Tensor<Number>] {
        Dictionary(zip(drawn, values), uniquingKeysWith: { first, _ in first })
    }

    private func finished(_ trace: inout Trace<Number>) -> Outcome {
        trace.compute(rest)
        for stage in stages {
            if let missing = missing(stage.nodes, in: trace) { return .refused(missing) }
        }
        if let missing = missing(rest, in: trace) { return .refused(missing) }
        for index in claims {
            switch template.elaboration.claims[index].verdict(in: trace, template.polynomials) {
            case .proved: continue
            case .refuted, .dependsOnSizes, .undecided, .noValue: return .refused(.claim(index))
            }
        }
        return .worked(trace)
    }

    /// The first of some nodes without a value that a reader would miss.
    private func missing(_ nodes: [NodeID], in trace: Trace<Number>) -> Refusal? {
        // What only a condition needs is missed by no reader.
        for node in nodes where trace[node] == nil && !template.elaboration.conditionNodes.contains(node.index) {
            guard let failure = trace.failure(of: node), template.elaboration.diagnostic(for: failure) != nil else {
                continue
            }
            return .noValue(step: template.elaboration.graph[failure.node].label)
        }
        return nil
    }
}

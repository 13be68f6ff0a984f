import Graphs
import Marking
import Numbers
import Sheets

/// A sheet in which one choice of the sizes stands, worked out as far as nothing is drawn.
///
/// What all draws of these sizes have in common is done once: reading, shapes, and every value that depends on no draw.
struct SheetTemplate: Sendable {
    /// The sheet with samples in place of what is drawn.
    let elaboration: Elaboration
    /// The node of each drawn name, in the order of the draws.
    let drawn: [NodeID]
    /// For every node, the draws that it depends on, as the index of the one that stands for them all; nil for none.
    let leader: [Int?]
    /// For every draw, the first of those it is linked with by a step, a condition or an answer.
    let links: [Int]
    /// The values that depend on no draw.
    let base: Trace<Number>
    /// The numbers that are polynomials in named sizes.
    let polynomials: [NodeID: Polynomial]

    /// Which known mistakes do not show; nil when nobody asks.
    let separation: MistakeSeparation?
    /// The work that is the same for all draws.
    let work: Work

    /// Analyses a sheet without diagnostics.
    init(_ elaboration: Elaboration, diagnoses: Bool) {
        self.elaboration = elaboration
        let graph = elaboration.graph
        let draws = elaboration.draws
        drawn = draws.map(\.node)
        separation = diagnoses ? MistakeSeparation(of: elaboration, drawn: drawn) : nil
        var groups = Groups(count: draws.count)
        var leader = [Int?](repeating: nil, count: graph.nodes.count)
        for (index, node) in drawn.enumerated() { leader[node.index] = index }
        for id in graph.ids where leader[id.index] == nil {
            leader[id.index] = groups.join(graph[id].inputs.compactMap { leader[$0.index] })
        }
        for condition in elaboration.conditions {
            groups.join(condition.nodes.compactMap { leader[$0.index] })
        }
        for claim in elaboration.claims {
            let known = leader
            groups.join(claim.instances.flatMap { [known[$0.left.index], known[$0.right.index]].compactMap { $0 } })
        }
        for (index, draw) in draws.enumerated() {
            // Draws of one size are of one size together.
            let sharing = draws.indices.filter { other in
                draws[other].sizes.contains { size in draw.sizes.contains { $0.name == size.name } }
            }
            groups.join([index] + sharing)
        }
        // A mistake may take what the right way does not need.
        let all = self.drawn
        for (_, nodes) in separation?.dependence() ?? [] { groups.join(nodes.compactMap { all.firstIndex(of: $0) }) }
        // What decides the computation has no edge in the graph: it is joined with all that can see it.
        let sections = elaboration.sheet.sections
        for (index, node) in drawn.enumerated() where elaboration.folded.contains(node) {
            let question = sections[draws[index].section].question
            groups.join(
                draws.indices.filter { question == nil || sections[draws[$0].section].question == question })
        }
        self.leader = leader.map { $0.map { groups.first(of: $0) } }
        links = draws.indices.map { groups.first(of: $0) }
        var base = Trace<Number>(of: graph)
        let leaders = self.leader
        base.compute(graph.ids.filter { leaders[$0.index] == nil })
        self.base = base
        polynomials = graph.polynomials()
        work = Work(of: base, steps: Self.steps(graph.ids.filter { leaders[$0.index] == nil }, in: elaboration))
    }

    /// Those of some nodes that a derivation shows.
    static func steps(_ nodes: [NodeID], in elaboration: Elaboration) -> [NodeID] {
        nodes.filter { id in
            elaboration.graph[id].label != nil && elaboration.graph[id].role != .given
                && !elaboration.conditionNodes.contains(id.index)
        }
    }

    /// The nodes that depend on draws linked with one, in the order they are computed; drawn names are not among them.
    func dependents(of draw: Int) -> [NodeID] {
        let given = Set(drawn)
        return elaboration.graph.ids.filter { leader[$0.index] == links[draw] && !given.contains($0) }
    }
}

/// Numbers 0..<count in groups that grow together.
private struct Groups {
    private var parent: [Int]

    init(count: Int) { parent = Array(0..<count) }

    /// The least member of the group.
    func first(of member: Int) -> Int {
        var member = member
        while parent[member] != member { member = parent[member] }
        return member
    }

    /// Makes one group of the groups of these; returns its least member.
    @discardableResult
    mutating func join(_ members: [Int]) -> Int? {
        let roots = members.map { first(of: $0) }
        guard let least = roots.min() else { return nil }
        for root in roots { parent[root] = least }
        return least
    }
}

import Graphs
import Numbers
import Testing

@Suite struct PartialTraceTests {
    /// X given, u = X + 1, v = 2 u, w = 1/X.
    private func graph() throws -> (graph: Graph, x: NodeID, u: NodeID, v: NodeID, w: NodeID) {
        var graph = Graph()
        let x = try graph.add(.constant(column([1, 2])), label: "X", role: .given)
        let one = try graph.add(.constant(Tensor(scalar: 1)))
        let u = try graph.add(.add, [x, one], label: "u")
        let v = try graph.add(.add, [u, u], label: "v")
        let w = try graph.add(.divide, [one, x], label: "w")
        return (graph, x, u, v, w)
    }

    @Test func stepByStepIsAllAtOnce() throws {
        let (graph, _, _, _, _) = try graph()
        let whole = graph.evaluate(Number.self)
        var trace = Trace<Number>(of: graph)
        for id in graph.ids { trace.compute([id]) }
        for id in graph.ids { #expect(trace[id] == whole[id]) }
    }

    @Test func onlyWhatIsAskedForIsComputed() throws {
        let (graph, x, u, v, w) = try graph()
        var trace = Trace<Number>(of: graph)
        trace.override(x, with: try column([0, 5]))
        trace.compute(graph.ids.filter { $0 != x && $0 != w })
        #expect(try trace.value(of: v) == column([2, 12]))
        #expect(try trace.value(of: u) == column([1, 6]))
        #expect(trace[w] == nil && trace.failures.isEmpty)
        trace.compute([w])
        #expect(trace.failures.map(\.node) == [w])
    }

    @Test func whatNeedsAMissingNodeFailsWithItsName() throws {
        let (graph, _, u, v, _) = try graph()
        var trace = Trace<Number>(of: graph)
        trace.compute([v])
        #expect(throws: EvaluationError.self) { try trace.value(of: v) }
        do throws(EvaluationError) { _ = try trace.value(of: v) } catch {
            #expect(error.node == u && error.reason == .notComputed)
        }
        trace.override(u, with: Tensor(scalar: 1))
        #expect(trace.failures.map(\.node) == [u])
    }
}

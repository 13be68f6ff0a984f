import Graphs
import Numbers
import Rationals
import Testing

@Suite struct RewritingTests {
    /// x = (1, 2), s = x / 2 · 3, t = sum(s).
    private func graph() throws -> (Graph, s: NodeID, t: NodeID) {
        var graph = Graph()
        let column = try #require(Tensor(shape: .column(2), elements: [1, 2] as [Number]))
        let x = try graph.add(.constant(column), label: "x", role: .given)
        let two = try graph.add(.constant(Tensor(scalar: 2)))
        let three = try graph.add(.constant(Tensor(scalar: 3)))
        let half = try graph.add(.divide, [x, two])
        let s = try graph.add(.multiply, [half, three], label: "s")
        graph.caption(s, "scores")
        let t = try graph.add(.reduce(.sum, over: .all), [s], label: "t")
        return (graph, s, t)
    }

    @Test func aRuleTakesTheNodesPlaceAndNamesGoOver() throws {
        let (graph, s, t) = try graph()
        let rewriting = graph.rewritten { (copy, id) throws(ShapeError) in
            guard case .divide = graph[id].operation else { return nil }
            return copy.image(of: graph[id].inputs[0])
        }
        let image = try #require(rewriting.image(of: t))
        // (1 + 2) · 3, not 4.5.
        #expect(rewriting.graph.evaluate(Number.self)[image]?.elements == [9])
        #expect(graph.evaluate(Number.self)[t]?.elements == [Number(Rational(9, over: 2) ?? 0)])
        #expect(rewriting.graph[image].label == "t")
        let scores = try #require(rewriting.image(of: s))
        #expect(rewriting.graph[scores].caption == "scores")
        #expect(rewriting.graph.node(labelled: "s") == scores)
    }

    @Test func whatDoesNotFitHasNoImage() throws {
        let (graph, s, t) = try graph()
        let rewriting = graph.rewritten(for: [t]) { (copy, id) throws(ShapeError) in
            // (x / 2) xᵀ x is fine, (x / 2) x is not.
            guard id == s, let half = copy.image(of: graph[id].inputs[0]), let x = copy.image(of: graph.ids[0]) else {
                return nil
            }
            return try copy.add(.matrixProduct, [half, x])
        }
        #expect(rewriting.image(of: s) == nil)
        #expect(rewriting.image(of: t) == nil)
        #expect(rewriting.image(of: graph.ids[0]) != nil)
    }

    @Test func aNodeCanBeHadAsItWas() throws {
        let (graph, s, t) = try graph()
        let rewriting = graph.rewritten(for: [t]) { (copy, id) throws(ShapeError) in
            // Minus what was, in place of s; t comes later and is had all the same.
            guard id == s else { return nil }
            return try copy.add(.subtract, [try copy.asItWas(s), try copy.asItWas(t)])
        }
        let image = try #require(rewriting.image(of: t))
        // s = (3/2, 3), t = 9/2: (−3, −3/2) adds up to −9/2.
        #expect(rewriting.graph.evaluate(Number.self)[image]?.elements == [Number(Rational(-9, over: 2) ?? 0)])
    }

    @Test func onlyWhatIsWantedIsCopied() throws {
        let (graph, s, _) = try graph()
        let rewriting = graph.rewritten(for: [s]) { (_, _) throws(ShapeError) in nil }
        #expect(rewriting.graph.nodes.count == graph.nodes.count - 1)
    }

    @Test func whatIsComputedTwiceBecomesOne() throws {
        var (graph, s, t) = try graph()
        let again = try graph.add(.reduce(.sum, over: .all), [s], label: "u")
        let other = try graph.add(.reduce(.mean, over: .all), [s])
        let merged = graph.mergingDuplicates()
        let (first, second) = (try #require(merged.image(of: t)), try #require(merged.image(of: again)))
        #expect(merged.graph.source(of: first) == merged.graph.source(of: second))
        #expect(merged.graph[second].label == "u")
        #expect(merged.image(of: other).map(merged.graph.source) != first)
        #expect(merged.graph.evaluate(Number.self)[second] == graph.evaluate(Number.self)[again])
    }

    @Test func twoUnknownsAreNotOne() throws {
        var graph = Graph()
        let a = try graph.add(.placeholder(.scalar), label: "a", role: .given)
        let b = try graph.add(.placeholder(.scalar), label: "b", role: .given)
        let merged = graph.mergingDuplicates()
        #expect(merged.image(of: a) != merged.image(of: b))
    }
}

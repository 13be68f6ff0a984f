import Graphs
import Numbers
import Rationals
import Testing

@testable import Graphs

@Suite struct CrossCheckTests {
    /// softmax(X Xᵀ / √3) X.
    func attention(over x: Tensor<Number>) throws -> Graph {
        var graph = Graph()
        let tokens = try graph.add(.constant(x), label: "X", role: .given)
        let transposed = try graph.add(.transpose, [tokens])
        let dots = try graph.add(.matrixProduct, [tokens, transposed])
        let three = try graph.add(.constant(Tensor(scalar: Number(3))))
        let root = try graph.add(.power(#require(Rational(1, over: 2))), [three])
        let scores = try graph.add(.divide, [dots, root], label: "S")
        let weights = try graph.add(.normalise(.softmax(base: nil), mask: nil), [scores], label: "A")
        try graph.add(.matrixProduct, [weights, tokens], label: "Z")
        return graph
    }

    @Test func roundingStaysUnderItsProvenBound() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            let rows = (0..<4).map { _ in (0..<3).map { _ in Int.random(in: -9...9, using: &generator) } }
            let check = try CrossCheck(of: attention(over: matrix(rows)).evaluate(Number.self))
            #expect(check.steps.count == 3)
            for step in check.steps {
                guard case .holds(let deviation) = step.verdict else {
                    Issue.record("\(step.verdict) for \(rows)")
                    continue
                }
                #expect(deviation.ulp <= deviation.bound)
            }
        }
    }

    @Test func aValueThatRoundingCannotExplainIsNamed() throws {
        let graph = try attention(over: matrix([[1, 2, 0], [0, 1, -1]]))
        let exact = graph.evaluate(Number.self)
        let node = try #require(graph.node(labelled: "Z"))
        let rounded = try exact.value(of: node).map { try Double($0) }
        let bounds = try graph.evaluate(RunningError.self).value(of: node)
        var elements = rounded.elements
        elements[3] *= 1 + 1e-12
        let wrong = try #require(Tensor(shape: rounded.shape, elements: elements))
        guard case .exceeds(let deviation) = CrossCheck.compare(wrong, rounded, bounds) else {
            Issue.record("a deviation of 1e-12 was taken for rounding")
            return
        }
        #expect((deviation.row, deviation.column) == (1, 0))
    }

    @Test func overflowIsNotTakenForAgreement() throws {
        var graph = Graph()
        let big = try graph.add(.constant(Tensor(scalar: Number(1000))))
        let e = try graph.add(.apply(.exponential), [big])
        try graph.add(.divide, [e, e], label: "q")
        let check = try CrossCheck(of: graph.evaluate(Number.self))
        guard case .notCompared = check.steps[0].verdict else {
            Issue.record("\(check.steps[0].verdict)")
            return
        }
    }
}

@Suite struct SinglePrecisionTests {
    @Test func singlePrecisionRunsTheSameStepsWithinItsOwnBound() throws {
        let graph = try CrossCheckTests().attention(over: matrix([[1, 2, -3], [0, 1, -1], [2, 2, 5]]))
        let floats = graph.evaluate(Float.self)
        let bounds = graph.evaluate(RunningErrorOfFloat.self)
        let exact = graph.evaluate(Number.self)
        for id in graph.labelled where graph[id].role != .given {
            let values = try floats.value(of: id).elements
            for (index, value) in values.enumerated() {
                let bound = try bounds.value(of: id).elements[index].bound
                let truth = try Double(exact.value(of: id).elements[index])
                #expect((Double(value) - truth).magnitude <= bound + truth.ulp)
            }
        }
    }
}

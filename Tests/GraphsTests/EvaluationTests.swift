import Graphs
import Numbers
import Rationals
import Testing

/// A tensor of whole numbers.
func matrix(_ rows: [[Int]]) throws -> Tensor<Number> {
    let shape = Shape.matrix(Dimension(rows.count), Dimension(rows.first?.count ?? 0))
    return try #require(Tensor(shape: shape, elements: rows.flatMap { $0.map { Number(Rational($0)) } }))
}

func column(_ entries: [Int]) throws -> Tensor<Number> {
    try #require(Tensor(shape: .column(Dimension(entries.count)), elements: entries.map { Number(Rational($0)) }))
}

@Suite struct EvaluationTests {
    @Test func productsAddRowByColumn() throws {
        var graph = Graph()
        let a = try graph.add(.constant(matrix([[1, -2], [3, 4], [0, 5]])))
        let b = try graph.add(.constant(matrix([[2, 1, 0], [-1, 3, 7]])))
        let product = try graph.add(.matrixProduct, [a, b])
        let value = try graph.evaluate(Number.self).value(of: product)
        #expect(try value == matrix([[4, -5, -14], [2, 15, 28], [-5, 15, 35]]))
    }

    @Test func softmaxRowsAddUpToOneAndMaskedKeysAreAbsent() throws {
        var graph = Graph()
        let scores = try graph.add(.constant(matrix([[1, 5, -2], [0, 0, 3], [7, 7, 7]])))
        let weights = try graph.add(.normalise(.softmax(base: nil), mask: .causal), [scores])
        let sums = try graph.add(.reduce(.sum, over: .eachRow), [weights])
        let trace = graph.evaluate(Number.self)
        let value = try trace.value(of: weights)
        #expect(value[0, 0] == Number(1) && value[0, 1] == Number(0))
        #expect(value[1, 0] == value[1, 1] && value[1, 2] == Number(0))
        #expect(value[2, 1].rational == Rational(1, over: 3))
        #expect(try trace.value(of: sums) == column([1, 1, 1]))
    }

    @Test(arguments: [(TieRule.shared, [1, 0, 1]), (.first, [2, 0, 0]), (.last, [0, 0, 2])])
    func argmaxTiesGoByTheRule(rule: TieRule, halves: [Int]) throws {
        var graph = Graph()
        let scores = try graph.add(.constant(column([4, 3, 4])))
        let weights = try graph.add(.normalise(.argmax(rule), mask: nil), [scores])
        let value = try graph.evaluate(Number.self).value(of: weights)
        #expect(value.elements.map(\.rational) == halves.map { Rational(Integer($0), over: 2) })
    }

    @Test func aRowWithoutAllowedKeysIsAnErrorOfThatRow() throws {
        var graph = Graph()
        let scores = try graph.add(.constant(matrix([[1, 2], [3, 4]])))
        let mask = Mask.allowed([true, false, false, false], columns: 2)
        let weights = try graph.add(.normalise(.softmax(base: nil), mask: mask), [scores])
        let trace = graph.evaluate(Number.self)
        #expect(trace.failures.map(\.reason) == [.fullyMasked(row: 1)])
        #expect(trace[weights] == nil)
    }

    @Test func aNodeWithoutValueStopsOnlyWhatNeedsIt() throws {
        var graph = Graph()
        let zero = try graph.add(.constant(Tensor(scalar: Number(0))))
        let one = try graph.add(.constant(Tensor(scalar: Number(1))))
        let quotient = try graph.add(.divide, [one, zero])
        let needing = try graph.add(.add, [quotient, one])
        let free = try graph.add(.add, [one, one])
        let trace = graph.evaluate(Number.self)
        #expect(trace.failures.map(\.node) == [quotient])
        #expect(trace[needing] == nil)
        #expect(try trace.value(of: free).elements == [Number(2)])
    }

    @Test func aCallerMayPutItsOwnValueInPlaceOfANode() throws {
        var graph = Graph()
        let x = try graph.add(.constant(column([1, 2])))
        let square = try graph.add(.dot, [x, x])
        let next = try graph.add(.add, [square, square])
        let own = graph.evaluate(Number.self, overriding: [square: Tensor(scalar: Number(7))])
        #expect(try own.value(of: next).elements == [Number(14)])
        let misfit = graph.evaluate(Number.self, overriding: [square: try column([1, 2])])
        #expect(misfit.failures.map(\.reason) == [.overridden(.column(2), expected: .scalar)])
    }
}

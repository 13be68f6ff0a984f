import Graphs
import Numbers
import Rationals
import Testing

@Suite struct BroadcastTests {
    func constant(_ graph: inout Graph, _ shape: Shape, _ values: [Int]) throws -> NodeID {
        let tensor = try #require(Tensor(shape: shape, elements: values.map { Number(Rational($0)) }))
        return try graph.add(.constant(tensor))
    }

    func rationals(_ graph: Graph, _ operation: Graphs.Operation, _ inputs: [NodeID]) throws -> [Rational?] {
        var graph = graph
        let id = try graph.add(operation, inputs)
        return try graph.evaluate(Number.self).value(of: id).elements.map(\.rational)
    }

    @Test func aRowGoesToEveryRowAndAColumnToEveryColumn() throws {
        var graph = Graph()
        let matrix = try constant(&graph, .matrix(2, 3), [1, 2, 3, 4, 5, 6])
        let row = try constant(&graph, .row(3), [10, 20, 30])
        let column = try constant(&graph, .column(2), [100, 200])
        #expect(try rationals(graph, .add, [matrix, row]) == [11, 22, 33, 14, 25, 36])
        #expect(try rationals(graph, .add, [row, matrix]) == [11, 22, 33, 14, 25, 36])
        #expect(try rationals(graph, .subtract, [matrix, column]) == [-99, -98, -97, -196, -195, -194])
        #expect(try rationals(graph, .multiply, [column, matrix]) == [100, 200, 300, 800, 1000, 1200])
    }

    @Test func whatDoesNotFitIsRefused() throws {
        var graph = Graph()
        let matrix = try constant(&graph, .matrix(2, 3), [1, 2, 3, 4, 5, 6])
        let row = try constant(&graph, .row(2), [1, 2])
        let column = try constant(&graph, .column(3), [1, 2, 3])
        #expect(throws: ShapeError.entrywise(.matrix(2, 3), .row(2))) { try graph.add(.add, [matrix, row]) }
        #expect(throws: ShapeError.entrywise(.matrix(2, 3), .column(3))) { try graph.add(.add, [matrix, column]) }
        let lying = try constant(&graph, .row(3), [1, 2, 3])
        #expect(throws: ShapeError.entrywise(.row(3), .column(3))) { try graph.add(.add, [lying, column]) }
    }
}

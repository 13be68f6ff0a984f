import Attention
import Derivations
import Documents
import Formulas
import Graphs
import Numbers
import Rationals
import Testing

/// Every line that is written is read again, by other code, and must be true: what stands right of an equals sign is
/// exactly the value of the left side, what stands right of ≈ is its correct rounding.
@Suite struct TrueLinesTests {
    /// A mechanism with random given matrices.
    struct Exercise: Sendable, CustomTestStringConvertible {
        var mechanism: String
        var shapes: [(rows: Int, columns: Int)]
        var options: [String: Arguments.OptionValue] = [:]
        var testDescription: String { "\(mechanism) \(shapes.map { "\($0.rows)×\($0.columns)" })" }
    }

    static let exercises = [
        Exercise(mechanism: "self_attention", shapes: [(3, 3)], options: ["score": .word("dot")]),
        Exercise(mechanism: "self_attention", shapes: [(4, 3), (3, 2), (3, 2), (3, 2)]),
        Exercise(
            mechanism: "self_attention", shapes: [(3, 2), (2, 3), (2, 3), (2, 4)], options: ["mask": .word("causal")]),
        Exercise(mechanism: "attention", shapes: [(2, 3), (4, 3), (4, 2)]),
        Exercise(mechanism: "softmax", shapes: [(2, 3)]),
        Exercise(mechanism: "softmax", shapes: [(2, 3)], options: ["axis": .word("columns")]),
        Exercise(mechanism: "softmax_one", shapes: [(2, 3)]),
        Exercise(mechanism: "top_k", shapes: [(3, 4)], options: ["k": .count(2)]),
        Exercise(mechanism: "sparsemax", shapes: [(3, 4)]),
        Exercise(mechanism: "sparsemax", shapes: [(3, 2)], options: ["axis": .word("columns")]),
        Exercise(mechanism: "entmax15", shapes: [(3, 3)]),
        Exercise(mechanism: "weights", shapes: [(3, 3)], options: ["normalise": .word("sum")]),
        Exercise(mechanism: "weights", shapes: [(2, 3)], options: ["normalise": .word("sigmoid")]),
        Exercise(
            mechanism: "attention", shapes: [(3, 2), (3, 2), (3, 1)],
            options: ["normalise": .word("relu"), "score": .word("dot")]),
        Exercise(
            mechanism: "self_attention", shapes: [(2, 3)],
            options: ["score": .word("dot"), "convention": .word("columns")]),
        Exercise(
            mechanism: "grouped_query", shapes: [(2, 2), (2, 4), (2, 2), (2, 2)],
            options: ["heads": .count(4), "groups": .count(2)]),
        Exercise(mechanism: "multi_head", shapes: [(3, 2), (2, 2), (2, 2), (2, 2), (2, 3)]),
    ]

    func numbers(_ count: Int, _ generator: inout some RandomNumberGenerator) -> [Number] {
        (0..<count).map { _ in
            let denominator = Integer([1, 1, 1, 2, 4, 3].randomElement(using: &generator) ?? 1)
            return Number(Rational(Integer(Int.random(in: -4...4, using: &generator)), over: denominator) ?? 0)
        }
    }

    @Test(arguments: exercises, Detail.allCases)
    func everyLineHolds(exercise: Exercise, detail: Detail) throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3 {
            var graph = Graph()
            var reading = FormulaReading()
            var values: [Arguments.Value] = []
            for (index, shape) in exercise.shapes.enumerated() {
                let elements = numbers(shape.rows * shape.columns, &generator)
                let tensor = try #require(
                    Tensor(shape: .matrix(Dimension(shape.rows), Dimension(shape.columns)), elements: elements))
                let label = ["X", "W_Q", "W_K", "W_V", "W_O"][index]
                let id = try graph.add(.constant(tensor), label: label, role: .given)
                values.append(.node(id))
            }
            let mechanism = try #require(Catalogue.mechanism(named: exercise.mechanism))
            let result = try mechanism.build(&graph, Arguments(values: values, options: exercise.options))
            graph.name(result, "Y")
            let trace = graph.evaluate(Number.self)
            // Weights that are 0/0 have no lines.
            if case .noWeights = trace.failures.first?.reason { continue }
            for id in graph.labelled where graph[id].role == .given {
                Self.know(Name(spelling: try #require(graph[id].label)), try trace.value(of: id), &reading)
            }
            try check(try Derivation.all(of: trace, detail: detail, digits: 6), trace, &reading)
        }
    }

    static func grid(_ tensor: Tensor<Number>) -> FormulaReading.Grid {
        (0..<tensor.rows).map { Array(tensor.row($0)) }
    }

    /// A name, its rows and its entries, with the capital and the small letter.
    static func know(_ name: Name, _ value: Tensor<Number>, _ reading: inout FormulaReading) {
        let grid = grid(value)
        reading.names[name] = grid
        for letter in Set([name.base, name.base.lowercased()]) {
            var part = name
            part.base = letter
            for i in grid.indices {
                part.subscripts = name.subscripts + ["\(i + 1)"]
                reading.names[part] = value.shape.isVector ? [[value.elements[i]]] : [grid[i]]
                for j in grid[i].indices where !value.shape.isVector {
                    part.subscripts = name.subscripts + ["\(i + 1)", "\(j + 1)"]
                    reading.names[part] = [[grid[i][j]]]
                }
            }
        }
    }

    /// Reads the lines in order.
    ///
    /// A step's own name is known from its value, as are its rows and entries; any other name on the left, a
    /// denominator's, is what its first line says.
    func check(_ derivations: [Derivation], _ trace: Trace<Number>, _ reading: inout FormulaReading) throws {
        for derivation in derivations {
            let value = try trace.value(of: derivation.node)
            guard case .name(let name) = derivation.name.node else { continue }
            Self.know(name, value, &reading)
            for equation in derivation.equations {
                try check(equation, &reading)
            }
        }
    }

    func check(_ equation: Documents.Equation, _ reading: inout FormulaReading) throws {
        var left: FormulaReading.Grid?
        if case .name(let name) = equation.left.node {
            left = reading.names[name]
        } else {
            left = try? reading.value(equation.left)
        }
        for link in equation.links {
            if link.relation == .approximatelyEqual {
                expectRounded(link.right, try #require(left))
                continue
            }
            if case .call(let name, _, _) = link.right.node, FormulaReading.normalisations.contains(name) { continue }
            let right = try reading.value(link.right)
            if link.relation != .equal {
                try expectOrder(left, link.relation, right, "\(equation.left.plain) … \(link.right.plain)")
                left = right
                continue
            }
            if left == nil, case .name(let name) = equation.left.node {
                left = right
                reading.names[name] = right
            }
            let wanted = try #require(left)
            #expect(
                right.count == wanted.count && right[0].count == wanted[0].count,
                "\(equation.left.plain) = \(link.right.plain)")
            for (a, b) in zip(right.flatMap(\.self), wanted.flatMap(\.self)) {
                #expect(Number.equality(a, b) == .equal, "\(equation.left.plain) = \(link.right.plain)")
            }
        }
    }

    /// Conditions such as 1 + 2·2 ≤ 5 hold; what follows on the line is about their right side.
    func expectOrder(
        _ left: FormulaReading.Grid?, _ relation: Formula.Comparison, _ right: FormulaReading.Grid, _ line: String
    ) throws {
        let order = try Number.order(try #require(left?.first?.first), try #require(right.first?.first))
        switch relation {
        case .greater: #expect(order == .greater, "\(line)")
        case .less: #expect(order == .less, "\(line)")
        case .lessOrEqual: #expect(order != .greater, "\(line)")
        case .greaterOrEqual: #expect(order != .less, "\(line)")
        case .equal, .notEqual, .approximatelyEqual: Issue.record("\(line)")
        }
    }

    /// Every decimal is within half a unit of its last place.
    func expectRounded(_ formula: Formula, _ wanted: FormulaReading.Grid) {
        let entries: [Formula] =
            switch formula.node {
            case .column(let parts), .row(let parts): parts
            case .matrix(let rows): rows.flatMap(\.self)
            default: [formula]
            }
        let values = wanted.flatMap(\.self)
        #expect(entries.count == values.count)
        for (entry, value) in zip(entries, values) {
            let rounded = try? value.decimal(significantDigits: 6)
            let text = entry.plain.replacing("−", with: "-")
            #expect(rounded.map { Rational($0.description) == Rational(text) } ?? false, "\(text) for \(value)")
        }
    }
}

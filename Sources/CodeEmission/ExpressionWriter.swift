import Formulas
import Graphs
import Numbers
import Rationals

/// Writes the formula of a node in Python, one exhaustive switch over the operations.
///
/// Columns and rows are both arrays of one direction, as Python programs have them; the shapes of the graph say where
/// the difference matters.
struct ExpressionWriter {
    let graph: Graph
    let target: ScriptTarget
    /// Constants, by node; nil where double precision has no value.
    let literals: [NodeID: PythonExpression]
    /// Numbers beyond the whole numbers that the libraries hold: Python's own have no bound.
    let large: Set<NodeID>
    /// The names of the nodes that have been given one so far.
    var names: [NodeID: PythonExpression] = [:]
    /// The functions that the script has to define.
    var functions: Set<PythonFunction> = []
    /// Whether the script needs Python's own `math`.
    var usesMath = false

    /// A node inside another's formula: its name, or its own formula.
    mutating func operand(_ id: NodeID) -> PythonExpression { names[id] ?? formula(of: id) }

    /// What the node computes, in the names of its inputs.
    mutating func formula(of id: NodeID) -> PythonExpression {
        let node = graph[id]
        var x: [PythonExpression] = []
        for input in node.inputs { x.append(operand(input)) }
        let shapes = node.inputs.map { graph[$0].shape }
        let isNumber = x.allSatisfy(\.isNumber)
        if !isNumber {
            for (k, input) in node.inputs.enumerated() where x[k].isNumber && large.contains(input) {
                x[k] = .call("float", [x[k].text], isNumber: true)
            }
        }
        switch node.operation {
        case .constant, .size:
            let literal = literals[id] ?? PythonExpression("math.nan", isNumber: true)
            usesMath = usesMath || literal.usesMath
            return literal
        // Shapes without numbers: no statement needs them.
        case .placeholder, .part, .whole: return PythonExpression("None")
        case .identity: return x[0]
        case .add: return entrywise("+", .sum, x, shapes)
        case .subtract: return entrywise("-", .sum, x, shapes)
        case .multiply: return entrywise("*", .product, x, shapes)
        case .divide: return entrywise("/", .product, x, shapes)
        case .negate: return x[0].replacing("-" + x[0].text(atLeast: .negative), .negative)
        case .matrixProduct: return product(x, shapes)
        case .dot:
            if isNumber || shapes.allSatisfy({ $0 == .scalar }) {
                return .infix(x[0], "*", x[1], .product, isNumber: isNumber)
            }
            return .infix(x[0], "@", x[1], .product, isNumber: false)
        case .transpose:
            guard case .matrix = shapes[0] else { return x[0] }
            return PythonExpression(x[0].receiver + ".T")
        case .power(let exponent): return power(x[0], exponent)
        case .apply(let function): return apply(function, x[0])
        case .normalise(let normalisation, let mask): return weights(x[0], shapes[0], normalisation, mask)
        case .reduce(let reduction, let axis): return reduced(x[0], shapes[0], reduction, axis)
        case .row(let i): return PythonExpression("\(x[0].receiver)[\(i)]")
        case .column(let j): return PythonExpression("\(x[0].receiver)[:, \(j)]")
        case .entry(let i, let j): return entry(x[0], shapes[0], i, j)
        case .columns(let range):
            return PythonExpression("\(x[0].receiver)[:, \(range.lowerBound):\(range.upperBound)]")
        case .rows(let range):
            return PythonExpression("\(x[0].receiver)[\(range.lowerBound):\(range.upperBound)]")
        case .stack: return stacked(x, shapes, node.shape)
        case .concatenate: return sideBySide(x, shapes, node.shape)
        }
    }

    private func entry(_ x: PythonExpression, _ shape: Shape, _ i: Int, _ j: Int) -> PythonExpression {
        switch shape {
        case .scalar: x
        case .column, .row: PythonExpression("\(x.receiver)[\(max(i, j))]")
        case .matrix: PythonExpression("\(x.receiver)[\(i), \(j)]")
        }
    }

    // MARK: Arithmetic

    /// Python repeats a row over a matrix by itself; a column has to be stood up.
    private func entrywise(
        _ sign: String, _ binding: PythonExpression.Binding, _ x: [PythonExpression], _ shapes: [Shape]
    ) -> PythonExpression {
        var operands = x
        for (k, other) in [(0, 1), (1, 0)] {
            if case .column = shapes[k], case .matrix = shapes[other] { operands[k] = upright(x[k]) }
        }
        return .infix(operands[0], sign, operands[1], binding, isNumber: x.allSatisfy(\.isNumber))
    }

    private func product(_ x: [PythonExpression], _ shapes: [Shape]) -> PythonExpression {
        let times = PythonExpression.infix(x[0], "*", x[1], .product, isNumber: x.allSatisfy(\.isNumber))
        func matrix(_ a: PythonExpression, _ b: PythonExpression) -> PythonExpression {
            .infix(a, "@", b, .product, isNumber: false)
        }
        switch (shapes[0], shapes[1]) {
        case (.scalar, _), (_, .scalar): return times
        // One of them has a single entry.
        case (.row, .row), (.column, .column): return times
        case (.column, .row): return .call("\(target.module).outer", [x[0].text, x[1].text])
        case (.column, .matrix): return matrix(upright(x[0]), x[1])
        case (.matrix, .row): return matrix(x[0], flat(x[1]))
        case (.row, .column), (.row, .matrix), (.matrix, .column), (.matrix, .matrix): return matrix(x[0], x[1])
        }
    }

    private mutating func power(_ x: PythonExpression, _ exponent: Rational) -> PythonExpression {
        let one = PythonExpression("1", isNumber: true)
        if exponent.signum() < 0 {
            return .infix(one, "/", power(x, -exponent), .product, isNumber: x.isNumber)
        }
        if exponent == 1 { return x }
        if let whole = exponent.integer {
            return x.raised(to: "\(whole)")
        }
        if exponent == Rational(1, over: 2) { return function("sqrt", x) }
        let root = "(\(exponent.numerator) / \(exponent.denominator))"
        guard exponent.denominator.isOdd else { return x.raised(to: root) }
        // Python has no real root of a negative number; an odd root has the number's sign.
        let size = x.isNumber ? "abs(\(x.text))" : "\(target.module).abs(\(x.text))"
        let power = PythonExpression(size, isNumber: x.isNumber).raised(to: root)
        guard exponent.numerator.isOdd else { return power }
        if x.isNumber {
            usesMath = true
            return .call("math.copysign", [power.text, x.text], isNumber: true)
        }
        return .infix(.call("\(target.module).sign", [x.text]), "*", power, .product, isNumber: false)
    }

    /// A function that Python's `math` and both libraries know by the same name.
    private mutating func function(_ name: String, _ x: PythonExpression) -> PythonExpression {
        guard x.isNumber else { return .call("\(target.module).\(name)", [x.text]) }
        usesMath = true
        return .mathematics(name, x)
    }

    private mutating func apply(_ function: ElementaryFunction, _ x: PythonExpression) -> PythonExpression {
        switch function {
        case .exponential: return self.function("exp", x)
        case .logarithm: return self.function("log", x)
        case .hyperbolicTangent: return self.function("tanh", x)
        case .hyperbolicSine: return self.function("sinh", x)
        case .hyperbolicCosine: return self.function("cosh", x)
        case .sine: return self.function("sin", x)
        case .cosine: return self.function("cos", x)
        case .errorFunction:
            if target == .numpy, !x.isNumber { return own(.erf, [x.text]) }
            return self.function("erf", x)
        case .absoluteValue:
            return x.isNumber ? .call("abs", [x.text], isNumber: true) : .call("\(target.module).abs", [x.text])
        case .rectifier:
            if x.isNumber { return .call("max", [x.text, "0"], isNumber: true) }
            return target == .pytorch ? .call("torch.relu", [x.text]) : .call("np.maximum", [x.text, "0"])
        case .logistic:
            return target == .pytorch ? .call("torch.sigmoid", [array(x)]) : own(.sigmoid, [x.text])
        }
    }

    /// A call of a function that the script defines at its top.
    mutating func own(_ function: PythonFunction, _ arguments: [String]) -> PythonExpression {
        functions.insert(function)
        usesMath = usesMath || (function == .erf)
        return .call(function.rawValue, arguments)
    }

    // MARK: Shapes

    /// A plain number as an array of the library; anything else as it is.
    func array(_ x: PythonExpression) -> String { x.isNumber ? "\(target.array)(float(\(x.text)))" : x.text }

    /// A vector as a matrix of one column.
    func upright(_ x: PythonExpression) -> PythonExpression { PythonExpression("\(x.receiver)[:, None]") }

    /// A vector as a matrix of one row.
    func flat(_ x: PythonExpression) -> PythonExpression { PythonExpression("\(x.receiver)[None, :]") }
}

import Formulas
import Graphs
import Numbers
import Rationals

/// How the nodes of a computation and their values are written: names, literals as typed, denominators by name.
struct Notation {
    let trace: Trace<Number>
    /// Spelling of given data and literals, by node.
    let written: [NodeID: Formula]
    let digits: Int
    /// The numbers that are polynomials in sizes.
    let polynomials: [NodeID: Polynomial]
    /// Names of softmax denominators.
    var denominators = DenominatorNames()
    /// Names of the thresholds of sparse weights, by node and letter.
    var thresholds: [NodeID: [String: Name]] = [:]

    var graph: Graph { trace.graph }

    /// The bases of all names that the lines can use: what further names must keep clear of.
    private let bases: Set<String>

    init(trace: Trace<Number>, scope: [NodeID], written: [NodeID: Formula], digits: Int) {
        self.trace = trace
        let labels = (scope + scope.flatMap { trace.graph.operands(of: $0) }).compactMap { trace.graph[$0].label }
        bases = Set(labels.map { Name(spelling: $0).base })
        self.written = written
        self.digits = digits
        polynomials = trace.graph.polynomials()
        let operands = scope.flatMap { trace.graph.operands(of: $0) }
        denominators.writesDecimals = operands.contains { written[$0]?.hasDecimalPoint ?? false }
    }

    // MARK: Names

    /// The node's name, or its formula where it has none.
    func name(of id: NodeID) -> Formula {
        if let label = graph[id].label { return Formula(.name(Name(spelling: label))) }
        return symbolic(id)
    }

    /// The name of an entry: `s_2` of a vector `s`, `a_{12}` of a matrix `A`, `(W_Q)_{12}` of a matrix `W_Q`.
    ///
    /// nil when the node has no label.
    func entryName(of id: NodeID, _ row: Int, _ column: Int) -> Formula? {
        guard let label = graph[id].label else { return nil }
        let shape = graph[id].shape
        if shape == .scalar { return Formula(.name(Name(spelling: label))) }
        var name = Name(spelling: label)
        let indices =
            shape.isVector ? ["\(max(row, column) + 1)"] : ["\(row + 1)", "\(column + 1)"]
        if name.subscripts.isEmpty {
            if !shape.isVector { name.base = entryLetter(name.base) }
            name.subscripts = indices
            return Formula(.name(name))
        }
        if shape.isVector {
            name.subscripts += indices
            return Formula(.name(name))
        }
        return Formula(.subscripted(Formula(.name(name)), indices.map(Formula.init(spelledNumber:))))
    }

    /// The name of row i of a matrix: `a_1` of `A`, as the row that it is.
    func rowName(of id: NodeID, _ row: Int) -> Formula? {
        guard let label = graph[id].label else { return nil }
        var name = Name(spelling: label)
        guard name.subscripts.isEmpty else {
            return Formula(.subscripted(Formula(.name(name)), [Formula(spelledNumber: "\(row + 1)")]))
        }
        name.base = entryLetter(name.base)
        name.subscripts = ["\(row + 1)"]
        return Formula(.name(name))
    }

    /// Entries and rows of a matrix with a capital letter are named with the small one, unless that is taken.
    private func entryLetter(_ base: String) -> String {
        guard base.utf8.count == 1, base.utf8.first.map({ $0 >= 65 && $0 <= 90 }) == true else { return base }
        let small = base.lowercased()
        return isFree(small) ? small : base
    }

    /// Whether no name of the page has this base.
    func isFree(_ base: String) -> Bool { !bases.contains(base) }

    // MARK: Formulas of nodes

    /// The formula of a node in the names of the page: what stands right of the first equals sign.
    func definition(of id: NodeID) -> Formula { formula(of: id) { operand($0) } }

    /// The formula with the numbers in.
    func substituted(_ id: NodeID) -> Formula { formula(of: id) { numbers($0) } }

    /// A node inside a formula: its name, its literal, or the formula it is.
    func operand(_ id: NodeID) -> Formula {
        if graph[id].label != nil { return name(of: id) }
        return symbolic(id)
    }

    private func symbolic(_ id: NodeID) -> Formula {
        if case .constant = graph[id].operation { return valueAsWritten(id) }
        return definition(of: id)
    }

    private func numbers(_ id: NodeID) -> Formula {
        let node = graph[id]
        if node.label == nil {
            switch node.operation {
            case .constant: return valueAsWritten(id)
            // A part of something in numbers is that part in numbers.
            case .row, .column, .entry, .columns: return isShort(id) ? valueAsWritten(id) : substituted(id)
            case .placeholder, .size, .part, .whole, .identity, .add, .subtract, .negate, .multiply, .divide,
                .matrixProduct, .dot,
                .transpose, .power, .apply, .normalise, .reduce, .rows, .stack, .concatenate:
                return substituted(id)
            }
        }
        guard isShort(id) else { return name(of: id) }
        return valueAsWritten(id)
    }

    /// Whether a value is short enough to stand inside another formula.
    func isShort(_ id: NodeID) -> Bool {
        guard let value = trace[id] else { return false }
        return value.elements.count <= 36 && value.elements.allSatisfy { $0.rational != nil || Self.isSingleTerm($0) }
    }

    /// Surds, plain exponentials and roots of little: one term over nothing.
    static func isSingleTerm(_ number: Number) -> Bool {
        let parts = number.parts
        guard parts.count == 1, let part = parts.first else { return parts.isEmpty }
        return part.denominator.isEmpty && part.numerator.terms.count == 1 && number.termCount(upTo: 5) < 5
    }

    /// One level of formula over a node's inputs; the closed list of how operations are written.
    private func formula(of id: NodeID, _ operand: (NodeID) -> Formula) -> Formula {
        let node = graph[id]
        let inputs = node.inputs
        func argument(_ k: Int) -> Formula { operand(inputs[k]) }
        func call(_ name: String) -> Formula { Formula(.call(name, inputs.map(operand), [])) }
        switch node.operation {
        case .constant: return valueAsWritten(id)
        case .placeholder: return name(of: id)
        case .size(let polynomial): return Formula(polynomial)
        case .identity: return argument(0)
        case .add: return Formula.sum(argument(0), argument(1))
        case .subtract: return Formula.sum(argument(0), Formula(.negative(argument(1))))
        case .negate: return Formula(.negative(argument(0)))
        case .multiply where inputs.allSatisfy({ graph[$0].shape != .scalar }):
            return Formula(.product([argument(0), argument(1)], .entrywise))
        case .multiply, .matrixProduct: return Formula.product(argument(0), argument(1))
        case .divide: return Formula(.quotient(argument(0), argument(1)))
        case .dot: return Formula(.dot(argument(0), argument(1)))
        case .transpose:
            if let (rule, mask, scores) = graph.normalisedColumns(id) {
                return normalised(operand(scores), rule, mask, byColumns: true)
            }
            return graph[inputs[0]].shape.isVector ? transposed(argument(0)) : Formula(.transpose(argument(0)))
        case .power(let exponent): return power(argument(0), exponent)
        case .apply(let function): return Formula(.call(function.spelling, [argument(0)], []))
        case .normalise(let normalisation, let mask):
            return normalised(argument(0), normalisation, mask, byColumns: false)
        case .reduce(let reduction, let axis): return call(reduction.spelling(axis))
        case .row(let i):
            if let label = graph[inputs[0]].label {
                var name = Name(spelling: label)
                if name.subscripts.isEmpty {
                    name.subscripts = ["\(i + 1)"]
                    return Formula(.name(name))
                }
            }
            return Formula(.subscripted(argument(0), [Formula(spelledNumber: "\(i + 1)")]))
        case .column(let j):
            return Formula(.subscripted(argument(0), [Formula(.text(":")), Formula(spelledNumber: "\(j + 1)")]))
        case .entry(let i, let j):
            if let entry = entryName(of: inputs[0], i, j) { return entry }
            let indices = graph[inputs[0]].shape.isVector ? [max(i, j)] : [i, j]
            return Formula(.subscripted(argument(0), indices.map { Formula(spelledNumber: "\($0 + 1)") }))
        case .columns(let range):
            let block = range.count == 1 ? "\(range.upperBound)" : "\(range.lowerBound + 1)–\(range.upperBound)"
            return Formula(.subscripted(argument(0), [Formula(.text(":")), Formula(.text(block))]))
        case .rows(let range):
            let block = range.count == 1 ? "\(range.upperBound)" : "\(range.lowerBound + 1)–\(range.upperBound)"
            let isVector = graph[inputs[0]].shape.isVector
            return Formula(.subscripted(argument(0), [Formula(.text(block))] + (isVector ? [] : [Formula(.text(":"))])))
        // A single input is a vector taken as a matrix, or a list of one.
        case .stack where inputs.count == 1 && graph[inputs[0]].shape != .scalar: return argument(0)
        case .concatenate where inputs.count == 1 && graph[inputs[0]].shape != .scalar: return argument(0)
        case .stack:
            return stacked(inputs.map(operand), areScalars: inputs.allSatisfy { graph[$0].shape == .scalar })
        case .concatenate: return Formula(.row(inputs.map(operand)))
        case .part(let part): return one(part, of: argument(0))
        case .whole(let part): return all(part, like: argument(0))
        }
    }

    /// A column in numbers is turned into a row at once, and back; a name or a matrix keeps the mark.
    private func transposed(_ formula: Formula) -> Formula {
        switch formula.node {
        case .column(let entries): Formula(.row(entries))
        case .row(let entries): Formula(.column(entries))
        default: Formula(.transpose(formula))
        }
    }

    /// Rows in numbers on top of one another are a matrix; blocks stand one in a row, scalars are a column.
    private func stacked(_ parts: [Formula], areScalars: Bool) -> Formula {
        let rows = parts.map { part -> [Formula]? in
            if case .row(let entries) = part.node { return entries }
            return nil
        }
        let matrix = rows.compactMap(\.self)
        guard matrix.count == parts.count, Set(matrix.map(\.count)).count == 1 else {
            return areScalars ? Formula(.column(parts)) : Formula(.matrix(parts.map { [$0] }))
        }
        return Formula(.matrix(matrix))
    }

    func power(_ base: Formula, _ exponent: Rational) -> Formula {
        if exponent == .half { return Formula(.root(base, degree: 2)) }
        if exponent == -1 { return Formula(.quotient(Formula(spelledNumber: "1"), base)) }
        if exponent.numerator == 1, let degree = Int(exactly: exponent.denominator) {
            return Formula(.root(base, degree: degree))
        }
        return Formula(.power(base, Formula(Number(exponent))))
    }
}

extension ElementaryFunction {
    /// The name a sheet calls it by.
    var spelling: String {
        switch self {
        case .exponential: "exp"
        case .logarithm: "ln"
        case .hyperbolicTangent: "tanh"
        case .hyperbolicSine: "sinh"
        case .hyperbolicCosine: "cosh"
        case .logistic: "sigmoid"
        case .sine: "sin"
        case .cosine: "cos"
        case .errorFunction: "erf"
        case .absoluteValue: "abs"
        case .rectifier: "relu"
        }
    }
}

extension Reduction {
    func spelling(_ axis: Axis) -> String {
        let base =
            switch self {
            case .sum: "sum"
            case .mean: "mean"
            case .maximum: "max"
            case .minimum: "min"
            }
        switch axis {
        case .all: return base
        case .eachRow: return "row_" + base
        case .eachColumn: return "column_" + base
        }
    }
}

extension Formula {
    init(spelledNumber spelling: String) {
        self.init(.number(Literal(value: Rational(spelling) ?? 0, spelling: spelling)))
    }

    /// A sum with nested sums laid flat.
    static func sum(_ a: Formula, _ b: Formula) -> Formula {
        var terms: [Formula] = []
        for part in [a, b] {
            if case .sum(let inner) = part.node { terms += inner } else { terms.append(part) }
        }
        return Formula(.sum(terms))
    }

    /// Factors next to one another, nested products laid flat on the left.
    static func product(_ a: Formula, _ b: Formula) -> Formula {
        if case .product(let inner, .juxtaposition) = a.node { return Formula(.product(inner + [b], .juxtaposition)) }
        return Formula(.product([a, b], .juxtaposition))
    }
}

extension Rational {
    static let half = Rational(1, over: 2) ?? 1
}

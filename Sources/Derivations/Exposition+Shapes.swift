import Documents
import Formulas
import Graphs

extension Exposition {
    /// A step on declared shapes only: its formula, and how its shape comes about.
    ///
    ///     Q = X W_q
    ///     shape(Q) = (L × d) (d × h d) = L × h d
    func shapeLines(of id: NodeID) -> Lines? {
        do throws(EvaluationError) {
            _ = try trace.value(of: id)
            return nil
        } catch {
            guard case .needsValues = error.reason else { return nil }
        }
        let name = notation.name(of: id)
        var links: [Equation.Link] = []
        if graph[id].label != nil { append(&links, notation.definition(of: id)) }
        if let polynomial = notation.polynomials[id] { append(&links, Formula(polynomial)) }
        let equation = Equation(left: name, links: links)
        guard graph[id].shape != .scalar, graph[id].label != nil else { return Lines(equations: [equation]) }
        var shapes: [Equation.Link] = []
        append(&shapes, shapeFormula(of: id, isWhole: true))
        append(&shapes, Self.formula(of: graph[id].shape))
        return Lines(equations: [equation, Equation(left: Formula(.call("shape", [name], [])), links: shapes)])
    }

    /// `n × d`; vectors are matrices of one column or one row.
    static func formula(of shape: Shape) -> Formula {
        shape == .scalar
            ? Formula(spelledNumber: "1")
            : Formula(.product([Formula(shape.rows), Formula(shape.columns)], .cross))
    }

    /// The shapes that meet in a product, what an entry-by-entry operation leaves as it is.
    private func shapeFormula(of id: NodeID, isWhole: Bool = false) -> Formula {
        let node = graph[id]
        guard isWhole || node.label == nil else { return Self.formula(of: node.shape) }
        func inner(_ k: Int) -> Formula { shapeFormula(of: node.inputs[k]) }
        func isScalar(_ k: Int) -> Bool { graph[node.inputs[k]].shape == .scalar }
        switch node.operation {
        case .matrixProduct where !isScalar(0) && !isScalar(1):
            let (a, b) = (inner(0), inner(1))
            return Formula.product(isCross(a) ? Formula(.product([a], .juxtaposition)) : a, b)
        case .divide, .multiply, .add, .subtract:
            // What is taken once for every row or every entry does not change the shape.
            let kept = node.inputs.indices.first { graph[node.inputs[$0]].shape == node.shape }
            return kept.map(inner) ?? Self.formula(of: node.shape)
        case .identity, .negate, .apply, .normalise, .power: return inner(0)
        case .matrixProduct, .constant, .placeholder, .size, .dot, .transpose, .reduce, .row, .column, .entry,
            .columns, .rows, .stack, .concatenate, .part, .whole:
            return Self.formula(of: node.shape)
        }
    }

    private func isCross(_ formula: Formula) -> Bool {
        if case .product(_, .cross) = formula.node { return true }
        return false
    }
}

extension Equation {
    /// `shape(X) = n × d`.
    public init(shapeOf name: Formula, _ shape: Shape) {
        self.init(
            left: Formula(.call("shape", [name], [])), links: [.init(.equal, Exposition.formula(of: shape))])
    }
}

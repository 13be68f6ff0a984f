import Numbers
import Rationals

extension Operation {
    /// What the operation costs under the model of ``OperationCount``; the closed list.
    func cost(of inputs: [Shape], result: Shape) -> OperationCount {
        let entries = result.entries
        switch self {
        case .constant, .placeholder, .size, .identity, .negate, .transpose, .row, .column, .entry, .columns, .rows,
            .stack, .concatenate, .part, .whole:
            return OperationCount()
        case .add, .subtract: return OperationCount([.additions: entries])
        case .multiply: return OperationCount([.multiplications: entries])
        case .divide: return OperationCount([.divisions: entries])
        case .matrixProduct: return Self.product(inputs[0], inputs[1], entries)
        case .dot: return Self.sums(of: Polynomial(inputs[0].length ?? 1), count: 1)
        case .power: return OperationCount([.powers: entries])
        case .apply(let function): return OperationCount([function.kind: entries])
        case .normalise(let normalisation, let mask): return normalisation.cost(mask, inputs[0])
        case .reduce(let reduction, let axis): return Self.reduced(reduction, axis, inputs[0], groups: entries)
        }
    }

    private static func product(_ a: Shape, _ b: Shape, _ entries: Polynomial) -> OperationCount {
        guard a != .scalar, b != .scalar, a.columns == b.rows else {
            return OperationCount([.multiplications: entries])
        }
        return sums(of: Polynomial(a.columns), count: entries)
    }

    /// So many dot products of k terms.
    private static func sums(of k: Polynomial, count: Polynomial) -> OperationCount {
        OperationCount([.multiplications: count * k, .additions: count * (k - 1)])
    }

    private static func reduced(
        _ reduction: Reduction, _ axis: Axis, _ shape: Shape, groups: Polynomial
    ) -> OperationCount {
        // Every group of k entries takes k − 1 steps.
        let steps = shape.entries - groups
        switch reduction {
        case .sum: return OperationCount([.additions: steps])
        case .mean: return OperationCount([.additions: steps, .divisions: groups])
        case .maximum, .minimum: return OperationCount([.comparisons: steps])
        }
    }
}

extension ElementaryFunction {
    /// How a value of the function is counted.
    var kind: OperationCount.Kind {
        switch self {
        case .exponential: .exponentials
        case .rectifier, .absoluteValue: .comparisons
        case .logarithm, .hyperbolicTangent, .hyperbolicSine, .hyperbolicCosine, .logistic, .sine, .cosine,
            .errorFunction:
            .functions
        }
    }
}

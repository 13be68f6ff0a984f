import Numbers
import Rationals

extension Graph {
    /// The numbers that are polynomials in named sizes, by node: declared sizes, operation counts, and what is made of
    /// them by sums, products and divisions that leave nothing over.
    ///
    ///     c = 2 n² d,  g = 6 n d²,  c − g              // 2 n² d − 6 n d²
    ///
    /// Numbers without any named size are left to evaluation; polynomials longer than anyone reads are left out.
    public func polynomials() -> [NodeID: Polynomial] {
        var polynomials: [NodeID: Polynomial] = [:]
        for id in ids where self[id].shape == .scalar {
            let node = self[id]
            if case .size(let polynomial) = node.operation {
                polynomials[id] = polynomial
                continue
            }
            guard node.inputs.contains(where: { polynomials[$0] != nil }) else { continue }
            var inputs: [Polynomial] = []
            for input in node.inputs {
                guard let polynomial = polynomials[input] ?? constant(input) else { break }
                inputs.append(polynomial)
            }
            guard inputs.count == node.inputs.count else { continue }
            polynomials[id] = node.operation.polynomial(of: inputs).flatMap { $0.isReadable ? $0 : nil }
        }
        return polynomials
    }

    private func constant(_ id: NodeID) -> Polynomial? {
        guard case .constant(let tensor) = self[id].operation else { return nil }
        return tensor.elements.first?.rational.map { Polynomial($0) }
    }
}

extension Operation {
    /// The result for scalars that are polynomials; nil when it is none.
    fileprivate func polynomial(of x: [Polynomial]) -> Polynomial? {
        switch self {
        case .size(let polynomial): return polynomial
        case .identity: return x[0]
        case .add: return x[0] + x[1]
        case .subtract: return x[0] - x[1]
        case .negate: return -x[0]
        case .multiply, .matrixProduct, .dot: return x[0] * x[1]
        case .divide: return x[0].divided(by: x[1])
        case .power(let exponent):
            guard exponent.isInteger else { return nil }
            return Int(exactly: exponent.numerator).flatMap { x[0].raised(to: $0) }
        case .constant, .placeholder, .transpose, .apply, .normalise, .reduce, .row, .column, .entry, .columns, .rows,
            .stack, .concatenate, .part, .whole:
            return nil
        }
    }
}

extension Polynomial {
    /// Bounded before the next operation on it is.
    fileprivate var isReadable: Bool {
        terms.count <= 200
            && terms.allSatisfy { term in
                term.monomial.degree <= 200
                    && term.coefficient.numerator.bitWidth + term.coefficient.denominator.bitWidth <= 4_096
            }
    }
}

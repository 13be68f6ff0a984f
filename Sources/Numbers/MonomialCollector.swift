import Rationals

/// Adds up multiples of monomials, keeping the order of first appearance.
struct MonomialCollector {
    private(set) var monomials: [Monomial] = []
    private(set) var coefficients: [Rational] = []
    private var positions: [Monomial: Int] = [:]

    mutating func reserveCapacity(_ count: Int) {
        monomials.reserveCapacity(count)
        coefficients.reserveCapacity(count)
    }

    /// Adds a multiple and returns the position of its monomial.
    @discardableResult
    mutating func add(_ coefficient: Rational, _ monomial: Monomial) -> Int {
        if let index = position(of: monomial) {
            coefficients[index] = coefficients[index] + coefficient
            return index
        } else {
            // A handful of monomials is found faster by looking than by hashing.
            if monomials.count == 8 {
                for (index, monomial) in monomials.enumerated() { positions[monomial] = index }
            }
            if monomials.count >= 8 { positions[monomial] = monomials.count }
            monomials.append(monomial)
            coefficients.append(coefficient)
            return monomials.count - 1
        }
    }

    private func position(of monomial: Monomial) -> Int? {
        monomials.count <= 8 ? monomials.firstIndex(of: monomial) : positions[monomial]
    }

    /// The sum, without the terms that cancelled.
    var sum: ExponentialSum {
        if coefficients.contains(where: \.isZero) {
            let kept = coefficients.indices.filter { !coefficients[$0].isZero }
            if kept.isEmpty { return .zero }
            return ExponentialSum(Basis(kept.map { monomials[$0] }), kept.map { coefficients[$0] })
        }
        return monomials.isEmpty ? .zero : ExponentialSum(Basis(monomials), coefficients)
    }
}

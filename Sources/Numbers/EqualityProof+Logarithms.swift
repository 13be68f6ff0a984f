import Rationals

extension EqualityProof {
    /// Rational multiples of logarithms: Σ c·ln F + R = 0 exactly when Π F^c · e^R = 1, which has fewer atoms.
    ///
    /// Nil when a logarithm occurs in any other way, or none does.
    func isZeroByExponentiating(_ sum: ExponentialSum) -> Bool? {
        var hasLogarithm = false
        for (coefficient, monomial) in sum.multiples {
            if let argument = monomial.logarithmArgument {
                // F^c is multiplied out: no large powers of sums.
                if argument.rational == nil, coefficient.bitCount > 8 { return nil }
                hasLogarithm = true
            } else if monomial.atoms.contains(where: { if case .logarithm = $0.atom.kind { true } else { false } }) {
                return nil
            }
        }
        guard hasLogarithm, let product = try? Number(sum).exponential() else { return nil }
        switch answer(product, 1) {
        case .equal: return true
        case .different: return false
        case .undecided: return nil
        }
    }
}

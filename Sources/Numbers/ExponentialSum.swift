import Rationals

/// A finite sum of coefficient × radicals × e^α × (1, cos β or sin β) × atoms.
///
/// Without atoms it is zero exactly when it has no terms: exponentials of distinct algebraic numbers are linearly
/// independent over the algebraic numbers (Lindemann–Weierstrass).
///
/// Terms stand in the order in which the computation met them; equality and hashing do not know that order.
public struct ExponentialSum: Sendable {
    enum Coefficients: Sendable {
        /// One term of the basis: softmax weights, without n zeros each.
        case single(Int, Rational)
        /// One coefficient per monomial of the basis, zeros included.
        case dense([Rational])
    }

    let basis: Basis
    let coefficients: Coefficients

    init(_ basis: Basis, _ coefficients: [Rational]) {
        self.basis = basis
        self.coefficients = coefficients.count == 1 ? .single(0, coefficients[0]) : .dense(coefficients)
    }

    init(_ basis: Basis, index: Int, _ coefficient: Rational) {
        self.basis = basis
        coefficients = .single(index, coefficient)
    }

    init(_ constant: Rational) {
        self.init(Basis.one, index: 0, constant)
    }

    init(_ coefficient: Rational, _ monomial: Monomial) {
        self.init(Basis([monomial]), index: 0, coefficient)
    }

    init(_ surd: Surd) {
        if let rational = surd.rational {
            self.init(rational)
        } else {
            let terms = surd.terms
            self.init(Basis(terms.map { Monomial(radicals: $0.radicals) }), terms.map(\.coefficient))
        }
    }

    static let zero = ExponentialSum(0)
    static let one = ExponentialSum(1)

    /// Visits the nonzero terms in display order until `body` returns false.
    @discardableResult
    func forEachTerm(_ body: (Rational, Monomial) throws -> Bool) rethrows -> Bool {
        switch coefficients {
        case .single(let index, let coefficient):
            return try coefficient.isZero || body(coefficient, basis.monomials[index])
        case .dense(let values):
            for index in values.indices where !values[index].isZero {
                if try !body(values[index], basis.monomials[index]) { return false }
            }
            return true
        }
    }

    /// The nonzero terms in display order.
    var multiples: [Monomial.Multiple] {
        var result: [Monomial.Multiple] = []
        forEachTerm { coefficient, monomial in
            result.append((coefficient, monomial))
            return true
        }
        return result
    }

    var termCount: Int {
        switch coefficients {
        case .single(_, let coefficient): coefficient.isZero ? 0 : 1
        case .dense(let values): values.reduce(0) { $0 + ($1.isZero ? 0 : 1) }
        }
    }

    var isEmpty: Bool {
        switch coefficients {
        case .single(_, let coefficient): coefficient.isZero
        case .dense(let values): values.allSatisfy(\.isZero)
        }
    }

    /// The only term, when there is just one.
    var singleMultiple: Monomial.Multiple? {
        switch coefficients {
        case .single(let index, let coefficient):
            return coefficient.isZero ? nil : (coefficient, basis.monomials[index])
        case .dense(let values):
            var found: Int?
            for index in values.indices where !values[index].isZero {
                if found != nil { return nil }
                found = index
            }
            return found.map { (values[$0], basis.monomials[$0]) }
        }
    }

    /// The value, when it is rational on the face of it.
    public var rational: Rational? {
        if isEmpty { return 0 }
        guard let (coefficient, monomial) = singleMultiple, monomial.isOne else { return nil }
        return coefficient
    }

    /// The value as a surd, when every term is a radical monomial.
    public var surd: Surd? {
        if let rational { return rational.isZero ? .zero : Surd(rational) }
        if basis.count == 1, !basis.monomials[0].isRadical { return nil }
        var terms: [Surd.Term] = []
        let isRadical = forEachTerm { coefficient, monomial in
            terms.append(Surd.Term(coefficient, monomial.radicals))
            return monomial.isRadical
        }
        return isRadical ? Surd(summing: terms) : nil
    }

    var hasAtoms: Bool { basis.hasAtoms && !forEachTerm { !$1.hasAtoms || $0.isZero } }
    var isReducible: Bool { basis.isReducible && !forEachTerm { !$1.isReducible || $0.isZero } }
    var isBeyondLimit: Bool {
        switch coefficients {
        case .single(_, let coefficient): coefficient.isVeryLarge
        case .dense(let values): values.contains(where: \.isVeryLarge)
        }
    }

    /// Positive by its form alone: positive coefficients of positive monomials.
    var isManifestlyPositive: Bool {
        !isEmpty && forEachTerm { $0.signum() > 0 && $1.isManifestlyPositive }
    }
}

extension ExponentialSum: Hashable {
    /// Whether both have the same terms, in whatever order.
    public static func == (a: ExponentialSum, b: ExponentialSum) -> Bool {
        if a.basis === b.basis, case .dense(let x) = a.coefficients, case .dense(let y) = b.coefficients {
            return x == y
        }
        let (x, y) = (a.multiples, b.multiples)
        if x.count != y.count { return false }
        var aligned = true
        for index in x.indices
        where x[index].monomial != y[index].monomial || x[index].coefficient != y[index].coefficient {
            aligned = false
            break
        }
        if aligned { return true }
        var values: [Monomial: Rational] = [:]
        for term in x { values[term.monomial] = term.coefficient }
        return y.allSatisfy { values[$0.monomial] == $0.coefficient }
    }

    /// Hashes the terms without their order.
    public func hash(into hasher: inout Hasher) {
        // A sum over the terms, because their order does not count; multiplied, because sums of few bits would cancel.
        var sum = 0
        forEachTerm { coefficient, monomial in
            let mixed = (coefficient.quickHash ^ (monomial.hash &* -0x61C8_8646_80B5_83EB)) &* -0x4498_517A_7B35_85D3
            sum &+= mixed ^ (mixed >> 31)
            return true
        }
        hasher.combine(sum)
    }
}

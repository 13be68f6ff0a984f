import Rationals

extension Surd {
    /// base^exponent for a rational base: Π p^(k·r) over the base's factors.
    /// - Throws: `hasNoValue` for even roots of negatives and negative powers of zero; `tooLarge`.
    static func power(_ base: Rational, _ exponent: Rational) throws -> Surd {
        if exponent.isInteger { return Surd(try base.boundedPower(exponent.numerator).withinLimit()) }
        if base.isZero {
            if exponent.signum() < 0 { throw NumberError.hasNoValue(.negativePowerOfZero) }
            return .zero
        }
        let isNegative = base.signum() < 0
        if isNegative, !exponent.denominator.isOdd { throw NumberError.hasNoValue(.evenRootOfNegative) }
        var powers: [(base: Integer, exponent: Rational)] = []
        for factor in try base.numerator.magnitude.factors() {
            powers.append((factor.base, exponent * Rational(factor.power)))
        }
        for factor in try base.denominator.factors() {
            powers.append((factor.base, -exponent * Rational(factor.power)))
        }
        let unfactored = powers.contains { $0.base.bitWidth > 64 }
        let (coefficient, radicals) = try Radicals.collecting(powers)
        let sign: Rational = isNegative && exponent.numerator.isOdd ? -1 : 1
        let term = Term(coefficient * sign, radicals)
        // Numerator and denominator are coprime, so refinement is only ever needed between different numbers.
        return unfactored ? Surd(summing: [term]) : Surd(term.coefficient, term.radicals)
    }

    /// self^exponent when that is a surd again: powers of single terms, whole powers, inverses, and square roots that
    /// denest; nil when it is not known to be one.
    func raised(to exponent: Rational) throws -> Surd? {
        if exponent.isOne { return self }
        if let term = singleTerm { return try Surd.power(of: term, exponent) }
        if let whole = exponent.integer {
            guard let power = Int(exactly: whole), power.magnitude <= 1 << 20 else {
                throw NumberError.veryLargeRational
            }
            let base = power < 0 ? try inverse() : self
            return try base.wholePower(Int(power.magnitude))
        }
        if exponent.denominator == 2, let root = try squareRootByDenesting() {
            return try root.raised(to: Rational(exponent.numerator))
        }
        return nil
    }

    /// By repeated squaring; the number of terms stays within the group that the monomials generate.
    private func wholePower(_ power: Int) throws -> Surd {
        var (result, square, rest) = (Surd(1), self, power)
        while rest > 0 {
            if rest & 1 == 1 { result = try result.checkedProduct(square) }
            rest >>= 1
            if rest > 0 { square = try square.checkedProduct(square) }
        }
        return result
    }

    private func checkedProduct(_ other: Surd) throws -> Surd {
        let limit = Limits.current.terms
        if terms.count * other.terms.count > limit { throw NumberError.tooLarge(.terms(limit)) }
        let product = self * other
        if product.isBeyondLimit { throw NumberError.veryLargeRational }
        return product
    }

    private static func power(of term: Term, _ exponent: Rational) throws -> Surd? {
        if term.radicals.isEmpty { return try power(term.coefficient, exponent) }
        if term.coefficient.signum() < 0, !exponent.denominator.isOdd {
            throw NumberError.hasNoValue(.evenRootOfNegative)
        }
        let rational = try power(term.coefficient, exponent)
        let (carry, radicals) = try Radicals.collecting(term.radicals.map { ($0.prime, $0.exponent * exponent) })
        return rational * Surd(carry, radicals)
    }

    /// √(a + t) with t² rational: √((a+d)/2) ± √((a−d)/2) when d = √(a² − t²) is rational.
    ///
    ///     √(3 + 2√2) = 1 + √2
    /// Source: A. Borodin, R. Fagin, J. E. Hopcroft, M. Tompa, Decreasing the nesting depth of expressions involving
    /// square roots, J. Symbolic Comput. 1 (1985).
    private func squareRootByDenesting() throws -> Surd? {
        guard terms.count == 2 else { return nil }
        if try sign() < 0 { throw NumberError.hasNoValue(.evenRootOfNegative) }
        // Divide by the first monomial, so that the first term is rational.
        let leading = Surd(1, terms[0].radicals)
        let scaled = self * (try leading.inverse())
        guard let other = scaled.irrationalTerms.first, scaled.irrationalTerms.count == 1,
            let square = (Surd(other.coefficient, other.radicals) * Surd(other.coefficient, other.radicals)).rational,
            let d = (scaled.rationalPart * scaled.rationalPart - square).exactSquareRoot,
            let half = Rational(1, over: 2)
        else { return nil }
        let a = scaled.rationalPart
        guard a.signum() > 0 else { return nil }
        let first = try Surd.power((a + d) * half, half)
        let second = try Surd.power((a - d) * half, half)
        let root = other.coefficient.signum() > 0 ? first + second : first - second
        guard let scale = try leading.raised(to: half) else { return nil }
        return root * scale
    }
}

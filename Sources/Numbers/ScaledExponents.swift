import Rationals

/// The exponents of one sum of exponentials as integer distances below the largest one, times a common unit.
///
///     α_k = α_max − distance[k] · unit        unit = ρ / D, ρ a radical monomial (1 for rational exponents)
struct ScaledExponents {
    let distances: [UInt]
    private let radicals: Radicals
    private let denominator: UInt
    /// The unit, to double precision: for choosing a working precision, never for a result.
    let approximateUnit: Double

    /// Nil when the exponents are not rational multiples of one radical monomial, or not of machine size.
    init?(_ exponents: [Surd]) {
        guard !exponents.isEmpty else { return nil }
        var radicals: Radicals = []
        var coefficients: [Rational] = []
        coefficients.reserveCapacity(exponents.count)
        for exponent in exponents {
            if let rational = exponent.rational, rational.isZero || radicals.isEmpty {
                coefficients.append(rational)
                continue
            }
            guard let term = exponent.singleTerm, !term.radicals.isEmpty else { return nil }
            if radicals.isEmpty {
                guard coefficients.allSatisfy(\.isZero) else { return nil }
                radicals = term.radicals
            }
            guard term.radicals == radicals else { return nil }
            coefficients.append(term.coefficient)
        }
        guard let scaled = ScaledMatrix(coefficients, rows: 1, columns: coefficients.count, by: .row),
            let largest = scaled.numerators.max(), let denominator = scaled.denominators.first
        else { return nil }
        var distances: [UInt] = []
        distances.reserveCapacity(coefficients.count)
        for numerator in scaled.numerators {
            // In two's complement the difference is right as an unsigned number even where a signed one overflows.
            distances.append(UInt(bitPattern: largest) &- UInt(bitPattern: numerator))
        }
        self.distances = distances
        self.radicals = radicals
        self.denominator = denominator.magnitude
        approximateUnit =
            radicals.isEmpty
            ? 1 / Double(denominator)
            : Double(ScaledExponents.irrationalUnit(radicals, self.denominator, fractionBits: 64)) * 0x1p-64
    }

    /// Writes ⌊unit · 2^(64 · fractionWords)⌋ into `words`, which has room for one word more; false when it has not.
    func writeUnit(fractionWords: Int, into words: FixedPoint.Words) -> Bool {
        if radicals.isEmpty {
            // Long division of 1 by D.
            words[fractionWords] = denominator == 1 ? 1 : 0
            var remainder: UInt = denominator == 1 ? 0 : 1
            for index in stride(from: fractionWords - 1, through: 0, by: -1) {
                (words[index], remainder) = denominator.dividingFullWidth((remainder, 0))
            }
            return true
        }
        let unit = ScaledExponents.irrationalUnit(radicals, denominator, fractionBits: 64 * fractionWords)
        return unit.withLimbs { limbs in
            guard !limbs.isEmpty, limbs.count <= fractionWords + 1 else { return false }
            for index in 0...fractionWords { words[index] = index < limbs.count ? limbs[index] : 0 }
            return true
        }
    }

    private static func irrationalUnit(_ radicals: Radicals, _ denominator: UInt, fractionBits: Int) -> Integer {
        // ρ = Π p^(a/n) = (Π p^a)^(1/n), so ⌊ρ 2^f / D⌋ = ⌊⌊(Π p^a · 2^(f n))^(1/n)⌋ / D⌋.
        var degree: Integer = 1
        for radical in radicals { degree = degree.lcm(radical.exponent.denominator) }
        guard let n = Int(exactly: degree), n <= 64 else { return 0 }
        var radicand: Integer = 1
        for radical in radicals {
            guard let exponent = Int(exactly: radical.exponent * Rational(n)),
                let power = try? radical.prime.raised(to: exponent)
            else { return 0 }
            radicand = radicand * power
        }
        guard radicand.bitWidth < 1 << 16 else { return 0 }
        let root = radicand.scaledByPowerOfTwo(fractionBits * n).rootAndRemainder(degree: n)?.root ?? 0
        return root.quotientAndRemainder(dividingBy: Integer(denominator))?.quotient ?? 0
    }
}

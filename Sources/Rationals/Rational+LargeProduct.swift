extension Rational {
    /// The product for entries whose common denominators leave the machine word.
    static func largeProduct(
        _ a: [Rational], _ b: [Rational], rows: Int, inner: Int, columns: Int
    ) throws(RationalError) -> [Rational] {
        if let modular = ModularProduct(a, b, rows: rows, inner: inner, columns: columns),
            let product = product(modular)
        {
            return product
        }
        return try productWithGMP(a, b, rows: rows, inner: inner, columns: columns)
    }

    private static func product(_ modular: ModularProduct) -> [Rational]? {
        guard let sums = modular.sums() else { return nil }
        let (left, right) = (modular.left, modular.right)
        let rowFactors = SharedFactors(left, length: modular.inner, against: right.productOfAll)
        let columnFactors = SharedFactors(right, length: modular.inner, against: left.productOfAll)
        return sums.indices.map { index in
            let (i, j) = (index / modular.columns, index % modular.columns)
            let sum = sums[index]
            if sum.isZero { return 0 }
            let denominator = left.common[i] * right.common[j]
            let shared =
                rowFactors.hasZero[i] || columnFactors.hasZero[j]
                ? denominator : rowFactors.parts[i] * columnFactors.parts[j]
            let divisor = (sum.quotientAndRemainder(dividingBy: shared)?.remainder ?? sum).gcd(shared)
            return Rational(
                reduced: sum.dividedExactly(by: divisor), denominator.dividedExactly(by: divisor))
        }
    }

    /// The product with sums of GMP integers.
    static func productWithGMP(
        _ a: [Rational], _ b: [Rational], rows: Int, inner: Int, columns: Int
    ) throws(RationalError) -> [Rational] {
        var left: [Integer] = []
        var leftDenominators: [Integer] = []
        for i in 0..<rows {
            let (numerators, denominator) = overCommonDenominator(a[(i * inner)..<((i + 1) * inner)])
            left += numerators
            leftDenominators.append(denominator)
        }
        var right: [Integer] = []
        var rightDenominators: [Integer] = []
        for j in 0..<columns {
            let (numerators, denominator) = overCommonDenominator((0..<inner).map { b[$0 * columns + j] })
            right += numerators
            rightDenominators.append(denominator)
        }
        var product: [Rational] = []
        product.reserveCapacity(rows * columns)
        for i in 0..<rows {
            for j in 0..<columns {
                let sum = Integer.dot(left[(i * inner)..<((i + 1) * inner)], right[(j * inner)..<((j + 1) * inner)])
                let entry = Rational(sum, over: leftDenominators[i] * rightDenominators[j]) ?? 0
                product.append(try entry.checked())
            }
        }
        return product
    }

    /// The same rationals as integers over their least common denominator.
    package static func overCommonDenominator(
        _ entries: some Collection<Rational>
    ) -> (numerators: [Integer], denominator: Integer) {
        let denominator = Integer.treeFold(entries.map(\.denominator)) { $0.lcm($1) }
        return (entries.map { $0.numerator * denominator.dividedExactly(by: $0.denominator) }, denominator)
    }
}

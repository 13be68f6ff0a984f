extension Rational {
    /// The product with GMP integers, for entries whose common denominators leave the machine word.
    static func largeProduct(
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
        // Halving keeps the two operands of each step of one size, where fast multiplication pays.
        func common(_ denominators: ArraySlice<Integer>) -> Integer {
            if denominators.count <= 1 { return denominators.first ?? 1 }
            let middle = denominators.startIndex + denominators.count / 2
            return common(denominators[..<middle]).lcm(common(denominators[middle...]))
        }
        let denominator = common(entries.map(\.denominator)[...])
        return (entries.map { $0.numerator * denominator.dividedExactly(by: $0.denominator) }, denominator)
    }
}

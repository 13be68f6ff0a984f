extension Rational {
    /// The exact product of two matrices given row by row.
    ///
    ///     c[i][j] = Σ_k a[i][k] · b[k][j]
    ///
    /// Shapes: a: rows × inner, b: inner × columns → rows × columns.
    ///
    /// Denominators are cleared once per row of a and column of b; one bound on the sums then decides whether they are
    /// formed in doubles (below 2⁵³, exactly), words, double words, or GMP integers.
    /// - Throws: ``RationalError/shapeMismatch(expected:found:)``; ``RationalError/tooLarge(bits:limit:)``.
    /// Cost: rows · inner · columns multiplications of integers and one reduction per entry.
    ///
    ///     let a: [Rational] = [1, 2, 3, 4]
    ///     print(try Rational.product(a, a, rows: 2, inner: 2, columns: 2))    // [7, 10, 15, 22]
    public static func product(
        _ a: [Rational], _ b: [Rational], rows: Int, inner: Int, columns: Int
    ) throws(RationalError) -> [Rational] {
        try expectCount(a.count, rows, inner)
        try expectCount(b.count, inner, columns)
        if rows == 0 || columns == 0 { return [] }
        if inner == 0 { return [Rational](repeating: 0, count: rows * columns) }
        if let left = ScaledMatrix(a, rows: rows, columns: inner, by: .row),
            let right = ScaledMatrix(b, rows: inner, columns: columns, by: .column),
            let product = product(left, right, rows: rows, inner: inner, columns: columns)
        {
            return product
        }
        return try largeProduct(a, b, rows: rows, inner: inner, columns: columns)
    }

    /// The exact dot product Σ a[k] · b[k].
    /// - Throws: ``RationalError/shapeMismatch(expected:found:)`` for different counts;
    ///   ``RationalError/tooLarge(bits:limit:)``.
    ///
    ///     print(try Rational.dot([1, 2], [3, 4]))    // 11
    public static func dot(_ a: [Rational], _ b: [Rational]) throws(RationalError) -> Rational {
        guard a.count == b.count else { throw .shapeMismatch(expected: a.count, found: b.count) }
        return try product(a, b, rows: 1, inner: a.count, columns: 1).first ?? 0
    }

    private static func expectCount(_ found: Int, _ rows: Int, _ columns: Int) throws(RationalError) {
        let (expected, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0, columns >= 0, !overflow, found == expected else {
            throw .shapeMismatch(expected: overflow ? Int.max : expected, found: found)
        }
    }

    /// The product when its sums fit in two words and its denominators in one; nil otherwise.
    private static func product(
        _ a: ScaledMatrix, _ b: ScaledMatrix, rows: Int, inner: Int, columns: Int
    ) -> [Rational]? {
        guard let largestRow = a.denominators.max(), let largestColumn = b.denominators.max(),
            !largestRow.multipliedReportingOverflow(by: largestColumn).overflow
        else { return nil }
        let (product, overflow) = UInt128(a.largest).multipliedReportingOverflow(by: UInt128(b.largest))
        let (bound, overflowInSum) = product.multipliedReportingOverflow(by: UInt128(inner))
        guard !overflow, !overflowInSum, bound < 1 << 127 else { return nil }
        let count = rows * columns
        if bound < 1 << 53 {
            let (left, right) = (a.numerators.map(Double.init), b.numerators.map(Double.init))
            let sums = [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
                if let target = buffer.baseAddress {
                    ProductKernels.product(left, right, into: target, rows: rows, inner: inner, columns: columns)
                    initialized = count
                }
            }
            return reduced(count, a.denominators, b.denominators) { Int(sums[$0]) }
        }
        if bound < 1 << 63 {
            let sums = [Int](unsafeUninitializedCapacity: count) { buffer, initialized in
                if let target = buffer.baseAddress {
                    ProductKernels.product(
                        a.numerators, b.numerators, into: target, rows: rows, inner: inner, columns: columns)
                    initialized = count
                }
            }
            return reduced(count, a.denominators, b.denominators) { sums[$0] }
        }
        let sums = [Int128](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let target = buffer.baseAddress {
                ProductKernels.product(
                    a.numerators, b.numerators, into: target, rows: rows, inner: inner, columns: columns)
                initialized = count
            }
        }
        return (0..<count).map { index in
            let denominator = a.denominators[index / columns] * b.denominators[index % columns]
            return Rational(sum: sums[index], over: denominator)
        }
    }

    /// sum(i, j) / (left[i] · right[j]) in lowest terms.
    private static func reduced(_ count: Int, _ left: [Int], _ right: [Int], _ sum: (Int) -> Int) -> [Rational] {
        var divisors = SmallDivisors()
        return [Rational](unsafeUninitializedCapacity: count) { buffer, initialized in
            var index = 0
            for p in left {
                for q in right {
                    let denominator = p &* q
                    let numerator = sum(index)
                    let divisor = divisors.common(numerator, denominator)
                    let reduced: Rational =
                        divisor == 1
                        ? Rational(storage: .inline(numerator, denominator))
                        : Rational(storage: .inline(numerator / divisor, denominator / divisor))
                    buffer.initializeElement(at: index, to: reduced)
                    index &+= 1
                }
            }
            initialized = index
        }
    }

    private init(sum: Int128, over denominator: Int) {
        if let small = Int(exactly: sum) {
            let divisor = Int(greatestCommonDivisor(small.magnitude, denominator.magnitude))
            self.init(storage: .inline(small / divisor, denominator / divisor))
            return
        }
        let rest = UInt(sum.magnitude % UInt128(denominator))
        let divisor = Int(greatestCommonDivisor(rest, denominator.magnitude))
        self.init(reduced: Integer(divisor == 1 ? sum : sum / Int128(divisor)), Integer(denominator / divisor))
    }
}

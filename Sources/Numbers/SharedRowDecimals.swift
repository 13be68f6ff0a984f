import Rationals

/// Decimals of numbers that share exponentials and a denominator, as the outputs of one softmax row do.
///
///     Σ_k c_k e^(α_k) / Σ_k m_k e^(α_k)        c_k rational, m_k positive integers
///
/// The row's normalised exponentials are evaluated once in fixed point; each number then costs one multiplication of
/// words per term. Numbers of any other form, and roundings that stay open, are left to enclosures (nil).
struct SharedRowDecimals {
    private let significantDigits: Int
    private var roundings: [FixedPointRounding?] = Array(repeating: nil, count: ExponentialTables.maximumWords + 1)

    // The row of the last number: rows come one after the other.
    private var basis: Basis?
    private var divisor: Denominator?
    private var row: Row?

    // Outputs in one column share the array of their coefficients, and come in the same order in every row.
    private var columns: [RowIntegers] = []
    private var nextColumn = 0

    init(significantDigits: Int) {
        self.significantDigits = significantDigits
    }

    /// More digits than this, and enclosures are no slower.
    private static let maximumDigits = 250
    private static let maximumColumns = 256

    /// The correctly rounded decimal, nil when this way does not apply or leaves the rounding open.
    mutating func decimal(of number: Number) -> Decimal? {
        guard significantDigits >= 1, significantDigits <= SharedRowDecimals.maximumDigits,
            case .sum(let list) = number.storage, list.parts.count == 1
        else { return nil }
        let part = list.parts[0]
        if divisor !== part.divisor || basis !== part.numerator.basis {
            (basis, divisor) = (part.numerator.basis, part.divisor)
            row = Row(part.divisor, sharing: part.numerator.basis)
        }
        guard let row else { return nil }
        switch part.numerator.coefficients {
        case .single(let index, let value):
            guard let p = Int(exactly: value.numerator), let q = Int(exactly: value.denominator), p != 0 else {
                return nil
            }
            let distance = row.exponents.distances[index]
            return decimal(row, over: q, largest: p.magnitude, support: 1, distance: distance) {
                $0.combine(p, at: index, into: $1)
            }
        case .dense(let values):
            guard let integers = column(values), !integers.positions.isEmpty else { return nil }
            let distance =
                integers.isFull ? 0 : integers.positions.reduce(UInt.max) { min($0, row.exponents.distances[$1]) }
            return decimal(
                row, over: integers.denominator, largest: integers.largest, support: integers.positions.count,
                distance: distance
            ) { $0.combine(integers, into: $1) }
        }
    }

    private mutating func column(_ values: [Rational]) -> RowIntegers? {
        for offset in 0..<columns.count {
            let index = nextColumn + offset < columns.count ? nextColumn + offset : nextColumn + offset - columns.count
            if columns[index].isMade(from: values) {
                nextColumn = index + 1 < columns.count ? index + 1 : 0
                return columns[index]
            }
        }
        guard let integers = RowIntegers(values) else { return nil }
        if columns.count < SharedRowDecimals.maximumColumns {
            columns.append(integers)
            nextColumn = 0
        } else {
            columns[nextColumn] = integers
            nextColumn = nextColumn + 1 < columns.count ? nextColumn + 1 : 0
        }
        return integers
    }

    /// - Parameters:
    ///   - largest: the largest magnitude among the integers that are combined.
    ///   - support: how many of them are not zero.
    ///   - distance: how far below the row's largest exponent the largest of theirs is, in units.
    private mutating func decimal(
        _ row: Row, over denominator: Int, largest: UInt, support: Int, distance: UInt,
        combine: (FixedPointSoftmax, FixedPoint.Words) -> Void
    ) -> Decimal? {
        // |Σ c P| ≤ max |c|, up to an error that is far below 1.
        guard largest < 1 << 62 else { return nil }
        // Bits for the digits, for the distance of the leading term below 1 (log₂ e < 1.4427), for the accumulated
        // error (a few bits over log₂ of the support), and some to make an open rounding improbable.
        let depth = Double(distance) * row.exponents.approximateUnit * 1.4427
        guard depth < 1000 else { return nil }
        let supportBits = Int.bitWidth - support.leadingZeroBitCount
        let needed = Double(significantDigits) * 3.3220 + depth + Double(supportBits + 14)
        var words = max(Int(needed / 64) + 1, 2)
        for _ in 0..<3 {
            guard words <= ExponentialTables.maximumWords, let softmax = row.softmax(words: words) else { return nil }
            let error = softmax.errorBound(largest: Double(largest), support: support)
            let decimal = rounding(words: words).decimal(over: UInt(denominator), error: error) { combine(softmax, $0) }
            if let decimal { return decimal }
            words += 1
        }
        return nil
    }

    private mutating func rounding(words: Int) -> FixedPointRounding {
        if let known = roundings[words] { return known }
        let new = FixedPointRounding(significantDigits: significantDigits, words: words)
        roundings[words] = new
        return new
    }

    /// What the numbers of one row share, and its softmax at the precisions that were needed.
    private final class Row {
        let exponents: ScaledExponents
        private let multiplicities: [Int]
        private var softmaxes: [FixedPointSoftmax?] = Array(repeating: nil, count: ExponentialTables.maximumWords + 1)

        /// Nil when the denominator is not one sum of positive multiples of plain exponentials over the basis.
        init?(_ divisor: Denominator, sharing basis: Basis) {
            guard divisor.powers.count == 1, divisor.powers[0].power == 1 else { return nil }
            let total = divisor.powers[0].factor.sum
            guard total.basis === basis, case .dense(let values) = total.coefficients, values.count < 1 << 31 else {
                return nil
            }
            var integers: [Int] = []
            integers.reserveCapacity(values.count)
            for value in values {
                guard let integer = Int(exactly: value), integer > 0, integer < 1 << 31 else { return nil }
                integers.append(integer)
            }
            guard basis.monomials.allSatisfy(\.isPlainExponential),
                let exponents = ScaledExponents(basis.monomials.map(\.exponent))
            else { return nil }
            self.exponents = exponents
            multiplicities = integers
        }

        func softmax(words: Int) -> FixedPointSoftmax? {
            if let known = softmaxes[words] { return known }
            let new = FixedPointSoftmax(exponents, multiplicities: multiplicities, words: words)
            softmaxes[words] = new
            return new
        }
    }
}

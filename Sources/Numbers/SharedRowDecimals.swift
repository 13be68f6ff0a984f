import Rationals

/// Decimals of numbers that share exponentials and a denominator, as the outputs of one softmax row do:
///
///     Σ_k c_k e^(α_k) / Σ_k m_k e^(α_k)        c_k rational, m_k positive integers
///
/// The row's normalised exponentials are evaluated once in fixed point; each number then costs one multiplication of
/// words per term. Numbers of any other form, and roundings that stay open, are left to enclosures (nil).
final class SharedRowDecimals {
    private let significantDigits: Int
    private var rounding: [Int: FixedPointRounding] = [:]

    // The row of the last number: rows come one after the other.
    private var basis: Basis?
    private var divisor: Denominator?
    private var row: Row?

    /// What does not depend on the working precision, and the softmax at the precisions that were needed.
    private struct Row {
        let exponents: ScaledExponents
        let multiplicities: [Int]
        var softmaxes: [Int: FixedPointSoftmax] = [:]
    }

    /// Room for the integers of one number.
    private var coefficients: [Int] = []

    init(significantDigits: Int) {
        self.significantDigits = significantDigits
    }

    /// More digits than this, and enclosures are no slower.
    private static let maximumDigits = 250

    /// The correctly rounded decimal, nil when this way does not apply or leaves the rounding open.
    func decimal(of number: Number) -> Decimal? {
        guard significantDigits >= 1, significantDigits <= SharedRowDecimals.maximumDigits,
            case .sum(let list) = number.storage, list.parts.count == 1
        else { return nil }
        let part = list.parts[0]
        guard part.divisor.powers.count == 1, part.divisor.powers[0].power == 1,
            part.divisor.powers[0].factor.sum.basis === part.numerator.basis
        else { return nil }
        if basis !== part.numerator.basis || divisor !== part.divisor {
            (basis, divisor) = (part.numerator.basis, part.divisor)
            row = SharedRowDecimals.row(part.divisor.powers[0].factor.sum)
        }
        guard let row else { return nil }
        switch part.numerator.coefficients {
        case .single(let index, let value):
            guard let p = Int(exactly: Rational(value.numerator)), let q = Int(exactly: Rational(value.denominator)), p != 0
            else { return nil }
            return decimal(
                over: q, largest: p.magnitude, support: 1, distance: row.exponents.distances[index]
            ) { softmax, sum in softmax.combine(p, at: index, into: sum) }
        case .dense(let values):
            guard let scaled = ScaledMatrix(values, rows: 1, columns: values.count, by: .row),
                let denominator = scaled.denominators.first
            else { return nil }
            var (support, distance) = (0, UInt.max)
            for k in 0..<scaled.numerators.count where scaled.numerators[k] != 0 {
                support += 1
                distance = min(distance, row.exponents.distances[k])
            }
            if support == 0 { return nil }
            return decimal(
                over: denominator, largest: scaled.largest, support: support, distance: distance
            ) { softmax, sum in
                scaled.numerators.withUnsafeBufferPointer { softmax.combine($0, into: sum) }
            }
        }
    }

    /// - Parameters:
    ///   - largest: the largest magnitude among the integers that are combined.
    ///   - support: how many of them are not zero.
    ///   - distance: how far below the row's largest exponent the largest of theirs is, in units.
    private func decimal(
        over denominator: Int, largest: UInt, support: Int, distance: UInt,
        combine: (FixedPointSoftmax, FixedPoint.Words) -> Void
    ) -> Decimal? {
        // |Σ c P| ≤ max |c|, up to an error that is far below 1.
        guard largest < 1 << 62, let row else { return nil }
        // Bits for the digits, for the distance of the leading term below 1 (log₂ e < 1.4427), for the accumulated
        // error (a few bits over log₂ of the support), and some to make an open rounding improbable.
        let depth = Double(distance) * row.exponents.approximateUnit * 1.4427
        guard depth < 1000 else { return nil }
        let needed = Double(significantDigits) * 3.3220 + depth + Double(Int.bitWidth - support.leadingZeroBitCount) + 14
        var words = max(Int(needed / 64) + 1, 2)
        for _ in 0..<3 {
            guard words <= ExponentialTables.maximumWords, let softmax = softmax(words: words) else { return nil }
            let rounding = rounding(words: words)
            let error = softmax.errorBound(largest: Double(largest), support: support)
            if let decimal = rounding.decimal(over: UInt(denominator), error: error, { combine(softmax, $0) }) {
                return decimal
            }
            words += 1
        }
        return nil
    }

    private func softmax(words: Int) -> FixedPointSoftmax? {
        if let known = row?.softmaxes[words] { return known }
        guard let row,
            let softmax = FixedPointSoftmax(row.exponents, multiplicities: row.multiplicities, words: words)
        else { return nil }
        self.row?.softmaxes[words] = softmax
        return softmax
    }

    private func rounding(words: Int) -> FixedPointRounding {
        if let known = rounding[words] { return known }
        let new = FixedPointRounding(significantDigits: significantDigits, words: words)
        rounding[words] = new
        return new
    }

    /// The row with this denominator, nil when it is not a sum of positive multiples of plain exponentials.
    private static func row(_ total: ExponentialSum) -> Row? {
        let multiplicities: [Rational]
        switch total.coefficients {
        case .single(_, let value): multiplicities = [value]
        case .dense(let values): multiplicities = values
        }
        var integers: [Int] = []
        integers.reserveCapacity(multiplicities.count)
        for value in multiplicities {
            guard let integer = Int(exactly: value), integer > 0, integer < 1 << 31 else { return nil }
            integers.append(integer)
        }
        guard integers.count == total.basis.count, integers.count < 1 << 31,
            total.basis.monomials.allSatisfy(\.isPlainExponential),
            let exponents = ScaledExponents(total.basis.monomials.map(\.exponent))
        else { return nil }
        return Row(exponents: exponents, multiplicities: integers)
    }
}

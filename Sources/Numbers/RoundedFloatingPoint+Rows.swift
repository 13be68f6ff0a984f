import Rationals

/// The steps that `Double` and `Float` share, written once so that `RunningErrorBound` can follow them exactly.
extension RoundedFloatingPoint {
    /// e^(s − max s) over its sum, in the order of the row; masked entries are absent.
    static func stableSoftmax(_ scores: [Self?], base: Rational?) throws -> [Self] {
        let present = scores.compactMap { $0 }
        guard let first = present.first else { throw NumberError.hasNoValue(.emptySoftmax) }
        if present.contains(where: \.isNaN) { throw NumberError.hasNoValue(.notANumber) }
        let maximum = present.dropFirst().reduce(first) { $1 > $0 ? $1 : $0 }
        let scale = try logarithm(ofBase: base)
        let powers = try scores.map { score in
            try score.map { score in
                let shifted = score - maximum
                return try (scale.map { shifted * $0 } ?? shifted).correctlyRounded(.exponential)
            }
        }
        var sum: Self = 0
        for power in powers { if let power { sum = sum + power } }
        return powers.map { $0.map { $0 / sum } ?? 0 }
    }

    /// ln b, rounded once; nil for e.
    static func logarithm(ofBase base: Rational?) throws -> Self? {
        guard let base else { return nil }
        guard base.signum() > 0 else { throw NumberError.hasNoValue(.baseNotPositive) }
        return try nearest(to: Number.logarithm(of: base))
    }

    /// Sums in the order of the inner index, every product and every sum rounded.
    static func product(_ a: [Self], _ b: [Self], rows: Int, inner: Int, columns: Int) throws -> [Self] {
        try Number.requireShape(a.count, b.count, rows: rows, inner: inner, columns: columns)
        var result: [Self] = []
        result.reserveCapacity(rows * columns)
        for i in 0..<rows {
            for j in 0..<columns {
                var sum: Self = 0
                for k in 0..<inner { sum = sum + a[i * inner + k] * b[k * columns + j] }
                result.append(sum)
            }
        }
        return result
    }
}

import Rationals

/// The rational coefficients of a sum as integers over one denominator, positive ones first and without zeros.
final class RowIntegers {
    /// Held so that the array's address is not used again while it serves as a key.
    private let values: [Rational]
    private let start: UnsafePointer<Rational>?

    let denominator: Int
    let largest: UInt
    /// Where the coefficients stand, positive ones first.
    let positions: [Int]
    /// Their magnitudes in the same order.
    let magnitudes: [UInt]
    let positiveCount: Int
    /// Whether no coefficient is zero.
    let isFull: Bool

    /// Nil when the integers do not fit in a word.
    init?(_ values: [Rational]) {
        guard let scaled = ScaledMatrix(values, rows: 1, columns: values.count, by: .row),
            let denominator = scaled.denominators.first
        else { return nil }
        self.values = values
        start = values.withUnsafeBufferPointer { $0.baseAddress }
        self.denominator = denominator
        largest = scaled.largest
        let integers = scaled.numerators
        let positive = integers.indices.filter { integers[$0] > 0 }
        positions = positive + integers.indices.filter { integers[$0] < 0 }
        magnitudes = positions.map { integers[$0].magnitude }
        positiveCount = positive.count
        isFull = positions.count == integers.count
    }

    /// Whether these are the integers of that very array.
    func isMade(from other: [Rational]) -> Bool {
        other.withUnsafeBufferPointer { $0.baseAddress == start && $0.count == values.count }
    }
}

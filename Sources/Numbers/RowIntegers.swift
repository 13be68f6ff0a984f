import Rationals

/// The rational coefficients of a sum as integers over one denominator, positive ones first and without zeros.
final class RowIntegers {
    /// Held so that the array's address is not used again while it serves as a key.
    private let values: [Rational]
    private let start: UnsafePointer<Rational>?

    let denominator: Int
    /// The integers where they stand, zeros included.
    let integers: [Int]
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
        integers = scaled.numerators
        var (positions, negative): ([Int], [Int]) = ([], [])
        positions.reserveCapacity(integers.count)
        for (position, integer) in scaled.numerators.enumerated() where integer != 0 {
            if integer > 0 { positions.append(position) } else { negative.append(position) }
        }
        positiveCount = positions.count
        positions += negative
        magnitudes = positions.map { scaled.numerators[$0].magnitude }
        isFull = positions.count == scaled.numerators.count
        self.positions = positions
    }

    /// Whether these are the integers of that very array.
    func isMade(from other: [Rational]) -> Bool {
        other.withUnsafeBufferPointer { $0.baseAddress == start && $0.count == values.count }
    }
}

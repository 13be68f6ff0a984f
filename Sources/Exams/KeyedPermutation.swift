/// The numbers 0..<count in an order that a key decides: every number once, any place of the order at once.
///
/// A Feistel network over the next even number of bits, whose round function is Philox, permutes a power of four that
/// is at least `count`. A result beyond `count` is put in again until one is below it (cycle walking), which is a
/// permutation of 0..<count again.
///
///     let order = KeyedPermutation(count: 2_401, philox: philox, tag: 0)
///     (0..<2_401).map { order[$0] }                    // all of 0..<2401
struct KeyedPermutation: Sendable {
    /// At least 1, below 2¹²⁶.
    let count: UInt128
    private let philox: Philox
    private let tag: UInt64
    private let halfBits: Int

    /// The largest count is 2^126 − 1: halves stay below a word.
    static let bitLimit = 126
    private static let rounds = 8

    /// - Parameter tag: tells permutations of one key apart.
    init(count: UInt128, philox: Philox, tag: UInt64) {
        self.count = max(1, count)
        self.philox = philox
        self.tag = tag
        let bits = UInt128.bitWidth - (self.count - 1).leadingZeroBitCount
        halfBits = max(1, (bits + 1) / 2)
    }

    /// The number at a place; places from `count` on begin again.
    ///
    /// - Cost: 8 blocks of Philox, four times at most on the average.
    subscript(place: UInt128) -> UInt128 {
        guard count > 1 else { return 0 }
        var value = place % count
        repeat { value = permuted(value) } while value >= count
        return value
    }

    private func permuted(_ value: UInt128) -> UInt128 {
        let mask = (UInt64(1) << UInt64(halfBits)) - 1
        var left = UInt64(truncatingIfNeeded: value >> UInt128(halfBits)) & mask
        var right = UInt64(truncatingIfNeeded: value) & mask
        for round in 0..<Self.rounds {
            let word = philox.block((right, UInt64(round), UInt64(halfBits), tag)).0
            (left, right) = (right, left ^ (word & mask))
        }
        return UInt128(left) << UInt128(halfBits) | UInt128(right)
    }
}

import Rationals

/// The same instances in every run and on every machine (SplitMix64, Steele, Lea and Flood 2014).
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func rational(_ numerators: ClosedRange<Int>, over denominators: ClosedRange<Int>) -> Rational {
        let p = Int.random(in: numerators, using: &self)
        let q = Int.random(in: denominators, using: &self)
        return Rational(Integer(p), over: Integer(q)) ?? 0
    }

    /// A square matrix, row by row.
    mutating func matrix(
        _ size: Int, _ numerators: ClosedRange<Int>, over denominators: ClosedRange<Int>
    ) -> [Rational] {
        (0..<size * size).map { _ in rational(numerators, over: denominators) }
    }
}

/// The counter-based generator Philox4x64-10: 256 random bits for every counter, in any order.
///
/// There is no state, so the numbers of one variant never depend on those of another, and no clock: what is drawn
/// depends on the key and the counter alone.
///
///     Philox(key: (1, 2)).block((1, 0, 0, 0)).0        // 0x4f2f4313b5536b09
///
/// Source: Salmon, Moraes, Dror, Shaw, “Parallel random numbers: as easy as 1, 2, 3”, SC 2011.
struct Philox: Sendable {
    /// 256 bits.
    typealias Block = (UInt64, UInt64, UInt64, UInt64)

    private let first: UInt64
    private let second: UInt64

    init(key: (UInt64, UInt64)) { (first, second) = key }

    /// The block of a counter.
    ///
    /// - Cost: 20 multiplications of words.
    func block(_ counter: Block) -> Block {
        var x = counter
        var (k0, k1) = (first, second)
        for _ in 0..<10 {
            let a = Self.multiplier0.multipliedFullWidth(by: x.0)
            let b = Self.multiplier1.multipliedFullWidth(by: x.2)
            x = (b.high ^ x.1 ^ k0, b.low, a.high ^ x.3 ^ k1, a.low)
            k0 &+= Self.weyl0
            k1 &+= Self.weyl1
        }
        return x
    }

    private static let multiplier0: UInt64 = 0xD2E7_470E_E14C_6C93
    private static let multiplier1: UInt64 = 0xCA5A_8263_9512_1157
    /// The golden ratio and √3 − 1, as fractions of 2⁶⁴.
    private static let weyl0: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let weyl1: UInt64 = 0xBB67_AE85_84CA_A73B
}

/// A number that changes with a text: FNV-1a with 64 bits.
///
/// Not one that resists an attack: it tells a lecturer that the sheet has changed.
///
/// Source: Fowler, Noll, Vo, “The FNV non-cryptographic hash algorithm”.
struct Fingerprint: Sendable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    /// Takes bytes; carriage returns do not count, for tools that exchange sheets change line ends.
    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes where byte != 0x0D {
            value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
    }

    /// Takes a text and its end.
    mutating func add(_ text: String) {
        add(text.utf8)
        add(CollectionOfOne(0))
    }

    /// All bits folded to 15: three letters.
    var short: UInt16 {
        let folded = value ^ value >> 15 ^ value >> 30 ^ value >> 45 ^ value >> 60
        return UInt16(truncatingIfNeeded: folded) & 0x7FFF
    }
}

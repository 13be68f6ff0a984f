import Rationals

/// Points of spaces of any size, picked by a seed: the randomness of one exam, version 1.
///
/// All of it is Philox under keys made of the seed and a purpose; nothing else enters.
struct RandomPoints: Sendable {
    private let permuting: Philox
    private let drawing: Philox
    private let lifting: Philox

    /// What a stream is used for; version 1 of the generator stands in the upper half.
    private enum Purpose: UInt64 {
        case permutation = 0x1_0000_0001
        case point = 0x1_0000_0002
        case upperPart = 0x1_0000_0003
        case pilot = 0x1_0000_0004
    }

    init(seed: UInt64) {
        permuting = Philox(key: (seed, Purpose.permutation.rawValue))
        drawing = Philox(key: (seed, Purpose.point.rawValue))
        lifting = Philox(key: (seed, Purpose.upperPart.rawValue))
    }

    private init(pilot: Philox) { (permuting, drawing, lifting) = (pilot, pilot, pilot) }

    /// The stream of the pilot, which no seed changes.
    static let pilot = RandomPoints(pilot: Philox(key: (0, Purpose.pilot.rawValue)))

    /// A point of 0..<count for an attempt at a variant; different pairs may get the same point.
    func point(below count: Integer, variant: UInt64, attempt: UInt64, component: UInt64) -> Integer {
        Self.uniform(below: count, drawing) { (variant, attempt, component, $0) }
    }

    /// Different points of 0..<count for different places, in an order that looks random.
    func distinctPoints(of count: Integer, component: UInt64) -> DistinctPoints {
        DistinctPoints(count: count, component: component, permuting: permuting, lifting: lifting)
    }

    /// A number below `count` from 64 bits more than it has, so that no number is likelier than another by 2⁻⁶⁴.
    fileprivate static func uniform(
        below count: Integer, _ philox: Philox, _ counter: (UInt64) -> Philox.Block
    ) -> Integer {
        var value: Integer = 0
        let words = count.bitWidth / 64 + 2
        for index in 0..<UInt64((words + 3) / 4) {
            let block = philox.block(counter(index))
            for word in [block.0, block.1, block.2, block.3] { value = value * wordSize + Integer(word) }
        }
        return value.floorQuotientAndRemainder(dividingBy: count)?.remainder ?? 0
    }

    private static let wordSize = Integer(1 << 32) * Integer(1 << 32)
}

/// The points of a space in an order of a key, none twice.
///
/// Below 2¹²⁶ points it is a permutation of them all. A larger space is cut into blocks of 2⁶⁴: the place decides the
/// number within the block by a permutation, so that points of different places differ, and the block is drawn.
struct DistinctPoints: Sendable {
    let count: Integer
    private let component: UInt64
    private let order: KeyedPermutation
    private let lifting: Philox
    /// How many blocks there are; nil when the permutation runs over the whole space.
    private let blocks: Integer?

    fileprivate init(count: Integer, component: UInt64, permuting: Philox, lifting: Philox) {
        self.count = count
        self.component = component
        self.lifting = lifting
        if let small = UInt128(exactly: count), small >> UInt128(KeyedPermutation.bitLimit) == 0 {
            order = KeyedPermutation(count: small, philox: permuting, tag: component)
            blocks = nil
        } else {
            order = KeyedPermutation(count: 1 << 64, philox: permuting, tag: component)
            blocks = count.quotientAndRemainder(dividingBy: Integer(UInt128(1) << 64))?.quotient
        }
    }

    subscript(place: UInt64) -> Integer {
        let lower = Integer(order[UInt128(place)])
        guard let blocks else { return lower }
        let upper = RandomPoints.uniform(below: blocks, lifting) { (place, 0, component, $0) }
        return upper * Integer(UInt128(1) << 64) + lower
    }
}

extension UInt128 {
    /// The value of an integer from 0 that fits.
    init?(exactly integer: Integer) {
        guard integer.signum() >= 0, integer.bitWidth <= 128 else { return nil }
        var value: UInt128 = 0
        var rest = integer
        var shift: UInt128 = 0
        while !rest.isZero {
            guard let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: Integer(1 << 62)),
                let digit = Int(exactly: remainder)
            else { return nil }
            value |= UInt128(digit) << shift
            shift += 62
            rest = quotient
        }
        self = value
    }
}

@testable import Rationals

/// The same numbers in every run (SplitMix64, Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Integers of every size up to 200 bits, with the edges of the machine word over-represented.
    mutating func integer() -> Integer {
        switch next() % 8 {
        case 0: Integer(Int.random(in: -3...3, using: &self))
        case 1: Integer([Int.min, Int.max, Int.min + 1, Int.max - 1].randomElement(using: &self) ?? 0)
        case 2: Integer(Int.random(in: -100...100, using: &self))
        case 3: Integer(Int32.random(in: .min ... .max, using: &self))
        case 4: Integer(Int.random(in: .min ... .max, using: &self))
        case 5: Integer(Int128(Int.random(in: .min ... .max, using: &self)) * 3)
        case 6: Integer(UInt64.max) + Integer(Int.random(in: -2...2, using: &self))
        default:
            Integer(Int.random(in: .min ... .max, using: &self))
                * Integer(Int.random(in: .min ... .max, using: &self))
                * Integer(Int.random(in: .min ... .max, using: &self))
        }
    }

    mutating func rational() -> Rational {
        let denominator = integer()
        return Rational(integer(), over: denominator.isZero ? 1 : denominator) ?? 0
    }
}

extension Integer {
    /// Whether the representation is the canonical one: inline exactly when the value fits in a word.
    var isCanonical: Bool {
        switch storage {
        case .small: true
        case .large: bitWidth > 64 || self > Integer(Int.max) || self < Integer(Int.min)
        case .beyondLimit: false
        }
    }
}

extension Rational {
    var isCanonical: Bool {
        guard numerator.isCanonical, denominator.isCanonical, denominator.signum() > 0 else { return false }
        guard numerator.gcd(denominator).isOne else { return false }
        switch storage {
        case .inline: return true
        case .boxed: return Int(exactly: numerator) == nil || Int(exactly: denominator) == nil
        }
    }
}

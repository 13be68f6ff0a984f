import Synchronization

/// Arithmetic modulo a prime p just below 2⁶¹ in Montgomery's form, in which x · 2⁶⁴ mod p represents x.
///
/// Source: P. L. Montgomery, Mathematics of Computation 44 (1985).
struct PrimeModulus: Sendable {
    let prime: UInt
    /// −1/p mod 2⁶⁴.
    private let negativeInverse: UInt
    /// 2¹²⁸ mod p, which takes a residue to its representation.
    let square: UInt

    private init(_ prime: UInt) {
        self.prime = prime
        var inverse = prime  // right to three bits; each step doubles their number
        for _ in 0..<5 { inverse = inverse &* (2 &- prime &* inverse) }
        negativeInverse = 0 &- inverse
        let radix = (UInt.max % prime) + 1
        square = prime.dividingFullWidth(radix.multipliedFullWidth(by: radix)).remainder
    }

    /// (high · 2⁶⁴ + low) / 2⁶⁴ mod p for high < p.
    @inline(__always)
    func reduce(_ high: UInt, _ low: UInt) -> UInt {
        let factor = low &* negativeInverse
        let product = factor.multipliedFullWidth(by: prime)
        // low + product.low is 0 modulo 2⁶⁴ and carries unless low is 0.
        let sum = high &+ product.high &+ (low == 0 ? 0 : 1)
        return sum >= prime ? sum &- prime : sum
    }

    /// x · y / 2⁶⁴ mod p.
    @inline(__always)
    func multiply(_ x: UInt, _ y: UInt) -> UInt {
        let product = x.multipliedFullWidth(by: y)
        return reduce(product.high, product.low)
    }

    /// The representation of 1/x = x^(p−2) (Fermat), nil for 0.
    func inverse(_ x: UInt) -> UInt? {
        if x == 0 { return nil }
        return power(x, prime - 2)
    }

    private func power(_ x: UInt, _ exponent: UInt) -> UInt {
        var (result, base, rest) = (multiply(1, square), x, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = multiply(result, base) }
            base = multiply(base, base)
            rest >>= 1
        }
        return result
    }

    /// The residue of a word.
    @inline(__always)
    func residue(_ value: UInt) -> UInt { value < prime ? value : value % prime }

    /// The residue of an integer given by the words of its magnitude.
    func residue(_ limbs: UnsafeBufferPointer<UInt>) -> UInt {
        limbs.reversed().reduce(0) { prime.dividingFullWidth(($0, $1)).remainder }
    }

    private static let cache = Mutex<[PrimeModulus]>([])

    /// The largest primes below 2⁶¹, in decreasing order.
    static func largest(_ count: Int) -> [PrimeModulus] {
        cache.withLock { known in
            var candidate = known.last.map { $0.prime - 2 } ?? (1 << 61) - 1
            while known.count < count {
                let modulus = PrimeModulus(candidate)
                if modulus.isPrime { known.append(modulus) }
                candidate -= 2
            }
            return Array(known.prefix(count))
        }
    }

    /// The test of Miller and Rabin with bases that decide every number below 2⁶⁴ (found by Sinclair, 2011).
    private var isPrime: Bool {
        let odd = (prime - 1) >> UInt((prime - 1).trailingZeroBitCount)
        let one = multiply(1, square)
        let minusOne = prime - one
        let bases: [UInt] = [2, 325, 9375, 28178, 450_775, 9_780_504, 1_795_265_022]
        return bases.allSatisfy { base in
            var value = power(multiply(base % prime, square), odd)
            if value == one || value == minusOne { return true }
            for _ in 1..<(prime - 1).trailingZeroBitCount {
                value = multiply(value, value)
                if value == minusOne { return true }
            }
            return false
        }
    }
}

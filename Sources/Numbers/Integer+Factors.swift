import Rationals

extension Integer {
    /// The magnitude as a product of powers of primes, plus powers of cofactors that were too large to take apart.
    ///
    /// Everything up to 64 bits is factored completely (Pollard's rho method, deterministic). A larger rest stays a
    /// base of its own, in the form m with m^k = rest and k as large as possible, so that it is no perfect power.
    /// Cost: a few milliseconds at worst. Rejected: more rho for larger numbers, since an unfactored base costs
    /// nothing in certainty (see `Radical`), only in how far a root is pulled out on the page.
    func factors() throws -> [(base: Integer, power: Int)] {
        if bitWidth > 1 << 16 { throw NumberError.tooLarge(.integerBits(1 << 16)) }
        let found = primeFactorisation(limit: 1 << 11)
        var result = found.primes.map { (base: $0.prime, power: $0.exponent) }
        if found.isComplete || found.cofactor.isZero { return result }
        if found.cofactor.bitWidth <= 64 {
            var counts: [(base: UInt64, power: Int)] = []
            for prime in PollardRho.primeFactors(found.cofactor.word).sorted() {
                if counts.last?.base == prime { counts[counts.count - 1].power += 1 } else { counts.append((prime, 1)) }
            }
            result += counts.map { (Integer($0.base), $0.power) }
        } else {
            let (root, degree) = found.cofactor.asPower(smallestBase: 11)
            if root.bitWidth <= 64 {
                result += try root.factors().map { ($0.base, $0.power * degree) }
            } else {
                result.append((root, degree))
            }
        }
        return result
    }

    /// The low 64 bits of the magnitude.
    private var word: UInt64 { withLimbs { UInt64($0.first ?? 0) } }

    /// root^degree with the largest degree, for a number whose prime factors have more than `smallestBase` bits.
    func asPower(smallestBase bits: Int) -> (root: Integer, degree: Int) {
        var (root, degree) = (self, 1)
        var candidate = 2
        while candidate * bits <= root.bitWidth {
            if let exact = root.exactRoot(degree: candidate) {
                (root, degree) = (exact, degree * candidate)
            } else {
                candidate += 1
            }
        }
        return (root, degree)
    }
}

/// Complete factorisation of 64-bit numbers.
///
/// Source: J. M. Pollard, A Monte Carlo method for factorization, BIT 15 (1975); the Miller–Rabin test with the first
/// twelve primes as bases is a proof of primality below 3.3·10²⁴ (Sorenson and Webster 2015).
enum PollardRho {
    static func primeFactors(_ number: UInt64) -> [UInt64] {
        if number < 2 { return [] }
        if isPrime(number) { return [number] }
        let divisor = number % 2 == 0 ? 2 : properDivisor(number)
        return primeFactors(divisor) + primeFactors(number / divisor)
    }

    static func isPrime(_ number: UInt64) -> Bool {
        let bases: [UInt64] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
        if number < 2 { return false }
        for base in bases where number % base == 0 { return number == base }
        let twos = (number - 1).trailingZeroBitCount
        let odd = (number - 1) >> UInt64(twos)
        for base in bases {
            var x = power(base, odd, number)
            if x == 1 || x == number - 1 { continue }
            var isWitness = true
            for _ in 1..<max(twos, 1) {
                x = product(x, x, number)
                if x == number - 1 {
                    isWitness = false
                    break
                }
            }
            if isWitness { return false }
        }
        return true
    }

    /// A divisor strictly between 1 and the composite odd number.
    private static func properDivisor(_ number: UInt64) -> UInt64 {
        var increment: UInt64 = 1
        while true {
            var (slow, fast, divisor) = (2 as UInt64, 2 as UInt64, 1 as UInt64)
            while divisor == 1 {
                slow = step(slow, increment, number)
                fast = step(step(fast, increment, number), increment, number)
                divisor = greatestCommonDivisor(slow > fast ? slow - fast : fast - slow, number)
            }
            if divisor != number { return divisor }
            increment += 1
        }
    }

    private static func step(_ x: UInt64, _ increment: UInt64, _ modulus: UInt64) -> UInt64 {
        let square = product(x, x, modulus)
        return square >= modulus - increment ? square - (modulus - increment) : square + increment
    }

    private static func product(_ a: UInt64, _ b: UInt64, _ modulus: UInt64) -> UInt64 {
        modulus.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
    }

    private static func power(_ base: UInt64, _ exponent: UInt64, _ modulus: UInt64) -> UInt64 {
        var (result, square, rest) = (1 as UInt64, base % modulus, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = product(result, square, modulus) }
            square = product(square, square, modulus)
            rest >>= 1
        }
        return result
    }

    private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}

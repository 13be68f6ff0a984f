/// The prime factors that were found of an integer, and the rest.
///
///     |integer| = Π prime^exponent · cofactor
public struct Factorisation: Hashable, Sendable {
    /// A prime with how often it divides.
    public struct Power: Hashable, Sendable {
        /// The prime.
        public let prime: Integer
        /// At least 1.
        public let exponent: Int
    }

    /// Primes in increasing order, each once.
    public let primes: [Power]
    /// What trial division could not take apart: 1 when the factorisation is complete, otherwise without prime factors
    /// up to the limit and not proven prime.
    public let cofactor: Integer

    /// Whether every prime factor was found.
    public var isComplete: Bool { cofactor.isOne }
}

extension Integer {
    /// Prime factors of the magnitude, by trial division with primes up to `limit`.
    ///
    /// A rest below limit² has been shown to be prime and counts as found. 0 has no factorisation: its cofactor is 0.
    /// Cost: limit / 3 word divisions at most.
    ///
    ///     let found = Integer(360).primeFactorisation()
    ///     print(found.primes.map { "\($0.prime)^\($0.exponent)" })    // ["2^3", "3^2", "5^1"]
    public func primeFactorisation(limit: Int = 1 << 16) -> Factorisation {
        var rest = magnitude
        var primes: [Factorisation.Power] = []
        guard !rest.isZero, !rest.isBeyondLimit else { return Factorisation(primes: [], cofactor: rest) }
        var divisor = 2
        var isExhausted = false
        while divisor <= limit, !rest.isOne {
            if case .small(let value) = rest.storage {
                if divisor > value / divisor {
                    isExhausted = true
                    break
                }
                var quotient = value
                var exponent = 0
                while quotient % divisor == 0 {
                    quotient /= divisor
                    exponent += 1
                }
                if exponent > 0 {
                    primes.append(.init(prime: Integer(divisor), exponent: exponent))
                    rest = Integer(quotient)
                }
            } else {
                var exponent = 0
                while rest.isDivisible(byWord: UInt(divisor)) {
                    rest = rest.dividedExactly(by: Integer(divisor))
                    exponent += 1
                }
                if exponent > 0 { primes.append(.init(prime: Integer(divisor), exponent: exponent)) }
            }
            divisor += divisor == 2 ? 1 : divisor % 6 == 1 ? 4 : 2  // 2, 3, 5, then 6k ± 1
        }
        if isExhausted, !rest.isOne {
            // Not divisible by anything up to its square root: prime.
            primes.append(.init(prime: rest, exponent: 1))
            rest = 1
        }
        return Factorisation(primes: primes, cofactor: rest)
    }

    private func isDivisible(byWord divisor: UInt) -> Bool {
        withLimbs { limbs in
            var remainder: UInt = 0
            for limb in limbs.reversed() {
                remainder = divisor.dividingFullWidth((remainder, limb)).remainder
            }
            return remainder == 0
        }
    }
}

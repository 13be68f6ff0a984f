/// The part of each line's common denominator that can cancel in a matrix product.
///
/// A prime p of the row denominator L_i cannot cancel in S_ij when it divides just one denominator of the row, no
/// denominator and no numerator of the other matrix, and the other factor of that term is not zero: then p divides
/// every term of S_ij but one. So gcd(S, L_i M_j) needs only the other primes of L_i and M_j, usually a small part.
struct SharedFactors {
    /// For each line, a divisor of its common denominator that contains everything which can cancel.
    let parts: [Integer]

    /// Whether a line has a zero entry: products with it can cancel anything.
    let hasZero: [Bool]

    init(_ lines: ModularProduct.Lines, length: Int, against others: Integer) {
        let remainders = others.remainders(lines.common[...])
        parts = lines.common.indices.map { index in
            let denominators = lines.denominators[(index * length)..<((index + 1) * length)].map { Integer($0) }
            let common = lines.common[index]
            let repeated = Integer.treeFold(denominators) { $0 * $1 }.dividedExactly(by: common)
            var unshared = common
            for other in [remainders[index], repeated] {
                var divisor = unshared.gcd(other)
                while !divisor.isOne {
                    unshared = unshared.dividedExactly(by: divisor)
                    divisor = unshared.gcd(divisor)
                }
            }
            return common.dividedExactly(by: unshared)
        }
        hasZero = lines.common.indices.map { lines.numerators[($0 * length)..<(($0 + 1) * length)].contains(0) }
    }
}

extension ModularProduct.Lines {
    /// The product of all denominators and all nonzero numerators.
    var productOfAll: Integer {
        let nonzero = numerators.filter { $0 != 0 }.map { Integer($0.magnitude) }
        return Integer.treeFold(nonzero + denominators.map { Integer($0) }) { $0 * $1 }
    }
}

extension Integer {
    /// The remainders by many positive divisors, through the remainders by their products.
    fileprivate func remainders(_ divisors: ArraySlice<Integer>) -> [Integer] {
        guard let first = divisors.first else { return [] }
        if divisors.count == 1 { return [quotientAndRemainder(dividingBy: first)?.remainder ?? 0] }
        let middle = divisors.startIndex + divisors.count / 2
        return [divisors[..<middle], divisors[middle...]].flatMap { half -> [Integer] in
            let product = Integer.treeFold(Array(half)) { $0 * $1 }
            return (quotientAndRemainder(dividingBy: product)?.remainder ?? 0).remainders(half)
        }
    }
}

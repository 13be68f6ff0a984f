import CGMP

/// The product of two rational matrices with large common denominators, computed modulo many word-sized primes and
/// put together by the Chinese remainder theorem.
///
/// Rows of a have common denominators L_i, columns of b have M_j, and S_ij = L_i M_j Σ_k a_ik b_kj is an integer of
/// known size. Modulo a prime the entries are n · d⁻¹, words; sums of long integers never appear.
struct ModularProduct {
    let rows: Int
    let inner: Int
    let columns: Int
    let left: Lines
    let right: Lines
    /// Bits of |S_ij|, at most.
    let bits: Int

    /// Numerators and denominators line by line: rows of the left matrix, columns of the right one.
    struct Lines {
        let numerators: [Int]
        let denominators: [UInt]
        /// L_i or M_j.
        let common: [Integer]
        let widestNumerator: Int
        let widestCommon: Int

        /// Nil when some entry is not inline.
        init?(count: Int, length: Int, _ entry: (Int, Int) -> Rational) {
            var (numerators, denominators): ([Int], [UInt]) = ([], [])
            var common: [Integer] = []
            numerators.reserveCapacity(count * length)
            denominators.reserveCapacity(count * length)
            for line in 0..<count {
                for index in 0..<length {
                    guard case .inline(let p, let q) = entry(line, index).storage else { return nil }
                    numerators.append(p)
                    denominators.append(q.magnitude)
                }
                common.append(
                    Integer.treeFold(denominators[(line * length)...].map { Integer($0) }) { $0.lcm($1) })
            }
            self.numerators = numerators
            self.denominators = denominators
            self.common = common
            widestNumerator = numerators.reduce(0) { max($0, Int.bitWidth - $1.magnitude.leadingZeroBitCount) }
            widestCommon = common.reduce(0) { max($0, $1.bitWidth) }
        }
    }

    /// Nil when some entry is not inline, or when the matrices are too small for this way to pay.
    init?(_ a: [Rational], _ b: [Rational], rows: Int, inner: Int, columns: Int) {
        guard min(rows, inner, columns) >= 4, rows * columns >= 64,
            let left = Lines(count: rows, length: inner, { a[$0 * inner + $1] }),
            let right = Lines(count: columns, length: inner, { b[$1 * columns + $0] })
        else { return nil }
        (self.rows, self.inner, self.columns) = (rows, inner, columns)
        (self.left, self.right) = (left, right)
        // a_ik L_i has at most as many bits as the numerator and L_i together.
        bits =
            left.widestNumerator + left.widestCommon + right.widestNumerator + right.widestCommon + Int.bitWidth
            - inner.leadingZeroBitCount
        guard bits < 1 << 15, bits < Integer.bitLimit else { return nil }
    }

    /// The integers S_ij, row by row; nil in the rare case that denominators rule out too many primes.
    func sums() -> [Integer]? {
        // Sixteen bits more than S needs: then S / (product of the primes) is nearly 0, which `combine` relies on.
        let needed = (bits + 16) / 60 + 1
        var moduli: [PrimeModulus] = []
        var residues: [UInt] = []
        residues.reserveCapacity(needed * rows * columns)
        for modulus in PrimeModulus.largest(needed + 8) where moduli.count < needed {
            if appendResidues(modulus, to: &residues) { moduli.append(modulus) }
        }
        guard moduli.count == needed else { return nil }
        return combine(residues, moduli)
    }

    /// Appends S_ij mod p for all entries; false when p divides a denominator.
    private func appendResidues(_ modulus: PrimeModulus, to residues: inout [UInt]) -> Bool {
        guard let a = entries(left, modulus), let b = entries(right, modulus) else { return false }
        let rowFactors = left.common.map { $0.withLimbs(modulus.residue) }
        let columnFactors = right.common.map { modulus.multiply($0.withLimbs(modulus.residue), modulus.square) }
        let prime = modulus.prime
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                for i in 0..<rows {
                    for j in 0..<columns {
                        // Products are below 2¹²²: sixty-four of them fit in a double word.
                        var (sum, start): (UInt, Int) = (0, 0)
                        while start < inner {
                            var partial: UInt128 = 0
                            let end = min(start &+ 64, inner)
                            for k in start..<end {
                                let (x, y) = (a[i &* inner &+ k], b[j &* inner &+ k])
                                partial &+= UInt128(truncatingIfNeeded: x) &* UInt128(truncatingIfNeeded: y)
                            }
                            let high = UInt(truncatingIfNeeded: partial >> 64)
                            sum &+= modulus.reduce(high % prime, UInt(truncatingIfNeeded: partial))
                            if sum >= prime { sum &-= prime }
                            start = end
                        }
                        residues.append(modulus.multiply(modulus.multiply(sum, rowFactors[i]), columnFactors[j]))
                    }
                }
            }
        }
        return true
    }

    /// The representations of the entries n/d modulo p, with one inversion for all of them; nil when p divides a d.
    private func entries(_ lines: Lines, _ modulus: PrimeModulus) -> [UInt]? {
        let count = lines.denominators.count
        // A word d represents d / 2⁶⁴; running products, then back from the inverse of the last one.
        var result = [UInt](repeating: 0, count: count)
        var product = modulus.multiply(1, modulus.square)
        for index in 0..<count {
            result[index] = product
            product = modulus.multiply(product, modulus.residue(lines.denominators[index]))
        }
        guard var inverse = modulus.inverse(product) else { return nil }
        for index in stride(from: count - 1, through: 0, by: -1) {
            // The reciprocal represents 2⁶⁴ / d; multiplied by the word n it represents n / d.
            let reciprocal = modulus.multiply(inverse, result[index])
            inverse = modulus.multiply(inverse, modulus.residue(lines.denominators[index]))
            let numerator = lines.numerators[index]
            let magnitude = modulus.multiply(modulus.residue(numerator.magnitude), reciprocal)
            result[index] = numerator < 0 && magnitude != 0 ? modulus.prime - magnitude : magnitude
        }
        return result
    }

    /// The integers with these residues.
    ///
    /// With P = Π p_t and x_t = S (P/p_t)⁻¹ mod p_t,
    ///
    ///     S = Σ x_t P/p_t − q P        q = Σ x_t/p_t − S/P
    ///
    /// and since |S/P| < 2⁻¹⁶, q is the nearest integer to the sum of the fractions, computed in doubles.
    private func combine(_ residues: [UInt], _ moduli: [PrimeModulus]) -> [Integer] {
        let product = Integer.treeFold(moduli.map { Integer($0.prime) }) { $0 * $1 }
        let width = product.withLimbs { $0.count }
        let cofactors = moduli.map { product.dividedExactly(by: Integer($0.prime)) }
        // One word more than P: the sum of the terms is below P times their number.
        var words = [UInt](repeating: 0, count: (moduli.count + 1) * (width + 1))
        for (index, value) in (cofactors + [product]).enumerated() {
            value.withLimbs { limbs in
                for (offset, limb) in limbs.enumerated() { words[index * (width + 1) + offset] = limb }
            }
        }
        let factors = zip(moduli, cofactors).map { modulus, cofactor in
            modulus.inverse(modulus.multiply(cofactor.withLimbs(modulus.residue), modulus.square)) ?? 0
        }
        let fractions = moduli.map { 1 / Double($0.prime) }
        let count = rows * columns
        var sum = [UInt](repeating: 0, count: width + 1)
        return words.withUnsafeBufferPointer { words in
            sum.withUnsafeMutableBufferPointer { sum -> [Integer] in
                guard let terms = words.baseAddress, let total = sum.baseAddress else { return [] }
                return (0..<count).map { entry in
                    total.update(repeating: 0, count: width + 1)
                    var quotient = 0.0
                    for (t, modulus) in moduli.enumerated() {
                        let x = modulus.multiply(residues[t * count + entry], factors[t])
                        quotient += Double(x) * fractions[t]
                        total[width] &+= __gmpn_addmul_1(total, terms + t * (width + 1), width, x)
                    }
                    let borrow = __gmpn_submul_1(
                        total, terms + moduli.count * (width + 1), width, UInt(quotient.rounded()))
                    total[width] &-= borrow
                    let isNegative = total[width] >> 63 == 1
                    if isNegative { Integer.negateWords(total, width + 1) }
                    var used = width + 1
                    while used > 0, total[used - 1] == 0 { used -= 1 }
                    return Integer(isNegative: isNegative, limbs: UnsafeBufferPointer(start: total, count: used))
                }
            }
        }
    }
}

extension Integer {
    /// Two's complement negation of a number of words.
    fileprivate static func negateWords(_ words: UnsafeMutablePointer<UInt>, _ count: Int) {
        var carry = true
        for index in 0..<count {
            let (value, overflow) = (~words[index]).addingReportingOverflow(carry ? 1 : 0)
            words[index] = value
            carry = overflow
        }
    }

    /// Combines neighbours, then neighbouring results, so that the operands stay of one size, where fast multiplication
    /// pays; 1 for no values.
    static func treeFold(_ values: [Integer], _ combine: (Integer, Integer) -> Integer) -> Integer {
        guard var result = values.first else { return 1 }
        var level = values
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: 2).map {
                $0 + 1 < level.count ? combine(level[$0], level[$0 + 1]) : level[$0]
            }
            result = level[0]
        }
        return result
    }
}

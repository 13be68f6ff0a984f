/// A rational matrix whose rows (or columns) have been brought to one denominator each, in machine words.
///
///     entry (i, k) = numerators[i · columns + k] / denominators[line]      line = i for rows, k for columns
///
/// Clearing denominators once per line turns a matrix product into integer arithmetic with one reduction per entry
/// of the result, where the textbook sum reduces at every step.
package struct ScaledMatrix {
    package enum Line { case row, column }

    package var numerators: [Int]
    package var denominators: [Int]
    /// A bound of the numerators' magnitudes: every one is at most this.
    package var largest: UInt

    private init(numerators: [Int], denominators: [Int], largest: UInt) {
        self.numerators = numerators
        self.denominators = denominators
        self.largest = largest
    }

    /// Nil when a numerator or a line's common denominator does not fit in a word.
    package init?(_ entries: [Rational], rows: Int, columns: Int, by line: Line) {
        guard entries.count == rows * columns else { return nil }
        let lines = line == .row ? rows : columns
        let masks = entries.withUnsafeBufferPointer {
            ScaledMatrix.denominatorMasks($0, rows: rows, columns: columns, by: line)
        }
        if let masks {
            self.init(entries, rows: rows, columns: columns, by: line, masks: masks)
            return
        }
        var denominators = [Int](repeating: 1, count: lines)
        for i in 0..<rows {
            for k in 0..<columns {
                guard case .inline(_, let q) = entries[i * columns + k].storage else { return nil }
                let index = line == .row ? i : k
                guard let common = leastCommonMultiple(denominators[index], q) else { return nil }
                denominators[index] = common
            }
        }
        var largest: UInt = 0
        var numerators = [Int]()
        numerators.reserveCapacity(entries.count)
        for i in 0..<rows {
            for k in 0..<columns {
                guard case .inline(let p, let q) = entries[i * columns + k].storage else { return nil }
                let (scaled, overflow) = p.multipliedReportingOverflow(by: denominators[line == .row ? i : k] / q)
                if overflow { return nil }
                largest = max(largest, scaled.magnitude)
                numerators.append(scaled)
            }
        }
        self.init(numerators: numerators, denominators: denominators, largest: largest)
    }

    /// Which denominators occur in each line, as a bit set; nil unless all are below 64, as they usually are.
    ///
    /// This spares the
    /// divisions of the general way, which would cost more than the product itself.
    private static func denominatorMasks(
        _ entries: UnsafeBufferPointer<Rational>, rows: Int, columns: Int, by line: Line
    ) -> [UInt64]? {
        var masks = [UInt64](repeating: 0, count: line == .row ? rows : columns)
        for i in 0..<rows {
            for k in 0..<columns {
                guard case .inline(_, let q) = entries[i &* columns &+ k].storage, q < 64 else { return nil }
                masks[line == .row ? i : k] |= 1 &<< UInt64(truncatingIfNeeded: q)
            }
        }
        return masks
    }

    private init?(_ entries: [Rational], rows: Int, columns: Int, by line: Line, masks: [UInt64]) {
        // factors[start of the line + q] = common denominator of the line / q; neighbours often share theirs.
        var (factors, starts, denominators): ([Int], [Int], [Int]) = ([], [], [])
        starts.reserveCapacity(masks.count)
        denominators.reserveCapacity(masks.count)
        for (index, mask) in masks.enumerated() {
            if index > 0, mask == masks[index - 1] {
                starts.append(starts[index - 1])
                denominators.append(denominators[index - 1])
                continue
            }
            var (common, rest) = (1, mask)
            while rest != 0 {
                guard let next = leastCommonMultiple(common, rest.trailingZeroBitCount) else { return nil }
                common = next
                rest &= rest - 1
            }
            starts.append(factors.count)
            denominators.append(common)
            for q in 0..<64 { factors.append(mask >> UInt64(q) & 1 == 1 ? common / q : 0) }
        }
        var largest: UInt = 0
        var overflows = false
        let numerators = [Int](unsafeUninitializedCapacity: entries.count) { buffer, count in
            entries.withUnsafeBufferPointer { entries in
                for i in 0..<rows {
                    for k in 0..<columns {
                        let index = i &* columns &+ k
                        guard case .inline(let p, let q) = entries[index].storage else { return }
                        let factor = factors[starts[line == .row ? i : k] &+ q]
                        let (scaled, overflow) = p.multipliedReportingOverflow(by: factor)
                        overflows = overflows || overflow
                        largest = max(largest, scaled.magnitude)
                        buffer.initializeElement(at: index, to: scaled)
                    }
                }
                count = entries.count
            }
        }
        if overflows || numerators.count != entries.count { return nil }
        self.init(numerators: numerators, denominators: denominators, largest: largest)
    }
}

/// The least common multiple of two positive words, nil when it does not fit in one.
func leastCommonMultiple(_ a: Int, _ b: Int) -> Int? {
    if a % b == 0 { return a }
    let divisor = Int(greatestCommonDivisor(a.magnitude, b.magnitude))
    let (product, overflow) = (a / divisor).multipliedReportingOverflow(by: b)
    return overflow ? nil : product
}

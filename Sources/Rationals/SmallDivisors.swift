/// Greatest common divisors with a few recurring denominators: a table for each that is asked for often.
struct SmallDivisors {
    private struct Entry {
        let denominator: Int
        var uses = 0
        var table: [UInt16] = []
    }

    private static let largest = 1024
    private static let capacity = 16

    private var entries: [Entry] = []
    // The denominator asked for last that has a table; neighbours in a matrix mostly share theirs.
    private var denominator = 0
    private var table: [UInt16] = []

    /// gcd(value, denominator) for a positive denominator.
    @inline(__always)
    mutating func common(_ value: Int, _ denominator: Int) -> Int {
        if denominator == 1 { return 1 }
        let rest = value.magnitude % denominator.magnitude
        if denominator == self.denominator { return Int(table[Int(rest)]) }
        return look(rest, denominator)
    }

    private mutating func look(_ rest: UInt, _ denominator: Int) -> Int {
        if denominator < SmallDivisors.largest {
            if let index = entries.firstIndex(where: { $0.denominator == denominator }) {
                entries[index].uses += 1
                if entries[index].uses == 16 { entries[index].table = SmallDivisors.table(denominator) }
                if entries[index].uses >= 16 { (self.denominator, table) = (denominator, entries[index].table) }
            } else if entries.count < SmallDivisors.capacity {
                entries.append(Entry(denominator: denominator))
            }
        }
        return Int(greatestCommonDivisor(rest, denominator.magnitude))
    }

    /// table[r] = gcd(r, denominator): the largest divisor that reaches r.
    private static func table(_ denominator: Int) -> [UInt16] {
        var table = [UInt16](repeating: 1, count: denominator)
        for divisor in 2...denominator where denominator % divisor == 0 {
            for multiple in stride(from: 0, to: denominator, by: divisor) { table[multiple] = UInt16(divisor) }
        }
        return table
    }
}

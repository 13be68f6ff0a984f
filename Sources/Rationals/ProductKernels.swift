/// The inner loops of matrix products on flat buffers.
///
/// Row-major c = a · b with a: rows × inner, b: inner × columns.
/// Their callers have bounded every sum, so nothing here overflows or rounds.
enum ProductKernels {
    /// Sums known to stay below 2⁵³ in magnitude are exact in `Double` whatever the order of summation, and the vector
    /// units multiply doubles several times faster than 64-bit integers.
    static func product(
        _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, into c: UnsafeMutablePointer<Double>,
        rows: Int, inner: Int, columns: Int
    ) {
        typealias Lane = SIMD8<Double>
        let width = Lane.scalarCount
        // Eight columns of b at a time, copied together: the rows of a then stream over a panel that stays in cache.
        let panel = UnsafeMutablePointer<Lane>.allocate(capacity: inner)
        defer { panel.deallocate() }
        var j = 0
        while j &+ width <= columns {
            for k in 0..<inner {
                panel[k] = UnsafeRawPointer(b + (k &* columns &+ j)).loadUnaligned(as: Lane.self)
            }
            var i = 0
            while i < rows {
                let isPair = i &+ 1 < rows
                let upper = a + i &* inner
                let lower = isPair ? upper + inner : upper
                var (first, second) = (Lane.zero, Lane.zero)
                for k in 0..<inner {
                    let lane = panel[k]
                    first += upper[k] * lane
                    second += lower[k] * lane
                }
                let target = UnsafeMutableRawPointer(c + (i &* columns &+ j))
                target.storeBytes(of: first, as: Lane.self)
                if isPair {
                    UnsafeMutableRawPointer(c + ((i &+ 1) &* columns &+ j)).storeBytes(of: second, as: Lane.self)
                }
                i &+= 2
            }
            j &+= width
        }
        while j < columns {
            for i in 0..<rows {
                var sum = 0.0
                for k in 0..<inner { sum += a[i &* inner &+ k] * b[k &* columns &+ j] }
                c[i &* columns &+ j] = sum
            }
            j &+= 1
        }
    }

    /// Sums known to fit in a word.
    static func product(
        _ a: UnsafePointer<Int>, _ b: UnsafePointer<Int>, into c: UnsafeMutablePointer<Int>,
        rows: Int, inner: Int, columns: Int
    ) {
        for i in 0..<rows {
            let target = c + i &* columns
            target.initialize(repeating: 0, count: columns)
            for k in 0..<inner {
                let factor = a[i &* inner &+ k]
                if factor == 0 { continue }
                let source = b + k &* columns
                for j in 0..<columns { target[j] &+= factor &* source[j] }
            }
        }
    }

    /// Sums known to fit in two words.
    static func product(
        _ a: UnsafePointer<Int>, _ b: UnsafePointer<Int>, into c: UnsafeMutablePointer<Int128>,
        rows: Int, inner: Int, columns: Int
    ) {
        for i in 0..<rows {
            let target = c + i &* columns
            target.initialize(repeating: 0, count: columns)
            for k in 0..<inner {
                let factor = Int128(a[i &* inner &+ k])
                let source = b + k &* columns
                for j in 0..<columns { target[j] &+= factor &* Int128(source[j]) }
            }
        }
    }
}

/// The inner loops of matrix products on flat buffers, row-major: c = a · b with a: rows × inner, b: inner × columns.
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
        var j = 0
        while j &+ width <= columns {
            var i = 0
            while i &+ 2 <= rows {
                var (first, second) = (Lane.zero, Lane.zero)
                let (upper, lower) = (a + i &* inner, a + (i &+ 1) &* inner)
                var source = b + j
                for k in 0..<inner {
                    let lane = UnsafeRawPointer(source).loadUnaligned(as: Lane.self)
                    first += upper[k] * lane
                    second += lower[k] * lane
                    source += columns
                }
                let target = UnsafeMutableRawPointer(c + (i &* columns &+ j))
                target.storeBytes(of: first, as: Lane.self)
                UnsafeMutableRawPointer(c + ((i &+ 1) &* columns &+ j)).storeBytes(of: second, as: Lane.self)
                i &+= 2
            }
            if i < rows {
                var sum = Lane.zero
                for k in 0..<inner {
                    let lane = UnsafeRawPointer(b + (k &* columns &+ j)).loadUnaligned(as: Lane.self)
                    sum += a[i &* inner &+ k] * lane
                }
                UnsafeMutableRawPointer(c + (i &* columns &+ j)).storeBytes(of: sum, as: Lane.self)
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

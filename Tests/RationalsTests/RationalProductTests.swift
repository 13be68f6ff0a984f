import Testing

@testable import Rationals

@Suite struct RationalProductTests {
    /// The textbook sum, reduced at every step.
    private func reference(_ a: [Rational], _ b: [Rational], rows: Int, inner: Int, columns: Int) -> [Rational] {
        (0..<rows).flatMap { i in
            (0..<columns).map { j in
                (0..<inner).reduce(Rational(0)) { $0 + a[i * inner + $1] * b[$1 * columns + j] }
            }
        }
    }

    /// Numerators and denominators of each size reach each way of accumulating: doubles, words, double words, GMP.
    @Test(arguments: [
        (9, 4), (9, 1), (9, 70), (1_000_000, 3), (1 << 31, 1), (1 << 40, 2), (1 << 62, 1), (1 << 30, 1 << 20),
        (9_999_999_999, 9_999_999_999), (Int.max, Int.max),
    ])
    func agreesWithTheTextbookSum(numerators: Int, denominators: Int) throws {
        var random = SeededGenerator(seed: 21)
        let shapes = [
            (1, 1, 1), (2, 3, 4), (3, 5, 9), (7, 4, 8), (8, 8, 17), (16, 16, 16), (5, 33, 1), (9, 130, 8),
        ]
        for (rows, inner, columns) in shapes {
            func matrix(_ count: Int) throws -> [Rational] {
                try (0..<count).map { _ in
                    let p = Int.random(in: -numerators...numerators, using: &random)
                    let q = Int.random(in: 1...denominators, using: &random)
                    return try #require(Rational(Integer(p), over: Integer(q)))
                }
            }
            let (a, b) = (try matrix(rows * inner), try matrix(inner * columns))
            let product = try Rational.product(a, b, rows: rows, inner: inner, columns: columns)
            #expect(product == reference(a, b, rows: rows, inner: inner, columns: columns))
            let isCanonical = product.allSatisfy { $0.isCanonical }
            #expect(isCanonical)
            let large = try Rational.largeProduct(a, b, rows: rows, inner: inner, columns: columns)
            #expect(product == large)
            #expect(product == (try Rational.productWithGMP(a, b, rows: rows, inner: inner, columns: columns)))
        }
    }

    /// Rows and columns whose denominators share primes with everything, and zeros that let anything cancel.
    @Test func cancellationInLargeProducts() throws {
        var random = SeededGenerator(seed: 22)
        let factors = [2, 3, 7, 101, 65_537, 1_000_003, 4_294_967_311]
        func entry(_ kind: Int) throws -> Rational {
            if kind == 0 { return 0 }
            let p = try #require(factors.randomElement(using: &random)) * Int.random(in: -9...9, using: &random)
            var q = 1
            for _ in 0..<2 { q *= try #require(factors.prefix(6).randomElement(using: &random)) }
            return try #require(Rational(Integer(p), over: Integer(q)))
        }
        for zeros in [0, 1] {
            let a = try (0..<80).map { _ in try entry(Int.random(in: (1 - zeros)...4, using: &random)) }
            let b = try (0..<80).map { _ in try entry(Int.random(in: (1 - zeros)...4, using: &random)) }
            let modular = try #require(ModularProduct(a, b, rows: 8, inner: 10, columns: 8))
            let sums = try #require(modular.sums())
            let expected = reference(a, b, rows: 8, inner: 10, columns: 8)
            for index in 0..<64 {
                let denominator = modular.left.common[index / 8] * modular.right.common[index % 8]
                #expect(Rational(sums[index], over: denominator) == expected[index])
            }
            let large = try Rational.largeProduct(a, b, rows: 8, inner: 10, columns: 8)
            #expect(large == expected)
            let isCanonical = large.allSatisfy { $0.isCanonical }
            #expect(isCanonical)
        }
    }

    @Test func edgesOfTheWord() throws {
        let edges = [Int.min, Int.min + 1, -1, 0, 1, Int.max - 1, Int.max].map { Rational($0) }
        for a in edges {
            for b in edges {
                #expect(try Rational.product([a], [b], rows: 1, inner: 1, columns: 1) == [a * b])
                #expect(try Rational.dot([a, b, a], [b, b, a]) == a * b + b * b + a * a)
            }
        }
    }

    @Test func emptyAndMismatchedShapes() throws {
        #expect(try Rational.product([], [], rows: 0, inner: 3, columns: 0) == [])
        #expect(try Rational.product([], [], rows: 2, inner: 0, columns: 2) == [0, 0, 0, 0])
        #expect(throws: RationalError.shapeMismatch(expected: 4, found: 3)) {
            try Rational.product([1, 2, 3], [1, 2, 3, 4], rows: 2, inner: 2, columns: 2)
        }
        #expect(throws: RationalError.self) { try Rational.product([], [], rows: -1, inner: 0, columns: 1) }
        #expect(throws: RationalError.self) { try Rational.product([], [], rows: Int.max, inner: 3, columns: 1) }
        #expect(throws: RationalError.shapeMismatch(expected: 1, found: 2)) { try Rational.dot([1], [1, 2]) }
        #expect(try Rational.dot([1, 2], [3, 4]) == 11)
    }
}

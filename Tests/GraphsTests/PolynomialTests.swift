import Graphs
import Rationals
import Testing

@Suite struct PolynomialTests {
    let n = Polynomial("n")
    let d = Polynomial("d")
    let h = Polynomial("h")

    @Test func writtenAsAtTheBoard() {
        #expect((2 * n * n * d - n * n).description == "2 n² d − n²")
        #expect((3 * n * d * d + 2 * n * n * d - 1).description == "2 n² d + 3 n d² − 1")
        #expect((n - n).description == "0")
        #expect((Polynomial(Rational(1, over: 2) ?? 0) * n).description == "n/2")
        #expect((d * h).description == "h d")
    }

    @Test func divisionLeavesNothingOverOrIsRefused() {
        #expect((n * n * d - n * d).divided(by: n * d) == n - 1)
        #expect((n * n - 1).divided(by: n - 1) == n + 1)
        #expect((n * n + 1).divided(by: n) == nil)
        #expect((h * d + d).divided(by: d) == h + 1)
        #expect(n.divided(by: 0) == nil)
        #expect((Dimension("h") * Dimension("d")).divided(by: Dimension("h")) == Dimension("d"))
        #expect(Dimension(6).divided(by: 4) == nil)
        #expect(Dimension(6).divided(by: 3) == 2)
    }

    @Test func productsAndValuesAgree() {
        let sizes: [String: Rational] = ["n": 3, "d": 5, "h": 2]
        let (a, b) = (n * n - 2 * d + 1, h * d - n)
        #expect((a * b).value(at: sizes) == 0)
        #expect((a * b + a).value(at: sizes) == 0)
        #expect((b * b * h).value(at: sizes) == 98)
        #expect(a.value(at: ["n": 3]) == nil)
    }

    @Test func leadingMonomialsAreThoseNoOtherOutgrows() {
        let names = { (p: Polynomial) in p.leading.map(\.description) }
        #expect(names(2 * n * n * d + 3 * n * d * d + n * d + 7) == ["n² d", "n d²"])
        #expect(names(n * n + n + 1) == ["n²"])
        #expect(names(7) == [""])
        #expect((4 * n * n * d + 6 * n * d).content == 2 * n * d)
    }

    @Test func linearCrossover() throws {
        // 2 n² d < 6 n d² + 3 n d  ⇔  n < 3 d + 3/2.
        let crossover = try #require(Crossover(2 * n * n * d, isBelow: 6 * n * d * d + 3 * n * d, for: "n"))
        #expect(crossover.factor == n * d)
        guard case .below(let bound) = crossover.answer else { throw Unexpected() }
        #expect(bound.polynomial == 3 * d + Polynomial(Rational(3, over: 2) ?? 0))
        guard case .above(let other)? = Crossover(6 * d, isBelow: 2 * n, for: "n")?.answer else { throw Unexpected() }
        #expect(other.polynomial == 3 * d)
        #expect(Crossover(n, isBelow: n + d, for: "n")?.answer == .always)
        #expect(Crossover(n + d, isBelow: n, for: "n")?.answer == .never)
        #expect(Crossover(n, isBelow: n, for: "n")?.answer == .never)
        // Which way it goes depends on whether d is above 4.
        #expect(Crossover(n * d, isBelow: 4 * n + h, for: "n") == nil)
        // 2 d − 1 is positive from d = 1 on.
        #expect(Crossover(n, isBelow: 2 * n * d + 1, for: "n")?.answer == .always)
    }

    /// Every answer in whole numbers against trying all of them.
    @Test(arguments: [
        ([-7, 2, 0], [0, 0, 0]), ([0, 0, 1], [10, 3, 0]), ([12, 0, 0], [0, -1, 1]), ([5, 1, 0], [0, 0, 2]),
        ([0, 5, 0], [30, 0, 0]), ([0, 0, 3], [27, 0, 0]), ([0, 0, 3], [28, 0, 0]), ([100, 1, 0], [0, 1, 1]),
        // Two roots of one sign, none, and a double one; a cubic with three.
        ([0, 3], [20, -5, 1]), ([0, 6], [5, 0, 1]), ([0, 0, 1], [-4, 4]), ([1, 0, 0, 1], [0, 0, 7]),
        ([-30, 41, -12, 1], [0]), ([0], [-30, 41, -12, 1]), ([0, 0, 0, 0, 1], [7, 0, 50]), ([3, 1], [3, 1]),
    ])
    func wholeNumbersAreThoseThatTryingFinds(_ left: [Int], _ right: [Int]) throws {
        let polynomial = { (c: [Int]) in
            c.reversed().reduce(Polynomial(0)) { $0 * n + Polynomial(Rational($1)) }
        }
        let crossover = try #require(Crossover(polynomial(left), isBelow: polynomial(right), for: "n"))
        for size in 1...60 {
            let value = { (c: [Int]) in c.reversed().reduce(0) { $0 * size + $1 } }
            let expected = value(left) < value(right)
            let found =
                switch crossover.answer {
                case .always: true
                case .never: false
                case .below: Integer(size) <= crossover.answer.wholeNumber ?? -1
                case .above: Integer(size) >= crossover.answer.wholeNumber ?? 1_000
                case .within(let spans):
                    spans.contains { $0.from <= Integer(size) && $0.to.map { Integer(size) <= $0 } ?? true }
                }
            #expect(found == expected, "\(left) < \(right) at \(size)")
        }
    }

    struct Unexpected: Error {}
}

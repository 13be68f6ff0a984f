import Numbers
import Rationals
import Testing

/// Random numbers of the level where equality is decided.
private struct Numbers {
    var steps: Steps

    mutating func rational() -> Number {
        q(
            Integer(Int.random(in: -30...30, using: &steps)),
            Integer([1, 1, 2, 3, 5, 12, 144, 20736].randomElement(using: &steps) ?? 1))
    }

    mutating func surd() throws -> Number {
        let radicand = q(Integer(Int.random(in: 1...40, using: &steps)), Integer(Int.random(in: 1...6, using: &steps)))
        let degree = Integer([2, 2, 3, 4].randomElement(using: &steps) ?? 2)
        return try rational() * radicand.raised(to: r(1, degree)) + rational()
    }

    mutating func number(depth: Int = 2) throws -> Number {
        if depth == 0 {
            return Bool.random(using: &steps) ? rational() : try surd()
        }
        switch Int.random(in: 0..<9, using: &steps) {
        case 0: return try number(depth: depth - 1) + number(depth: depth - 1)
        case 1: return try number(depth: depth - 1) * number(depth: depth - 1)
        case 2: return try surd().applying(.exponential)
        case 3: return try rational().applying(.hyperbolicTangent)
        case 4: return try rational().applying(.logistic)
        case 5: return try rational().applying(.sine)
        case 6: return try rational().applying(.cosine)
        case 7:
            let scores = (0..<3).map { _ in rational() }
            return try Number.softmax(scores, base: nil)[0]
        default:
            let divisor = try number(depth: depth - 1)
            return divisor.equals(0) == .different ? try number(depth: depth - 1).divided(by: divisor) : divisor
        }
    }
}

@Suite struct LawTests {
    private func expectEqual(_ a: Number, _ b: Number, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(a.equals(b) == .equal, "\(a) and \(b)", sourceLocation: sourceLocation)
    }

    @Test(arguments: 0..<40) func fieldAxioms(seed: Int) throws {
        var numbers = Numbers(steps: Steps(UInt64(seed)))
        let (a, b, c) = (try numbers.number(), try numbers.number(), try numbers.number())
        expectEqual(a + b, b + a)
        expectEqual((a + b) + c, a + (b + c))
        expectEqual(a * b, b * a)
        expectEqual((a * b) * c, a * (b * c))
        expectEqual(a * (b + c), a * b + a * c)
        #expect(a + 0 == a)
        #expect(a * 1 == a)
        #expect(a - a == 0)
        expectEqual((a - b) * (a + b), a * a - b * b)
        if b.equals(0) == .different {
            expectEqual(try a.divided(by: b) * b, a)
            expectEqual(try Number(1).divided(by: Number(1).divided(by: b)), b)
        }
        // What differs by 10⁻³⁰ is never called equal, and what is equal hashes alike when it has the same form.
        let tiny = Number(try Rational(10).raised(to: -30))
        #expect(((a + b) * c).equals(c * b + a * c + tiny) == .different)
        #expect((a + b).hashValue == (b + a).hashValue || (a + b) != (b + a))
    }

    @Test(arguments: 0..<40) func orderIsTotal(seed: Int) throws {
        var numbers = Numbers(steps: Steps(UInt64(1000 + seed)))
        let (a, b, c) = (try numbers.number(), try numbers.number(), try numbers.number())
        let order = try Number.order(a, b)
        #expect(try Number.order(b, a) == order.reversed)
        #expect(try Number.order(a + c, b + c) == order)
        #expect(try Number.order(-b, -a) == order)
        #expect(try Number.order(a, a * 1 + b - b) == .equal)
        let (x, y) = (try Double(a), try Double(b))
        if x != y { #expect((x < y) == (order == .less)) }
    }

    @Test(arguments: 0..<20) func functionalEquations(seed: Int) throws {
        var numbers = Numbers(steps: Steps(UInt64(2000 + seed)))
        let (a, b) = (try numbers.surd(), try numbers.surd())
        #expect(try exp(a + b) == exp(a) * exp(b))
        let (ca, sa) = (try a.applying(.cosine), try a.applying(.sine))
        let (cb, sb) = (try b.applying(.cosine), try b.applying(.sine))
        #expect(sa * sa + ca * ca == 1)
        expectEqual(try (a + b).applying(.sine), sa * cb + ca * sb)
        expectEqual(try (a + b).applying(.cosine), ca * cb - sa * sb)
        let (ta, tb) = (try a.applying(.hyperbolicTangent), try b.applying(.hyperbolicTangent))
        expectEqual(try (a + b).applying(.hyperbolicTangent), try (ta + tb).divided(by: 1 + ta * tb))
        let (ch, sh) = (try a.applying(.hyperbolicCosine), try a.applying(.hyperbolicSine))
        expectEqual(ch * ch - sh * sh, 1)
        expectEqual(try sh.divided(by: ch), ta)
        expectEqual(try a.applying(.logistic) + (-a).applying(.logistic), 1)
        expectEqual(try 2 * a.applying(.logistic) - 1, try (a * q(1, 2)).applying(.hyperbolicTangent))
        expectEqual(try a.applying(.rectifier) - (-a).applying(.rectifier), a)
        expectEqual(try exp(a).applying(.logarithm), a)
        #expect(try exp(a).raised(to: r(2, 3)) == exp(a * q(2, 3)))
    }

    @Test(arguments: 0..<20) func softmaxLaws(seed: Int) throws {
        var numbers = Numbers(steps: Steps(UInt64(3000 + seed)))
        let scores = try (0..<6).map { _ in try numbers.surd() }
        let shift = try numbers.surd()
        let row = try Number.softmax(scores, base: nil)
        #expect(row.reduce(0, +) == 1)
        let shifted = try Number.softmax(scores.map { $0 + shift }, base: nil)
        for (a, b) in zip(row, shifted) { expectEqual(a, b) }
        let masked = try Number.softmax(scores.enumerated().map { $0.offset == 2 ? nil : $0.element }, base: nil)
        #expect(masked[2] == 0)
        expectEqual(masked[0] * (1 - row[2]), row[0])
        // Base 2 is base e with scores scaled by ln 2.
        let whole: [Number?] = [3, -1, nil, 2]
        let two = try Number.softmax(whole, base: 2)
        let natural = try Number.softmax(whole.map { try $0.map { try $0 * q(2).applying(.logarithm) } }, base: nil)
        for (a, b) in zip(two, natural) { expectEqual(a, b) }
        #expect(two[0].rational != nil)
    }

    @Test(arguments: 0..<30) func matrixProductIsTheSumOfProducts(seed: Int) throws {
        var numbers = Numbers(steps: Steps(UInt64(4000 + seed)))
        let weights = try (0..<2).flatMap { _ in
            try Number.softmax((0..<3).map { _ in numbers.rational() }, base: nil)
        }
        let values = try (0..<6).map { $0 % 3 == 0 ? try numbers.surd() : numbers.rational() }
        let product = try Number.matrixProduct(weights, values, rows: 2, inner: 3, columns: 2)
        for i in 0..<2 {
            for j in 0..<2 {
                let sum = (0..<3).reduce(0 as Number) { $0 + weights[i * 3 + $1] * values[$1 * 2 + j] }
                expectEqual(product[i * 2 + j], sum)
            }
        }
    }
}

@Suite struct CorrectRoundingTests {
    /// Doubles over the whole range where functions do anything, subnormal results included.
    @Test(arguments: 0..<60) func doubleFunctionsAreCorrectlyRounded(seed: Int) throws {
        var steps = Steps(UInt64(5000 + seed))
        let x =
            Double.random(in: 1...2, using: &steps) * [1e-3, 0.1, 1, 10, 300, 372].randomElement(using: &steps)!
            * (Bool.random(using: &steps) ? -1 : 1)
        let exact = Number(try #require(Rational(exactly: x)))
        for function in ElementaryFunction.allCases where function != .logistic && (function != .logarithm || x > 0) {
            #expect(try x.applying(function) == Double(exact.applying(function)), "\(function) of \(x)")
            let single = Float(x)
            let exactSingle = Number(try #require(Rational(exactly: Double(single))))
            #expect(try single.applying(function) == Float(exactSingle.applying(function)), "\(function) of \(single)")
        }
        let positive = abs(x)
        let exponent = r(Integer(Int.random(in: -5...5, using: &steps)), Integer(Int.random(in: 1...4, using: &steps)))
        let power = try Number(try #require(Rational(exactly: positive))).raised(to: exponent)
        #expect(try positive.raised(to: exponent) == Double(power))
    }

    @Test func subnormalResultsAreRoundedOnce() throws {
        for tenths in stride(from: 7080, through: 7452, by: 1) {
            let x = -Double(tenths) / 10
            let exact = Number(try #require(Rational(exactly: x)))
            #expect(try x.applying(.exponential) == Double(exact.applying(.exponential)))
        }
        for tenths in stride(from: 870, through: 1040, by: 1) {
            let x = -Float(tenths) / 10
            let exact = Number(try #require(Rational(exactly: Double(x))))
            #expect(try x.applying(.exponential) == Float(exact.applying(.exponential)))
        }
        #expect(try Double(-800).applying(.exponential) == 0)
        #expect(try Double(800).applying(.exponential) == .infinity)
    }

    @Test func tiesGoToEven() throws {
        // 1 in disguise: the two quotients have different denominators and stay apart.
        let one = try q(1, 3).applying(.logistic) + q(-1, 3).applying(.logistic)
        #expect(one.rational == nil)
        let tie = try Rational(1) + r(1, Integer(2).raised(to: 53))
        #expect(try Double(Number(tie) * one) == 1)
        #expect(try Double(Number(tie + r(1, Integer(2).raised(to: 52))) * one) == (1 as Double).nextUp.nextUp)
        #expect(try Float(one) == 1)
        #expect(try (q(1, 8) * one).decimal(places: 2).description == "0.12")
        #expect(try (q(3, 8) * one).decimal(places: 2).description == "0.38")
        #expect(try (q(-3, 8) * one).decimal(significantDigits: 2).description == "-0.38")
        #expect(try (q(1, 8) * one).decimal(significantDigits: 3).description == "0.125")
        #expect(try (one - 1).decimal(significantDigits: 3).isZero)
        #expect(try (one - 1).decimal(places: 3).description == "0.000")
    }
}

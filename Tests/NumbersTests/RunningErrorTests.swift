import Numbers
import Rationals
import Testing

/// A small deterministic generator, so that a failing case can be run again.
struct Steps: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

/// A computation written once and run on every scalar.
private func attention<S: Scalar>(_ x: [Rational], _ d: Int, _: S.Type) throws -> [S] {
    let n = x.count / d
    let tokens = try x.map { try S(Number($0)) }
    let transposed = (0..<d).flatMap { j in (0..<n).map { tokens[$0 * d + j] } }
    let scale = try S(Number(Rational(d))).raised(to: r(-1, 2))
    var scores = try S.matrixProduct(tokens, transposed, rows: n, inner: d, columns: n)
    scores = scores.map { $0 * scale }
    var weights: [S] = []
    for i in 0..<n {
        let row = scores[i * n..<(i + 1) * n].enumerated().map { $0.offset == i && i > 0 ? nil : $0.element }
        weights += try S.softmax(row, base: nil)
    }
    let outputs = try S.matrixProduct(weights, tokens, rows: n, inner: n, columns: d)
    var result = outputs
    for (index, output) in outputs.enumerated() {
        let functions: [ElementaryFunction] = [
            .hyperbolicTangent, .logistic, .exponential, .errorFunction, .rectifier, .sine, .cosine, .hyperbolicCosine,
            .hyperbolicSine, .absoluteValue,
        ]
        result.append(try output.applying(functions[index % functions.count]))
    }
    return result
}

@Suite struct RunningErrorTests {
    @Test(arguments: 0..<20) func boundHoldsForTheRunItFollows(seed: Int) throws {
        var steps = Steps(UInt64(seed))
        let x = (0..<12).map { _ in
            r(Integer(Int.random(in: -40...40, using: &steps)), Integer(Int.random(in: 1...9, using: &steps)))
        }
        let exact = try attention(x, 3, Number.self)
        let double = try attention(x, 3, Double.self)
        let bounded = try attention(x, 3, RunningError.self)
        let float = try attention(x, 3, Float.self)
        let boundedFloat = try attention(x, 3, RunningErrorOfFloat.self)
        let enclosures = try attention(x, 3, Enclosure.self)
        for i in exact.indices {
            #expect(bounded[i].value == double[i])
            #expect(boundedFloat[i].value == float[i])
            try expectWithin(exact[i], double[i], bounded[i].bound)
            try expectWithin(exact[i], Double(float[i]), boundedFloat[i].bound)
            // Tight enough to be of use, with scores of several thousand in the exponent.
            #expect(bounded[i].bound < 1e-9 * max(1, double[i].magnitude))
            let narrow = try exact[i].enclosure(precision: 256)
            #expect(!narrow.isDisjoint(from: enclosures[i]))
        }
    }

    private func expectWithin(_ exact: Number, _ value: Double, _ bound: Double) throws {
        let value = try #require(Rational(exactly: value))
        let bound = try #require(Rational(exactly: bound))
        let distance = try (exact - Number(value)).applying(.absoluteValue)
        #expect(try Number.order(distance, Number(bound)) != .greater)
    }

    @Test func exactRunsHaveBoundZero() throws {
        let a = try RunningError(q(3))
        let b = try RunningError(q(5, 4))
        #expect((a * b + a).bound == 0)
        #expect(try RunningError(q(9, 4)).raised(to: r(1, 2)).bound == 0)
        #expect(try a.divided(by: RunningError(q(4))).bound == 0)
        #expect(try RunningError(q(1, 10)).bound > 0)
        #expect(try RunningError(0).applying(.exponential).bound == 0)
    }

    @Test func overflowAndUnderflowKeepTheBoundTrue() throws {
        let far = try RunningError(q(-800)).applying(.logistic)
        #expect(far.value == 0)
        #expect(far.bound < 1e-300)
        let small = try RunningError(q(-745)).applying(.exponential)
        try expectWithin(exp(-745), small.value, small.bound)
        #expect(try RunningError(q(800)).applying(.exponential).bound == .infinity)
        let row = try RunningError.softmax([RunningError(q(0)), RunningError(q(-1000))], base: nil)
        try expectWithin(Number.softmax([0, -1000], base: nil)[1], row[1].value, row[1].bound)
    }

    @Test func undecidedOrderIsReported() throws {
        let third = try RunningError(q(1, 3))
        #expect(throws: NumberError.self) { try RunningError.order(third, third * RunningError(1)) }
        #expect(try RunningError.order(third, RunningError(1)) == .less)
    }
}

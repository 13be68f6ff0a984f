import Graphs
import Numbers
import Rationals
import Testing

/// What makes weights the weights of a rule, checked on the values alone.
@Suite struct NormalisationTests {
    typealias Rule = Normalisation

    static let rules: [Rule] = [
        .softmax(base: nil), .softmax(base: 2), .softmaxOne(base: nil), .topK(2, ties: .shared, base: 2),
        .topK(2, ties: .first, base: nil), .argmax(.shared), .relu, .sum, .sigmoid, .sparsemax, .entmax15,
    ]

    func weights<S: Scalar>(
        _ rule: Rule, _ scores: [Rational], mask: Mask? = nil, of scalar: S.Type
    ) throws -> [S] {
        var graph = Graph()
        let row = try #require(
            Tensor(shape: .matrix(1, Dimension(scores.count)), elements: scores.map { Number($0) }))
        let input = try graph.add(.constant(row))
        let output = try graph.add(.normalise(rule, mask: mask), [input])
        return try graph.evaluate(scalar).value(of: output).elements
    }

    func exact(_ rule: Rule, _ scores: [Rational], mask: Mask? = nil) throws -> [Number] {
        try weights(rule, scores, mask: mask, of: Number.self)
    }

    func rationals(_ texts: String) throws -> [Rational] {
        try texts.split(separator: " ").map { try #require(Rational(String($0))) }
    }

    static func scores() -> [Rational] {
        var generator = SystemRandomNumberGenerator()
        let size = Int.random(in: 1...6, using: &generator)
        // Few denominators and small numerators: ties and exact hits on a threshold come up.
        return (0..<size).map { _ in
            Rational(
                Integer(Int.random(in: -6...6, using: &generator)),
                over: Integer([1, 1, 2, 3, 4].randomElement(using: &generator) ?? 1)) ?? 0
        }
    }

    // MARK: Worked by hand

    @Test(arguments: [
        // 1 + 2·1/2 > 1 + 1/2 holds, 1 + 3·(−1) > 1/2 does not; τ = (3/2 − 1)/2.
        (Rule.sparsemax, "1 1/2 -1", "3/4 1/4 0"),
        // 1 + 2·2 > 3 + 2 does not hold: equality is not enough.
        (.sparsemax, "3 2", "1 0"),
        (.sparsemax, "0 0 0", "1/3 1/3 1/3"),
        (.relu, "1 2 -1", "1/3 2/3 0"),
        (.sum, "1 -3", "-1/2 3/2"),
        (.softmaxOne(base: 2), "0 1", "1/4 1/2"),
        (.topK(2, ties: .shared, base: 2), "0 1 2", "0 1/3 2/3"),
        // The second and the third tie.
        (.topK(2, ties: .shared, base: 2), "0 1 0", "1/4 1/2 1/4"),
        (.topK(2, ties: .first, base: 2), "0 1 0", "1/3 2/3 0"),
        (.topK(2, ties: .last, base: 2), "0 1 0", "0 2/3 1/3"),
        (.topK(5, ties: .first, base: 2), "0 1", "1/3 2/3"),
        // Halves 1 and 0: (1 − 0)² = 1 is not below 1, so one score is kept.
        (.entmax15, "2 0", "1 0"),
        (.entmax15, "5 5", "1/2 1/2"),
    ]) func byHand(rule: Rule, scores: String, expected: String) throws {
        #expect(try exact(rule, rationals(scores)).map(\.rational) == rationals(expected))
    }

    /// Halves 1/2 and 0: mean 1/4, δ = (1 − 1/8)/2 = 7/16, τ = (1 − √7)/4, weights (1/2 − τ)² and τ².
    @Test func entmaxByHand() throws {
        let root = try Number(7).raised(to: #require(Rational(1, over: 2)))
        let eighth = Number(try #require(Rational(1, over: 8)))
        let weights = try exact(.entmax15, [1, 0])
        #expect(Number.equality(weights[0], (Number(4) + root) * eighth) == .equal)
        #expect(Number.equality(weights[1], (Number(4) - root) * eighth) == .equal)
    }

    // MARK: Laws

    @Test(arguments: rules) func rowsAddUpToOneUnlessTheRuleSaysOtherwise(rule: Rule) throws {
        for _ in 0..<20 {
            let scores = Self.scores()
            guard let weights = try? exact(rule, scores) else {
                #expect(rule == .relu || rule == .sum)
                continue
            }
            let total = weights.reduce(Number(0)) { $0 + $1 }
            switch rule {
            case .softmaxOne: #expect(try Number.order(total, 1) == .less)
            case .sigmoid:
                for (weight, score) in zip(weights, scores) {
                    // p/(1 − p) = e^s
                    let odds = try weight.divided(by: Number(1) - weight)
                    #expect(try Number.equality(odds, Number(score).applying(.exponential)) == .equal)
                }
            case .softmax, .topK, .argmax, .relu, .sum, .sparsemax, .entmax15:
                #expect(Number.equality(total, 1) == .equal, "\(rule) \(scores)")
            }
        }
    }

    @Test(arguments: [Rule.softmax(base: nil), .topK(2, ties: .first, base: nil), .sparsemax, .entmax15])
    func aNumberAddedToAllScoresChangesNothing(rule: Rule) throws {
        for _ in 0..<20 {
            let scores = Self.scores()
            let shift = try #require(Rational(7, over: 3))
            for (a, b) in zip(try exact(rule, scores), try exact(rule, scores.map { $0 + shift })) {
                #expect(Number.equality(a, b) == .equal, "\(rule) \(scores)")
            }
        }
    }

    /// The conditions that Karush, Kuhn and Tucker give for the projection onto the simplex: one τ with s_j − p_j = τ
    /// where p_j > 0 and s_j ≤ τ where p_j = 0.
    @Test func sparsemaxIsTheEuclideanProjectionOntoTheSimplex() throws {
        for _ in 0..<60 {
            let scores = Self.scores()
            let weights = try exact(.sparsemax, scores).map { try #require($0.rational) }
            let pairs = zip(scores, weights)
            let thresholds = Set(pairs.filter { $0.1.signum() > 0 }.map { $0.0 - $0.1 })
            #expect(thresholds.count == 1)
            let threshold = try #require(thresholds.first)
            #expect(pairs.allSatisfy { $0.1.signum() > 0 || ($0.1.isZero && $0.0 <= threshold) }, "\(scores)")
        }
    }

    /// The same for α = 1.5: s_j/2 − √p_j = τ where p_j > 0, s_j/2 ≤ τ where p_j = 0.
    @Test func entmaxMeetsTheConditionsOfItsMaximum() throws {
        let half = try #require(Rational(1, over: 2))
        for _ in 0..<30 {
            let scores = Self.scores()
            let weights = try exact(.entmax15, scores)
            var threshold: Number?
            for (score, weight) in zip(scores, weights) where weight.rational?.isZero != true {
                // √p is s/2 − τ; squares are compared so that no root of a root is needed.
                threshold = try threshold ?? (Number(score * half) - weight.raised(to: half))
                let distance = Number(score * half) - (try #require(threshold))
                #expect(Number.equality(distance * distance, weight) == .equal, "\(scores)")
                #expect(try Number.order(distance, 0) == .greater)
            }
            for (score, weight) in zip(scores, weights) where weight.rational?.isZero == true {
                #expect(try Number.order(Number(score * half), try #require(threshold)) != .greater)
            }
        }
    }

    /// Widely spread scores are an argmax under every rule that is a limit of one; k = 1 is it at once.
    @Test func limits() throws {
        for _ in 0..<20 {
            let scores = Self.scores()
            let spread = scores.map { $0 * Rational(1000) }
            let hard = try exact(.argmax(.shared), scores).map(\.rational)
            #expect(try exact(.sparsemax, spread).map(\.rational) == hard)
            #expect(try exact(.entmax15, spread).map(\.rational) == hard)
            #expect(try exact(.topK(1, ties: .shared, base: nil), scores).map(\.rational) == hard)
            let all = try exact(.topK(scores.count, ties: .first, base: nil), scores)
            for (a, b) in zip(all, try exact(.softmax(base: nil), scores)) {
                #expect(Number.equality(a, b) == .equal)
            }
        }
    }

    @Test(arguments: rules) func aMaskedKeyIsAbsent(rule: Rule) throws {
        for _ in 0..<20 {
            let scores = Self.scores()
            let mask = Mask.allowed(scores.map { _ in true } + [false], columns: scores.count + 1)
            guard let alone = try? exact(rule, scores) else { continue }
            let masked = try exact(rule, scores + [100], mask: mask)
            for (a, b) in zip(masked, alone + [0]) { #expect(Number.equality(a, b) == .equal, "\(rule)") }
        }
    }

    @Test(arguments: rules) func aRowWithoutKeysIsAnErrorUnderEveryRule(rule: Rule) throws {
        #expect {
            try exact(rule, [1, 2], mask: .allowed([false, false], columns: 2))
        } throws: {
            ($0 as? EvaluationError)?.reason == .fullyMasked(row: 0)
        }
    }

    @Test(arguments: [
        (Rule.relu, [-1, 0, -2], Normalisation.NoWeights.noPositiveScore), (.sum, [1, 2, -3], .sumIsZero),
    ]) func nothingIsDividedByZero(rule: Rule, scores: [Int], why: Normalisation.NoWeights) throws {
        #expect {
            try exact(rule, scores.map { Rational($0) })
        } throws: {
            ($0 as? EvaluationError)?.reason == .noWeights(row: 0, why)
        }
    }

    /// Doubles stay within what the run of bounds proves.
    @Test(arguments: rules) func doublesStayWithinTheirBounds(rule: Rule) throws {
        for _ in 0..<20 {
            let scores = Self.scores().map { $0 * (Rational(7, over: 5) ?? 1) }
            guard let exact = try? exact(rule, scores),
                let doubles = try? weights(rule, scores, of: Double.self),
                let bounds = try? weights(rule, scores, of: RunningError.self)
            else { continue }
            for ((truth, double), bound) in zip(zip(exact, doubles), bounds) {
                let rounded = try #require(try Number.doubles(of: [truth]).first)
                #expect((double - rounded).magnitude <= bound.bound + rounded.ulp, "\(rule) \(scores)")
            }
        }
    }

    // MARK: Masks

    @Test(arguments: [
        (Mask.causal, ["1000", "1100", "1110"]), (.causalAtEnd(offset: 1), ["1100", "1110", "1111"]),
        (.padding(3), ["1110", "1110", "1110"]), (.window(1), ["1100", "1110", "0111"]),
        (.causalWindow(1), ["1000", "1100", "0110"]), (.both(.causal, .window(1)), ["1000", "1100", "0110"]),
        (.both(.padding(1), .window(2)), ["1000", "1000", "1000"]),
    ]) func whoMayAttendToWhom(mask: Mask, rows: [String]) throws {
        var graph = Graph()
        let scores = try graph.add(.constant(matrix(Array(repeating: [3, 1, 2, 5], count: 3))))
        let flags = rows.joined().map { $0 == "1" }
        let named = try graph.add(.normalise(.softmax(base: 2), mask: mask), [scores])
        let given = try graph.add(.normalise(.softmax(base: 2), mask: .allowed(flags, columns: 4)), [scores])
        let trace = graph.evaluate(Number.self)
        #expect(try trace.value(of: named) == trace.value(of: given))
    }

    @Test func aPaddingMaskKeepsKeysThatThereAre() throws {
        var graph = Graph()
        let scores = try graph.add(.constant(column([1, 2])))
        #expect(throws: ShapeError.padding(3, keys: 2)) {
            try graph.add(.normalise(.sparsemax, mask: .padding(3)), [scores])
        }
        #expect(throws: ShapeError.needsMatrix(.column(2))) {
            try graph.add(.normalise(.sparsemax, mask: .window(1)), [scores])
        }
    }
}

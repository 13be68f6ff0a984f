import Formulas
import Rationals

/// SplitMix64: the same sequence on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Formulas with every kind of node at random, such that they have a meaning.
struct RandomFormula {
    var generator: SeededGenerator
    /// Whether names may carry what algebra systems have no letters for.
    var hasRichNames = true

    init(seed: Int, hasRichNames: Bool = true) {
        generator = SeededGenerator(seed: seed)
        self.hasRichNames = hasRichNames
    }

    private mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &generator)] }
    private mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    private mutating func literal(_ spelling: String) -> Formula {
        let value = (try? Rational(decimal: spelling)) ?? 0
        return Formula(.number(Formula.Literal(value: value, spelling: spelling)))
    }

    mutating func number() -> Formula {
        literal(pick(["1", "2", "3", "7", "12", "0.5", "2.25", "1e-3", "-2", "-0.5", "3e2", "10"]))
    }

    private mutating func scalarName() -> Formula {
        let simple = [
            Name("x"), Name("y"), Name("x", subscripts: ["1"]), Name("d", subscripts: ["k"]), Name("alpha"), Name("e"),
            Name("pi"),
        ]
        let rich = [
            Name("h", primes: 1), Name("h", subscripts: ["2"], primes: 2),
            Name("alpha", subscripts: ["2", "1"], accent: .hat),
            Name("s", accent: .bar), Name("x", subscripts: ["out"]), Name("q", superscript: "2"),
            Name("q", subscripts: ["i"], superscript: "h"), Name("out"), Name("beta", subscripts: ["alpha"]),
            Name("x", subscripts: ["12"]),
            Name("h", subscripts: ["t"], superscript: "3", primes: 1), Name("gamma", primes: 1),
        ]
        return Formula(.name(pick(hasRichNames ? simple + rich : simple)))
    }

    mutating func scalar(_ depth: Int) -> Formula {
        if depth == 0 { return count(0...1) == 0 ? number() : scalarName() }
        let inner = depth - 1
        switch count(0...17) {
        case 0: return Formula(.negative(scalar(inner)))
        case 1, 2: return Formula(.sum((0..<count(2...4)).map { _ in scalar(inner) }))
        case 3, 4, 5:
            let sign: Formula.ProductSign = pick([.juxtaposition, .dot, .cross, .entrywise])
            return Formula(.product((0..<count(2...3)).map { _ in scalar(inner) }, sign))
        case 6, 7: return Formula(.quotient(scalar(inner), scalar(inner)))
        case 8, 9: return Formula(.power(scalar(inner), count(0...1) == 0 ? number() : scalar(inner)))
        case 10: return Formula(.root(scalar(inner), degree: pick([2, 2, 3, 4, 5])))
        case 11: return Formula(.call(pick(["exp", "ln", "tanh", "abs"]), [scalar(inner)], []))
        case 12:
            return Formula(
                .call(
                    pick(["f", "soft_max"]), [scalar(inner), vector(inner)], [Formula.Option("scale", scalar(inner))]))
        case 13: return Formula(.dot(vector(inner), vector(inner)))
        case 14: return Formula(.product([Formula(.transpose(vector(inner))), vector(inner)], .juxtaposition))
        case 15:
            return Formula(
                .summation(
                    index: Name("i"), from: Formula(1), to: Formula(3),
                    body: Formula(.product([Formula(.name(Name("i"))), scalar(inner)], .juxtaposition))))
        case 16 where hasRichNames:
            return Formula(
                .subscripted(
                    Formula(.name(Name("x"))), [Formula(.sum([Formula(1), Formula(count(1...3))])), Formula(2)]))
        default: return scalar(inner)
        }
    }

    mutating func vector(_ depth: Int) -> Formula {
        if depth == 0 {
            return Formula(.name(pick([Name("v"), Name("w", subscripts: ["1"]), Name("u", subscripts: ["i"])])))
        }
        let inner = depth - 1
        switch count(0...6) {
        case 0: return Formula(.column([scalar(inner), scalar(inner)]))
        case 1: return Formula(.sum([vector(inner), vector(inner)]))
        case 2: return Formula(.product([matrix(inner), vector(inner)], .juxtaposition))
        case 3: return Formula(.product([scalar(inner), vector(inner)], pick([.juxtaposition, .dot])))
        case 4: return Formula(.quotient(vector(inner), scalar(inner)))
        case 5: return Formula(.negative(vector(inner)))
        default: return vector(inner)
        }
    }

    mutating func matrix(_ depth: Int) -> Formula {
        if depth == 0 { return Formula(.name(pick([Name("X"), Name("W", subscripts: ["Q"])]))) }
        let inner = depth - 1
        switch count(0...5) {
        case 0: return Formula(.matrix([[scalar(inner), scalar(inner)], [scalar(inner), scalar(inner)]]))
        case 1: return Formula(.transpose(matrix(inner)))
        case 2: return Formula(.product([matrix(inner), matrix(inner)], pick([.juxtaposition, .dot])))
        case 3: return Formula(.sum([matrix(inner), Formula(.negative(matrix(inner)))]))
        case 4:
            return Formula(.product([vector(inner), Formula(.row([scalar(inner), scalar(inner)]))], .juxtaposition))
        default: return matrix(inner)
        }
    }
}

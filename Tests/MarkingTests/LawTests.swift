import Graphs
import Marking
import Numbers
import Rationals
import Testing

@Suite struct LawTests {
    /// Softmax weights of random scores: values with no short decimals.
    private static func sheet(_ generator: inout SeededGenerator) -> String {
        let scores = (0..<4).map { _ in
            "\(Int.random(in: -30...30, using: &generator))/\(Int.random(in: 1...9, using: &generator))"
        }
        return Written.sheet(
            given: "s = [\(scores.joined(separator: ", "))]", solve: "p = softmax(s)\nz = -3 p",
            answer: "p: 1 mark\nz: 1 mark")
    }

    /// The printed value at any digits is right; one unit in its last place further is not, unless that is the digits
    /// cut off.
    @Test func printedValuesAreRightAndNeighboursAreNot() throws {
        var generator = SeededGenerator(state: 2026)
        for _ in 0..<12 {
            let marker = Written.marker(Self.sheet(&generator))
            for (index, name) in [(0, "p"), (1, "z")] {
                let node = try #require(marker.worked.elaboration.answers[index].node)
                let truth = try #require(marker.worked.exact[node]).elements
                for places in [2, 3, 5, 9, 17, 45] {
                    let decimals = try truth.map { try $0.decimal(places: places) }
                    let text = decimals.map { Self.plain($0, places) }
                    let right = try #require(marker.answer(name, "[\(text.joined(separator: ", "))]"))
                    #expect(right.outcome == .rounded || right.outcome == .exact, "\(text)")
                    let unit = try #require(Rational(1, over: Integer(10).power(places)))
                    for (entry, step) in [(0, unit), (3, -unit)] {
                        let moved = try #require(Rational(text[entry])) + step
                        var wrong = text
                        wrong[entry] = Self.plain(try Number(moved).decimal(places: places), places)
                        let verdicts = try #require(
                            marker.answer(name, "[\(wrong.joined(separator: ", "))]")?.verdicts)
                        // Cut digits stand between the value and zero, less than one unit from it.
                        let value = truth[entry]
                        let missing = try (value - Number(moved)).applying(.absoluteValue)
                        let isBetween =
                            try Number.order(Number(moved) * value, 0) != .less
                            && Number.order(Number(moved.magnitude), try value.applying(.absoluteValue)) == .less
                            && Number.order(missing, Number(unit)) == .less
                        let verdict = verdicts.elements[entry]
                        if isBetween {
                            #expect(verdict == .rounded(.truncated), "\(wrong[entry]) \(verdict)")
                        } else {
                            guard verdict != .rounded(.nearest), verdict != .rounded(.truncated), verdict != .exact
                            else {
                                Issue.record("\(wrong[entry]) passes as \(verdict)")
                                continue
                            }
                        }
                    }
                }
            }
        }
    }

    /// `0.0003` with all its places, whatever the size.
    private static func plain(_ decimal: Decimal, _ places: Int) -> String {
        let shift = decimal.exponent + 1 - decimal.digits.utf8.count
        var digits = decimal.digits
        if shift + places > 0 { digits += String(repeating: "0", count: shift + places) }
        if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
        return (decimal.isNegative && !decimal.isZero ? "-" : "") + digits.dropLast(places) + "."
            + digits.suffix(places)
    }

    @Test func theSameSubmissionIsMarkedTheSameWhateverCameBefore() throws {
        let sheet = Written.sheet(
            given: "X = [1, 2; 0, 1; 2, -1]\nq = [1, 2]", solve: "s = X q / sqrt(2)\np = softmax(s)\nz = X^T p",
            answer: "s: 1 mark\np: 2 marks\nz: 4 marks")
        let submissions = [
            Written.submission(["s": "[5, 2, 0]", "p": "[0.95, 0.05, 0.01]", "z": "[0.97, 1.94]"]),
            Written.submission(["s": "[3.54, 1.41, 0]", "p": "[0.7, 0.2, 0.1]", "z": "[0.1, 0.2]"]),
        ]
        let used = Written.marker(sheet)
        let first = submissions.map { used.mark($0) }
        let again = submissions.map { used.mark($0) }
        let fresh = submissions.map { Written.marker(sheet).mark($0) }
        for (a, b) in zip(first + first, again + fresh) {
            #expect(a.answers.map(\.outcome) == b.answers.map(\.outcome))
            #expect(a.answers.map(\.diagnoses) == b.answers.map(\.diagnoses))
            #expect(a.answers.map(\.verdicts) == b.answers.map(\.verdicts))
        }
    }

    @Test func mistakesThatANumberHidesAreListed() throws {
        // d = 1: nothing is scaled. All scores alike: every softmax is uniform, so no mistake before it shows.
        let sheet = Written.sheet(
            given: "Q = [1, 1; 1, 1]\nK = [1, 0; 1, 0]", solve: "S = Q K^T / sqrt(2)\nA = softmax(S)",
            answer: "S: 1 mark\nA: 1 mark")
        let hidden = Written.marker(sheet).indistinguishable()
        let weights = try #require(hidden.first { $0.id == "1.A" })
        for code in ["no-scaling", "scaled-by-size", "softmax-over-columns", "exponential-forgotten", "base-two"] {
            #expect(weights.right.contains(code), "\(code)")
        }
        #expect(!weights.right.contains("exponentials-not-normalised"))
        let scores = try #require(hidden.first { $0.id == "1.S" })
        // S is a constant matrix, so its transpose is itself.
        #expect(scores.right == ["queries-keys-swapped"])
        // Numbers without such coincidences.
        let told = Written.sheet(
            given: "X = [1, 2, 5; 0, 1, 1; 2, -1, 1]\nq = [1, 2, 1]", solve: "s = X q", answer: "s: 1 mark")
        #expect(Written.marker(told).indistinguishable().flatMap(\.right).isEmpty)
    }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Integer {
    func power(_ exponent: Int) -> Integer { (0..<exponent).reduce(1) { product, _ in product * self } }
}

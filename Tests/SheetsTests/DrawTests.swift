import Graphs
import Numbers
import Rationals
import Testing

@testable import Sheets

/// `vary` blocks: finite sets of exact values, numbered without gaps.
@Suite struct DrawTests {
    static func sheet(_ vary: String, given: String = Self.given) -> String {
        "# Question 1\n\n```given\n\(given)\n```\n\n```vary\n\(vary)\n```\n\n### Solution\n\n```solve\ns = X q\n```\n"
    }

    static let given = "X = [1, 2; 3, 4]\nq = [5, 6]\nd = 4\ndelta = 1/2"

    static func draws(_ vary: String, given: String = Self.given) -> [Draw] {
        let worked = WorkedSheet(text: sheet(vary, given: given))
        #expect(worked.messages == [])
        return worked.elaboration.draws
    }

    /// How many values there are, counted by hand.
    @Test(arguments: [
        ("X ~ integers(-3..3)", "2401"),
        ("X ~ integers(-3..3, nonzero)", "1296"),
        ("d ~ integers(1..3, nonzero)", "3"),
        ("q ~ one_of(-1, 0, 1/2, 1, 2/4, sqrt(4) - 1)", "16"),
        ("q ~ one_of(sqrt(2), ln(2), sqrt(8)/2)", "4"),
        // 0, 1/4, 1/3, 1/2, 2/3, 3/4, 1 and the negative ones.
        ("d ~ rationals(-1..1)", "13"),
        ("d ~ rationals(-1..1, denominators: 1..4, nonzero)", "12"),
        // 1/2, 3/2, 5/2; whole numbers have the denominator 1.
        ("d ~ rationals(0..3, denominators: 2)", "3"),
        // 1/3, 2/3 and 1/4, 3/4 lie between; 1/2 is no fourth.
        ("d ~ rationals(1/5..4/5, denominators: [3, 4])", "4"),
        ("q ~ decimals(0..1)", "121"),
        ("d ~ decimals(0.05..0.25, places: 2)", "21"),
        ("X ~ permutation of X", "24"),
        ("X ~ permutation of [1, 1, 2, 2]", "6"),
        ("X ~ permutation of rows of X", "2"),
        ("q ~ permutation of q", "2"),
        ("d ~ squares(1..16)", "4"), ("d ~ squares(0..15)", "4"), ("d ~ squares(5..9)", "1"),
        ("q ~ logs(1..8)", "64"),
        ("q ~ multiples(ln(2), -2..3)", "36"),
        ("q ~ multiples(ln(2), -2..3, nonzero)", "25"),
        ("q ~ multiples(1/2, -2..3)", "36"),
        ("q ~ one_of([1, 2], [3, 4], [2/2, 2])", "2"),
        ("X ~ integers(-2..2)^(3 x 2)", "15625"),
        ("q ~ integers(0..1)^5", "32"),
        ("q ~ integers(0..1)^d", "16"),
        ("q ~ integers(0..1)^(2 d)", "256"),
    ])
    func countsItsValues(_ line: String, _ count: String) throws {
        let draw = try #require(Self.draws(line).first)
        let space = try #require(draw.space(sizes: Self.only(draw)))
        #expect(space.count.description == count)
    }

    static func only(_ draw: Draw) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: draw.sizes.map { ($0.name, $0.values[0]) })
    }

    /// Every number below the count is one value, all are different, and the number of each is found again.
    @Test(arguments: [
        "X ~ integers(-1..2)", "X ~ integers(-1..1, nonzero)", "q ~ one_of(-1, 0, 1/2, sqrt(2))",
        "q ~ rationals(-1..1)",
        "q ~ rationals(-1/2..2, denominators: 2..3, nonzero)", "q ~ decimals(-0.3..0.3, nonzero)",
        "X ~ permutation of X", "X ~ permutation of [1, 1/2, 1, ln(2)]", "X ~ permutation of rows of X",
        "d ~ squares(1..100)", "q ~ logs(1..8)", "q ~ multiples(ln(2), -2..3, nonzero)", "q ~ multiples(-1/2, -2..3)",
        "q ~ one_of([1, 2], [sqrt(2), -1/3])", "X ~ integers(0..1)^(3 x 2)", "q ~ integers(-1..1)^4",
        "q ~ integers(0..2)^(1 x 3)", "X ~ one_of([1, -2; 0.5, 4], [0, 1; 1, 0])", "q ~ decimals(-2..2, places: 0)",
        "q ~ multiples(1 + sqrt(2), -2..2)", "q ~ multiples(0.25, 1..3)",
    ])
    func isABijection(_ line: String) throws {
        let draw = try #require(Self.draws(line).first)
        let space = try #require(draw.space(sizes: Self.only(draw)))
        let count = try #require(Int(exactly: space.count))
        var seen: Set<Tensor<Number>> = []
        for index in 0..<count {
            let value = space.value(at: Integer(index))
            #expect(seen.insert(value).inserted, "\(line): \(index)")
            #expect(space.index(of: value) == Integer(index), "\(line): \(index)")
        }
    }

    /// The law of the text: a sheet with it in place of the data has exactly this value.
    @Test(arguments: [
        "X ~ integers(-1..1)", "q ~ one_of(-1, 0, 1/2, sqrt(2), ln(2) - 3, 1/(1 + sqrt(5)), e^-1, pi)",
        "q ~ rationals(-1..1)", "q ~ decimals(-0.3..0.3)", "X ~ permutation of [1, 1/2, -1, ln(2)]",
        "X ~ permutation of rows of X", "d ~ squares(1..100)", "q ~ logs(1..8)", "q ~ multiples(ln(2), -2..3)",
        "q ~ multiples(sqrt(2)/2, -2..3)", "q ~ multiples(-1/2, -2..3)", "q ~ one_of([1, 2], [sqrt(2), -1/3])",
        "q ~ one_of([1, 2]^T, [sqrt(2), -1/3]^T)", "X ~ integers(0..1)^(3 x 2)", "q ~ integers(-1..1)^(1 x 3)",
        "q ~ integers(-1..1)^(3 x 1)", "q ~ integers(-1..1)^1", "d ~ multiples(exp(1), -1..1)",
    ])
    func isReadBackToTheSameTensor(_ line: String) throws {
        let text = Self.sheet(line)
        let draw = try #require(Self.draws(line).first)
        let space = try #require(draw.space(sizes: Self.only(draw)))
        let count = try #require(Int(exactly: space.count))
        for index in stride(from: 0, to: count, by: max(1, count / 12)) {
            let value = space.value(at: Integer(index))
            for typed in [space.text(at: Integer(index)), DrawSpace.text(of: value)] {
                var bytes = Array(text.utf8)
                bytes.replaceSubrange(draw.valueRange, with: Array(typed.utf8))
                let elaboration = Elaboration(of: Sheet.reading(file: "sheet.md", bytes: bytes))
                let node = elaboration.lines.flatMap(\.nodes).first {
                    elaboration.graph[$0].label == draw.name.spelling
                }
                #expect(elaboration.graph.evaluate(Number.self)[try #require(node)] == value, "\(typed)")
            }
        }
    }

    /// Values stand as an author would write them.
    @Test(arguments: [
        ("q ~ decimals(-0.3..0.3)", "0", "[-0.3, -0.3]"), ("q ~ logs(1..8)", "3", "[ln(4), 0]"),
        ("q ~ multiples(ln(2), -2..3)", "3", "[ln(2), -2 ln(2)]"), ("X ~ integers(-3..3)", "1", "[-2, -3; -3, -3]"),
        ("q ~ one_of(0.50, sqrt(2))", "2", "[0.50, sqrt(2)]"), ("q ~ integers(1..2)^(1 x 2)", "0", "[1, 1]^T"),
        ("X ~ permutation of [0.5, 1, 2, 3]", "0", "[0.5, 1; 2, 3]"),
    ])
    func isWrittenAsAnAuthorWould(_ line: String, _ index: String, _ expected: String) throws {
        let draw = try #require(Self.draws(line).first)
        let space = try #require(draw.space(sizes: Self.only(draw)))
        #expect(space.text(at: try #require(Integer(index))) == expected)
    }

    /// All orders of a multiset, listed by a loop that knows nothing of factorials.
    @Test(arguments: [[3], [1, 1], [2, 1], [1, 2, 1], [2, 2], [1, 1, 1, 1], [3, 2, 1]])
    func arrangementsStandInTheOrderOfADictionary(_ multiplicities: [Int]) throws {
        var expected: [[Int]] = [[]]
        for _ in 0..<multiplicities.reduce(0, +) {
            expected = expected.flatMap { order in
                multiplicities.indices.filter { group in order.count { $0 == group } < multiplicities[group] }.map {
                    order + [$0]
                }
            }
        }
        let arrangements = Arrangements(multiplicities)
        #expect(arrangements.count == Integer(expected.count))
        for (index, order) in expected.enumerated() {
            #expect(arrangements.order(at: Integer(index)) == order)
            #expect(arrangements.index(of: order) == Integer(index))
        }
    }

    @Test func largeRangesAreNotListed() throws {
        let draw = try #require(Self.draws("X ~ integers(-10^9..10^9)^(4 x 3)").first)
        let space = try #require(draw.space(sizes: Self.only(draw)))
        #expect(space.count == (try Integer(2_000_000_001).raised(to: 12)))
        let last = space.value(at: space.count - 1)
        #expect(last.elements.allSatisfy { $0 == Number(1_000_000_000) })
        let index = try Integer(12_345).raised(to: 20)
        #expect(space.index(of: space.value(at: index)) == index)
        let fractions = try #require(Self.draws("d ~ rationals(-10^9..10^9, denominators: 1..50)").first?.space())
        // Fractions in 0..<1 with denominators up to 50: φ(1) + … + φ(50) = 774, by SymPy's totient.
        #expect(fractions.count == Integer(2_000_000_000) * 774 + 1)
    }

    @Test func severalNamesAndFamiliesAreDrawnEach() {
        let draws = Self.draws(
            "X, q ~ integers(0..1)\nx_i ~ integers(-i..i) for i in 1..2", given: Self.given + "\nx_1 = 1\nx_2 = 1")
        #expect(draws.map(\.id) == ["1.X", "1.q", "1.x_1", "1.x_2"])
        #expect(draws.compactMap { $0.space()?.count } == [16, 4, 3, 5])
    }

    @Test func sizesAreDrawnTogether() throws {
        let draws = Self.draws(
            "X ~ integers(0..1)^(n x k) with n in 3..4, k in one_of(1, 2)\nq ~ integers(0..2)^k\nd ~ squares(1..9)\ndelta ~ integers(5..6)"
        )
        #expect(draws.map { $0.sizes.map(\.name) } == [["1.k", "1.n"], ["1.k"], [], []])
        #expect(draws[0].sizes.map(\.values) == [[1, 2], [3, 4]])
        #expect(draws[0].space(sizes: ["1.n": 4, "1.k": 2])?.shape == .matrix(4, 2))
        #expect(draws[0].space(sizes: ["1.n": 4, "1.k": 1])?.shape == .column(4))
        #expect(draws[1].space(sizes: ["1.n": 4, "1.k": 2])?.count == 9)
        #expect(draws[1].space(sizes: [:]) == nil)
    }

    /// d_k is drawn among the squares, and Q has d_k columns in the same variant.
    @Test func aDrawnNumberCanBeASize() throws {
        let draws = Self.draws("d ~ squares(1..9)\nX ~ integers(0..1)^(2 x d)")
        #expect(draws.map { $0.sizes.map(\.name) } == [["1.d"], ["1.d"]])
        #expect(draws[0].sizes.first?.values == [1, 4, 9])
        let number = try #require(draws[0].space(sizes: ["1.d": 9]))
        #expect(number.count == 1)
        #expect(number.text(at: 0) == "9")
        #expect(draws[1].space(sizes: ["1.d": 9])?.shape == .matrix(2, 9))
    }

    @Test func namesOfOtherSectionsAreSeen() {
        let text = """
            ```given
            a = 1
            ```

            # Question 1

            ```given
            b = [2, 3]
            ```

            ## (a) Part

            ```given
            c = 4
            ```

            ```vary
            a, b, c ~ integers(0..4)
            ```

            # Question 2

            ```given
            b = 5
            ```

            ```vary
            b ~ integers(0..4)
            ```
            """
        let worked = WorkedSheet(text: text)
        #expect(worked.messages == [])
        #expect(worked.elaboration.draws.map(\.id) == ["a", "1.b", "1a.c", "2.b"])
        let source = worked.elaboration.sheet.source
        #expect(worked.elaboration.draws.map { source.text($0.valueRange) } == ["1", "[2, 3]", "4", "5"])
    }

    static let wrong: [(line: String, says: String)] = [
        ("⟦r⟧ ~ integers(0..1)", "‘r’ has no value"), ("⟦s⟧ ~ integers(0..1)", "is worked out (line"),
        ("⟦x_1⟧ ~ integers(0..1)", "for a range of indices"), ("⟦X_1⟧ ~ integers(0..1)", "is a part of ‘X’"),
        ("X ~ integers(0..1)\n⟦X⟧ ~ integers(0..2)", "is already drawn in line"),
        ("⟦K⟧ ~ integers(0..1)", "no value that could be drawn"),
        ("X ~ ⟦intgers⟧(0..1)", "is no distribution"), ("X ~ ⟦integers⟧", "is not said from what"),
        ("X ~ integers⟦(⟧0..1", "is not closed"), ("X ~ integers(⟦3..1⟧)", "The range from 3 to 1 is empty"),
        ("X ~ integers(⟦1/2..3⟧)", "A whole number is needed"), ("X ~ integers(⟦r⟧..3)", "‘r’ is no number"),
        ("X ~ integers(0..3, ⟦nonzro⟧)", "does not know ‘nonzro’"), ("X ~ ⟦integers()⟧", "needs a range"),
        ("X ~ integers(⟦3⟧)", "needs a range"), ("X ~ integers(⟦0..0⟧, nonzero)", "There is nothing to draw"),
        ("X ~ ⟦one_of()⟧", "needs values"), ("X ~ one_of(1, ⟦q⟧)", "‘q’ is no number"),
        ("X ~ one_of(1, ⟦1/0⟧)", "divides by zero"), ("X ~ ⟦one_of(1, [1, 2; 3, 4])⟧", "have different shapes"),
        ("X ~ ⟦one_of([1, 2; 3, 4])⟧^(2 x 2)", "has its shape already"),
        ("X ~ rationals(0..1, ⟦denominator⟧: 3)", "does not know"),
        ("X ~ rationals(0..1, denominators: ⟦0⟧)", "no value for ‘denominators’"),
        ("X ~ decimals(0..1, places: ⟦-1⟧)", "no value for ‘places’"),
        ("X ~ ⟦permutation⟧", "put in another order"), ("X ~ permutation of ⟦s⟧", "not given by its entries"),
        ("X ~ permutation of rows of ⟦q⟧", "has no rows"), ("X ~ ⟦squares(2..3)⟧", "nothing to draw"),
        ("X ~ logs(⟦0..3⟧)", "Only positive numbers"), ("X ~ logs(⟦1..10^9⟧)", "more than 10000 numbers"),
        ("X ~ multiples(⟦0⟧, 1..3)", "All multiples of 0 are 0"), ("X ~ integers(0..1)^(⟦m⟧ x 2)", "‘m’ is no size"),
        ("X ~ integers(0..1)^(⟦q⟧ x 2)", "is no size"),
        ("X ~ integers(0..1)^(n x 2) with n in ⟦0..2⟧", "A size is a whole number"),
        ("X ~ integers(0..1)^(n x 2) with ⟦n⟧", "from what the size is drawn"),
        ("X ~ integers(0..1) with ⟦n⟧ in 1..2", "No shape has the size"),
        ("X ~ integers(0..1)^⟦(1000 x 1000)⟧", "more than 10000 entries"),
        ("X ~ integers(0..1) ⟦+ 2⟧", "does not belong behind"),
        ("X ~ integers(0..1)^(n x 2) with n in ⟦1..100⟧", "at most 64 numbers"),
        (
            "X ~ integers(0..1)^(n x 2) with n in 3..4\nq ~ integers(0..1)^n with ⟦n⟧ in 2..3",
            "from other numbers in line"
        ),
        ("X ~ integers(0..1)^(⟦delta⟧ x 2)", "is no size: its value"), ("⟦2 X⟧ ~ integers(0..1)", "A draw has a name"),
    ]

    @Test func aGivenNumberIsDrawnByItsOwnLine() {
        let worked = WorkedSheet(text: Self.sheet("X ~ integers(0..1)^(d x 2) with d in 2..3"))
        #expect(worked.messages.count == 1)
        #expect(worked.messages.first?.contains("‘d’ is given (line 6)") == true, "\(worked.messages)")
    }

    @Test(arguments: wrong)
    func mistakesAreReportedWhereTheyStand(_ line: String, _ says: String) throws {
        let planted = Planted(
            Self.sheet(line, given: Self.given + "\nx_i = i for i in 1..2\nK in R^(2 x 2)"))
        let worked = WorkedSheet(text: planted.text)
        #expect(worked.diagnostics.count == 1, "\(worked.messages)")
        let diagnostic = try #require(worked.diagnostics.first)
        let message = diagnostic.message(in: worked.elaboration.sheet.source)
        #expect(message.contains(says), "\(message)")
        #expect(diagnostic.range == planted.range, "\(message)")
        #expect(message.contains("\n  fix: "), "\(message)")
    }

    /// Any byte of the block gone, doubled or replaced: the reader ends, and what is drawn can be drawn.
    @Test func damageNeverStopsTheReader() {
        let lines =
            "X ~ integers(-2..2, nonzero)^(n x 3) with n in 3..4\nq ~ permutation of rows of X\nd ~ rationals(0..1, denominators: 1..4)\nx_i ~ multiples(ln(2), -2..i) for i in 1..2"
        let text = Self.sheet(lines, given: Self.given + "\nx_1 = 1\nx_2 = 1")
        let start = text.utf8.count - Self.sheet("").utf8.count
        let bytes = Array(text.utf8)
        guard start > 0, let first = text.utf8.firstIndex(of: UInt8(ascii: "~")) else { return }
        let from = text.utf8.distance(from: text.utf8.startIndex, to: first) - 2
        for place in from..<from + lines.utf8.count {
            for (index, scrap) in ["", "(", ")", "..", "^", ",", "~", "[", " of ", " with ", " for ", "9", "\"", "é"]
                .enumerated() where (place + index) % 3 == 0
            {
                var damaged = bytes
                damaged.replaceSubrange(place..<place + 1, with: Array(scrap.utf8))
                let worked = WorkedSheet(file: "sheet.md", bytes: damaged)
                for draw in worked.elaboration.draws {
                    let space = draw.space(sizes: Self.only(draw))
                    _ = space?.text(at: 7)
                }
                for diagnostic in worked.diagnostics { _ = diagnostic.message(in: worked.elaboration.sheet.source) }
            }
        }
    }
}

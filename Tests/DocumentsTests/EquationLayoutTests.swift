import Formulas
import Testing

@testable import Documents

/// A small generator with a fixed sequence: the same formulas on every machine.
struct Sequence64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let mixed = (state ^ (state >> 33)) &* 0xff51_afd7_ed55_8ccd
        return mixed ^ (mixed >> 33)
    }
}

/// Formulas of every kind, some of them far too wide for a page.
struct RandomFormulas {
    var random: Sequence64
    init(seed: UInt64) { random = Sequence64(state: seed) }

    mutating func formula(depth: Int) -> Formula {
        guard depth > 0 else { return leaf() }
        let below = depth - 1
        func some(_ range: ClosedRange<Int>, _ make: (inout Self) -> Formula) -> [Formula] {
            (0..<Int.random(in: range, using: &random)).map { _ in make(&self) }
        }
        switch Int.random(in: 0..<14, using: &random) {
        case 0, 1: return sum(some(2...12) { $0.formula(depth: below) })
        case 2: return product(some(2...8) { $0.formula(depth: below) })
        case 3: return product(some(2...6) { $0.formula(depth: below) }, .dot)
        case 4, 5: return quotient(formula(depth: below), formula(depth: below))
        case 6: return Formula(.negative(formula(depth: below)))
        case 7: return exp(formula(depth: below))
        case 8: return Formula(.call("softmax", some(1...5) { $0.formula(depth: below) }, []))
        case 9: return column(some(1...5) { $0.formula(depth: below) })
        case 10:
            let columns = Int.random(in: 1...9, using: &random)
            return matrix(
                (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    some(columns...columns) { $0.formula(depth: below) }
                })
        case 11: return Formula(.root(formula(depth: below), degree: 2))
        case 12: return Formula(.dot(formula(depth: below), formula(depth: below)))
        default: return Formula(.power(formula(depth: below), n(2)))
        }
    }

    mutating func leaf() -> Formula {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: n(Int.random(in: -99...99, using: &random))
        case 1: d("0.\(Int.random(in: 1000...9999, using: &random))")
        case 2: v("x", "\(Int.random(in: 1...9, using: &random))")
        case 3: v("Z", "\(Int.random(in: 1...9, using: &random))")
        default: d(String(repeating: "7", count: Int.random(in: 1...60, using: &random)))
        }
    }
}

/// The numbers and names of a formula, as a multiset.
func tokens(_ formula: Formula) -> [String: Int] {
    var counts: [String: Int] = [:]
    formula.forEachPart { part in
        switch part.node {
        case .number(let literal): for digit in literal.spelling { counts[String(digit), default: 0] += 1 }
        case .name(let name): counts["\(name)", default: 0] += 1
        case .text(let text): if !text.contains(Arrangement.holeMark) { counts[text, default: 0] += 1 }
        case .call(let name, _, _): counts[name, default: 0] += 1
        case .subscripted, .negative, .sum, .product, .quotient, .power, .root, .transpose, .dot, .column, .row,
            .matrix,
            .summation, .comparison, .elided, .shortened:
            break
        }
    }
    return counts
}

func tokens(_ arrangement: Arrangement) -> [String: Int] {
    switch arrangement {
    case .whole(let formula): return tokens(formula)
    case .stacked(let rows): return rows.map { tokens($0.body) }.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    case .parenthesised(let inner): return tokens(inner)
    case .digits(let rows):
        return rows.joined().reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    case .framed(let frame, let parts):
        return parts.map(tokens).reduce(into: tokens(frame)) { $0.merge($1, uniquingKeysWith: +) }
    case .columnBlocks(let blocks):
        return blocks.joined().joined().map(tokens).reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    }
}

@Suite struct EquationLayoutTests {
    @Test(arguments: [24.0, 33.0, 41.5, 60.0])
    func `Cutting a formula loses no number and no name`(width: Double) {
        var formulas = RandomFormulas(seed: UInt64(width))
        for _ in 0..<300 {
            let formula = formulas.formula(depth: 3)
            let arranged = FormulaArranging(metrics: .latex).arrange(formula, in: width)
            #expect(tokens(arranged) == tokens(formula))
        }
    }

    @Test(arguments: [24.0, 33.0, 41.5, 60.0])
    func `The lines of an equation lose no number and no name`(width: Double) {
        var formulas = RandomFormulas(seed: 11 + UInt64(width))
        for _ in 0..<300 {
            let right = (0..<3).map { formulas.formula(depth: 2 - $0 / 2) }
            let equation = Equation(left: v("y"), links: right.map { Equation.Link(.equal, $0) })
            let lines = EquationLayout(width: width).displays([equation]).flatMap(\.lines)
            var found: [String: Int] = [:]
            for line in lines {
                for segment in line.segments { found.merge(tokens(segment.body), uniquingKeysWith: +) }
            }
            var expected: [String: Int] = [:]
            for formula in right { expected.merge(tokens(formula), uniquingKeysWith: +) }
            #expect(found == expected)
            #expect(lines.count { $0.left != nil } >= 1)
        }
    }

    /// The widths between which a factor fits a line of its own, or only beside what stands before it, or not at all.
    @Test func `No width loses a factor`() {
        let row = Formula(.row([UglySample.softmaxSum(5), Formula(.negative(UglySample.softmaxSum(4)))]))
        let start = quotient(n(1), product([n(4), v("D", "4")]))
        for formula in [
            product([start, row]), product([row, start]), product([start, row, row]), sum([row, start]),
        ] {
            for width in stride(from: 8.0, to: 60.0, by: 0.25) {
                for sizes in [[EquationLayout.Size.normal], EquationLayout.Size.allCases] {
                    let layout = EquationLayout(width: width, sizes: sizes)
                    let lines = layout.displays([chain(v("Z"), .init(.equal, formula))]).flatMap(\.lines)
                    var found: [String: Int] = [:]
                    for line in lines {
                        for segment in line.segments { found.merge(tokens(segment.body), uniquingKeysWith: +) }
                    }
                    #expect(found == tokens(formula), "\(width)")
                }
            }
        }
    }

    @Test(arguments: [33.0, 41.5, 60.0])
    func `No line of an equation is wider than the page`(width: Double) {
        var formulas = RandomFormulas(seed: 7 + UInt64(width))
        let layout = EquationLayout(width: width)
        for _ in 0..<300 {
            let equation = chain(
                v("y"), .init(.equal, formulas.formula(depth: 2)), .init(.equal, formulas.formula(depth: 1)),
                .init(.approximatelyEqual, formulas.formula(depth: 0)))
            for display in layout.displays([equation, chain(v("long", "1"), .init(.equal, n(1)))]) {
                let metrics = layout.metrics(for: display.size)
                let left = display.lines.compactMap { $0.left.map(metrics.width) }.max() ?? 0
                for line in display.lines {
                    let total = left + layout.rightWidth(line, metrics)
                    #expect(total <= width / display.size.scale + 0.001, "\(line.segments.map(\.tex))")
                }
            }
        }
    }

    /// The estimate of widths is only as good as TeX says it is.
    @Test(arguments: [7, 8, 9])
    func `TeX finds no box of random equations too wide`(seed: UInt64) throws {
        var formulas = RandomFormulas(seed: seed)
        let blocks = (0..<40).flatMap { index -> [Block] in
            let equation = chain(
                v("y", "\(index)"), .init(.equal, formulas.formula(depth: 2)),
                .init(.equal, formulas.formula(depth: 1), comment: index % 5 == 0 ? "row" : nil),
                .init(.approximatelyEqual, formulas.formula(depth: 0)))
            let display = Block.equations([equation])
            return index % 7 == 0 ? [.bulletList([[.paragraph([.text("item")]), display]], tight: true)] : [display]
        }
        let result = try Typesetting().pdf(of: Document(blocks: blocks).latex().text)
        #expect(complaints(result.log).filter { !$0.contains("Underfull \\vbox") } == [])
    }

    @Test func `A chain stands on one line where it fits, its decimal beside its exact value where not`() {
        let layout = EquationLayout(width: 20)
        let short = chain(v("s"), .init(.equal, product([n(2), n(3)], .dot)), .init(.equal, n(6)))
        #expect(layout.displays([short]).map(\.lines.count) == [1])
        let long = chain(
            v("s"), .init(.equal, sum((1...8).map { v("a", "\($0)") })), .init(.equal, quotient(n(1), n(3))),
            .init(.approximatelyEqual, d("0.3333")))
        let lines = layout.displays([long]).flatMap(\.lines)
        #expect(lines.map(\.segments.count) == [1, 2])
        #expect(lines.map { $0.left != nil } == [true, false])
    }

    @Test func `A sum is cut before its signs`() {
        let terms = [v("a"), Formula(.negative(v("b"))), v("c"), Formula(.negative(sum([v("d"), v("e")])))]
        let arranged = FormulaArranging(metrics: .latex).arrange(sum(terms), in: 3)
        #expect(arranged.tex == #"\begin{aligned} & a - b \\ & {} + c \\ & {} - \left( d + e \right) \end{aligned}"#)
    }

    @Test func `A matrix too wide for any print is written entry by entry, with its decimals`() {
        let wide = { (k: Int) in quotient(UglySample.softmaxSum(18 + k), v("Z")) }
        let equation = chain(
            v("P"), .init(.equal, matrix([[wide(0), wide(1)], [wide(2), wide(3)]])),
            .init(.approximatelyEqual, matrix([[d("0.1"), d("0.2")], [d("0.3"), d("0.4")]])))
        let lines = EquationLayout(width: 41.5).displays([equation]).flatMap(\.lines)
        #expect(lines.compactMap(\.left).map(\.latex) == ["P_{1,1}", "P_{1,2}", "P_{2,1}", "P_{2,2}"])
        for decimal in ["0.1", "0.2", "0.3", "0.4"] {
            #expect(lines.flatMap(\.segments).count { $0.tex.contains("\\approx \(decimal)") } == 1)
        }
    }

    @Test func `Small print is chosen before a matrix is taken apart`() {
        let equation = chain(v("Q"), .init(.equal, UglySample.decimals(3, 11)))
        let displays = EquationLayout(width: 41.5).displays([equation])
        #expect(displays.count == 1 && displays[0].size != .normal)
        #expect(!displays[0].lines.contains { $0.segments.contains { $0.body.cutsMatrix } })
    }

    @Test func `Equations side by side in a block share one size of print`() {
        let wide = chain(v("Q"), .init(.equal, UglySample.decimals(3, 11)))
        let narrow = chain(v("P"), .init(.equal, UglySample.decimals(2, 2)), .init(.equal, v("R")))
        let layout = EquationLayout(width: 41.5)
        let sizes = layout.displays([narrow, wide, narrow]).map(\.size)
        #expect(Set(sizes).count == 1 && sizes[0] != .normal)
        // One in ten does not make the others small.
        let most = layout.displays([wide] + Array(repeating: narrow, count: 9)).map(\.size)
        #expect(most.count == 2 && most[1] == .normal)
    }
}

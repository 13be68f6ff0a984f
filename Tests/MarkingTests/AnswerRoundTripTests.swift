import Formulas
import Graphs
import Marking
import Numbers
import Rationals
import Testing

extension SeededGenerator {
    init(seed: Int) { self.init(state: UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15) }
}

/// Values at random, as sheets have them.
private struct RandomValue {
    var generator: SeededGenerator

    mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func rational() -> Number {
        Number(Rational(Integer(count(-30...30)), over: Integer(count(1...12))) ?? 1)
    }

    mutating func surd() throws -> Number {
        let root = try Number(Rational(count(2...30))).raised(
            to: Rational(Integer(count(1...3)), over: Integer(count(2...4))) ?? 1)
        return rational() * root + (count(0...1) == 0 ? 0 : rational())
    }

    mutating func number() throws -> Number {
        switch count(0...7) {
        case 0, 1: rational()
        case 2: try surd()
        case 3: try surd().applying(.exponential)
        case 4: try Number.softmax([surd(), rational(), surd()], base: nil)[count(0...2)]
        case 5: try surd().applying(count(0...1) == 0 ? .hyperbolicTangent : .logistic)
        case 6: Number.pi * rational()
        default: try rational() * rational().applying(.exponential) + surd()
        }
    }

    /// A decimal as printed, with its value.
    mutating func decimal() -> (text: String, value: Rational) {
        let digits = (0..<count(1...6)).map { _ in String(count(0...9)) }.joined()
        let sign = count(0...2) == 0 ? "-" : ""
        let exponent = count(0...3) == 0 ? "e\(count(-12...12))" : ""
        let text = "\(sign)\(count(0...99)).\(digits)\(exponent)"
        return (text, (try? Rational(decimal: text)) ?? 0)
    }
}

/// What the product writes, and what other programs print, is read back to the same entries.
@Suite struct AnswerRoundTripTests {
    @Test(arguments: 0..<12) func everyWriterIsReadBack(_ seed: Int) throws {
        for index in 0..<12 {
            var random = RandomValue(generator: SeededGenerator(seed: seed * 100 + index))
            let rows = index % 4 == 3 ? random.count(2...3) : 1
            let columns = index % 4 == 0 ? 1 : random.count(2...4)
            let values = try (0..<rows * columns).map { _ in try random.number() }
            let formulas = values.map { Formula($0) }
            let formula: Formula
            switch index % 4 {
            case 0: formula = formulas[0]
            case 1: formula = Formula(.column(formulas))
            case 2: formula = Formula(.row(formulas))
            default:
                formula = Formula(.matrix((0..<rows).map { Array(formulas[$0 * columns..<($0 + 1) * columns]) }))
            }
            for text in [formula.plain, formula.latex, formula.cas, "z = \(formula.plain)", "$z = \(formula.latex)$."] {
                do {
                    let reading = try AnswerReader().read(text)
                    try #require(reading.entries.elements.count == values.count, "\(text)")
                    for (entry, value) in zip(reading.entries.elements, values) {
                        #expect(Number.equality(entry.value, value) == .equal, "\(text)")
                        #expect(entry.form == .exact, "\(text)")
                    }
                    if index % 4 == 2 { #expect(reading.entries.shape == .row(Dimension(columns)), "\(text)") }
                    if index % 4 == 3 {
                        #expect(reading.entries.shape == .matrix(Dimension(rows), Dimension(columns)), "\(text)")
                    }
                    // The echo is an answer too, and the same one.
                    let again = try AnswerReader().read(reading.echo)
                    #expect(
                        again.entries.map(\.value) == reading.entries.map(\.value), "\(text) became \(reading.echo)")
                } catch {
                    Issue.record("seed \(seed * 100 + index), \(text): \(error)")
                }
            }
        }
    }

    /// The same decimals as Python, NumPy, MATLAB, LaTeX and a person would show them.
    @Test(arguments: 0..<10) func decimalsInEveryLayout(_ seed: Int) throws {
        var random = RandomValue(generator: SeededGenerator(seed: 5000 + seed))
        for _ in 0..<10 {
            let rows = random.count(1...3)
            let columns = random.count(2...4)
            let entries = (0..<rows).map { _ in (0..<columns).map { _ in random.decimal() } }
            func joined(_ separator: String, _ rowSeparator: String) -> String {
                entries.map { $0.map(\.text).joined(separator: separator) }.joined(separator: rowSeparator)
            }
            let texts =
                [
                    "[[\(joined(", ", "], ["))]]", "[[\(joined(" ", "]\n ["))]]", "[[\(joined("  ", "] ["))]]",
                    "array([[\(joined(", ", "],\n       ["))]])",
                    "tensor([[\(joined(", ", "],\n        ["))]], dtype=torch.float64)",
                    "\\begin{bmatrix} \(joined(" & ", " \\\\ ")) \\end{bmatrix}",
                    "$\\begin{pmatrix}\(joined("&", "\\\\"))\\end{pmatrix}$",
                ]
                + (rows > 1
                    ? ["[\(joined(", ", "; "))]", "[\(joined(" ", "; "))]", joined(", ", "\n"), joined("\t", "\n")]
                    : [])
            for text in texts {
                do {
                    let reading = try AnswerReader().read(text)
                    #expect((reading.entries.rows, reading.entries.columns) == (rows, columns), "\(text)")
                    #expect(
                        reading.entries.map(\.value).elements == entries.flatMap { $0.map { Number($0.value) } },
                        "\(text)")
                } catch {
                    Issue.record("\(text): \(error)")
                }
            }
        }
    }

    /// Digits are counted as written: a decimal has as many places as stand behind its point, less the exponent.
    @Test(arguments: 0..<10) func placesAreThoseWritten(_ seed: Int) throws {
        var random = RandomValue(generator: SeededGenerator(seed: 6000 + seed))
        for _ in 0..<50 {
            let (text, _) = random.decimal()
            let parts = text.split(separator: "e")
            let mantissa = parts[0].split(separator: "-").joined()
            let places = mantissa.split(separator: ".")[1].count - (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
            let digits = mantissa.filter { $0 != "." }.drop { $0 == "0" }.count
            let form = try AnswerReader().read(text).entries.elements[0].form
            #expect(form == .decimal(places: places, significantDigits: max(1, digits)), "\(text)")
        }
    }
}

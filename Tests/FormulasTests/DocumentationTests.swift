import Formulas
import Foundation
import Numbers
import Rationals
import Testing

/// The examples of the doc comments print what they say, and none is missing here.
@Suite struct DocumentationTests {
    /// The line that prints, and what the code before it makes of it.
    private static let examples: [(line: String, printed: @Sendable () throws -> String)] = [
        ("print(scores.plain)", { try Formula.read("X q / sqrt(3)").plain }),
        ("print(step.comment ?? \"\")", { try Statement.read("s = X q / sqrt(3)   # scores").comment ?? "" }),
        (
            "print(steps.count, errors.count)",
            {
                let (steps, errors) = Statement.readAll("a = 1\nb = (2\nc = 3")
                return "\(steps.count) \(errors.count)"
            }
        ),
        (
            "print(Formula(score).plain)",
            {
                let half = try #require(Rational(1, over: 2))
                return Formula(try Number(9).divided(by: Number(12).raised(to: half))).plain
            }
        ),
        (
            "print(try Formula.read(\"3*sqrt(3)/2 * (-2)\").plain)",
            { try Formula.read("3*sqrt(3)/2 * (-2)").plain }
        ),
        (
            "print(try Formula.read(\"e^(−7)/√3 + 0.5\").cas)",
            { try Formula.read("e^(−7)/√3 + 0.5").cas }
        ),
        ("print(weight.plain)", { try Formula.readLatex("\\frac{e^{14/\\sqrt{3}}}{2}").plain }),
        ("print(weights.plain)", { try Formula.readAnswer(Array("[0.25 0.75]".utf8), in: .calculator).plain }),
        (
            "print(Name(\"alpha\", subscripts: [\"2\", \"1\"]).spelling)",
            { Name("alpha", subscripts: ["2", "1"]).spelling }
        ),
        ("print(Name(spelling: \"W_Q\").subscripts)", { "\(Name(spelling: "W_Q").subscripts)" }),
        ("print(Name(\"W\", subscripts: [\"Q\"]).identifier)", { Name("W", subscripts: ["Q"]).identifier }),
        (
            "print(long.elided(maximumDigits: 20).plain)",
            { try Formula.read("2^10 + 123456789012345678901234567890").elided(maximumDigits: 20).plain }
        ),
        ("print(value)", { "\(try Number(Formula.read("2 x + ½"), names: [Name("x"): 3]))" }),
        (
            "print(try Formula.read(\"X^T p / sqrt(3)\").latex)",
            { try Formula.read("X^T p / sqrt(3)").latex }
        ),
        (
            "print(Formula(e + 2, atMost: 1).plain)",
            {
                let e = try Number(1).applying(.exponential)
                return Formula(e + 2, atMost: 1).plain
            }
        ),
        (
            "print(other?.latex ?? \"\")",
            {
                let text = "Q^(2)^T"
                return try Formula.read(text).superscripted { Array(text.utf8)[$0] == 40 }?.latex ?? ""
            }
        ),
        (
            "print(try Formula.read(\"e^(−7)/√3 + 0.5\").maxima)", { try Formula.read("e^(−7)/√3 + 0.5").maxima }
        ),
        ("print(try Formula.read(\"[1, pi]\").maxima)", { try Formula.read("[1, pi]").maxima }),
    ]

    @Test func examplesPrintWhatTheySay() throws {
        var found = 0
        for source in try Fixture.sources("Formulas") {
            for line in source.split(separator: "\n") {
                guard let start = line.range(of: "///     print("), let comment = line.range(of: "    // ") else {
                    continue
                }
                let code = "print(" + line[start.upperBound..<comment.lowerBound]
                let example = try #require(Self.examples.first { $0.line == code }, "\(code) has no test")
                #expect(try example.printed() == String(line[comment.upperBound...]), "\(code)")
                found += 1
            }
        }
        #expect(found == Self.examples.count)
    }
}

import Foundation
import Numbers
import Rationals
import Testing

/// An expression in postfix form, evaluated on any scalar.
func evaluate<S: Scalar>(_ postfix: Substring, on _: S.Type) throws -> S {
    let functions: [Substring: ElementaryFunction] = [
        "exp": .exponential, "ln": .logarithm, "tanh": .hyperbolicTangent, "sinh": .hyperbolicSine,
        "cosh": .hyperbolicCosine, "logistic": .logistic, "sin": .sine, "cos": .cosine, "erf": .errorFunction,
        "abs": .absoluteValue, "relu": .rectifier,
    ]
    var stack: [S] = []
    for token in postfix.split(separator: " ") {
        if let function = functions[token] {
            stack.append(try stack.removeLast().applying(function))
            continue
        }
        switch token {
        case "neg": stack.append(-stack.removeLast())
        case "sqrt": stack.append(try stack.removeLast().raised(to: r(1, 2)))
        case "cbrt": stack.append(try stack.removeLast().raised(to: r(1, 3)))
        case "add", "sub", "mul", "div":
            let (b, a) = (stack.removeLast(), stack.removeLast())
            stack.append(
                token == "add" ? a + b : token == "sub" ? a - b : token == "mul" ? a * b : try a.divided(by: b))
        case _ where token.hasPrefix("softmax"):
            let fields = token.split(separator: ":").compactMap { Int($0) }
            let scores = Array(stack.suffix(fields[0]))
            stack.removeLast(fields[0])
            stack.append(try S.softmax(scores, base: nil)[fields[1]])
        default:
            let fields = token.split(separator: "/").compactMap { Integer($0) }
            stack.append(try S(Number(r(fields[0], fields.count > 1 ? fields[1] : 1))))
        }
    }
    return stack.removeLast()
}

/// A line of a fixture: an expression and what mpmath made of it.
struct Worked: Sendable, CustomTestStringConvertible {
    let expression: Substring
    let decimal: Substring

    var testDescription: String { String(expression) }

    static func read(_ name: String) throws -> [Worked] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let fields = line.split(separator: "\t")
            return Worked(expression: fields[0], decimal: fields[1])
        }
    }

    /// d.ddd…e±x as mpmath writes it.
    var parts: (isNegative: Bool, digits: String, exponent: Int?) {
        let fields = decimal.split(separator: "e")
        let digits = fields[0].filter(\.isNumber)
        return (decimal.hasPrefix("-"), digits, fields.count > 1 ? Int(fields[1]) : 0)
    }
}

@Suite struct MpmathTests {
    @Test func decimalsAgreeToFortyDigits() throws {
        let cases = try Worked.read("decimals.txt")
        #expect(cases.count == 600)
        for worked in cases {
            do {
                let value = try evaluate(worked.expression, on: Number.self)
                let decimal = try value.decimal(significantDigits: 40)
                let expected = worked.parts
                if expected.digits.allSatisfy({ $0 == "0" }) {
                    #expect(decimal.isZero, "\(worked.expression)")
                    continue
                }
                #expect(decimal.digits == expected.digits, "\(worked.expression)")
                #expect(decimal.exponent == expected.exponent, "\(worked.expression)")
                #expect(decimal.isNegative == expected.isNegative, "\(worked.expression)")
            } catch {
                Issue.record("\(worked.expression): \(error)")
            }
        }
    }

    @Test func doublesStayWithinTheirBounds() throws {
        for worked in try Worked.read("decimals.txt") {
            guard let double = try? evaluate(worked.expression, on: Double.self),
                let bounded = try? evaluate(worked.expression, on: RunningError.self), bounded.bound.isFinite
            else { continue }
            #expect(double == bounded.value || double.isNaN, "\(worked.expression)")
            let exact = try evaluate(worked.expression, on: Number.self).enclosure(precision: 256)
            let distance = (exact - Enclosure(try #require(Rational(exactly: double)), precision: 256)).doubleBounds
            #expect(
                distance.lowerBound <= bounded.bound && -distance.upperBound <= bounded.bound, "\(worked.expression)")
        }
    }
}

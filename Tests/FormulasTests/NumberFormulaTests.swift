import Formulas
import Numbers
import Rationals
import Testing

/// Exact numbers at random, from every level of the tower.
private struct RandomNumber {
    var generator: SeededGenerator

    mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func rational() -> Number {
        Number(Rational(Integer(count(-9...9)), over: Integer(count(1...6))) ?? 1)
    }

    mutating func surd() throws -> Number {
        let root = try Number(Rational(count(2...30))).raised(
            to: Rational(Integer(count(1...5)), over: Integer(count(2...5))) ?? 1)
        return count(0...1) == 0 ? rational() * root : rational() * root + rational()
    }

    mutating func number(_ depth: Int, atoms: Bool) throws -> Number {
        if depth == 0 { return count(0...1) == 0 ? rational() : try surd() }
        func inner() throws -> Number { try number(depth - 1, atoms: atoms) }
        switch count(0...(atoms ? 12 : 8)) {
        case 0: return try inner() + inner()
        case 1: return try inner() - inner()
        case 2: return try inner() * inner()
        case 3: return try inner().divided(by: inner())
        case 4: return try Number.softmax([surd(), rational(), surd()], base: nil)[count(0...2)]
        case 5: return try surd().applying(.exponential)
        case 6: return try surd().applying(count(0...1) == 0 ? .hyperbolicTangent : .logistic)
        case 7: return try surd().applying(count(0...1) == 0 ? .sine : .cosine)
        case 8: return try inner().divided(by: Number.softmax([rational(), rational()], base: nil)[0])
        case 9: return try inner().applying(.exponential)
        case 10: return try (inner() * inner() + 1).applying(.logarithm)
        case 11: return try (inner() * inner() + 1).raised(to: Rational(1, over: 2) ?? 1)
        default: return count(0...1) == 0 ? try inner().applying(.errorFunction) : Number.pi * rational()
        }
    }
}

@Suite struct NumberFormulaTests {
    /// `Number(Formula(n)) == n`, and the same through each of the written forms.
    @Test(arguments: 0..<40) func formulaOfANumberHasItsValue(_ seed: Int) throws {
        for index in 0..<20 {
            var random = RandomNumber(generator: SeededGenerator(seed: seed * 100 + index))
            // Divisions by zero and the like happen at random; they are not what is tested here.
            guard let number = try? random.number(1 + index % 3, atoms: seed % 2 == 1).checked() else { continue }
            let formula = Formula(number)
            let comment = Comment("seed \(seed * 100 + index): \(number) became \(formula.plain)")
            func check(_ back: Formula) throws {
                let value = try Number(back)
                // With atoms a proof may be out of reach; different is always wrong.
                let verdict = Number.equality(value, number)
                #expect(number.hasAtoms ? verdict != .different : verdict == .equal, comment)
            }
            #expect(throws: Never.self, comment) {
                try check(formula)
                try check(Formula.read(formula.plain))
                try check(Formula.read(formula.cas))
                try check(Formula.readLatex(formula.latex))
            }
        }
    }

    @Test func manyNumbersAtOnceAreWrittenAsOneByOne() throws {
        let weights =
            try Number.softmax([14, 12, -7], base: nil) + Number.softmax([1, value("sqrt(3)"), 0], base: nil)
        let numbers = weights + weights.map { $0 * weights[3] + 1 }
        #expect(Formula.formulas(of: numbers) == numbers.map { Formula($0) })
    }

    private func value(_ text: String) throws -> Number { try Number(Formula.read(text)) }

    /// Worked by hand: how a teacher writes these numbers.
    @Test(arguments: [
        ("0", "0"), ("-3/4", "−3/4"), ("9/sqrt(12)", "3√3/2"), ("-9/sqrt(12)", "−3√3/2"),
        ("1/2 + sqrt(3)/2", "(1 + √3)/2"),
        ("sqrt(2) * sqrt(3)", "√6"), ("4^(1/3) * 3^(1/3)", "∛12"), ("2^(1/3) * sqrt(3)", "∛2 √3"),
        ("10^(97/100)", "10^(97/100)"),
        ("exp(9/(2 sqrt(3)))", "e^(3√3/2)"), ("exp(-7)", "e^(−7)"), ("2 exp(3) / 3", "2 e^3/3"),
        ("exp(14)/(exp(14) + exp(12) + exp(-7))", "e^14/(e^14 + e^12 + e^(−7))"),
        ("(-2 exp(14) + 3 exp(12))/(exp(14) + exp(12) + exp(-7))", "(−2 e^14 + 3 e^12)/(e^14 + e^12 + e^(−7))"),
        ("(3 exp(1) / 2 + 1)/(exp(1) + 2)", "(3 e + 2)/(2(e + 2))"),
        ("-exp(1)/(exp(1) + 1)", "−e/(e + 1)"), ("ln(2)", "ln(2)"), ("sin(1)", "sin(1)"), ("pi/2", "π/2"),
        ("erf(1/2)", "erf(1/2)"),
        ("sqrt(1 + exp(1))", "√(1 + e)"),
    ])
    func isWrittenAsATeacherDoes(_ typed: String, _ written: String) throws {
        #expect(Formula(try value(typed)).plain == written)
    }

    @Test func powersWithBasesAndNames() throws {
        #expect(try value("2^10") == 1024)
        #expect(try value("-2^2") == -4)
        #expect(try value("2^-1") == Number(Rational(1, over: 2) ?? 0))
        #expect(try value("2^3^2") == 512)
        #expect(try value("e^0") == 1)
        #expect(Number.equality(try value("e^(2 ln(3))"), 9) == .equal)
        #expect(Number.equality(try value("log2(8) + log10(1000) + log(9, 3)"), 8) == .equal)
        #expect(Number.equality(try value("max(sqrt(2), 7/5) - min(1, sqrt(2) - 1)"), 1) == .equal)
        #expect(Number.equality(try value("sum(i^2 for i in 1..4)"), 30) == .equal)
        #expect(Number.equality(try value("tan(1) cos(1)"), try value("sin(1)")) == .equal)
        #expect(
            try Number(Formula.read("2 x + h'_2"), names: [Name("x"): 3, Name("h", subscripts: ["2"], primes: 1): 1])
                == 7)
        #expect(try Number(Formula.read("e^2"), names: [Name("e"): 3]) == 9)
    }

    @Test func errorsAreFacts() throws {
        #expect(throws: ReadingError(.unknownName("x₁"), range: 4..<7)) { try value("2 + x_1") }
        #expect(throws: ReadingError(.unknownFunction("foo"), range: 0..<6)) { try value("foo(2)") }
        #expect(throws: ReadingError(.notANumber, range: 4..<10)) { try value("1 + [1, 2]") }
        #expect(throws: ReadingError(.wrongArgumentCount(function: "exp", found: 2, expected: 1...1), range: 0..<9)) {
            try value("exp(1, 2)")
        }
        #expect(throws: NumberError.hasNoValue(.divisionByZero)) { try value("1/(2 - 2)") }
        #expect(throws: NumberError.hasNoValue(.evenRootOfNegative)) { try value("sqrt(-1)") }
        #expect(throws: NumberError.hasNoValue(.logarithmOfNonPositive)) { try value("ln(0)") }
        #expect(throws: (any Error).self) { try value("10^10^10^10") }
        #expect(throws: (any Error).self) { try value("sum(i for i in 1..1e9)") }
        #expect(throws: (any Error).self) { try value("max()") }
    }

    @Test func largeValuesAreElided() throws {
        let long = Formula(try value("123456 * 10^51 + 7890"))
        #expect(long.elided(maximumDigits: 20).plain == "123456…7890 (57 digits)")
        #expect(long.elided(maximumDigits: 20).isElided)
        #expect(long.elided(maximumDigits: 57) == long)
        #expect(
            Formula(try value("-123456 * 10^51 - 7890")).elided(maximumDigits: 20).plain == "−123456…7890 (57 digits)")
        let sum = Formula(.sum((1...20).map { Formula($0) }))
        #expect(sum.elided(maximumTerms: 4).plain == "1 + 2 + 3 + … 17 more terms")
        #expect(sum.elided(maximumTerms: 20) == sum)
        #expect(throws: ReadingError(.elision, range: 0..<0)) { try Number(sum.elided(maximumTerms: 4)) }
    }
}

import Formulas
import Testing

@Suite struct ReadingErrorTests {
    typealias Fact = ReadingError.Fact

    static let errors: [(text: String, fact: Fact, range: Range<Int>)] = [
        ("", .unexpected(.end, expected: [.operand]), 0..<0),
        ("1 +", .unexpected(.end, expected: [.operand]), 3..<3),
        ("1 + * 2", .unexpected(.text("*"), expected: [.operand]), 4..<5),
        ("a b)", .unopened(.parenthesis), 3..<4),
        ("(1 + 2", .unclosed(.parenthesis, missingAt: 6), 0..<1),
        ("f(1, [2, 3)", .mismatched(.square, opened: 5..<6, closedBy: .parenthesis), 10..<11),
        ("(1, 2]", .mismatched(.parenthesis, opened: 0..<1, closedBy: .square), 5..<6),
        ("[1, 2; 3]", .raggedRow(row: 2, entries: 1, expected: 2, firstRow: 1..<5), 7..<8),
        ("[[1, 2], [3, 4, 5]]", .raggedRow(row: 2, entries: 3, expected: 2, firstRow: 1..<7), 9..<18),
        ("[1, 2\n3, 4\n5]", .raggedRow(row: 3, entries: 1, expected: 2, firstRow: 1..<5), 11..<12),
        ("1/2 x", .ambiguousQuotient, 4..<5),
        ("1/2x", .ambiguousQuotient, 3..<4),
        ("2½", .ambiguousMixedNumber, 0..<3),
        ("[1 -2]", .ambiguousSign, 3..<4),
        ("[1 2]", .numberAfterFactor(insideBrackets: true), 3..<4),
        ("x 2", .numberAfterFactor(insideBrackets: false), 2..<3),
        ("X[1, 2]", .bracketAfterName("X", .square), 1..<2),
        ("h'(x)", .bracketAfterName("h'", .parenthesis), 2..<3),
        ("a < b < c", .chainedComparison, 6..<7),
        ("sqrt 2", .functionWithoutParentheses("sqrt"), 0..<4),
        ("softmax (s)", .functionWithoutParentheses("softmax"), 0..<7),
        ("sqrt(1, 2)", .wrongArgumentCount(function: "sqrt", found: 2, expected: 1...1), 0..<10),
        ("root(2, 1)", .badRootDegree, 8..<9),
        ("f(a: 1, a: 2)", .optionRepeated("a"), 8..<9),
        ("f(a: 1, 2)", .argumentAfterOption, 8..<9),
        ("X^T_2", .subscriptOfTranspose, 2..<5),
        ("1 + … + 2", .elision, 4..<7),
        ("0x1F", .badNumber(.otherBase), 0..<4),
        ("1_000", .badNumber(.digitSeparator), 0..<1),
        ("1.2.3", .badNumber(.secondPoint), 0..<3),
        ("x.5", .badNumber(.pointAfterFactor), 1..<2),
        ("1/2e", .badNumber(.exponentCutShort), 2..<4),
        ("2e+", .badNumber(.exponentCutShort), 0..<2),
        ("1e999999", .badNumber(.exponentTooLarge(limit: 20_000)), 0..<8),
        ("50%", .unknownCharacter("%"), 2..<3),
        ("1,054", .unexpected(.text(","), expected: [.binaryOperator, .endOfFormula]), 1..<2),
        ("x_", .unexpected(.end, expected: [.index]), 2..<2),
        ("x^", .unexpected(.end, expected: [.exponent]), 2..<2),
        ("for", .unexpected(.text("for"), expected: [.operand]), 0..<3),
        ("\\frac{1}{2}", .unknownCharacter("\\"), 0..<1),
        ("a +\nb", .unexpected(.endOfLine, expected: [.operand]), 3..<3),
        ("[1, 2", .unclosed(.square, missingAt: 5), 0..<1),
        ("[]", .unexpected(.text("]"), expected: [.operand]), 1..<2),
        ("x^(2", .unclosed(.parenthesis, missingAt: 4), 2..<3),
        ("\"open", .unknownCharacter("\""), 0..<5),
    ]

    @Test(arguments: errors) func isReportedAtItsPlace(_ text: String, _ fact: Fact, _ range: Range<Int>) {
        #expect(throws: ReadingError(fact, range: range)) { try Formula.read(text) }
    }

    /// No sentence is missing, none is unfinished, and the first error of a text is the one reported.
    @Test(arguments: errors) func hasASentence(_ text: String, _ fact: Fact, _ range: Range<Int>) {
        let error = ReadingError(fact, range: range)
        #expect(error.sentence.hasSuffix("."))
        #expect(error.remedy.map { $0.hasSuffix(".") } ?? true)
    }

    @Test func sentences() {
        #expect(
            ReadingError(.raggedRow(row: 2, entries: 1, expected: 2, firstRow: 1..<5), range: 7..<8).description
                == "Row 2 has 1 entry, row 1 has 2. Give every row the same number of entries.")
        #expect(
            ReadingError(.unexpected(.text("*"), expected: [.operand]), range: 4..<5).description
                == "Found ‘*’, expected a number, a name or a bracket.")
    }

    /// The limits hold for every way of nesting, including the ones without brackets.
    @Test(arguments: [
        ("", "(", "1"), ("", "-", "1"), ("", "2^", "2"), ("", "1/", "1"), ("", "√", "2"), ("", "[", "1"),
        ("", "f(", "1"),
        ("X", "^T", ""), ("(x)", "_1", ""), ("", "x . ", "x"), ("", "a*b×", "c"), ("", "x^{", "1"), ("", "x_{", "1"),
        ("1", "-(1", ""), ("1", "+[-√f(", "1"),
    ])
    func deepNestingIsRefused(_ start: String, _ repeated: String, _ end: String) {
        let text = start + String(repeating: repeated, count: repeated == "(" ? 100_000 : 5_000) + end
        #expect {
            try Formula.read(text)
        } throws: { error in
            (error as? ReadingError)?.fact == .tooDeep(limit: ReadingLimits.standard.depth)
        }
    }

    @Test func longTextsAreRefusedOrRead() throws {
        let sum = "1" + String(repeating: "+1", count: 20_000)
        guard case .sum(let terms) = try Formula.read(sum).node else { return }
        #expect(terms.count == 20_001)
        #expect(throws: ReadingError(.tooLong(limit: 1_000_000), range: 0..<1_000_001)) {
            try Formula.read(String(repeating: "1", count: 1_000_001))
        }
        #expect(throws: ReadingError(.badNumber(.tooManyDigits(limit: 20_000)), range: 0..<20_001)) {
            try Formula.read(String(repeating: "1", count: 20_001))
        }
    }
}

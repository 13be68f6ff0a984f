/// The one place where facts about unreadable text become sentences.
extension ReadingError: CustomStringConvertible {
    /// The sentence and its remedy.
    public var description: String {
        guard let remedy else { return sentence }
        return "\(sentence) \(remedy)"
    }

    /// What is wrong, as one sentence.
    public var sentence: String {
        switch fact {
        case .unexpected(let found, let expected): "\(found.subject), expected \(Expectation.list(expected))."
        case .unclosed(let bracket, _): "\(quoted(bracket.opening)) is not closed."
        case .mismatched(let bracket, _, let closing):
            "\(quoted(bracket.opening)) is closed by \(quoted(closing.closing))."
        case .unopened(let bracket): "\(quoted(bracket.closing)) closes nothing."
        case .raggedRow(let row, let entries, let expected, _):
            "Row \(row) has \(counted(entries, "entry", "entries")), row 1 has \(expected)."
        case .badNumber(let fault): fault.sentence
        case .unknownCharacter(let character): "\(quoted(character)) has no meaning in a formula."
        case .ambiguousQuotient: "It is not clear whether this factor is divided as well."
        case .ambiguousSign: "It is not clear whether this is a difference or the next entry."
        case .ambiguousMixedNumber: "It is not clear whether this is a mixed number or a product."
        case .numberAfterFactor: "A number follows a factor without a sign between them."
        case .bracketAfterName(let name, let bracket):
            "\(quoted(bracket.opening)) right after \(quoted(name)) has no meaning."
        case .chainedComparison: "A comparison has two sides, this is a third."
        case .functionWithoutParentheses(let name): "\(quoted(name)) needs its argument in parentheses."
        case .wrongArgumentCount(let function, let found, let expected):
            "\(quoted(function)) takes \(amount(expected)), found \(found)."
        case .badRootDegree: "The degree of a root is a whole number from 2 on."
        case .optionRepeated(let label): "The option \(quoted(label)) is given twice."
        case .argumentAfterOption: "An argument without a label follows an option."
        case .subscriptOfTranspose: "The transpose mark has no subscript."
        case .elision: "An ellipsis stands for something left out, which has no value."
        case .unknownCommand(let command): "The command \(quoted(command)) is not known here."
        case .unknownEnvironment(let name): "The environment \(quoted(name)) is not known here."
        case .environmentMismatched(let opened, _, let closed):
            "\(quoted("\\begin{\(opened)}")) is closed by \(quoted("\\end{\(closed)}"))."
        case .tooDeep(let limit): "More than \(limit) parts stand inside one another."
        case .tooLong(let limit): "The text is longer than \(limit) bytes."
        case .ambiguousSpace: "It is not clear whether this is a product or the next entry."
        case .percentAfterFormula: "A percent sign stands right behind a number in digits."
        case .determinant(let name): "\(quoted(name)) is a determinant, not a matrix."
        case .notAssignable: "Only a name or an indexed name can be given a value."
        case .familyNeedsAssignment:
            "\(quoted("for")) belongs to a step that gives a name its value, or to a comparison."
        case .unknownName(let name): "\(quoted(name)) has no value."
        case .unknownFunction(let name): "\(quoted(name)) is not a function known here."
        case .notANumber: "This is not a single number."
        }
    }

    /// What to write instead, as one sentence, where there is something to say.
    public var remedy: String? {
        switch fact {
        case .unexpected(let found, let expected): Self.remedy(found, expected)
        case .unclosed(let bracket, _): "Add \(quoted(bracket.closing))."
        case .mismatched(let bracket, _, _): "Close it with \(quoted(bracket.closing))."
        case .unopened(let bracket): "Remove it, or add \(quoted(bracket.opening)) where it should begin."
        case .raggedRow: "Give every row the same number of entries."
        case .badNumber(let fault): fault.remedy
        case .unknownCharacter(let character): Self.replacements[character]
        case .ambiguousQuotient: "Write (1/2) x or 1/(2 x)."
        case .ambiguousSign: "Write [1, -2] or [1 - 2]."
        case .ambiguousMixedNumber: "Write 5/2 or 2 * 1/2."
        case .numberAfterFactor(let insideBrackets):
            insideBrackets
                ? "Write [1, 2] for two entries, 2 * 3 for a product."
                : "Write 2 x or x * 2 for a product, x^2 for a power."
        case .bracketAfterName(let name, .square):
            "Write \(name)_{1,2} for an entry; put a space before the bracket for a product."
        case .bracketAfterName: "Put a space before the bracket for a product."
        case .chainedComparison: "Write two comparisons."
        case .functionWithoutParentheses(let name): "Write \(name)(…) without a space."
        case .argumentAfterOption: "Put the options last."
        case .subscriptOfTranspose: "Write (X^T)_2 for a part of the transpose."
        case .elision: "Write it out."
        case .environmentMismatched(let opened, _, _): "Close it with \(quoted("\\end{\(opened)}"))."
        case .tooDeep: "Give parts of it names on lines of their own."
        case .ambiguousSpace: "Write [2, e] for two entries, [2 * e] for a product."
        case .percentAfterFormula: "Write 46.5 % or 0.465."
        case .determinant: "Write bmatrix or pmatrix for a matrix; write the value of a determinant."
        case .notAssignable: "Write name = formula; a comparison is written with ==."
        case .wrongArgumentCount, .badRootDegree, .optionRepeated, .unknownCommand, .unknownEnvironment, .tooLong,
            .familyNeedsAssignment, .unknownName, .unknownFunction, .notANumber:
            nil
        }
    }

    private static func remedy(_ found: Found, _ expected: [Expectation]) -> String? {
        switch found {
        case .text(","): "Write a point for decimals: 1.5; put several values into brackets: [1, 2]."
        case .text("="): "A comparison is written with ==."
        case .text("for"), .text("in"): "This word cannot be a name."
        case .endOfLine: "Put the formula into parentheses to go on in the next line."
        case .text, .end: nil
        }
    }

    private static let replacements = [
        "%": "Write 50/100 or 0.5 for 50 percent.", "|": "Write abs(x) for the absolute value.",
        "\\": "Commands of LaTeX are not calculator syntax: write sqrt(2), alpha, exp(x).",
        "$": "A formula stands without dollar signs here.", "&": "Separate entries by commas.",
        "!": "Write factorials out.", "@": "Write A B or A * B for the matrix product.", "~": "Write ~= for ≈.",
        "\"": "Close the quoted text on the same line.", "“": "Use straight quotation marks.",
        "—": "Write - for a minus sign.", "∞": "Write infinity.", "∑": "Write sum(x_i for i in 1..3).",
    ]

    private func amount(_ expected: ClosedRange<Int>) -> String {
        if expected.lowerBound == expected.upperBound { return counted(expected.lowerBound, "argument", "arguments") }
        return "\(expected.lowerBound) to \(expected.upperBound) arguments"
    }
}

private func quoted(_ text: String) -> String { "‘\(text)’" }

private func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

extension ReadingError.Found {
    fileprivate var subject: String {
        switch self {
        case .end: "The formula ends here"
        case .endOfLine: "The line ends here"
        case .text(let text): "Found \(quoted(text))"
        }
    }
}

extension ReadingError.Expectation {
    /// The list in words: "a, b or c".
    fileprivate static func list(_ expected: [Self]) -> String {
        let words = expected.map(\.words)
        guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    fileprivate var words: String {
        switch self {
        case .operand: "a number, a name or a bracket"
        case .binaryOperator: "an operator"
        case .closing(let bracket): quoted(bracket.closing)
        case .comma: quoted(",")
        case .exponent: "an exponent"
        case .index: "an index"
        case .name: "a name"
        case .rangeDots: quoted("..")
        case .keywordIn: quoted("in")
        case .timesSign: quoted("x")
        case .shape: "a shape such as R^3 or R^(n x d)"
        case .endOfFormula: "the end of the formula"
        }
    }
}

extension ReadingError.Bracket {
    var opening: String {
        switch self {
        case .parenthesis: "("
        case .square: "["
        case .brace: "{"
        case .bar: "|"
        case .environment: "\\begin"
        }
    }

    var closing: String {
        switch self {
        case .parenthesis: ")"
        case .square: "]"
        case .brace: "}"
        case .bar: "|"
        case .environment: "\\end"
        }
    }
}

extension ReadingError.NumberFault {
    fileprivate var sentence: String {
        switch self {
        case .otherBase: "Numbers are written in base ten."
        case .digitSeparator: "A number has no underscores."
        case .secondPoint: "A number has one decimal point."
        case .pointAfterFactor: "It is not clear whether this is a decimal point or a dot product."
        case .exponentCutShort: "It is not clear whether this is an exponent of ten or the number e."
        case .leadingZero: "A whole number does not begin with 0."
        case .tooManyDigits(let limit): "The number has more than \(limit) digits."
        case .exponentTooLarge(let limit): "The exponent of ten is beyond \(limit)."
        }
    }

    fileprivate var remedy: String? {
        switch self {
        case .otherBase, .secondPoint, .tooManyDigits: nil
        case .leadingZero: "Write a point for decimals: 1.054; a comma and a space between entries: 1, 54."
        case .digitSeparator: "Write 1000 for 1_000."
        case .pointAfterFactor: "Write 0.5 for the number, x . y with spaces for the product."
        case .exponentCutShort: "Write 2 * e for the product, 2e3 for 2000."
        case .exponentTooLarge: "Write it as a power: 10^30000."
        }
    }
}

import Attention
import Formulas
import Graphs
import Numbers

extension Diagnostic {
    /// What to write instead.
    ///
    /// There is always something to say.
    func remedy(in source: SourceText) -> String {
        switch fact {
        case .fileTooLarge: return "Cut it into several files."
        case .notUTF8: return "Save the file as UTF-8."
        case .controlCharacter: return "Remove it."
        case .emptySheet: return "Write a question: a line ‘# Question 1’, prose, and blocks that calculate."
        case .approximateClaim: return "Write == for equality, abs(x - y) <= 1/100 for a distance."
        case .dependsOnSizes: return "Ask with crossover(a, b, n) for which sizes one count is smaller."
        case .refuted: return "Correct one of the sides; the values are exact."
        case .undecidedClaim(let error, _): return Self.remedy(error)
        case .nothingToCalculate: return "Write a formula such as softmax([1, 2, 3])."
        case .frontMatterNotClosed: return "Put a line ‘---’ under it."
        case .frontMatterTooLarge: return "Put the page's text below the closing ‘---’."
        case .frontMatter: return "Put a value with ‘: ’ or other signs into quotation marks."
        case .frontMatterValue: return "Write ‘title: Attention mechanisms’."
        case .frontMatterDuplicate: return "Keep one of them."
        case .blockNotClosed: return "Close it with a line of as many backquotes as opened it."
        case .unknownBlock(_, let suggestion): return "Did you mean ‘\(suggestion)’?"
        case .blockInfo(let kind): return "Write only ‘\(kind)’ behind the backquotes."
        case .indentedBlock: return "Move it out to the left margin."
        case .sameHeading: return "Give the question or the part a label of its own."
        case .nearlySolution: return "Write ‘Solution’."
        case .tooManySections: return "Cut the sheet in two."
        case .tooMuchWork: return "Take smaller matrices, or a lower power."
        case .tooManyNodes:
            return source.kind == .sheet ? "Cut the sheet in two." : "Take fewer members, or one matrix in their place."
        case .more: return "Correct the ones above first."
        case .reading(let fact): return ReadingError(fact, range: range).remedy ?? Self.remedy(fact)
        case .emptyTerm: return Self.answerForms
        case .unknownTerm(_, let suggestions): return Self.didYouMean(suggestions) ?? Self.answerForms
        case .termNumber: return "Write ‘2 marks’, ‘3 decimals’, ‘tolerance 0.01’."
        case .tooManyDigits(let limit): return "Ask for at most \(limit)."
        case .marksTwice: return "Keep one of them."
        case .answerWithoutName: return "Write ‘z: 2 marks’."
        case .answerIsNoName: return "Give the formula a name in a solve block and ask for that."
        case .answerTwice: return "Keep one of the lines."
        case .insertionForm: return "Write ‘=s_3’, ‘=s_3, 4 decimals’ or ‘=s_3, 4 digits’."
        case .insertionIndices: return "Two indices stand in braces: ‘=S_{1,2}’. A form is written ‘=s_3, 4 decimals’."
        case .plotEmptyPiece: return "Name a quantity or an option there, or remove the comma."
        case .plotNothing: return "Write ‘map A’ or ‘bars p’."
        case .plotQuote: return "Put quotation marks at both ends; there are none inside a text."
        case .plotOption(_, let suggestions):
            return Self.didYouMean(suggestions) ?? "The options are \(Plot.options.joined(separator: ", "))."
        case .plotOptionTwice: return "Keep one of them."
        case .plotValue(let label): return Self.plotForm(label)
        case .plotShape(.bars, let operand, .matrix):
            return Self.isSimple(operand)
                ? "Write ‘map \(operand)’, or ‘bars \(operand)_1’ for its first row." : "Write ‘map’."
        case .plotShape: return "Draw the matrix or the vector that it belongs to."
        case .plotLabels(_, let part, let count):
            return "Give one for each \(part), \(count) in all; labels that hold spaces stand in a list."
        case .plotTooLarge, .plotPanels: return "Draw a part of it."
        case .draw(let problem): return problem.remedy
        case .condition(let problem): return problem.remedy
        case .drawWithoutTilde: return "Write X ~ integers(-3..3)."
        case .unknownName, .usedBeforeDefined, .nameElsewhere, .functionWithoutCall, .alreadyDefined, .givenWithoutName,
            .familyMember,
            .familyShapes, .indexUnused, .indexRepeated, .emptyRange, .rangeTooLarge, .notWholeNumber, .notASize,
            .sizeTooLarge, .notIndexable, .indexCount, .noSuchPart:
            return nameRemedy(isSheet: source.kind == .sheet)
        case .unknownFunction, .argumentCount, .unknownOption, .optionValue, .optionNeedsWord, .optionCount,
            .optionCallWithoutNumber, .argumentRange, .mechanism:
            return callRemedy
        case .readingInFormula(let name): return "Write the call of \(name) on a line without a name."
        case .unknownLayer(_, let known, let suggestions):
            return Self.didYouMean(suggestions) ?? "The layers are \(Self.list(known))."
        case .notAPolynomial: return "Give a count such as multiplications(X W) a name and compare that."
        case .sizeDoesNotOccur: return "Solve for a size that the counts depend on."
        case .unsolvedCrossover: return "Solve for another size, or give the others as numbers."
        case .distribution:
            return "Write q: normal(0, 1), uniform(-1, 1), integers(-2, 2), one_of(1, 2, 5), bernoulli(1/2) or sign()."
        case .shape(let error, let operands): return Self.remedy(error, operands)
        case .notCalculable(.comparison):
            return source.kind == .sheet
                ? "Write name = formula; conditions belong in a require block." : "Write the difference of both sides."
        case .notCalculable(.text): return "Leave the quotation marks out: a name stands without them."
        case .notCalculable(.elision): return "Write it out."
        case .powerOfMatrix(_, let base):
            let x = Self.isSimple(base.text) ? base.text : "X"
            return "Write \(x) \(x) for the product, hadamard(\(x), \(x)) entry by entry; there are no inverses."
        case .powerOfVector(_, let base):
            let x = Self.isSimple(base.text) ? base.text : "x"
            return "Write hadamard(\(x), \(x)) entry by entry, \(x) . \(x) for the dot product."
        case .noValue(let error, _, _): return Self.remedy(error)
        case .zeroDivisor(_, _, let takesEpsilon):
            let choice = "Choose numbers for which it is not zero"
            return takesEpsilon ? "\(choice), or add a small number to it: eps: 1e-5." : "\(choice)."
        case .fullyMasked: return "Allow at least one key in every row."
        case .noWeights(_, .noPositiveScore, _):
            return "Choose numbers that give every row a positive score, or another rule such as softmax."
        case .noWeights(_, .sumIsZero, _):
            return "Choose numbers whose scores do not cancel in any row, or another rule such as softmax."
        case .emptyReduction: return "Give it at least one entry."
        case .needsValues: return "Give it a value, or leave this out."
        }
    }

    private static let answerForms = "Write one of: \(Answer.Term.spellings.joined(separator: "; "))."

    private static func plotForm(_ label: String) -> String {
        switch label {
        case "title": "Write title: \"The first head\"."
        case "decimals": "Write a whole number from 0 to \(Plot.decimalsLimit)."
        case "scale": "Write ‘scale: 0..0.5’ or ‘scale: -1..1’."
        case "axes": "Write ‘axes: [query, key]’: beside the rows, then along the columns."
        default: "Write ‘\(label): [the, cat]’, ‘\(label): \"the cat\"’, or ‘\(label): x’ for x_1, x_2 and so on."
        }
    }

    private func nameRemedy(isSheet: Bool) -> String {
        switch fact {
        case .unknownName(_, let suggestions, let members):
            if !members.isEmpty { return "The family has the members \(Self.list(members)); write one of them." }
            if let sentence = Self.didYouMean(suggestions) { return sentence }
            return isSheet
                ? "Give it a value in a given or solve block above." : "Give it a value in a line above: x = 2."
        case .usedBeforeDefined: return "Move one of the lines."
        case .nameElsewhere: return "Give it a value here too, or move it above the first question."
        case .functionWithoutCall(let name): return "Write \(name)(…)."
        case .alreadyDefined: return "Choose another name, for example with a subscript or a prime."
        case .givenWithoutName: return "Write ‘x = …’."
        case .familyMember: return "Use one of its members, or extend the range of the family."
        case .familyShapes: return "Give all members the same shape."
        case .indexUnused(let index, let name):
            return "Put ‘\(index)’ into the subscript of ‘\(name)’, or leave the range out."
        case .indexRepeated: return "Give the second index another letter."
        case .emptyRange(let from, let to): return "The first end comes first: \(to)..\(from)."
        case .rangeTooLarge(let limit): return "Use at most \(limit) members."
        case .notWholeNumber: return "Write a number such as 3, or a name whose value is one."
        case .notASize: return "Write a number such as 3."
        case .sizeTooLarge(let limit): return "Use at most \(limit)."
        case .notIndexable(let name): return "Write \(name) without an index."
        case .indexCount(let name, let shape, _):
            return shape.isVector
                ? "Write \(name)_2 for an entry." : "Write \(name)_2 for a row, \(name)_{2,1} for an entry."
        case .noSuchPart(_, let part, _, _): return "Count the \(part == .entry ? "entries" : "\(part)s") from 1."
        default: return ""
        }
    }

    private var callRemedy: String {
        switch fact {
        case .unknownFunction(let name, let isName, let suggestions):
            if isName { return "Write \(name) * (…) for a product." }
            return Self.didYouMean(suggestions)
                ?? "Functions are softmax, attention, exp, sqrt and the like; a product is written with a space or *."
        case .argumentCount(let function, _, let expected, let parameters):
            let names = parameters.isEmpty ? ["x", "y", "z"] : parameters
            let count = max(expected.lowerBound, min(1, expected.upperBound))
            return "Write \(function)(\(names.prefix(count).joined(separator: ", ")))."
        case .unknownOption(_, _, let known, let suggestions):
            if let sentence = Self.didYouMean(suggestions) { return sentence }
            return known.isEmpty ? "Leave it out." : "The options are \(known.joined(separator: ", "))."
        case .optionValue(_, _, _, let known, let suggestions):
            if let sentence = Self.didYouMean(suggestions) { return sentence }
            return known.isEmpty ? "Leave it out." : "Write one of: \(known.joined(separator: ", "))."
        case .optionNeedsWord(_, let known): return "Write one of: \(known.joined(separator: ", "))."
        case .optionCount(_, let range), .argumentRange(_, let range):
            return "Write a number such as \(min(max(2, range.lowerBound), range.upperBound))."
        case .optionCallWithoutNumber(let word): return "Write \(word)(2)."
        case .mechanism(let error, let function, let operands): return Self.remedy(error, function, operands)
        default: return ""
        }
    }

    private static func didYouMean(_ suggestions: [String]) -> String? {
        guard let first = suggestions.first else { return nil }
        let others = suggestions.dropFirst().map { " or ‘\($0)’" }.joined()
        return "Did you mean ‘\(first)’\(others)?"
    }

    /// For facts about which the reader itself has nothing to say.
    private static func remedy(_ fact: ReadingError.Fact) -> String {
        switch fact {
        case .unexpected(.end, _), .unexpected(.endOfLine, _): "Complete the line, or remove the sign that stands last."
        case .unexpected(.text(let text), _): "Remove ‘\(text)’, or write what is missing before it."
        case .wrongArgumentCount(let function, _, let expected):
            "Write \(function)(\(["x", "n", "k"].prefix(max(1, expected.lowerBound)).joined(separator: ", ")))."
        case .badRootDegree: "Write root(x, 3)."
        case .optionRepeated: "Keep one of them."
        case .unknownCommand, .unknownEnvironment: "Write the formula without LaTeX: sqrt(2), alpha, [1, 2; 3, 4]."
        case .tooLong: "Cut it in two."
        case .familyNeedsAssignment: "Write x_i = … for i in 1..3."
        case .unknownCharacter: "Remove it."
        case .badNumber: "Write the number with digits and one point: 1.5."
        case .unknownName, .unknownFunction, .notANumber: "Write a number."
        default: "Write the formula in another way."
        }
    }
}

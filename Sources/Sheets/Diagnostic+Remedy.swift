import Attention
import Formulas
import Graphs
import Numbers

extension Diagnostic {
    /// What to write instead, where there is something to say.
    var remedy: String? {
        switch fact {
        case .fileTooLarge, .frontMatterTooLarge, .emptyRange, .indexRepeated: return nil
        case .notUTF8: return "Save the file as UTF-8."
        case .controlCharacter: return "Remove it."
        case .frontMatterNotClosed: return "Put a line ‘---’ under it."
        case .frontMatter: return "Put a value with ‘: ’ or other signs into quotation marks."
        case .frontMatterValue: return "Write ‘title: Attention mechanisms’."
        case .frontMatterDuplicate: return "Keep one of them."
        case .frontMatterAnchor: return "Write the value out."
        case .blockNotClosed: return "Close it with a line of as many backquotes as opened it."
        case .unknownBlock(_, let suggestion): return "Did you mean ‘\(suggestion)’?"
        case .blockInfo(let kind): return "Write only ‘\(kind)’ behind the backquotes."
        case .indentedBlock: return "Move it out to the left margin."
        case .sameHeading: return "Give the question or the part a label of its own."
        case .nearlySolution: return "Write ‘Solution’."
        case .reading(let fact): return ReadingError(fact, range: range).remedy
        case .emptyTerm: return "Write one of: \(Answer.Term.spellings.joined(separator: "; "))."
        case .unknownTerm(_, let suggestions):
            return Self.didYouMean(suggestions) ?? "Write one of: \(Answer.Term.spellings.joined(separator: "; "))."
        case .termNumber: return "Write ‘2 marks’, ‘3 decimals’, ‘tolerance 0.01’."
        case .tooManyDigits(let limit): return "Ask for at most \(limit)."
        case .marksTwice: return "Keep one of them."
        case .answerWithoutName: return "Write ‘z: 2 marks’."
        case .answerIsNoName: return "Give the formula a name in a solve block and ask for that."
        case .answerTwice: return "Keep one of the lines."
        case .insertionForm: return "Write ‘=s_3’, ‘=s_3, 4 decimals’ or ‘=s_3, 4 digits’."
        case .drawWithoutTilde: return "Write X ~ integers(-3..3)."
        case .usedBeforeDefined: return "Move one of the lines."
        case .nameElsewhere: return "Give it a value here too, or move it above the first question."
        case .functionWithoutCall(let name): return "Write \(name)(…)."
        case .notASize: return "Write a number such as 3."
        case .sizeTooLarge: return nil
        case .unknownName(_, let suggestions, let members):
            if !members.isEmpty { return "The family has the members \(Self.list(members)); write one of them." }
            return Self.didYouMean(suggestions) ?? "Give it a value in a given or solve block above."
        case .alreadyDefined: return "Choose another name, for example with a subscript or a prime."
        case .givenWithoutName: return "Write ‘x = …’."
        case .familyMember: return "Use one of its members, or extend the range of the family."
        case .indexUnused(let index, let name): return "Write ‘\(name)_\(index) = …’, or leave the range out."
        case .rangeTooLarge(let limit): return "Use at most \(limit) members."
        case .notWholeNumber: return "Write a number such as 3, or a name whose value is one."
        case .notIndexable: return "Use the name as it is."
        case .indexCount(let name, let shape, _):
            return shape.isVector
                ? "Write \(name)_2 for an entry." : "Write \(name)_2 for a row, \(name)_{2,1} for an entry."
        case .noSuchIndex: return "Indices count from 1."
        case .tooManySections, .more: return nil
        case .familyShapes: return "Give all members the same shape."
        case .unknownFunction(let name, let isName, let suggestions):
            return isName ? "Write \(name) * (…) for a product." : Self.didYouMean(suggestions)
        case .argumentCount: return nil
        case .unknownOption(_, _, let known, let suggestions):
            if let sentence = Self.didYouMean(suggestions) { return sentence }
            return known.isEmpty ? "Leave it out." : "The options are \(known.joined(separator: ", "))."
        case .optionValue(_, _, _, let known, let suggestions):
            if let sentence = Self.didYouMean(suggestions) { return sentence }
            return known.isEmpty ? nil : "Write one of: \(known.joined(separator: ", "))."
        case .optionNeedsWord(_, let known): return "Write one of: \(known.joined(separator: ", "))."
        case .optionCount: return nil
        case .mechanism(let error, _, let operands): return Self.remedy(error, operands)
        case .shape(let error, let operands): return Self.remedy(error, operands)
        case .notCalculable(.comparison): return "Write name = formula; conditions belong in a require block."
        case .notCalculable: return nil
        case .powerOfMatrix: return "Write X X for the product, hadamard(X, X) entry by entry."
        case .powerOfVector: return "Write hadamard(x, x) entry by entry, x . x for the dot product."
        case .noValue(let error, _, _): return Self.remedy(error)
        case .fullyMasked: return "Allow at least one key in every row."
        case .emptyReduction: return nil
        case .needsValues: return "Give it a value in a given block, or leave this out."
        case .nothingToCalculate: return "Write an expression such as softmax([1, 2, 3])."
        case .tooManyNodes: return "Cut the sheet in two."
        }
    }

    private static func didYouMean(_ suggestions: [String]) -> String? {
        guard let first = suggestions.first else { return nil }
        let others = suggestions.dropFirst().map { " or ‘\($0)’" }.joined()
        return "Did you mean ‘\(first)’\(others)?"
    }

    private static func remedy(_ error: MechanismError, _ operands: [Operand]) -> String? {
        switch error {
        case .shape(let error): return remedy(error, operands)
        case .missing: return nil
        case .unequalLists: return "Write one matrix per head: [W_1, W_2], or one wide matrix with heads: 2."
        case .maskEntries: return "Write mask: causal, or a matrix of 0 and 1 (1: may attend)."
        case .queryKey: return "Project both to the same size."
        case .keyValue: return "Every key needs a value."
        case .headsDoNotDivide: return "Choose a number of heads that divides the width."
        case .base: return "Write base: 2 or base: 10."
        }
    }

    /// A transpose that would make the shapes fit is named.
    private static func remedy(_ error: ShapeError, _ operands: [Operand]) -> String? {
        switch error {
        case .product(let a, let b):
            guard operands.count == 2, operands.allSatisfy({ !$0.text.isEmpty && !$0.text.hasSuffix("…") }) else {
                return nil
            }
            let (x, y) = (operands[0].factor, operands[1].factor)
            // Between a matrix and a vector a transpose is what was meant; between two matrices, more often the order.
            let swapped = b.columns == a.rows ? "\(y) \(x) has a value." : nil
            let turned =
                a.columns == b.columns
                ? "\(x) \(y)^T has a value." : a.rows == b.rows ? "\(x)^T \(y) has a value." : nil
            return a.isVector || b.isVector ? turned ?? swapped : swapped ?? turned
        case .entrywise(let a, let b):
            guard a == b.transposed, let last = operands.last, !last.text.isEmpty else { return nil }
            return "\(last.factor)^T has the shape of the other."
        case .needsMatrix, .needsVector, .needsScalar, .dotLengths, .joined, .joinsNothing, .outOfRange,
            .notDivisible, .mask, .tooManyEntries, .needsSize:
            return nil
        }
    }

    static func remedy(_ error: NumberError) -> String? {
        switch error {
        case .hasNoValue, .undecided: nil
        case .tooLarge(.digits): "Ask for fewer digits."
        case .tooLarge: nil
        }
    }
}

extension Diagnostic.Operand {
    /// The text as it can stand in a product or in front of a transpose mark.
    fileprivate var factor: String {
        let isSimple = text.allSatisfy { $0.isLetter || $0.isNumber || "_'{},".contains($0) }
        return isSimple || (text.hasPrefix("[") && text.hasSuffix("]")) ? text : "(\(text))"
    }
}

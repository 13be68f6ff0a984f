import Attention
import Graphs
import Numbers

/// What to do about values that do not fit together or do not exist.
extension Diagnostic {
    static func remedy(_ error: MechanismError, _ function: String, _ operands: [Operand]) -> String {
        switch error {
        case .shape(let error): return remedy(error, operands)
        case .missing(let parameter): return "Add \(parameter) to the arguments of \(function)."
        case .unequalLists: return "Write one matrix per head: [W_1, W_2], or one wide matrix with heads: 2."
        case .maskEntries: return "Write mask: causal, or a matrix of 0 and 1 (1: may attend)."
        case .queryKey: return "Project both to the same size."
        case .keyValue: return "Every key needs a value: give both the same number of rows."
        case .headsDoNotDivide: return "Choose a number of heads that divides the width."
        case .groupsDoNotDivide: return "Choose a number of groups that divides the number of heads."
        case .missingOption(let option, _): return "Add \(option): … to the call."
        case .unusedOption: return "Leave it out."
        case .noTokens: return "Give at least one token a 1."
        case .label: return "Write a label such as 1, or [1, 2, 1] for a batch of three rows."
        case .needsPairs: return "Choose an even number of them."
        case .base: return "Write base: 2 or base: 10."
        case .weightShape(let parameter, let found, let expected, let gates):
            if found.transposed == expected {
                return "Write \(parameter)^T: a recurrent layer multiplies \(parameter) by columns from the left."
            }
            return gates > 1
                ? "Give it that size, or one part per gate: [\(parameter)_1, \(parameter)_2, …]." : "Give it that size."
        case .gateList(let parameter, _, let gates):
            let list = gates.map { "\(parameter)_\($0)" }.joined(separator: ", ")
            return "Write [\(list)], or one matrix with all gates on top of one another."
        case .tokens: return "Write a vector such as [2, 1, 3], or one-hot rows."
        case .kernel: return "Write padding: same or padding: causal, or a shorter kernel."
        case .tooManySteps: return "Make the sequence shorter."
        }
    }

    /// A transpose that would make the shapes fit is named.
    static func remedy(_ error: ShapeError, _ operands: [Operand]) -> String {
        switch error {
        case .product(let a, let b):
            let texts = operands.map(\.text)
            guard texts.count == 2, texts.allSatisfy({ !$0.isEmpty && !$0.hasSuffix("…") }) else { return sizes }
            let (x, y) = (texts[0], texts[1])
            let (left, right) = (bracketed(x), bracketed(y))
            // Between a matrix and a vector a transpose is what was meant; between two matrices, more often the order.
            let swapped = b.columns == a.rows ? "\(right) \(left) has a value." : nil
            let turned =
                a.columns == b.columns
                ? "\(left) \(right)^T has a value." : a.rows == b.rows ? "\(left)^T \(right) has a value." : nil
            return (a.isVector || b.isVector ? turned ?? swapped : swapped ?? turned) ?? sizes
        case .entrywise(let a, let b):
            if a == b.transposed, let text = operands.last?.text, !text.isEmpty, !text.hasSuffix("…") {
                return "\(bracketed(text))^T has the other shape."
            }
            return "Both sides need the same shape, or one of them is a number."
        case .needsMatrix(let shape):
            return shape.isVector ? "Write [x_1^T; x_2^T] for vectors as the rows of a matrix." : "Write [1, 2; 3, 4]."
        case .needsVector: return "Write x_2 for a row of a matrix, [1, 2] for a vector."
        case .needsScalar: return "Write x . y for a number made of two vectors, x_2 for an entry."
        case .dotLengths: return "Give both vectors the same number of entries."
        case .joined: return "Parts side by side need the same number of rows, parts on top of one another of columns."
        case .joinsNothing: return "Write at least one part."
        case .outOfRange: return "Count from 1."
        case .notDivisible: return "Choose a number of parts that divides the width."
        case .mask(_, let scores): return "Write a mask of the scores' shape, \(scores)."
        case .padding: return "Write how many of the keys are there, from 1 on."
        case .tooManyEntries: return "Make it smaller."
        case .needsSize: return "Give the size as a number: R^(4 x 3)."
        }
    }

    private static let sizes = "The left side needs as many columns as the right side has rows."

    /// Whether a mark behind the text would belong to all of it.
    static func isSimple(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "_'{},".contains($0) }
    }

    private static func bracketed(_ text: String) -> String {
        let isList = text.hasPrefix("[") && text.hasSuffix("]") && text.filter { $0 == "[" }.count == 1
        return isSimple(text) || isList ? text : "(\(text))"
    }

    static func remedy(_ error: NumberError) -> String {
        switch error {
        case .hasNoValue(let reason):
            switch reason {
            case .divisionByZero: "Choose numbers for which the divisor is not zero."
            case .evenRootOfNegative: "Take the root of a number that is not negative."
            case .logarithmOfNonPositive: "Take the logarithm of a positive number."
            case .emptySoftmax: "Give it at least one score."
            case .negativePowerOfZero: "Choose a base other than zero."
            case .baseNotPositive: "Choose a positive base."
            case .entriesDoNotFillShape: "Give it as many entries as its shape has."
            case .notANumber: "Choose other numbers."
            }
        case .undecided: "Change the numbers, or write the formula so that nothing is compared."
        case .tooLarge(.digits): "Ask for fewer digits."
        case .tooLarge: "Choose smaller numbers, or a simpler formula."
        }
    }
}

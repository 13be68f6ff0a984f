/// The functions that the notation itself knows.
///
/// They are shown in a way of their own, or people write them without parentheses. All others are calls that whoever reads the formula looks up.
enum KnownFunction {
    static let names: Set<String> = [
        "sqrt", "cbrt", "exp", "ln", "log", "log2", "log10", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sigmoid",
        "logistic", "relu", "erf", "abs", "softmax", "transpose",
    ]

    /// What a call is read as: `sqrt(x)` is a root, `dot(x, y)` a dot product, everything else the call it is.
    static func node(
        _ name: String, _ arguments: [Formula], _ options: [Formula.Option], range: Range<Int>
    ) throws(ReadingError) -> Formula.Node {
        func take(_ expected: ClosedRange<Int>) throws(ReadingError) {
            guard expected.contains(arguments.count), options.isEmpty else {
                throw ReadingError(
                    .wrongArgumentCount(
                        function: name, found: arguments.count + options.count, expected: expected), range: range)
            }
        }
        switch name {
        case "sqrt":
            try take(1...1)
            return .root(arguments[0], degree: 2)
        case "cbrt":
            try take(1...1)
            return .root(arguments[0], degree: 3)
        case "root", "real_root":
            try take(2...2)
            guard case .number(let literal) = arguments[1].node, let degree = Int(literal.spelling), degree >= 2,
                degree <= 1_000_000
            else {
                let place = arguments[1].range ?? range
                throw ReadingError(.badRootDegree, range: place)
            }
            return .root(arguments[0], degree: degree)
        case "transpose":
            try take(1...1)
            return .transpose(arguments[0])
        case "dot":
            try take(2...2)
            return .dot(arguments[0], arguments[1])
        case "Matrix":
            try take(1...1)
            return arguments[0].node
        case "Sum":
            try take(2...2)
            guard case .column(let parts) = arguments[1].node, parts.count == 3, case .name(let index) = parts[0].node
            else { return .call(name, arguments, options) }
            return .summation(index: index, from: parts[1], to: parts[2], body: arguments[0])
        default: return .call(name, arguments, options)
        }
    }
}

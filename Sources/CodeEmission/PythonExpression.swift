/// A Python expression and what holds it together, so that parentheses stand only where they are needed.
struct PythonExpression: Hashable {
    var text: String
    var binding: Binding
    /// Whether its value is a plain Python number rather than an array of the library.
    var isNumber: Bool
    /// Whether it needs Python's own `math`.
    var usesMath = false

    /// How tightly the parts of an expression hang together, loosest first.
    enum Binding: Int, Comparable {
        case sum, product, negative, power, whole

        static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
    }

    init(_ text: String, _ binding: Binding = .whole, isNumber: Bool = false) {
        self.text = text
        self.binding = binding
        self.isNumber = isNumber
    }

    /// The text where at least this binding is needed.
    func text(atLeast needed: Binding) -> String { binding < needed ? "(\(text))" : text }

    /// The text as what stands before a dot or a bracket.
    var receiver: String {
        // `2.sum()` is no Python.
        isNumber && text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) ? "(\(text))" : text(atLeast: .whole)
    }

    /// Two operands with a sign between; Python reads sums and products from the left.
    static func infix(_ a: Self, _ sign: String, _ b: Self, _ binding: Binding, isNumber: Bool) -> Self {
        let right = Binding(rawValue: binding.rawValue + 1) ?? .whole
        var result = Self("\(a.text(atLeast: binding)) \(sign) \(b.text(atLeast: right))", binding, isNumber: isNumber)
        result.usesMath = a.usesMath || b.usesMath
        return result
    }

    /// A power; the sign hugs names and numbers, as Python's formatters set it.
    func raised(to exponent: String) -> Self {
        let base = text(atLeast: .whole)
        let isSimple = Self.isSimple(base) && Self.isSimple(exponent)
        return replacing(isSimple ? "\(base)**\(exponent)" : "\(base) ** \(exponent)", .power)
    }

    /// A name, a name behind a dot, or a number.
    private static func isSimple(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0 == "_" || $0 == "." || $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
    }

    /// A function of some arguments.
    static func call(_ function: String, _ arguments: [String], isNumber: Bool = false) -> Self {
        Self("\(function)(\(arguments.joined(separator: ", ")))", isNumber: isNumber)
    }

    /// A function of Python's `math`.
    static func mathematics(_ name: String, _ argument: Self) -> Self {
        var result = Self("math.\(name)(\(argument.text))", isNumber: true)
        result.usesMath = true
        return result
    }

    /// The same with another text, for what stands around it.
    func replacing(_ text: String, _ binding: Binding) -> Self {
        var result = self
        result.text = text
        result.binding = binding
        return result
    }

    /// A list in brackets.
    static func list(_ entries: [String]) -> String { "[" + entries.joined(separator: ", ") + "]" }
}

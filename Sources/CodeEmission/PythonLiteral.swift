import Formulas
import Graphs
import Numbers
import Rationals

/// Given numbers as a script writes them: as typed where Python reads the same, else the nearest double.
enum PythonLiteral {
    /// The value of a constant: a plain number, or an array of the library; nil where double precision has no value.
    ///
    /// - Parameter written: how the author spelled it.
    static func constant(
        _ tensor: Tensor<Number>, written: Formula?, _ target: ScriptTarget
    ) throws -> PythonExpression? {
        let doubles = try Number.doubles(of: tensor.elements)
        guard doubles.allSatisfy(\.isFinite) else { return nil }
        let formulas = written.flatMap(entries)
        let expressions = tensor.elements.indices.map { index -> PythonExpression in
            let formula = formulas.flatMap { $0.count == doubles.count ? $0[index] : nil }
            return formula.flatMap(expression) ?? number(tensor.elements[index], doubles[index])
        }
        if tensor.shape == .scalar { return expressions.first }
        let entries = expressions.map(entry)
        var list = PythonExpression.list(entries)
        if case .matrix = tensor.shape {
            list = PythonExpression.list(
                (0..<tensor.rows).map { row in
                    PythonExpression.list(Array(entries[row * tensor.columns..<(row + 1) * tensor.columns]))
                })
        }
        var array = PythonExpression.call(target.array, [list])
        array.usesMath = expressions.contains(where: \.usesMath)
        return array
    }

    /// The entries of a list or table as typed, row by row.
    private static func entries(_ formula: Formula) -> [Formula]? {
        switch formula.node {
        case .column(let entries), .row(let entries): return entries
        case .matrix(let rows): return rows.flatMap { $0 }
        case .transpose(let inner):
            if case .matrix(let rows) = inner.node {
                guard let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else { return nil }
                return (0..<width).flatMap { j in rows.map { $0[j] } }
            }
            return entries(inner)
        case .number, .name, .subscripted, .negative, .sum, .product, .quotient, .power, .root, .dot, .call,
            .summation, .comparison, .text, .elided, .shortened:
            return [formula]
        }
    }

    /// In an array of floating-point numbers a whole number is written as one: `2.0`.
    private static func entry(_ expression: PythonExpression) -> String {
        let digits = expression.text.hasPrefix("-") ? expression.text.dropFirst() : Substring(expression.text)
        return digits.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? expression.text + ".0" : expression.text
    }

    /// A number nobody wrote: a whole number or a fraction where it is short, else the nearest double.
    static func number(_ exact: Number, _ double: Double) -> PythonExpression {
        if let rational = exact.rational, let p = Int(exactly: rational.numerator),
            let q = Int(exactly: rational.denominator), abs(p) < 1_000_000, q < 1_000_000
        {
            if q == 1 { return PythonExpression("\(p)", p < 0 ? .negative : .whole, isNumber: true) }
            return PythonExpression("\(p) / \(q)", .product, isNumber: true)
        }
        return PythonExpression("\(double)", double < 0 ? .negative : .whole, isNumber: true)
    }

    // MARK: As typed

    /// The formula in Python; nil where Python would read something else, or could fail.
    private static func expression(_ formula: Formula) -> PythonExpression? {
        switch formula.node {
        case .number(let literal):
            return self.literal(literal)
        case .negative(let inner):
            return expression(inner).map { $0.replacing("-" + $0.text(atLeast: .power), .negative) }
        case .sum(let terms):
            return sum(terms)
        case .product(let factors, _):
            return combined(factors) { .infix($0, "*", $1, .product, isNumber: true) }
        case .quotient(let a, let b):
            return combined([a, b]) { .infix($0, "/", $1, .product, isNumber: true) }
        case .power(let base, let exponent):
            return power(base, exponent)
        case .root(let inner, let degree):
            guard degree == 2, let radicand = expression(inner) else { return nil }
            return .mathematics("sqrt", radicand)
        case .name(let name):
            if name == Name("pi") { return constant("pi") }
            if name == Name("e") { return constant("e") }
            return nil
        case .call(let name, let arguments, let options):
            // Other functions could overflow on the way to a value that does not.
            guard options.isEmpty, arguments.count == 1, let function = functions[name],
                let argument = expression(arguments[0])
            else { return nil }
            return .mathematics(function, argument)
        case .subscripted, .transpose, .dot, .column, .row, .matrix, .summation, .comparison, .text, .elided,
            .shortened:
            return nil
        }
    }

    private static let functions = [
        "ln": "log", "log": "log", "sin": "sin", "cos": "cos", "tanh": "tanh",
    ]

    private static func constant(_ name: String) -> PythonExpression {
        var constant = PythonExpression("math.\(name)", isNumber: true)
        constant.usesMath = true
        return constant
    }

    private static func literal(_ literal: Formula.Literal) -> PythonExpression? {
        let spelling = literal.spelling
        // Far outside, products of a few could leave double precision.
        let magnitude = literal.value.magnitude
        guard magnitude.isZero || (magnitude < largest && magnitude > least), spelling.utf8.count <= 40 else {
            return nil
        }
        guard spelling.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
            return PythonExpression(spelling, isNumber: true)
        }
        let digits = spelling.drop { $0 == "0" }
        // A whole number beyond 2^53 is written as the double that it becomes.
        let whole = digits.isEmpty ? "0" : String(digits)
        return PythonExpression(whole.utf8.count > 15 ? whole + ".0" : whole, isNumber: true)
    }

    private static let largest = Rational(10).raised(30)
    private static let least = Rational(1, over: largest.numerator) ?? 0

    private static func sum(_ terms: [Formula]) -> PythonExpression? {
        var sum: PythonExpression?
        for term in terms {
            guard let total = sum else {
                guard let first = expression(term) else { return nil }
                sum = first
                continue
            }
            if case .negative(let inner) = term.node {
                guard let next = expression(inner) else { return nil }
                sum = .infix(total, "-", next, .sum, isNumber: true)
            } else {
                guard let next = expression(term) else { return nil }
                sum = .infix(total, "+", next, .sum, isNumber: true)
            }
        }
        return sum
    }

    private static func combined(
        _ formulas: [Formula], _ join: (PythonExpression, PythonExpression) -> PythonExpression
    ) -> PythonExpression? {
        guard formulas.count <= 6 else { return nil }
        var result: PythonExpression?
        for formula in formulas {
            guard let next = expression(formula) else { return nil }
            result = result.map { join($0, next) } ?? next
        }
        return result
    }

    /// A small whole power; a root of a negative number would be complex in Python.
    private static func power(_ base: Formula, _ exponent: Formula) -> PythonExpression? {
        guard case .number(let literal) = exponent.node, literal.value.isInteger,
            let count = Int(exactly: literal.value.numerator), (0...4).contains(count),
            let power = expression(base)
        else { return nil }
        return power.raised(to: "\(count)")
    }
}

extension Rational {
    fileprivate func raised(_ exponent: Int) -> Rational {
        (0..<exponent).reduce(Rational(1)) { product, _ in product * self }
    }
}

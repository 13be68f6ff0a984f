import Numbers
import Rationals

extension Number {
    /// The exact value of a formula.
    ///
    /// `e` and `pi` are the constants unless `names` says otherwise; `log` is the natural logarithm. Powers and roots
    /// are real.
    /// - Parameter names: values of the names that may occur.
    /// - Throws: ``ReadingError`` with the place of a name or function that is not known, or of something that is no
    ///   single number; ``NumberError`` when an operation has no value, cannot be decided or would be too large.
    ///
    ///     let value = try Number(Formula.read("2 x + ½"), names: [Name("x"): 3])
    ///     print(value)    // 13/2
    public init(_ formula: Formula, names: [Name: Number] = [:]) throws {
        self = try FormulaEvaluation(names: names).value(of: formula).checked()
    }
}

extension Formula {
    /// A number written out, or the words that it is too long where it has more terms than a file should hold.
    ///
    ///     let e = try Number(1).applying(.exponential)
    ///     print(Formula(e + 2, atMost: 1).plain)    // … more than 1 term
    public init(_ number: Number, atMost terms: Int) {
        self =
            number.termCount(upTo: terms + 1) > terms
            ? Formula(.elided("more than \(terms) term\(terms == 1 ? "" : "s")")) : Formula(number)
    }

    /// Terms of one number in a report.
    public static let mostTermsInReport = 5_000
}

private struct FormulaEvaluation {
    var names: [Name: Number]

    /// The terms that one written sum over an index may have.
    private static let longestSummation = 100_000

    func value(of formula: Formula) throws -> Number {
        switch formula.node {
        case .number(let literal): return Number(literal.value)
        case .name(let name): return try value(of: name, at: formula)
        case .negative(let inner): return -(try value(of: inner))
        case .sum(let terms): return try terms.reduce(Number(0)) { $0 + (try value(of: $1)) }
        case .product(let factors, _): return try factors.reduce(Number(1)) { $0 * (try value(of: $1)) }
        case .dot(let a, let b): return try value(of: a) * value(of: b)
        case .quotient(let numerator, let denominator):
            return try divide(value(of: numerator), by: denominator)
        case .power(let base, let exponent): return try power(base, exponent)
        case .root(let radicand, let degree):
            guard let exponent = Rational(1, over: Integer(degree)) else { throw notANumber(formula) }
            return try value(of: radicand).raised(to: exponent)
        case .transpose(let inner): return try value(of: inner)
        case .call(let name, let arguments, let options): return try call(name, arguments, options, at: formula)
        case .column(let entries) where entries.count == 1, .row(let entries) where entries.count == 1:
            return try value(of: entries[0])
        case .summation(let index, let from, let to, let body): return try summation(index, from, to, body, at: formula)
        case .subscripted, .column, .row, .matrix, .comparison, .text: throw notANumber(formula)
        case .elided, .shortened: throw ReadingError(.elision, range: formula.range ?? 0..<0)
        }
    }

    private func notANumber(_ formula: Formula) -> ReadingError {
        ReadingError(.notANumber, range: formula.range ?? 0..<0)
    }

    private func value(of name: Name, at formula: Formula) throws -> Number {
        if let value = names[name] { return value }
        if name == Name("e") { return try Number(1).applying(.exponential) }
        if name == Name("pi") { return Number.pi }
        throw ReadingError(.unknownName(Formula(.name(name)).plain), range: formula.range ?? 0..<0)
    }

    /// Factor by factor, so that the number keeps the factors that the formula shows.
    private func divide(_ dividend: Number, by denominator: Formula) throws -> Number {
        switch denominator.node {
        case .product(let factors, _):
            return try factors.reduce(dividend) { try divide($0, by: $1) }
        case .power(let base, let exponent):
            guard let digits = exponent.integerSpelling, let power = Int(digits), (2...64).contains(power),
                case .sum = base.node
            else { return try dividend.divided(by: value(of: denominator)) }
            let divisor = try value(of: base)
            return try (0..<power).reduce(dividend) { result, _ in try result.divided(by: divisor) }
        default:
            return try dividend.divided(by: value(of: denominator))
        }
    }

    private func power(_ base: Formula, _ exponent: Formula) throws -> Number {
        let exponentValue = try value(of: exponent)
        if base.isEuler, names[Name("e")] == nil { return try exponentValue.applying(.exponential) }
        let baseValue = try value(of: base)
        if let rational = exponentValue.rational { return try baseValue.raised(to: rational) }
        return try (exponentValue * baseValue.applying(.logarithm)).applying(.exponential)
    }

    private static let functions: [String: ElementaryFunction] = [
        "exp": .exponential, "ln": .logarithm, "log": .logarithm, "tanh": .hyperbolicTangent, "sinh": .hyperbolicSine,
        "cosh": .hyperbolicCosine, "sigmoid": .logistic, "logistic": .logistic, "sin": .sine, "cos": .cosine,
        "erf": .errorFunction, "abs": .absoluteValue, "Abs": .absoluteValue, "relu": .rectifier, "ReLU": .rectifier,
    ]

    private func call(
        _ name: String, _ arguments: [Formula], _ options: [Formula.Option], at formula: Formula
    ) throws -> Number {
        func take(_ expected: ClosedRange<Int>) throws {
            if expected.contains(arguments.count), options.isEmpty { return }
            throw ReadingError(
                .wrongArgumentCount(function: name, found: arguments.count + options.count, expected: expected),
                range: formula.range ?? 0..<0)
        }
        switch name {
        case "max", "Max", "min", "Min":
            try take(1...max(arguments.count, 1))
            let wanted: Order = name.hasSuffix("ax") ? .greater : .less
            var best = try value(of: arguments[0])
            for argument in arguments.dropFirst() {
                let candidate = try value(of: argument)
                if try Number.order(candidate, best) == wanted { best = candidate }
            }
            return best
        case "tan":
            try take(1...1)
            let angle = try value(of: arguments[0])
            return try angle.applying(.sine).divided(by: angle.applying(.cosine))
        case "log" where arguments.count == 2, "log2", "log10":
            try take(1...2)
            let base = name == "log2" ? 2 : name == "log10" ? 10 : try value(of: arguments[1])
            return try value(of: arguments[0]).applying(.logarithm).divided(by: base.applying(.logarithm))
        default:
            guard let function = Self.functions[name] else {
                throw ReadingError(.unknownFunction(name), range: formula.range ?? 0..<0)
            }
            try take(1...1)
            return try value(of: arguments[0]).applying(function)
        }
    }

    private func summation(
        _ index: Name, _ from: Formula, _ to: Formula, _ body: Formula, at formula: Formula
    ) throws -> Number {
        guard let first = try value(of: from).rational?.integer.flatMap(Int.init(exactly:)),
            let last = try value(of: to).rational?.integer.flatMap(Int.init(exactly:))
        else { throw notANumber(formula) }
        var total = Number(0)
        guard first <= last else { return total }
        guard last.subtractingReportingOverflow(first).partialValue < Self.longestSummation,
            !last.subtractingReportingOverflow(first).overflow
        else { throw NumberError.tooLarge(.terms(Self.longestSummation)) }
        var inner = self
        for value in first...last {
            inner.names[index] = Number(Rational(value))
            total += try inner.value(of: body)
        }
        return total
    }
}

extension Formula {
    /// The formula without its minus sign, when it has one in front: −x, −2.
    ///
    /// Nil for everything else.
    var withoutSign: Formula? {
        switch node {
        case .negative(let positive): positive
        case .number(let literal) where literal.spelling.utf8.first == UInt8(ascii: "-"):
            Formula(
                .number(Literal(value: -literal.value, spelling: String(literal.spelling.dropFirst()))), range: range)
        default: nil
        }
    }

    /// Whether the written form starts with a digit, so that nothing can stand directly before it.
    var startsWithDigit: Bool {
        switch node {
        case .number(let literal): literal.spelling.utf8.first != UInt8(ascii: "-")
        case .shortened: true
        case .product(let factors, _): factors.first?.startsWithDigit ?? false
        case .quotient(let numerator, _): numerator.startsWithDigit
        case .power(let base, _): base.startsWithDigit
        case .transpose(let base): base.startsWithDigit
        case .sum(let terms): terms.first?.startsWithDigit ?? false
        case .dot(let left, _): left.startsWithDigit
        case .comparison(let left, _, _): left.startsWithDigit
        case .name, .subscripted, .negative, .root, .call, .column, .row, .matrix, .summation, .text, .elided: false
        }
    }

    /// The whole number of a literal such as `2` or `-7`, spelled with digits only.
    var integerSpelling: String? {
        switch node {
        case .number(let literal):
            let digits =
                literal.spelling.utf8.first == UInt8(ascii: "-") ? literal.spelling.dropFirst() : literal.spelling[...]
            return digits.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
                ? literal.spelling : nil
        case .negative(let inner):
            guard let digits = inner.integerSpelling, !digits.hasPrefix("-") else { return nil }
            return "-" + digits
        default: return nil
        }
    }
}

/// How tightly the outermost sign of a written formula binds; what binds less than its place asks for gets parentheses.
enum Binding: Int, Comparable {
    case comparison, sum, product, chain, power, atom

    static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
}

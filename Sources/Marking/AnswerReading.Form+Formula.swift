import Formulas
import Rationals

extension AnswerReading.Form {
    /// How a formula is written: digits are counted as they stand there.
    ///
    ///     1.50e-3, 1.50·10^(−3)       5 places, 3 significant digits
    ///     1/3, √2, 7                  exact
    ///     0.5 + √2, 0.1/3             mixed
    init(of formula: Formula) {
        switch formula.node {
        case .number(let literal): self = Self(of: literal)
        case .negative(let inner): self = Self(of: inner)
        default: self = Self.scientific(formula) ?? (formula.holdsDecimal ? .mixed : .exact)
        }
    }

    private init(of literal: Formula.Literal) {
        self = Self.decimal(literal, exponent: 0, isScientific: false) ?? .exact
    }

    /// nil for a whole number without an exponent.
    private static func decimal(_ literal: Formula.Literal, exponent: Int, isScientific: Bool) -> Self? {
        var whole = 0
        var fraction = 0
        var leadingZeros = 0
        var hasPoint = false
        var isLeading = true
        var exponent = exponent
        var isScientific = isScientific
        var spelling = Substring(literal.spelling)
        if let mark = spelling.utf8.firstIndex(of: UInt8(ascii: "e")) {
            exponent += Int(spelling[spelling.utf8.index(after: mark)...]) ?? 0
            spelling = spelling[..<mark]
            isScientific = true
        }
        for byte in spelling.utf8 {
            if byte == UInt8(ascii: ".") {
                hasPoint = true
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { continue }
            if hasPoint { fraction += 1 } else { whole += 1 }
            if isLeading, byte == UInt8(ascii: "0") { leadingZeros += 1 } else { isLeading = false }
        }
        guard hasPoint || isScientific else { return nil }
        return .decimal(places: fraction - exponent, significantDigits: max(1, whole + fraction - leadingZeros))
    }

    /// `1.5 · 10^(−3)`: a number times a power of ten in digits.
    private static func scientific(_ formula: Formula) -> Self? {
        guard case .product(let factors, let sign) = formula.node, sign != .juxtaposition, factors.count == 2,
            let mantissa = factors[0].unsignedLiteral, case .power(let base, let power) = factors[1].node,
            case .number(let ten) = base.node, ten.spelling == "10", let exponent = power.smallInteger
        else { return nil }
        return decimal(mantissa, exponent: exponent, isScientific: true)
    }
}

extension Formula {
    /// The number written, without its sign.
    fileprivate var unsignedLiteral: Literal? {
        switch node {
        case .number(let literal): literal
        case .negative(let inner): inner.unsignedLiteral
        default: nil
        }
    }

    fileprivate var smallInteger: Int? {
        switch node {
        case .number(let literal): literal.value.isInteger ? Int(literal.spelling) : nil
        case .negative(let inner): inner.smallInteger.map { -$0 }
        default: nil
        }
    }

    /// Whether a decimal number stands anywhere in it.
    var holdsDecimal: Bool {
        switch node {
        case .number(let literal): literal.spelling.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") }
        case .name, .text, .elided, .shortened: false
        case .negative(let inner), .root(let inner, _), .transpose(let inner): inner.holdsDecimal
        case .sum(let parts), .product(let parts, _), .column(let parts), .row(let parts), .call(_, let parts, _):
            parts.contains(where: \.holdsDecimal)
        case .quotient(let a, let b), .power(let a, let b), .dot(let a, let b), .comparison(let a, _, let b):
            a.holdsDecimal || b.holdsDecimal
        case .subscripted(let base, _): base.holdsDecimal
        case .matrix(let rows): rows.contains { $0.contains(where: \.holdsDecimal) }
        case .summation(_, let from, let to, let body): from.holdsDecimal || to.holdsDecimal || body.holdsDecimal
        }
    }
}

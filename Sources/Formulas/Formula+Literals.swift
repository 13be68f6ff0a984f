import Rationals

extension Formula.Literal {
    /// Digits only.
    var isPlainInteger: Bool {
        !spelling.isEmpty && spelling.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }
}

extension Formula {
    /// A whole number.
    public init(_ value: Int) {
        self.init(.number(Literal(value: Rational(value), spelling: String(value))))
    }

    /// `2` or `-2` as written, but not 0: what the whole part of a mixed number can be.
    var isWholeLiteral: Bool {
        switch node {
        case .number(let literal): literal.isPlainInteger && literal.value != 0
        case .negative(let inner): inner.isWholeLiteral
        default: false
        }
    }

    init(literal: Int, range: Range<Int>? = nil) {
        self.init(.number(Literal(value: Rational(literal), spelling: String(literal))), range: range)
    }
}

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

    init(literal: Int, range: Range<Int>? = nil) {
        self.init(.number(Literal(value: Rational(literal), spelling: String(literal))), range: range)
    }
}

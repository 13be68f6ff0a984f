import Rationals

/// A binary floating-point format whose elementary functions are correctly rounded: `Double` and `Float`.
public protocol RoundedFloatingPoint: BinaryFloatingPoint, Scalar {
    /// Bits of the significand, the hidden one included.
    static var precision: Int { get }
    /// The nearest value, ties to even.
    init(_ rational: Rational)
}

extension Double: RoundedFloatingPoint {
    /// Bits of the significand, the hidden one included.
    public static var precision: Int { 53 }
}

extension Float: RoundedFloatingPoint {
    /// Bits of the significand, the hidden one included.
    public static var precision: Int { 24 }
}

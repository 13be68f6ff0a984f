import Rationals

extension Number: Scalar {
    /// The number itself.
    /// - Throws: the reason, when the number was refused.
    public init(_ value: Number) throws { self = try value.checked() }
}

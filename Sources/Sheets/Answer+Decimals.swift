import Graphs
public import Numbers

extension Answer {
    /// Decimals of a value in the form asked for, row by row; significant digits where the line asks for none.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public func decimals(of value: Tensor<Number>, digits: Int = 4) throws -> [Numbers.Decimal] {
        try Self.decimals(of: value, terms: terms, digits: digits)
    }

    /// Decimals of a value in the form that terms ask for, row by row.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public static func decimals(
        of value: Tensor<Number>, terms: [Term], digits: Int = 4
    ) throws -> [Numbers.Decimal] {
        for term in terms {
            switch term {
            case .decimals(let places): return try value.elements.map { try $0.decimal(places: places) }
            case .significantDigits(let count):
                return try Number.decimals(of: value.elements, significantDigits: count)
            case .marks, .exact, .lowestTerms, .tolerance, .published: continue
            }
        }
        return try Number.decimals(of: value.elements, significantDigits: digits)
    }
}

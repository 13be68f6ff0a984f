import CGMP

extension Integer: CustomStringConvertible {
    /// Decimal digits with a minus sign where needed.
    public var description: String {
        switch storage {
        case .small(let value):
            return value.description
        case .beyondLimit:
            return "(beyond limit)"
        case .large:
            return withHandle { handle in
                let capacity = Int(__gmpz_sizeinbase(handle, 10)) + 2
                return String(unsafeUninitializedCapacity: capacity) { buffer in
                    buffer.withMemoryRebound(to: CChar.self) { characters in
                        _ = __gmpz_get_str(characters.baseAddress, 10, handle)
                    }
                    return buffer.firstIndex(of: 0) ?? 0
                }
            }
        }
    }

    /// Reads ASCII decimal digits with an optional sign; nil when the text is anything else or too large.
    ///
    ///     print(Integer("-12345678901234567890")!)    // -12345678901234567890
    public init?(_ decimal: some StringProtocol) {
        guard let value = try? Integer(reading: decimal) else { return nil }
        self = value
    }

    /// Reads ASCII decimal digits with an optional sign.
    /// - Throws: ``RationalError/malformed(offset:)``; ``RationalError/tooLarge(bits:limit:)`` before anything is
    ///   computed, when that many digits can pass the limit.
    public init(reading decimal: some StringProtocol) throws(RationalError) {
        var digits = Array(decimal.utf8)
        var isNegative = false
        var offset = 0
        if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            offset = 1
        }
        guard digits.count > offset else { throw .malformed(offset: offset) }
        for index in offset..<digits.count where !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digits[index]) {
            throw .malformed(offset: index)
        }
        digits.removeFirst(offset)
        try self.init(isNegative: isNegative, digits: digits)
    }

    /// The integer with these ASCII digits, all of them known to be digits.
    init(isNegative: Bool, digits: [UInt8]) throws(RationalError) {
        if digits.count <= 18 {
            let value = digits.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
            self.init(storage: .small(isNegative ? -value : value))
            return
        }
        // log₂ 10 < 93/28; the count of digits cannot overflow this product.
        let bits = digits.count / 28 * 93 + 93
        guard bits <= Integer.bitLimit else { throw .tooLarge(bits: bits, limit: Integer.bitLimit) }
        let text = digits + [0]
        self = Integer.make { result in
            text.withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    if let start = characters.baseAddress { _ = __gmpz_set_str(result, start, 10) }
                }
            }
            if isNegative { __gmpz_neg(result, result) }
        }
    }
}
